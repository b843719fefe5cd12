//! `/my/consortia/{id}/documents`: what members share with all, and the documents that are made from what is recorded. Files
//! that a society keeps to itself never appear here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::file::{FileOwner, takes_shared_files};
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::StoredFile;

use super::{Inside, data_flow, get_belonging, head, heading};
use crate::component::{EmptyState, plain_table};
use crate::document::respond;
use crate::page::attachment::{self, list_readable, upload_href};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let files = Arc::new(list_shared(&site, &inside).await?);
    let head = head(&visit, &inside, Some(visit.text().consortium_work.documents));
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &inside, &files)).await
}

/// The files that present members share: society and file.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_shared(site: &Site, inside: &Inside) -> Result<Vec<(String, StoredFile)>, Failure> {
    let mut shared = Vec::new();
    for place in inside.whole.places.iter().filter(|place| place.state.is_present()) {
        let files = list_readable(site, FileOwner::Shelf(place.id)).await?;
        shared.extend(files.into_iter().map(|file| (place.name.clone(), file)));
    }
    shared.sort_by_key(|(_, file)| std::cmp::Reverse(file.current.uploaded_at));
    Ok(shared)
}

fn view(visit: &Visit, inside: &Inside, files: &[(String, StoredFile)]) -> impl IntoView + use<> {
    let text = visit.text().consortium_work;
    let own = inside
        .place()
        .filter(|place| takes_shared_files(inside.whole.state, place.state));
    let may_attach = visit.may(Action::AttachFiles, Subject::Organisation(inside.own));
    let add = own.filter(|_| may_attach).map(|place| {
        let href = upload_href(visit, FileOwner::Shelf(place.id));
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=href>{text.documents_add}</a>
            </p>
        }
    });
    let list = if files.is_empty() {
        view! { <EmptyState title=text.documents_none>""</EmptyState> }.into_any()
    } else {
        let rows = files
            .iter()
            .map(|(society, file)| {
                let version = &file.current;
                let (href, name) = (attachment::href(visit, version), version.name.clone());
                view! {
                    <tr>
                        <td><a href=href download=name.clone()>{name.clone()}</a></td>
                        <td>{society.clone()}</td>
                        <td>{(visit.text().consortium.version_of)(version.number)}</td>
                        <td>{version.uploaded_at.format_jst(visit.lang)}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <h2 class="kj-section__title" id="shared-title">{text.documents}</h2>
            {plain_table("shared-title", [text.document, text.society, text.version, text.shared_on], rows)}
        }
        .into_any()
    };
    view! {
        {heading(visit, inside, Some(text.documents))}
        <p>{text.documents_lead}</p>
        {list}
        {add}
        {data_flow::documents(visit, inside)}
    }
}
