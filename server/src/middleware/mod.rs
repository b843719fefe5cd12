//! What happens to every request before and after its handler, one thing per file. The order is in [`crate::router`].

pub mod assets;
pub mod failure;
pub mod language;
pub mod origin;
pub mod security_headers;
pub mod visit;
