//! From typed words to matching programs: a small grammar of our own, a plan of what must be found and in which ways,
//! and its execution with a cache. The engine's own query language is never used, so no text can be an error.

mod answer;
mod clause;
mod execute;
mod need;
mod plan;

pub use answer::{Answer, AnswerCache, Matches, Question};
pub use execute::run;
pub use plan::{Depth, Plan};
