//! The tables as sea-orm sees them. Rows never leave this crate, and forms are never read into them; the migrations
//! create the tables, and the `drift` test proves that both say the same.

pub(crate) mod app_user;
pub(crate) mod change;
pub(crate) mod insurer;
pub(crate) mod membership;
pub(crate) mod platform_role;
pub(crate) mod program;
pub(crate) mod program_event;
pub(crate) mod session;

#[cfg(test)]
mod drift;
