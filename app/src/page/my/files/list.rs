//! `/my/files/{owner}`: what is attached to something, in its order, with its receipts, and the form that attaches more.
//! Of several files each is judged alone: those that are taken stay, and of each of the others it is said why.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::file::FileOwner;
use domain::value::FileVersionId;
use http::StatusCode;
use leptos::prelude::*;
use store::{Refusal, StoredFile};

use super::receive::{MOST_AT_ONCE, receive};
use super::upload::{Refused, form, limits, store, summary};
use super::{Case, get_case, get_open_case, head};
use crate::component::{ErrorSummary, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::attachment::{facts, href, scan_chip, upload_href};
use crate::{Failure, Site, Visit};

#[derive(Clone)]
struct Page {
    case: Case,
    files: Vec<StoredFile>,
    removed: Vec<StoredFile>,
    /// How many files came with the form, those that were taken, and the others.
    sent: usize,
    added: Vec<FileVersionId>,
    refused: Vec<Refused>,
    scanning: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(owner): Path<String>) -> Result<Response, Failure> {
    let case = get_case(&site, &visit, &owner).await?;
    let added = visit.query.strip_prefix("added=").unwrap_or_default();
    let added = added.split('.').filter_map(|id| id.parse().ok()).collect();
    show(&site, &visit, case, 0, added, Vec::new()).await
}

/// Attaches files, or says why they are not taken.
///
/// # Errors
/// As [`get`]; 400, 413; 403; 409 while nothing can be changed.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(owner): Path<String>,
    upload: Multipart,
) -> Result<Response, Failure> {
    let case = get_open_case(&site, &visit, &owner).await?;
    let received = receive(upload, &site.files.storage, MOST_AT_ONCE).await?;
    let there = site.store.list_files(case.owner).await?;
    let mut others: Vec<u64> = there.iter().map(|file| file.current.bytes).collect();
    let sent = received.files.len();
    let (mut added, mut refused) = (Vec::new(), Vec::new());
    for one in received.files {
        let new = match store(&site, case.owner, &others, one).await? {
            Ok(new) => new,
            Err(fault) => {
                refused.push(fault);
                continue;
            }
        };
        match site.store.attach_file(&visit.actor, case.owner, &new).await {
            Ok(version) => {
                others.push(new.bytes);
                added.push(version);
            }
            Err(Refusal::File(fault)) => refused.push(Refused { fault, name: new.name }),
            Err(refusal) => return Err(refusal.into()),
        }
    }
    if !refused.is_empty() {
        return show(&site, &visit, case, sent, added, refused).await;
    }
    let added: Vec<String> = added.iter().map(ToString::to_string).collect();
    let list = upload_href(&visit, case.owner);
    Ok(Redirect::to(&format!("{list}?added={}", added.join("."))).into_response())
}

async fn show(
    site: &Site,
    visit: &Visit,
    case: Case,
    sent: usize,
    added: Vec<FileVersionId>,
    refused: Vec<Refused>,
) -> Result<Response, Failure> {
    let status = match refused.as_slice() {
        [] => StatusCode::OK,
        [only] if sent == 1 => only.status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let head = head(visit, &case, visit.text().file.page_title)
        .refused_if(!refused.is_empty())
        .status(status);
    let page = Page {
        files: site.store.list_files(case.owner).await?,
        removed: site.store.list_removed_files(case.owner).await?,
        case,
        sent,
        added,
        refused,
        scanning: site.files.scanning,
    };
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, case) = (visit.lang, visit.text().file, &page.case);
    let errors: Vec<String> = page.refused.iter().map(|refused| said(visit, page, refused)).collect();
    let error = match errors.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some((text.several_refused)(several.len())),
    };
    let full = page.files.len() >= case.owner.limits().files as usize;
    let action = upload_href(visit, case.owner);
    let reuse = (case.open && !full && matches!(case.owner, FileOwner::Program(_))).then(|| {
        let href = format!("{}/reuse", upload_href(visit, case.owner));
        view! { <p><a href=href>{text.reuse}</a></p> }
    });
    // Without a field the heading is the place to look.
    let target = if case.open && !full { "file" } else { "add-title" };
    let add = if !case.open {
        view! { <p>{text.closed}</p> }.into_any()
    } else if full {
        view! { <p>{(text.full)(case.owner.limits().files)}</p> }.into_any()
    } else {
        form(visit, action, None, error, text.add_button).into_any()
    };
    view! {
        <ErrorSummary lang errors=summary(&errors, target) />
        {receipt(visit, page)}
        {(visit.query == "removed")
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.removed_done announced=true /> })}
        <h1 class="kj-title">{text.page_title}</h1>
        <p class="kj-my__name">{case.name.clone()}</p>
        <p>{text.lead(case.owner)}</p>
        {limits(visit, case.owner, page.scanning)}
        <Notice lang tone=NoticeTone::Warning title=text.no_personal>
            <p>{text.no_personal_body}</p>
        </Notice>
        <section class="kj-section" aria-labelledby="add-title">
            <h2 class="kj-section__title" id="add-title">{text.add_title}</h2>
            {add}
            {reuse}
        </section>
        <section class="kj-section">
            <h2 class="kj-section__title" id="present-title">{text.present}</h2>
            {table(visit, page)}
        </section>
        {removed(visit, page)}
    }
}

