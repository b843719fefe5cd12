//! A search in words (SRCH-05): the same sentence is heading and title.

use domain::Lang;
use domain::search::{Facet, SearchRequest};

use crate::page::label;
use crate::text::Text;

/// Most filter values named; more would hide the rest of the sentence.
const NAMED: usize = 4;

/// What is searched for, without numbers.
pub fn in_words(lang: Lang, request: &SearchRequest) -> String {
    let text = Text::of(lang).search;
    if request.is_unfiltered() {
        return text.all.to_owned();
    }
    let chosen = request.selected();
    let names = |wanted: fn(Facet) -> bool| {
        let mut names: Vec<String> = chosen
            .iter()
            .filter(|(facet, _)| wanted(*facet))
            .map(|(facet, value)| label::facet_value(lang, *facet, value))
            .collect();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let mut joined = names.join(text.join_places);
        if more > 0 {
            joined += &match lang {
                Lang::Ja => format!("ほか{more}件"),
                Lang::En => format!(" and {more} more"),
            };
        }
        joined
    };
    let places = names(|facet| matches!(facet, Facet::Region | Facet::Pref));
    let rest = names(|facet| !matches!(facet, Facet::Fit | Facet::Region | Facet::Pref));
    match lang {
        Lang::Ja => {
            let words = if request.q.is_empty() {
                String::new()
            } else {
                format!("「{}」を含む", request.q)
            };
            let rest = if rest.is_empty() { rest } else { format!("{rest}の") };
            let places = if places.is_empty() {
                places
            } else {
                format!("{places}で実施する")
            };
            let fit = if request.fit { "自組合が参加できる" } else { "" };
            format!("{fit}{places}{rest}{words}共同事業")
        }
        Lang::En => {
            let mut sentence = "Programs".to_owned();
            if request.fit {
                sentence += " our society can join";
            }
            if !request.q.is_empty() {
                sentence += &format!(" with “{}”", request.q);
            }
            if !places.is_empty() {
                sentence += &format!(" in {places}");
            }
            if !rest.is_empty() {
                sentence += &format!(": {rest}");
            }
            sentence
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(query: &str) -> String {
        in_words(Lang::Ja, &SearchRequest::from_query(query).0)
    }

    #[test]
    fn 条件を文で言う() {
        assert_eq!(words(""), "共同事業の一覧");
        assert_eq!(
            words("pref=13&pref=14&status=open"),
            "東京都・神奈川県で実施する募集中の共同事業"
        );
        assert_eq!(words("fit=1&status=open"), "自組合が参加できる募集中の共同事業");
        assert_eq!(words("q=禁煙"), "「禁煙」を含む共同事業");
    }
}
