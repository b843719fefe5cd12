//! What the portal knows about joint health programs, as pure Rust: values that cannot be wrong, code lists, forms
//! with their checks, state machines, permissions, and the language of a search. No I/O, no clock, no prose; it
//! compiles for the server and for the browser alike.

pub mod code;
mod form;
pub mod insurer;
pub mod lang;
pub mod normalise;
pub mod permit;
pub mod problem;
pub mod program;
pub mod search;
pub mod user;
pub mod value;

pub use lang::Lang;
pub use problem::{Field, Problem, ProblemCode, Problems};
