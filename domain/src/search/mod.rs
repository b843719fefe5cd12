//! The language of a search: what can be asked, how it stands in a URL, and what comes back. The engine is elsewhere.

mod facet;
mod matched;
mod order;
mod reader;
mod request;
mod result;
mod self_check;
mod within;

pub use facet::{Facet, FacetCount, FacetCounts};
pub use matched::matched_filters;
pub use order::{Layout, Page, PageSize, Sort};
pub use reader::Reader;
pub use request::{Ignored, QUERY_CHARS, SearchRequest};
pub use result::{FilterOffer, Hit, Proposal, SearchResult, Span};
pub use self_check::SelfCheckForm;
pub use within::{DueWithin, PostedWithin, is_ahead};
