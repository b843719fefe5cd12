//! `/admin`: the way to everything that the visitor may administer.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use leptos::prelude::*;

use crate::document::{Head, respond};
use crate::text::Text;
use crate::{Failure, Site, Visit};

/// A part of the administration: its path, what one must be allowed to do to see it, its name and a sentence about it.
type Entry = (&'static str, Action, fn(&Text) -> (&'static str, &'static str));

/// All parts in the order in which they are shown.
const ENTRIES: &[Entry] = &[
    ("/admin/organizations", Action::ManageOrganisations, |text| {
        (text.organisation_admin.title, text.organisation_admin.about)
    }),
    ("/admin/calls", Action::EditCalls, |text| {
        (text.call_admin.title, text.call_admin.about)
    }),
    ("/admin/programs", Action::CheckPrograms, |text| {
        (text.life.admin, text.life.admin_about)
    }),
    ("/admin/applications", Action::OverseeApplications, |text| {
        (text.intake.title, text.intake.about)
    }),
    ("/admin/assignments", Action::ReadReviews, |text| {
        (text.review.assignments, text.review.assignments_about)
    }),
    ("/admin/decisions", Action::ProposeDecision, |text| {
        (text.decision.title, text.decision.about)
    }),
    ("/admin/reports", Action::ReadReviews, |text| {
        (text.report.title, text.report.about)
    }),
    ("/admin/reviews", Action::ReviewApplications, |text| {
        (text.review.list, text.review.list_about)
    }),
    ("/admin/grants", Action::OverseeGrants, |text| {
        (text.grant.admin, text.grant.about)
    }),
    ("/admin/users", Action::ReadUsers, |text| {
        (text.admin_user.title, text.admin_user.about)
    }),
    ("/admin/synonyms", Action::ManageSearch, |text| {
        (text.search_admin.synonyms, text.search_admin.synonyms_about)
    }),
    ("/admin/search", Action::ManageSearch, |text| {
        (text.search_admin.explain, text.search_admin.explain_about)
    }),
    ("/admin/audit", Action::ReadAudit, |text| {
        (text.audit.title, text.audit.about)
    }),
    ("/admin/mails", Action::ManageMails, |text| {
        (text.mails.title, text.mails.about)
    }),
];

/// Whether the visitor may administer anything.
pub fn is_open_to(visit: &Visit) -> bool {
    ENTRIES.iter().any(|(_, action, _)| visit.may(*action, Subject::Portal))
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; `Forbidden` for people who administer nothing.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    if !is_open_to(&visit) {
        return Err(Failure::Forbidden);
    }
    let title = visit.text().admin.title;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title).private(), move || {
        view(&shown)
    })
    .await
}

fn view(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text();
    let entries: Vec<_> = ENTRIES
        .iter()
        .filter(|(_, action, _)| visit.may(*action, Subject::Portal))
        .map(|(path, _, words)| {
            let (name, about) = words(text);
            view! {
                <li class="kj-entry">
                    <a class="kj-entry__link" href=visit.href(path)>{name}</a>
                    <p>{about}</p>
                </li>
            }
        })
        .collect();
    view! {
        <h1 class="kj-title">{text.admin.title}</h1>
        <p>{text.admin.lead}</p>
        <ul class="kj-entries">{entries}</ul>
    }
}
