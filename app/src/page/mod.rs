//! Pages, one file each, with the handler of their own form. The file's path is the page's address.

pub mod about;
pub mod error;
pub mod home;
pub mod login;
pub mod my;
pub mod programs;
pub mod suggest;

mod card;
mod form;
mod label;

pub use form::FormPairs;
