//! Whether an application can be submitted at this moment: the state, the clock, the rule panel (domain table 8.6, ux §7.8).

use serde::{Deserialize, Serialize};

use super::{ApplicationState, ApplicationStep, Paper};
use crate::call::Dates;
use crate::consortium::panel::{Panel, Rule, Standing};
use crate::value::Instant;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", content = "what", rename_all = "kebab-case")]
pub enum Refusal {
    /// The step does not exist in this state.
    State(ApplicationState),
    /// The call is not open yet.
    NotOpen,
    /// The deadline has passed.
    TooLate,
    /// Who asked for the approval cannot be the one who approves: two persons look at every submission.
    SamePerson,
    /// The members of the consortium are not fixed.
    NotFixed,
    /// These papers are missing, or a virus scan has not let them through.
    Papers(Vec<Paper>),
    /// These rules are not met, or cannot be judged yet.
    Rules(Vec<Rule>),
}

/// Whether it can be submitted now. The deadline is compared with the server's clock and has no grace; an extension granted
/// to this applicant moves it.
///
/// # Errors
/// The first thing that stands in the way.
pub fn may_submit(
    state: ApplicationState,
    dates: &Dates,
    extended_to: Option<Instant>,
    panel: &Panel,
    now: Instant,
) -> Result<ApplicationState, Refusal> {
    let next = state.next(ApplicationStep::Submit).ok_or(Refusal::State(state))?;
    if now < dates.open_at {
        return Err(Refusal::NotOpen);
    }
    if dates.is_over(now, extended_to) {
        return Err(Refusal::TooLate);
    }
    expect_ready(panel)?;
    Ok(next)
}

/// Whether it can be submitted again after it was sent back. The deadline of the call is over by then; until when an answer
/// is expected is between the office and the applicant.
///
/// # Errors
/// The first thing that stands in the way.
pub fn may_resubmit(state: ApplicationState, panel: &Panel) -> Result<ApplicationState, Refusal> {
    let next = state.next(ApplicationStep::Resubmit).ok_or(Refusal::State(state))?;
    expect_ready(panel)?;
    Ok(next)
}

fn expect_ready(panel: &Panel) -> Result<(), Refusal> {
    let open: Vec<_> = panel
        .checks
        .iter()
        .filter(|check| matches!(check.standing, Standing::Failed | Standing::Unknown))
        .map(|check| check.rule)
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Rules(open))
    }
}
