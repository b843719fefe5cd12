//! Commands on consortia: forming, places, consents, shares, steps. Every one locks the consortium's row first. What could
//! change the terms of a society that has agreed ends in [`renew`](terms::renew), which asks it again.

mod consent;
mod data;
mod edit;
mod load;
mod place;
mod start;
mod step;
mod tell;
mod terms;
mod work;

pub use edit::PlaceShare;
pub(super) use load::lock;
pub use place::NewPlace;
pub(super) use step::step_by_application;
