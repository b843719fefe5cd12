//! What the portal knows about joint health programs, as pure Rust: values that cannot be wrong, code lists, forms
//! with their checks, state machines, permissions, and the language of a search. No I/O, no clock, no prose; it
//! compiles for the server and for the browser alike.

pub mod alert;
pub mod amount;
pub mod application;
pub mod audit;
pub mod budget;
pub mod call;
pub mod code;
pub mod consortium;
pub mod data_flow;
pub mod decision;
pub mod file;
mod form;
pub mod grant;
pub mod grant_case;
pub mod guess;
pub mod handover;
pub mod insurer;
pub mod invitation;
pub mod lang;
pub mod letter;
pub mod level;
pub mod normalise;
pub mod notice;
pub mod organisation;
pub mod participation;
#[cfg(not(target_arch = "wasm32"))]
pub mod password;
pub mod permit;
pub mod plan;
pub mod problem;
pub mod program;
pub mod questionnaire;
mod reader;
pub mod review;
pub mod rows;
pub mod search;
pub mod second_factor;
pub mod section_state;
pub mod session;
pub mod synonym;
pub mod thread;
pub mod ticket;
pub mod user;
pub mod value;

pub use lang::Lang;
pub use problem::{Field, Problem, ProblemCode, Problems};
