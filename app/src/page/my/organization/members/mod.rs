//! `/my/organization/members` and below: the people of the organisation for which the visitor acts (W11, `INS-06`).

pub mod handover;
pub mod invitation;
pub mod invite;
pub mod list;
pub mod member;

mod view;

pub use view::signed_in;

use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::user::Membership;
use domain::value::UserId;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::Member;

use crate::component::{ErrorSummary, FieldError};
use crate::document::Head;
use crate::text::member::problem;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/my/organization/members";

/// The organisation for which the visitor acts.
fn acting(visit: &Visit) -> Result<Membership, Failure> {
    visit.require_user()?;
    visit.acting().cloned().ok_or(Failure::Forbidden)
}

/// The same, for somebody who manages its members.
fn managed(visit: &Visit) -> Result<Membership, Failure> {
    let place = acting(visit)?;
    if manages(visit, &place) {
        Ok(place)
    } else {
        Err(Failure::Forbidden)
    }
}

fn manages(visit: &Visit, place: &Membership) -> bool {
    visit.may(Action::ManageMembers, Subject::Organisation(place.organisation))
}

/// The member of an address. Who belongs to another organisation looks as if they did not exist.
async fn get_member(site: &Site, visit: &Visit, id: &str) -> Result<(Membership, Member), Failure> {
    let place = acting(visit)?;
    let id: UserId = id.parse().map_err(|_| Failure::NotFound)?;
    let member = site.store.find_member(place.organisation, id).await?;
    Ok((place, member.ok_or(Failure::NotFound)?))
}

/// Where one lands after a change: the list, or the own page when the visitor's own place has ended with it.
fn done_page(visit: &Visit, changed: UserId, ends: bool, outcome: &str) -> Response {
    let own = visit.user().is_some_and(|user| user.id == changed);
    let path = if own && ends {
        "/my".to_owned()
    } else {
        format!("{LIST}?{outcome}")
    };
    Redirect::to(&visit.href(&path)).into_response()
}

/// The way to a page below the list.
fn head(visit: &Visit, page: &str, failed: bool) -> Head {
    let text = visit.text();
    Head::new(page)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.member.title, visit.href(LIST))
        .here(page)
        .refused_if(failed)
        .private()
}

/// The sentence for a field.
fn error(lang: Lang, problems: &Problems, field: &str) -> Option<String> {
    problems.for_field(field).next().map(|found| problem(lang, found))
}

/// All sentences, each as a link to its field.
fn summary(lang: Lang, problems: &Problems) -> impl IntoView + use<> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem(lang, found)))
        .collect();
    view! { <ErrorSummary lang errors /> }
}
