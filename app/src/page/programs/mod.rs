//! `/programs` and below: the search and what it finds.

pub mod json;
pub mod list;
pub mod program;

mod facets;
mod heading;
mod sheet;
mod zero;

use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::value::ProgramId;

pub use sheet::sheet;

use crate::{Failure, Site, Visit};

/// Listings in the order of the ids. One that was withdrawn, or hidden from this visitor, since the index saw it is left
/// out.
pub(super) async fn find_listings(site: &Site, visit: &Visit, ids: &[ProgramId]) -> Result<Vec<Listing>, Failure> {
    let mut listings = site.store.get_listings(ids).await?;
    listings.retain(|listing| may_read(visit, listing));
    Ok(listings)
}

/// Whether the visitor may read a listing as it is now.
fn may_read(visit: &Visit, listing: &Listing) -> bool {
    let subject = Subject::Listing {
        owner: listing.lead.id,
        visibility: listing.content.visibility,
    };
    visit.may(Action::ReadListing, subject)
}
