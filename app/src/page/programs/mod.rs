//! `/programs` and below: the search and what it finds.

pub mod atom;
pub mod compare;
pub mod csv;
pub mod ics;
pub mod inquiry;
pub mod join;
pub mod json;
pub mod list;
pub mod program;
pub mod self_check;
pub mod summary;
pub mod xlsx;

mod advice;
mod asked;
mod column;
mod cp932;
mod export;
mod facets;
mod gone;
mod heading;
mod joining;
mod linked_data;
mod outputs;
mod save;
mod sheet;
mod table;
mod tools;
mod updates;
mod zero;

use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::value::ProgramId;

pub(super) use export::file_name;
pub(super) use export::{Format, Portions, stream};
pub(super) use heading::in_words;
pub(super) use ics::Deadlines;
pub use sheet::{sheet, sheet_with};
pub(super) use tools::{bookmark_button, compare_box};

use crate::{Failure, Site, Visit};

/// Listings in the order of the ids. One that was withdrawn, or hidden from this visitor, since the index saw it is left
/// out.
pub(in crate::page) async fn find_listings(
    site: &Site,
    visit: &Visit,
    ids: &[ProgramId],
) -> Result<Vec<Listing>, Failure> {
    let mut listings = site.store.get_listings(ids).await?;
    listings.retain(|listing| may_read(visit, listing));
    Ok(listings)
}

/// Whether the visitor may read a listing as it is now.
pub(in crate::page) fn may_read(visit: &Visit, listing: &Listing) -> bool {
    let subject = Subject::Listing {
        owner: listing.lead.id,
        visibility: listing.content.visibility,
    };
    visit.may(Action::ReadListing, subject)
}