/// Why a file is not taken; beside others by its name.
fn said(visit: &Visit, page: &Page, refused: &Refused) -> String {
    let words = refused.words(visit, page.case.owner);
    if page.sent > 1 {
        (visit.text().file.refused_of)(&refused.name, &words)
    } else {
        words
    }
}

/// What was received just now.
fn receipt(visit: &Visit, page: &Page) -> Vec<AnyView> {
    let (lang, text) = (visit.lang, visit.text().file);
    let added = page.added.iter();
    let files = added.filter_map(|added| page.files.iter().find(|file| file.current.id == *added));
    let notice = |file: &StoredFile| {
        let title = (text.added)(&file.current.name);
        let body = (text.added_body)(&facts(visit, &file.current), &file.current.sha256);
        view! {
            <Notice lang tone=NoticeTone::Success title announced=true>
                <p class="kj-sha">{body}</p>
            </Notice>
        }
        .into_any()
    };
    files.map(notice).collect()
}

fn table(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().file;
    if page.files.is_empty() {
        return view! { <p>{text.none}</p> }.into_any();
    }
    let last = page.files.len() - 1;
    let rows = page
        .files
        .iter()
        .enumerate()
        .map(|(at, file)| row(visit, page, file, at > 0, at < last))
        .collect_view();
    plain_table(
        "present-title",
        [text.col_name, text.col_state, text.col_received, text.col_deed],
        rows,
    )
}

fn row(visit: &Visit, page: &Page, file: &StoredFile, may_up: bool, may_down: bool) -> impl IntoView + use<> {
    let (lang, text, version) = (visit.lang, visit.text().file, &file.current);
    let who = version
        .uploaded_by
        .as_ref()
        .map_or(text.operator, |(_, name)| name.as_str());
    let received = (text.received)(&version.uploaded_at.format_jst(lang), who);
    let name = if version.scan.is_served(page.scanning) {
        view! { <a href=href(visit, version)>{version.name.clone()}</a> }.into_any()
    } else {
        view! { {version.name.clone()} }.into_any()
    };
    let list = upload_href(visit, page.case.owner);
    let arrows = page.case.open.then(|| {
        let order = format!("{list}/order");
        let id = file.id.to_string();
        view! {
            <form class="kj-actions" method="post" action=order>
                <input type="hidden" name="file" value=id />
                {may_up.then(|| arrow("up", "↑", (text.up)(&version.name)))}
                {may_down.then(|| arrow("down", "↓", (text.down)(&version.name)))}
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {name}
                <p class="kj-note">{facts(visit, version)}</p>
                <p class="kj-note kj-sha">{text.col_sha}" "{version.sha256.clone()}</p>
            </th>
            <td>{scan_chip(visit, page.scanning, version.scan)}</td>
            <td>
                {received}
                <p class="kj-note">{(text.version)(version.number)}</p>
            </td>
            <td>
                {arrows}
                <p><a href=format!("{list}/{}", file.id)>{(text.manage)(&version.name)}</a></p>
            </td>
        </tr>
    }
}

fn arrow(way: &'static str, sign: &'static str, label: String) -> impl IntoView {
    view! {
        <button class="kj-button" data-tone="outline" data-size="sm" name="way" value=way aria-label=label>
            {sign}
        </button>
    }
}

fn removed(visit: &Visit, page: &Page) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().file);
    if page.removed.is_empty() {
        return None;
    }
    let items = page
        .removed
        .iter()
        .map(|file| {
            let href = format!("{}/{}", upload_href(visit, page.case.owner), file.id);
            let when = file.removed_at.map(|at| (text.removed_on)(&at.format_jst(lang)));
            view! { <li><a href=href>{file.current.name.clone()}</a>" "<span class="kj-note">{when}</span></li> }
        })
        .collect_view();
    let view = view! {
        <section class="kj-section" aria-labelledby="removed-title">
            <h2 class="kj-section__title" id="removed-title">{text.removed}</h2>
            <ul class="kj-files">{items}</ul>
        </section>
    };
    Some(view.into_any())
}
