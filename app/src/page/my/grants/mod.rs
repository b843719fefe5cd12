//! `/my/grants` and below: the grants of the visitor's society, from the application to the settlement (domain §8.6 B).

pub mod apply;
pub mod assets;
pub mod change;
pub mod home;
pub mod list;
pub mod notice;
pub mod report;
pub mod step;

use domain::permit::{Action, Subject};
use domain::value::GrantId;
use leptos::prelude::*;
use store::StoredGrant;

use crate::document::Head;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/my/grants";

/// The page of a grant.
fn path(id: GrantId) -> String {
    format!("{LIST}/{id}")
}

/// The grant of an address, if the visitor belongs to its lead society. For others it does not exist.
async fn get_grant(site: &Site, visit: &Visit, id: &str) -> Result<StoredGrant, Failure> {
    visit.require_user()?;
    let id: GrantId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_grant(id).await?.ok_or(Failure::NotFound)?;
    if visit.may(Action::ReadGrant, Subject::Organisation(found.lead)) {
        Ok(found)
    } else {
        Err(Failure::NotFound)
    }
}

/// The same for a visitor who may do this with it.
async fn get_for(site: &Site, visit: &Visit, id: &str, action: Action) -> Result<StoredGrant, Failure> {
    let whole = get_grant(site, visit, id).await?;
    if visit.may(action, Subject::Organisation(whole.lead)) {
        Ok(whole)
    } else {
        Err(Failure::Forbidden)
    }
}

/// Whether the visitor may do this with the grant.
fn may(visit: &Visit, whole: &StoredGrant, action: Action) -> bool {
    visit.may(action, Subject::Organisation(whole.lead))
}

fn head(visit: &Visit, whole: &StoredGrant, page: Option<&str>) -> Head {
    let title = whole.file.title.clone();
    let head = Head::new(page.unwrap_or(&title))
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().grant.list, visit.href(LIST));
    match page {
        Some(page) => head.crumb(title, visit.href(&path(whole.id))).here(page),
        None => head.here(title),
    }
    .private()
}

/// The way back to the grant.
fn back(visit: &Visit, whole: &StoredGrant) -> impl IntoView + use<> {
    let href = visit.href(&path(whole.id));
    view! { <p><a class="kj-back" href=href>{visit.text().grant.back}</a></p> }
}

/// What every form sends along.
fn version(whole: &StoredGrant) -> impl IntoView + use<> {
    view! { <input type="hidden" name="version" value=whole.version.to_string() /> }
}
