//! Saved searches and the mails about what they find (ALRT-01…04): how often, about what, what is kept of a search, and what
//! a digest says. It searches nothing and sends nothing.

mod digest;
mod form;
mod frequency;
mod known;
mod recipient;
mod state;
mod trigger;

pub use digest::{Digest, DigestEntry, DigestGroup, MOST_ENTRIES};
pub use form::{AlertForm, CleanAlert, NAME_CHARS};
pub use frequency::Frequency;
pub use known::KnownPrograms;
pub use recipient::Recipient;
pub use state::{AlertState, AlertStep};
pub use trigger::{Trigger, Triggers, due_soon};

use crate::search::SearchRequest;

/// Most searches one person keeps.
pub const MOST_OF_PERSON: u64 = 50;

/// Most searches kept for one mail address without an account.
pub const MOST_OF_ADDRESS: u64 = 20;

/// What is kept of a search: words and filters, neither page, order nor layout.
#[must_use]
pub fn criteria(request: &SearchRequest) -> SearchRequest {
    SearchRequest {
        sort: None,
        page: crate::search::Page::default(),
        per: crate::search::PageSize::default(),
        layout: crate::search::Layout::default(),
        ..request.clone()
    }
}
