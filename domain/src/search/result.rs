//! What a search answers.

use serde::{Deserialize, Serialize};

use crate::value::ProgramId;

use super::FacetCounts;

/// A piece of text, marked when it matched the query. Pieces in a row make up the shown text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Plain text, never markup.
    pub text: String,
    /// Whether it matched.
    pub marked: bool,
}

/// One program found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its id.
    pub id: ProgramId,
    /// The whole title.
    pub title: Vec<Span>,
    /// About 100 characters around the matches of the query; empty for a search without words.
    pub snippet: Vec<Span>,
}

/// A page of programs, with the counts of everything that could be narrowed further. Hits and counts are of one
/// generation of the index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchResult {
    /// How many programs match in all.
    pub total: u32,
    /// This page's programs in order.
    pub hits: Vec<Hit>,
    /// Counts beside the filters.
    pub facets: FacetCounts,
    /// Words that would find more than what was typed, most useful first (SRCH-14).
    pub suggestions: Vec<String>,
}
