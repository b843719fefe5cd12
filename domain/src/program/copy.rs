//! Next year's program from this year's (ORG-03): the same text with its dates a year later. It is a new draft; nothing is
//! decided for the organiser.

use super::ProgramForm;
use crate::code::ListingKind;
use crate::normalise;
use crate::value::{Day, FiscalYear};

/// Fields that hold a day.
const DATES: &[&str] = &["period_from", "period_to", "recruit_from", "recruit_to"];

impl ProgramForm {
    /// The form for the following year: dates moved by a year, the fiscal year in the title counted on, and what only the
    /// old year can say (成果, 参加組合数) empty. A 参考事例 seeks participants again. A date that cannot be read is kept.
    #[must_use]
    pub fn for_next_year(&self) -> Self {
        let mut next = self.clone();
        let moved: Vec<_> = DATES
            .iter()
            .filter_map(|field| Some((*field, moved(self.text(field))?)))
            .collect();
        let fields: Vec<_> = moved.iter().map(|(field, _)| *field).collect();
        next.replace(&fields, moved.iter().map(|(field, day)| (*field, day.as_str())));
        if let Ok(from) = normalise::date(&self.period_from) {
            next.title = counted_on(&self.title, FiscalYear::of(from));
        }
        next.result.clear();
        next.joined.clear();
        if next.kind == ListingKind::Reference.code() {
            next.kind = ListingKind::Recruit.code().to_owned();
        }
        next
    }
}

fn moved(typed: &str) -> Option<String> {
    normalise::date(typed).ok()?.plus_years(1).map(Day::iso)
}

/// The title with the name of its fiscal year replaced by the next one's, in the spellings that are in use.
fn counted_on(title: &str, year: FiscalYear) -> String {
    let next = year.next();
    let spellings = |year: FiscalYear| {
        let era = year.era().map(|era| era.year);
        let (era, plain) = (era.map(|year| year.to_string()), year.get().to_string());
        let era = |head: &str| era.as_ref().map(|year| format!("{head}{year}"));
        [
            era("令和").map(|name| format!("{name}年")),
            era("R").map(|name| format!("{name}年")),
            Some(format!("{plain}年")),
        ]
    };
    let pairs = spellings(year).into_iter().zip(spellings(next));
    pairs.fold(title.to_owned(), |title, pair| match pair {
        (Some(old), Some(new)) => title.replace(&old, &new),
        _ => title,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 日付と年度が一年進む() {
        let form = ProgramForm {
            title: "令和8年度ウォーキング大会".into(),
            kind: "reference".into(),
            period_from: "令和8年4月1日".into(),
            period_to: "2028-02-29".into(),
            recruit_from: "春ごろ".into(),
            result: "120人が参加しました。".into(),
            joined: "5".into(),
            ..ProgramForm::default()
        };
        let next = form.for_next_year();
        assert_eq!(next.title, "令和9年度ウォーキング大会");
        assert_eq!(
            (next.period_from.as_str(), next.period_to.as_str()),
            ("2027-04-01", "2029-02-28")
        );
        assert_eq!(next.recruit_from, "春ごろ");
        assert_eq!(
            (next.kind.as_str(), next.result.as_str(), next.joined.as_str()),
            ("recruit", "", "")
        );
    }

    #[test]
    fn 西暦の年度も進みほかの数は変わらない() {
        let year = FiscalYear::new(2026).unwrap();
        assert_eq!(
            counted_on("2026年度 2026歩チャレンジ", year),
            "2027年度 2026歩チャレンジ"
        );
        assert_eq!(counted_on("年度のない名前", year), "年度のない名前");
    }
}
