//! Commands on decisions: budget, batch, approval by a second person, release, cancellation. Every one locks the row of the
//! call first, so that two batches cannot each rely on the same money, and nobody decides twice about one application.

mod budget;
mod conditions;
mod draft;
mod load;
mod propose;
mod release;
mod step;

pub use release::Released;
