//! Commands on applications: start, save, sign off, submit, pull back, send back. Every one locks the application's row
//! first. Submitting also draws the number under the lock of the call, and reads the clock only when it holds both.

mod comment;
mod editing;
mod extend;
mod load;
mod remind;
mod send_back;
mod start;
mod step;
mod submit;
mod tell;

mod save;

pub use comment::COMMENT_CHARS;
pub(crate) use load::{add_event as add_application_event, lock_application, set_application_state};
pub use save::{SavedSection, section_fingerprint};
pub use submit::Receipt;
pub(crate) use tell::{mail_decided, tell_decided};
