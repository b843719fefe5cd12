//! Full-text search over published programs: Japanese analysis, an embedded tantivy index, filters with exact counts,
//! highlights and suggestions. It knows no database and no HTTP; the index is a projection that can be thrown away
//! and built again from [`Listing`](domain::program::Listing)s.

mod analysis;
mod document;
mod error;
mod excerpt;
mod explain;
mod highlight;
mod offer;
mod place;
mod preview;
mod query;
mod reading;
mod row;
mod schema;
mod search;
mod sentence;
mod snapshot;
mod spell;
mod stored;
mod suggest;
mod vocabulary;
mod writer;

pub use analysis::{Analyser, Same, SynonymTable, Wider};
pub use error::IndexError;
pub use explain::{ExplainedNeed, ExplainedWay, Explanation};
pub use preview::SynonymChange;
pub use search::Index;
pub use suggest::{Suggestion, SuggestionKind};
pub use writer::{Change, Writer};
