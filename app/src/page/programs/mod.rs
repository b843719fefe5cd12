//! `/programs` and below: the search and what it finds.

pub mod json;
pub mod list;
pub mod program;

mod facets;
mod heading;
mod sheet;
mod zero;

use domain::program::Listing;
use domain::value::ProgramId;

pub use sheet::sheet;

use crate::{Failure, Site};

/// Listings in the order of the ids. One that was withdrawn since the index saw it is left out.
pub(super) async fn find_listings(site: &Site, ids: &[ProgramId]) -> Result<Vec<Listing>, Failure> {
    Ok(site.store.get_listings(ids).await?)
}
