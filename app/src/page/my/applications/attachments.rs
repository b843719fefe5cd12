//! `/my/applications/{id}/attachments`: the papers of an application: which are needed, which are there and usable, and the
//! page where each is attached (W18).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::application::{NeededPaper, Paper, missing, needed};
use domain::budget::Line;
use domain::file::{FileOwner, ScanState};
use leptos::prelude::*;
use store::{Application, StoredFile};

use super::{back, get_application, head, heading, path};
use crate::component::{Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::attachment::{facts, href, scan_chip, upload_href};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let files = site.store.list_papers(whole.id).await?;
    let head = head(&visit, &whole, Some(visit.text().application.papers));
    let scanning = site.files.scanning;
    let (shown, all) = (visit.clone(), Arc::new((whole, files)));
    respond(&site, &visit, head, move || view(&shown, &all.0, &all.1, scanning)).await
}

fn view(visit: &Visit, whole: &Application, files: &[(Paper, StoredFile)], scanning: bool) -> impl IntoView + use<> {
    let text = visit.text().application;
    let reading = whole.read();
    let lines = reading.budget.map(|budget| budget.lines).unwrap_or_default();
    let rows = needed(&lines, &whole.call.call)
        .into_iter()
        .map(|needed| row(visit, whole, needed, files, scanning))
        .collect_view();
    let columns = [text.paper, text.paper_need, text.state, visit.text().my.col_actions];
    view! {
        {back(visit, whole)}
        {heading(visit, whole, text.papers)}
        <p id="papers-title">{text.papers_lead}</p>
        {plain_table("papers-title", columns, rows)}
    }
}

fn row(
    visit: &Visit,
    whole: &Application,
    needed: NeededPaper,
    files: &[(Paper, StoredFile)],
    scanning: bool,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let own: Vec<_> = files
        .iter()
        .filter(|(paper, _)| *paper == needed.paper)
        .map(|(_, file)| file)
        .collect();
    let state = match own.len() {
        0 => text.paper_missing.to_owned(),
        count => (text.paper_there)(count),
    };
    let list = own
        .iter()
        .map(|file| {
            let (address, name) = (href(visit, &file.current), file.current.name.clone());
            let infected = (file.current.scan == ScanState::Infected).then_some(text.paper_infected);
            view! {
                <li>
                    <a href=address download=name.clone()>{name.clone()}</a>
                    " "
                    <span class="kj-note">{facts(visit, &file.current)}</span>
                    " "
                    {scan_chip(visit, scanning, file.current.scan)}
                    " "
                    {infected}
                </li>
            }
        })
        .collect_view();
    let list = (!own.is_empty()).then(|| view! { <ul class="kj-files">{list}</ul> });
    let need = if needed.required {
        text.paper_required
    } else {
        text.paper_optional
    };
    let name = needed.paper.name(lang);
    let hint = whole.call.call.papers.hint(needed.paper).to_owned();
    let hint = (!hint.is_empty()).then(|| view! { <p class="kj-note">{hint}</p> });
    let owner = FileOwner::Application(whole.id, needed.paper);
    view! {
        <tr>
            <th scope="row">
                {name}
                {hint}
            </th>
            <td>{need}</td>
            <td>{state} {list}</td>
            <td>
                <a href=upload_href(visit, owner)>{(text.paper_open)(name)}</a>
            </td>
        </tr>
    }
}

/// The required papers that are missing, each with the way to its place; nothing when all are there.
pub(super) fn gaps(visit: &Visit, whole: &Application, lines: &[Line], there: &[Paper]) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().application);
    let missing = missing(&needed(lines, &whole.call.call), there);
    if missing.is_empty() {
        return None;
    }
    let address = visit.href(&format!("{}/attachments", path(whole.id)));
    let items = missing
        .into_iter()
        .map(|paper| view! { <li><a href=address.clone()>{paper.name(lang)}</a></li> })
        .collect_view();
    Some(
        view! {
            <Notice lang tone=NoticeTone::Warning title=text.papers_missing>
                <ul class="kj-prose">{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}
