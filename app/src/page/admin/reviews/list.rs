//! `/admin/reviews`: the applications in a reviewer's hands. Before the declaration only what names them is shown.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{Application, StoredReview};

use super::{LIST, state_chip};
use crate::component::{Chip, EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who review nothing; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?.id;
    if !visit.may(Action::ReviewApplications, Subject::Portal) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.list_reviews_of(user).await?;
    let text = visit.text();
    let head = Head::new(text.review.list)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.review.list)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found)).await
}

fn view(visit: &Visit, found: &[(StoredReview, Application)]) -> impl IntoView + use<> {
    let text = visit.text().review;
    let body = if found.is_empty() {
        view! { <EmptyState title=text.list_none>{text.list_none_hint}</EmptyState> }.into_any()
    } else {
        let rows = found
            .iter()
            .map(|(review, whole)| row(visit, review, whole))
            .collect_view();
        plain_table(
            "reviews-title",
            [text.number, text.application, text.call, text.state, text.since],
            rows,
        )
    };
    view! {
        <h1 class="kj-title" id="reviews-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        {body}
    }
}

fn row(visit: &Visit, review: &StoredReview, whole: &Application) -> impl IntoView + use<> {
    let lang = visit.lang;
    let title = if review.state.counts() {
        let href = visit.href(&format!("{LIST}/{}", review.id));
        view! { <a href=href>{whole.title()}</a> }.into_any()
    } else {
        whole.title().into_any()
    };
    view! {
        <tr>
            <td>{whole.number.clone()}</td>
            <th scope="row">{title}</th>
            <td>{whole.call.title(lang).to_owned()}</td>
            <td><Chip look=state_chip(review.state, lang) /></td>
            <td>
                <time datetime=review.assigned_at.iso_jst()>{review.assigned_at.format_jst(lang)}</time>
            </td>
        </tr>
    }
}
