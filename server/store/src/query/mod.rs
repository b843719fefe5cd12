//! The reads: `find_x` answers with an option, `list_x` with a list, and `get_listings` with what is left of what was
//! asked for. They check no permissions.

mod change;
mod draft;
mod event;
mod insurer;
mod listing;
mod statistics;
mod user;

pub use change::{ChangeKind, ChangeRow};
pub(crate) use event::START;
pub(crate) use insurer::name_key;

pub use draft::Draft;
pub use event::ProgramEvent;
pub use statistics::Statistics;
pub use user::Account;
