//! `/my/searches/{id}/delete`: deletes a saved search, after asking once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::{SavedSearch, SearchChange};

use super::{get_search, head};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 404 also for somebody else's search.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let head = head(&visit, visit.text().alert.delete_title, false);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &search)).await
}

/// Does it.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    site.store
        .change_search(&search.owner, search.id, Some(version), &SearchChange::Delete)
        .await?;
    Ok(Redirect::to(&visit.href("/my/searches?deleted")).into_response())
}

fn view(visit: &Visit, search: &SavedSearch) -> impl IntoView + use<> {
    let text = visit.text().alert;
    let action = visit.href(&format!("/my/searches/{}/delete", search.id));
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.delete_title}</h1>
            <p class="kj-my__name">{search.name.clone()}</p>
            <p>{text.delete_lead}</p>
            <form class="kj-actions" method="post" action=action>
                <input type="hidden" name="version" value=search.version.to_string() />
                <button class="kj-button" data-tone="danger" type="submit">{text.delete}</button>
                <a class="kj-button" data-tone="outline" href=visit.href("/my/searches")>{text.cancel}</a>
            </form>
        </div>
    }
}
