//! The rules around the steps of a participation: when a society can ask, when a place is free, how long nobody has
//! answered, and what an answer must say.

use serde::{Deserialize, Serialize};

use super::{ParticipationState, ParticipationStep};
use crate::code::RecruitStatus;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::Instant;

/// After this many days without an answer the side that has to act is reminded, once per turn (domain §8.3).
pub const SILENCE_DAYS: i64 = 7;

/// Most characters of a reason or remark that the other side reads.
pub const REASON_CHARS: u32 = 600;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Whether a program of this status takes requests. When it is full they are answered with the waiting list.
pub const fn may_ask(status: RecruitStatus) -> bool {
    matches!(
        status,
        RecruitStatus::Open | RecruitStatus::Closing | RecruitStatus::Full
    )
}

/// Whether one more society fits in; `joined` counts the lead society and all that are confirmed.
pub const fn place_is_free(capacity: Option<u32>, joined: u32) -> bool {
    match capacity {
        Some(capacity) => joined < capacity,
        None => true,
    }
}

/// Whether the side that has to act has been silent too long.
pub const fn overdue(state: ParticipationState, waiting_since: Instant, now: Instant) -> bool {
    state.awaits().is_some() && now.millis() - waiting_since.millis() >= SILENCE_DAYS * DAY_MILLIS
}

form! {
    /// An answer as typed: by the organiser to one or many requests, by a society that withdraws or leaves.
    pub struct AnswerForm;
    one {
        /// Code of a [`ParticipationStep`].
        step,
        /// 理由・連絡事項: read by the other side.
        reason,
    }
    many {
        /// Ids of the participations it is about, when there are several.
        id,
    }
}

/// A checked answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanAnswer {
    /// What is to happen.
    pub step: ParticipationStep,
    /// Why, at most [`REASON_CHARS`] characters; not empty where the step needs a reason.
    pub reason: String,
}

impl AnswerForm {
    /// Checks what was typed; only the steps in `offered` are choices.
    ///
    /// # Errors
    /// `Empty` or `UnknownChoice` on `step`, `Empty` or `TooLong` on `reason`.
    pub fn check(&self, offered: &[ParticipationStep]) -> Result<CleanAnswer, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let step = reader.required_choice("step", ParticipationStep::from_code);
        let reason = reader.lines("reason", REASON_CHARS);
        if let Some(step) = step {
            if !offered.contains(&step) {
                let value = step.code().to_owned();
                reader.refuse::<()>("step", ProblemCode::UnknownChoice { value });
            }
            if step.needs_reason() && reason.as_ref().is_some_and(String::is_empty) {
                reader.refuse::<()>("reason", ProblemCode::Empty);
            }
        }
        let clean = step.zip(reason).map(|(step, reason)| CleanAnswer { step, reason });
        reader.problems.into_clean(clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 枠の数ちょうどまで入れる() {
        assert!(place_is_free(Some(6), 5));
        assert!(!place_is_free(Some(6), 6));
        assert!(!place_is_free(Some(0), 0));
        assert!(place_is_free(None, 10_000));
    }

    #[test]
    fn 七日たって初めて催促する() {
        let at = |days: i64| Instant::from_millis(days * DAY_MILLIS);
        assert!(!overdue(
            ParticipationState::Requested,
            at(0),
            Instant::from_millis(7 * DAY_MILLIS - 1)
        ));
        assert!(overdue(ParticipationState::Requested, at(0), at(7)));
        assert!(!overdue(ParticipationState::Waitlisted, at(0), at(70)));
    }

    #[test]
    fn 見送りには理由がいる() {
        let form = AnswerForm {
            step: "decline".into(),
            reason: "　".into(),
            ..AnswerForm::default()
        };
        let problems = form.check(ParticipationStep::ANSWERS).unwrap_err();
        assert!(problems.has_field("reason"));
        let form = AnswerForm {
            step: "offer".into(),
            ..form
        };
        assert!(form.check(ParticipationStep::ANSWERS).is_ok());
        assert!(form.check(&[ParticipationStep::Leave]).unwrap_err().has_field("step"));
    }
}
