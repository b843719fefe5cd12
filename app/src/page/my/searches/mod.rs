//! `/my/searches` and below: searches that a person keeps and is told news of.

pub mod delete;
pub mod edit;
pub mod list;
pub mod new;
pub mod search;

use domain::alert::Recipient;
use domain::value::SavedSearchId;
use store::SavedSearch;

use crate::document::Head;
use crate::{Failure, Site, Visit};

/// The owner of what is below `/my/searches`.
fn owner(visit: &Visit) -> Result<Recipient, Failure> {
    Ok(Recipient::User(visit.require_user()?.id))
}

/// The search of an address. Somebody else's looks as if it did not exist.
async fn get_search(site: &Site, visit: &Visit, id: &str) -> Result<SavedSearch, Failure> {
    let owner = owner(visit)?;
    let id: SavedSearchId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_saved_search(id).await?;
    found.filter(|found| found.owner == owner).ok_or(Failure::NotFound)
}

/// The way to a page below the list; `wrong` when it is shown again with a problem.
fn head(visit: &Visit, page: &str, wrong: bool) -> Head {
    let text = visit.text();
    Head::new(page)
        .refused_if(wrong)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.alert.searches, visit.href("/my/searches"))
        .here(page)
        .private()
}
