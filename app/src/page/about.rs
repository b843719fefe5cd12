//! `/about`: what the portal is, how to search, accessibility, cookies and licences (PUB-06).

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;

use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let title = visit.text().site.about_title;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title), move || view(&shown)).await
}

fn view(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text().site;
    let parts = [
        (text.about_who, text.about_who_body),
        (text.about_search, text.about_search_body),
        (text.about_data, text.about_data_body),
        (text.about_accessibility, text.about_accessibility_body),
        (text.about_cookie, text.about_cookie_body),
        (text.about_licence, text.about_licence_body),
    ];
    let sections = parts
        .into_iter()
        .map(|(title, body)| view! { <h2 class="kj-section__title">{title}</h2><p>{body}</p> })
        .collect_view();
    view! {
        <h1 class="kj-title">{text.about_title}</h1>
        <div class="kj-prose kj-about">
            <p class="kj-about__lead">{text.about_lead}</p>
            {sections}
        </div>
    }
}
