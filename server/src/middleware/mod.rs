//! What happens to every request before and after its handler, one thing per file. The order is in [`crate::router`].

pub mod assets;
pub mod client;
pub mod failure;
pub mod host;
pub mod kept_post;
pub mod language;
pub mod limit;
pub mod origin;
pub mod refuse;
pub mod second_factor;
pub mod security_headers;
pub mod visit;
