//! `/my/files/{owner}/{file}/remove`: removes a file, after asking once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::StoredFile;

use super::{Case, get_file, get_open_case, head};
use crate::document::respond;
use crate::page::attachment::upload_href;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((owner, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (case, file) = load(&site, &visit, &owner, &file).await?;
    let head = head(&visit, &case, visit.text().file.remove);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &case, &file)).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((owner, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (case, file) = load(&site, &visit, &owner, &file).await?;
    site.store.remove_file(&visit.actor, file.id).await?;
    let list = upload_href(&visit, case.owner);
    Ok(Redirect::to(&format!("{list}?removed")).into_response())
}

async fn load(site: &Site, visit: &Visit, owner: &str, file: &str) -> Result<(Case, StoredFile), Failure> {
    let case = get_open_case(site, visit, owner).await?;
    let file = get_file(site, &case, file).await?;
    if file.removed_at.is_some() {
        return Err(Failure::NotFound);
    }
    Ok((case, file))
}

fn view(visit: &Visit, case: &Case, file: &StoredFile) -> impl IntoView + use<> {
    let text = visit.text().file;
    let list = upload_href(visit, case.owner);
    let action = format!("{list}/{}/remove", file.id);
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.remove}</h1>
            <p class="kj-my__name">{file.current.name.clone()}</p>
            <p>{text.remove_lead(case.owner)}</p>
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="danger" type="submit">{text.remove_button}</button>
                <a class="kj-button" data-tone="outline" href=list>{visit.text().register.cancel}</a>
            </form>
        </div>
    }
}
