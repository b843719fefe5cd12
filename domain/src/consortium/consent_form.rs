//! The consent of a society to a consortium, as its approver types it. To which terms it is given, the page has shown.

use serde::{Deserialize, Serialize};

use crate::code::DecisionBody;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, UserId, Yen};

form! {
    /// A consent, as typed.
    pub struct PlaceConsentForm;
    one {
        /// 意思決定機関, code of [`DecisionBody`].
        body,
        /// 決定日.
        decided_on,
        /// 決裁者の氏名.
        approver,
        /// 単独で実施した場合の費用の見込み, yen.
        alone,
        /// `1` when share and data handling as shown are agreed to.
        terms_accepted,
        /// 備考.
        note,
    }
    many {}
}

/// A checked consent before it is tied to terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanPlaceConsent {
    /// 意思決定機関.
    pub body: DecisionBody,
    /// 決定日, not in the future.
    pub decided_on: Day,
    /// 決裁者.
    pub approver: String,
    /// What the society thinks it would cost alone.
    pub alone: Option<Yen>,
    /// Not empty where the body is another one.
    pub note: String,
}

/// A consent that somebody has prepared and another person of the society has to give (二者確認). It binds nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedConsent {
    /// What was typed; the tick is left to who gives it.
    pub form: PlaceConsentForm,
    /// Who prepared it.
    pub by: UserId,
    /// The name then.
    pub name: String,
}

impl PlaceConsentForm {
    /// Checks what is prepared: everything but the tick.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_prepared(&self, today: Day) -> Result<CleanPlaceConsent, Problems> {
        let ticked = Self {
            terms_accepted: "1".to_owned(),
            ..self.clone()
        };
        ticked.check(today)
    }

    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "approver" => Some(60),
            "note" => Some(600),
            _ => None,
        }
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self, today: Day) -> Result<CleanPlaceConsent, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let body = reader.required_choice("body", DecisionBody::from_code);
        let decided_on = match reader.past_day("decided_on", today) {
            Some(None) => reader.refuse("decided_on", ProblemCode::Empty),
            other => other.flatten(),
        };
        let approver = reader.required_line("approver", limit("approver"));
        let alone = reader.money("alone");
        if reader.flag("terms_accepted") == Some(false) {
            reader.refuse::<()>("terms_accepted", ProblemCode::Empty);
        }
        let note = reader.lines("note", limit("note"));
        if body == Some(DecisionBody::Other) && note.as_deref() == Some("") {
            reader.refuse::<()>("note", ProblemCode::Empty);
        }
        let clean = || {
            Some(CleanPlaceConsent {
                body: body?,
                decided_on: decided_on?,
                approver: approver?,
                alone: alone?,
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

    #[test]
    fn 先の日付と未承諾と説明のないその他は断る() {
        let today = Day::from_iso("2026-11-23").unwrap();
        let typed = PlaceConsentForm {
            body: "board".into(),
            decided_on: "令和8年11月20日".into(),
            approver: "山田 太郎".into(),
            terms_accepted: "1".into(),
            ..PlaceConsentForm::default()
        };
        assert!(typed.check(today).is_ok());
        let wrong = PlaceConsentForm {
            body: "other".into(),
            decided_on: "2026-11-24".into(),
            terms_accepted: String::new(),
            ..typed
        };
        let problems = wrong.check(today).unwrap_err();
        for field in ["decided_on", "terms_accepted", "note"] {
            assert!(problems.has_field(field), "{field}");
        }
    }
}
