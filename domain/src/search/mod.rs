//! The language of a search: what can be asked, how it stands in a URL, and what comes back. The engine is elsewhere.

mod facet;
mod request;
mod result;

pub use facet::{Facet, FacetCount, FacetCounts};
pub use request::{Ignored, Page, PageSize, QUERY_CHARS, SearchRequest, Sort};
pub use result::{Hit, SearchResult, Span};
