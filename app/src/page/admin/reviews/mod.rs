//! `/admin/reviews` and below: what a reviewer has to look at (W27, ADM-04, ADM-06, ADM-07).

pub mod list;
pub mod review;

pub(super) mod panel;
mod rubric;

use domain::Lang;
use domain::review::ReviewState;

use crate::component::{ChipLook, ChipTone, Icon};

/// Where the list is.
const LIST: &str = "/admin/reviews";

/// The chip of a review.
pub(super) fn state_chip(state: ReviewState, lang: Lang) -> ChipLook {
    let (tone, icon) = match state {
        ReviewState::Assigned => (ChipTone::Yellow, Icon::Hourglass),
        ReviewState::Open => (ChipTone::Blue, Icon::Clock),
        ReviewState::Submitted => (ChipTone::Green, Icon::Check),
        ReviewState::Recused | ReviewState::Abstained => (ChipTone::Gray, Icon::Dash),
    };
    ChipLook::new(tone, icon, state.name(lang))
}
