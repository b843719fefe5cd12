//! From typed words to matching programs: a small grammar of our own, a plan of what must be found and in which ways,
//! and its execution with a cache. The engine's own query language is never used, so no text can be an error.

mod clause;
mod execute;
mod need;
mod plan;

pub use execute::{MatchCache, Matches, run};
pub use plan::{Depth, Plan};
