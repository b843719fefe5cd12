//! From typed words to matching programs: a small grammar of our own, a plan of what must be found and in which ways,
//! and its execution with a cache. The engine's own query language is never used, so no text can be an error.

mod answer;
mod clause;
mod execute;
mod need;
mod plan;
mod postings;
pub mod score;

pub use answer::{Answer, AnswerCache, Question, Shown};
pub use clause::{Clause, parse};
pub use execute::{ALL_IN_TITLE_BONUS, PREFECTURE_BONUS, SAME_TITLE_BONUS, Search, run};
pub use need::{Need, Way};
pub use plan::{Depth, Plan};
pub use score::Lengths;
