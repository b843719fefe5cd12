//! The writes. Each is one function and one transaction, and each command on a program goes the same way: begin, load
//! the row, ask `domain::permit`, compare versions, ask the state machine, write, add the event, note the change,
//! commit.

mod draft;
mod import;
mod insurer;
mod log;
mod program;
mod publish;
mod session;
mod user;

pub use import::{ImportItem, ImportState, Imported};
pub use session::{SESSION_IDLE, SESSION_LIFETIME};
