//! The consent record (機関決定の記録): which body of the society decided when, and what it agreed to. Evidence is a file
//! beside it and not asked for here.

use serde::{Deserialize, Serialize};

use crate::code::{CostSharing, DecisionBody};
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, Yen};

form! {
    /// A consent record, as typed.
    pub struct ConsentForm;
    one {
        /// 意思決定機関, code of [`DecisionBody`].
        body,
        /// 決定日.
        decided_on,
        /// 決裁者の氏名.
        approver,
        /// 費用負担への合意, `yes` or `no`.
        cost_agreed,
        /// 合意した金額.
        cost_yen,
        /// `1` when データの取扱い is accepted.
        data_accepted,
        /// 備考.
        note,
    }
    many {}
}

/// A checked consent record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanConsent {
    /// 意思決定機関.
    pub body: DecisionBody,
    /// 決定日, not in the future.
    pub decided_on: Day,
    /// 決裁者.
    pub approver: String,
    /// Whether the society agrees to its share of the cost.
    pub cost_agreed: bool,
    /// Yen per fiscal year the society agreed to; absent for programs free of charge.
    pub cost_yen: Option<Yen>,
    /// What else is to be said; not empty where the cost is not agreed yet or the body is another one.
    pub note: String,
}

impl ConsentForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "approver" => Some(60),
            "note" => Some(600),
            _ => None,
        }
    }

    /// Checks every field at once. Where taking part costs something, an agreement names the amount; where it is not
    /// agreed yet, the remark says how it will be.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self, today: Day, sharing: CostSharing) -> Result<CleanConsent, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let body = reader.required_choice("body", DecisionBody::from_code);
        let decided_on = match reader.past_day("decided_on", today) {
            Some(None) => reader.refuse("decided_on", ProblemCode::Empty),
            other => other.flatten(),
        };
        let approver = reader.required_line("approver", limit("approver"));
        let cost_agreed = reader.required("cost_agreed", |raw| match raw.trim() {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(ProblemCode::UnknownChoice {
                value: other.to_owned(),
            }),
        });
        let cost_yen = match reader.money("cost_yen") {
            Some(None) if cost_agreed == Some(true) && sharing != CostSharing::Free => {
                reader.refuse("cost_yen", ProblemCode::Empty)
            }
            other => other,
        };
        if reader.flag("data_accepted") == Some(false) {
            reader.refuse::<()>("data_accepted", ProblemCode::Empty);
        }
        let note = reader.lines("note", limit("note"));
        let explains = note.as_ref().is_none_or(|note| !note.is_empty());
        if !explains && (cost_agreed == Some(false) || body == Some(DecisionBody::Other)) {
            reader.refuse::<()>("note", ProblemCode::Empty);
        }
        let clean = || {
            Some(CleanConsent {
                body: body?,
                decided_on: decided_on?,
                approver: approver?,
                cost_agreed: cost_agreed?,
                cost_yen: cost_yen?,
                note: note?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_iso("2026-11-23").unwrap()
    }

    fn typed() -> ConsentForm {
        ConsentForm {
            body: "board".into(),
            decided_on: "令和8年11月20日".into(),
            approver: "山田　太郎".into(),
            cost_agreed: "yes".into(),
            cost_yen: "１２０，０００円".into(),
            data_accepted: "1".into(),
            note: String::new(),
        }
    }

    #[test]
    fn 同意は表記ゆれを受け入れる() {
        let clean = typed().check(today(), CostSharing::Fixed).unwrap();
        assert_eq!(clean.decided_on, Day::from_iso("2026-11-20").unwrap());
        assert_eq!(clean.cost_yen.map(Yen::get), Some(120_000));
    }

    #[test]
    fn 先の日付やデータの取扱いの未承諾は断る() {
        let form = ConsentForm {
            decided_on: "2026-11-24".into(),
            data_accepted: String::new(),
            ..typed()
        };
        let problems = form.check(today(), CostSharing::Fixed).unwrap_err();
        assert!(
            problems
                .for_field("decided_on")
                .any(|p| p.code == ProblemCode::InFuture)
        );
        assert!(problems.has_field("data_accepted"));
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn 金額は有料の事業で合意したときだけいる() {
        let form = ConsentForm {
            cost_yen: String::new(),
            ..typed()
        };
        assert!(
            form.check(today(), CostSharing::Equal)
                .unwrap_err()
                .has_field("cost_yen")
        );
        assert!(form.check(today(), CostSharing::Free).is_ok());
        let not_yet = ConsentForm {
            cost_agreed: "no".into(),
            ..form
        };
        assert!(
            not_yet
                .check(today(), CostSharing::Equal)
                .unwrap_err()
                .has_field("note")
        );
    }
}
