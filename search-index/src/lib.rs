//! Full-text search over published programs: Japanese analysis, an embedded tantivy index, filters with exact counts,
//! highlights and suggestions. It knows no database and no HTTP; the index is a projection that can be thrown away
//! and built again from [`Listing`](domain::program::Listing)s.

mod analysis;
mod document;
mod error;
mod excerpt;
mod highlight;
mod place;
mod query;
mod row;
mod schema;
mod search;
mod snapshot;
mod spell;
mod stored;
mod suggest;
mod writer;

pub use analysis::Analyser;
pub use error::IndexError;
pub use search::Index;
pub use suggest::{Suggestion, SuggestionKind};
pub use writer::{Change, Writer};
