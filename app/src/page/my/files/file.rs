//! `/my/files/{owner}/{file}`: all versions of a file, and the form that puts a new one in the place of the present one.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use leptos::prelude::*;
use store::{FileVersion, Refusal, StoredFile};

use super::receive::receive;
use super::upload::{Refused, form, limits, store, summary};
use super::{Case, get_case, get_file, get_open_case, head};
use crate::component::{ErrorSummary, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::attachment::{facts, href, scan_chip, upload_href};
use crate::{Failure, Site, Visit};

#[derive(Clone)]
struct Page {
    case: Case,
    file: StoredFile,
    versions: Vec<FileVersion>,
    refused: Option<Refused>,
    /// Somebody else was faster.
    stale: bool,
    scanning: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((owner, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let case = get_case(&site, &visit, &owner).await?;
    let file = get_file(&site, &case, &file).await?;
    show(&site, &visit, case, file, None, false).await
}

/// Replaces the present version, or says why the new file is not taken.
///
/// # Errors
/// As [`get`]; 400, 413; 403; 409 while nothing can be changed.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((owner, file)): Path<(String, String)>,
    upload: Multipart,
) -> Result<Response, Failure> {
    let case = get_open_case(&site, &visit, &owner).await?;
    let file = get_file(&site, &case, &file).await?;
    if file.removed_at.is_some() {
        return Err(Failure::NotFound);
    }
    let received = receive(upload, &site.files.storage, 1).await?;
    let seen = received.seen.unwrap_or_default();
    let others = site.store.list_files(case.owner).await?;
    let others = others.iter().filter(|other| other.id != file.id);
    let others: Vec<u64> = others.map(|other| other.current.bytes).collect();
    let new = match store(&site, case.owner, &others, received.into_first()).await? {
        Ok(new) => new,
        Err(refused) => return show(&site, &visit, case, file, Some(refused), false).await,
    };
    match site.store.replace_file(&visit.actor, file.id, seen, &new).await {
        Ok(version) => {
            let list = upload_href(&visit, case.owner);
            Ok(Redirect::to(&format!("{list}?added={version}")).into_response())
        }
        Err(Refusal::File(fault)) => {
            let refused = Refused { fault, name: new.name };
            show(&site, &visit, case, file, Some(refused), false).await
        }
        Err(Refusal::Stale { .. }) => {
            let now = get_file(&site, &case, &file.id.to_string()).await?;
            show(&site, &visit, case, now, None, true).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    case: Case,
    file: StoredFile,
    refused: Option<Refused>,
    stale: bool,
) -> Result<Response, Failure> {
    let status = match (&refused, stale) {
        (Some(refused), _) => refused.status(),
        (None, true) => StatusCode::CONFLICT,
        (None, false) => StatusCode::OK,
    };
    let head = head(visit, &case, &file.current.name)
        .refused_if(refused.is_some())
        .status(status);
    let page = Page {
        versions: site.store.list_file_versions(file.id).await?,
        case,
        file,
        refused,
        stale,
        scanning: site.files.scanning,
    };
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, case) = (visit.lang, visit.text().file, &page.case);
    let error = page.refused.as_ref().map(|refused| refused.words(visit, case.owner));
    let list = upload_href(visit, case.owner);
    let here = format!("{list}/{}", page.file.id);
    let open = case.open && page.file.removed_at.is_none();
    let rows = page
        .versions
        .iter()
        .map(|version| row(visit, page, version))
        .collect_view();
    let change = open.then(|| {
        let seen = Some(page.file.current.number);
        view! {
            <section class="kj-section" aria-labelledby="replace-title">
                <h2 class="kj-section__title" id="replace-title">{text.replace_title}</h2>
                <p>{text.replace_lead}</p>
                {limits(visit, case.owner, page.scanning)}
                <Notice lang tone=NoticeTone::Warning title=text.no_personal>
                    <p>{text.no_personal_body}</p>
                </Notice>
                {form(visit, here.clone(), seen, error.clone(), text.replace_button)}
            </section>
            <p><a href=format!("{here}/remove")>{text.remove}</a></p>
        }
    });
    let removed = page.file.removed_at.map(|at| (text.removed_on)(&at.format_jst(lang)));
    view! {
        <ErrorSummary lang errors=summary(error.as_ref(), "file") />
        {page.stale.then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.stale announced=true /> })}
        <h1 class="kj-title">{page.file.current.name.clone()}</h1>
        <p class="kj-my__name">{case.name.clone()}</p>
        {removed.map(|words| view! { <p>{words}</p> })}
        <section class="kj-section">
            <h2 class="kj-section__title" id="versions-title">{text.versions}</h2>
            <p>{text.versions_lead(case.owner)}</p>
            {plain_table("versions-title", [text.col_version, text.col_name, text.col_state, text.col_received], rows)}
        </section>
        {change}
        <p><a href=list>{text.back}</a></p>
    }
}

fn row(visit: &Visit, page: &Page, version: &FileVersion) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().file);
    let who = version
        .uploaded_by
        .as_ref()
        .map_or(text.operator, |(_, name)| name.as_str());
    let name = if version.scan.is_served(page.scanning) {
        view! { <a href=href(visit, version)>{version.name.clone()}</a> }.into_any()
    } else {
        view! { {version.name.clone()} }.into_any()
    };
    let current = (version.id == page.file.current.id && page.file.removed_at.is_none()).then_some(text.current);
    view! {
        <tr>
            <th scope="row">
                {(text.version)(version.number)}
                {current.map(|words| view! { <p class="kj-note">{words}</p> })}
            </th>
            <td>
                {name}
                <p class="kj-note">{facts(visit, version)}</p>
                <p class="kj-note kj-sha">{text.col_sha}" "{version.sha256.clone()}</p>
            </td>
            <td>{scan_chip(visit, page.scanning, version.scan)}</td>
            <td>{(text.received)(&version.uploaded_at.format_jst(lang), who)}</td>
        </tr>
    }
}
