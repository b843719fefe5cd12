//! Who is told news of saved searches.

use crate::value::{Email, UserId};

/// Somebody whose saved searches send mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// Somebody with an account.
    User(UserId),
    /// An address whose owner has confirmed it.
    Address(Email),
}
