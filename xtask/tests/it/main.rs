//! Checks on the workspace as a whole: which crate may know which, and that versions that must agree do.

mod arrows;
mod lock;
