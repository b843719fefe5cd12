//! `/my/consortia/{id}/history`: everything that happened to a consortium, for all who belong to it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use leptos::prelude::*;

use super::table::timeline;
use super::{get_belonging, head, heading};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Shows the history.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let events = Arc::new(site.store.list_consortium_events(inside.whole.id).await?);
    let head = head(&visit, &inside, Some(visit.text().consortium_work.history));
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        let text = shown.text().consortium_work;
        view! {
            {heading(&shown, &inside, Some(text.history))}
            <p>{text.history_lead}</p>
            {timeline(&shown, &events)}
        }
    })
    .await
}
