//! What stands in a field of the program form, in words: codes by their names, days as people read them, texts as typed.

use domain::code::{
    CodeList, CostSharing, DataUse, Industry, ListingKind, Mode, Prefecture, Purpose, SizeBand, SubsidyUse, Target,
    Theme, Visibility,
};
use domain::{Lang, normalise};

use crate::page::label;
use crate::text::field;

/// The words; empty when the field is.
pub fn words(lang: Lang, name: &str, values: &[String]) -> String {
    let all = values.iter().map(|value| one(lang, name, value));
    label::list(lang, all)
}

fn one(lang: Lang, name: &str, value: &str) -> String {
    let known = match name {
        "kind" => named::<ListingKind>(lang, value),
        "cat" | "sub_cat" => named::<Purpose>(lang, value),
        "theme" => named::<Theme>(lang, value),
        "target" => named::<Target>(lang, value),
        "mode" => named::<Mode>(lang, value),
        "cost" => named::<CostSharing>(lang, value),
        "data_use" => named::<DataUse>(lang, value),
        "visibility" => named::<Visibility>(lang, value),
        "subsidy" => named::<SubsidyUse>(lang, value),
        "size" => named::<SizeBand>(lang, value),
        "industry" => named::<Industry>(lang, value),
        "pref" => Prefecture::from_code(value).map(|prefecture| prefecture.name(lang).to_owned()),
        "nationwide" if value == "1" => Some(field::program(lang, name).label.to_owned()),
        "period_from" | "period_to" | "recruit_from" | "recruit_to" => {
            normalise::date(value).ok().map(|day| day.format(lang))
        }
        _ => None,
    };
    // What is no code is shown as it was typed: it may be exactly what has to be corrected.
    known.unwrap_or_else(|| value.to_owned())
}

fn named<T: CodeList>(lang: Lang, code: &str) -> Option<String> {
    T::from_code(code).map(|value| value.name(lang).to_owned())
}

/// The labels of fields as a list, for sentences.
pub fn labels(lang: Lang, fields: &[&str]) -> String {
    label::list(lang, fields.iter().map(|name| field::program(lang, name).label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 符号は名前に日付は読める形になる() {
        let values = |all: &[&str]| all.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        assert_eq!(words(Lang::Ja, "kind", &values(&["recruit"])), "参加者募集");
        assert_eq!(
            words(Lang::Ja, "period_from", &values(&["2026-04-01"])),
            words(Lang::Ja, "period_from", &values(&["R8.4.1"]))
        );
        assert_eq!(words(Lang::Ja, "period_from", &values(&["春ごろ"])), "春ごろ");
        assert_eq!(words(Lang::Ja, "title", &[]), "");
    }
}
