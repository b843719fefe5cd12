//! What a search answers.

use serde::{Deserialize, Serialize};

use crate::value::ProgramId;

use super::{Facet, FacetCounts};

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
    /// It has something that was asked for only by its reading, in another spelling than the one typed.
    #[serde(default)]
    pub by_reading: bool,
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
    pub suggestions: Vec<Proposal>,
    /// Words of the query that name a filter.
    #[serde(default)]
    pub offers: Vec<FilterOffer>,
    /// The words any of which was enough, because the sentence they stand in found nothing; empty otherwise.
    #[serde(default)]
    pub loosened: Vec<String>,
}

/// Other words for a search, with how many programs they find under the same filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The whole query.
    pub words: String,
    /// Number of programs.
    pub count: u32,
}

/// A word of a query that names a value of a filter: 「東京 禁煙」 offers the filter 東京都 for 禁煙.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterOffer {
    /// The filter.
    pub facet: Facet,
    /// Code of its value.
    pub value: String,
    /// The word that names it, folded.
    pub word: String,
    /// The query without that word.
    pub rest: String,
}
