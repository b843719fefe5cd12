//! What publishing a working copy means in the state a call is in, and what may no longer change then. Weights and dates on
//! which people rely stay as they were announced.

use super::{Call, CallState};
use crate::problem::{ProblemCode, Problems};
use crate::value::Instant;

/// What publishing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// 公開を予約する: everybody can read it, and it opens by the clock.
    Schedule,
    /// The announced call is replaced before it opens.
    Replace,
    /// The open call is amended.
    Amend,
    /// The deadline is moved after it has passed.
    Reopen,
}

/// What publishing `new` does to a call in this state, of which `live` is public.
///
/// # Errors
/// `TimeIsOver` on the deadline when it has passed; `NotAllowed` on what stays as announced once a call has opened, or on
/// `code` when nothing can be published any more.
pub fn publication(state: CallState, live: Option<&Call>, new: &Call, now: Instant) -> Result<Publication, Problems> {
    let mut problems = Problems::new();
    if new.dates.close_at <= now {
        problems.push("close_day", ProblemCode::TimeIsOver);
    }
    let what = match state {
        CallState::Draft => Publication::Schedule,
        CallState::Scheduled => Publication::Replace,
        CallState::Open => Publication::Amend,
        CallState::Reviewing => Publication::Reopen,
        CallState::Finished | CallState::Cancelled => return Err(Problems::one("code", ProblemCode::NotAllowed)),
    };
    if let (Publication::Amend | Publication::Reopen, Some(live)) = (what, live) {
        // Receipt numbers carry the code; reviewers and applicants rely on the announced sheet.
        let changed = [
            ("code", live.code != new.code),
            ("open_day", live.dates.open_at != new.dates.open_at),
            ("explain", live.sheet != new.sheet),
        ];
        for (field, _) in changed.into_iter().filter(|(_, changed)| *changed) {
            problems.push(field, ProblemCode::NotAllowed);
        }
    }
    problems.into_clean(Some(what))
}
