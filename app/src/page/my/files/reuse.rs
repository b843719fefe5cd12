//! `/my/files/{owner}/reuse`: files that the organisation attached to something else before, such as last year's
//! program, to be attached here as well without sending them again (ORG-10).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::FileId;
use leptos::prelude::*;
use store::{Refusal, ReusableFile};

use super::upload::Refused;
use super::{Case, get_open_case, head};
use crate::component::{ErrorSummary, FieldError, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::attachment::{facts, href, upload_href};
use crate::{Failure, Site, Visit};

/// Files offered at most, the newest.
const MOST: u64 = 50;

/// Shows what there is.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(owner): Path<String>) -> Result<Response, Failure> {
    let case = get_open_case(&site, &visit, &owner).await?;
    show(&site, &visit, case, None).await
}

/// Attaches one of them, or says why it cannot be.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(owner): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let case = get_open_case(&site, &visit, &owner).await?;
    let file: FileId = pairs.text("file").parse().map_err(|_| Failure::NotFound)?;
    let known = site.store.find_file(file).await?.ok_or(Failure::NotFound)?;
    match site.store.reuse_file(&visit.actor, file, case.owner).await {
        Ok(version) => {
            let list = upload_href(&visit, case.owner);
            Ok(Redirect::to(&format!("{list}?added={version}")).into_response())
        }
        Err(Refusal::File(fault)) => {
            let name = known.current.name;
            show(&site, &visit, case, Some(Refused { fault, name })).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(site: &Site, visit: &Visit, case: Case, refused: Option<Refused>) -> Result<Response, Failure> {
    let mut files = site.store.list_reusable_files(case.keeper, case.owner, MOST).await?;
    files.retain(|one| one.file.current.scan.is_served(site.files.scanning));
    let head = head(visit, &case, visit.text().file.reuse).refused_if(refused.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &case, &files, refused.as_ref())).await
}

fn view(visit: &Visit, case: &Case, files: &[ReusableFile], refused: Option<&Refused>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().file);
    let list = upload_href(visit, case.owner);
    let errors = refused.map(|refused| FieldError::new("reuse-title", refused.words(visit, case.owner)));
    let body = if files.is_empty() {
        view! { <p>{text.reuse_none}</p> }.into_any()
    } else {
        let rows = files.iter().map(|one| row(visit, &list, one)).collect_view();
        plain_table(
            "reuse-title",
            [text.col_name, text.reuse_from, text.col_received, text.col_deed],
            rows,
        )
    };
    view! {
        <ErrorSummary lang errors=errors.into_iter().collect() />
        <h1 class="kj-title" id="reuse-title" tabindex="-1">{text.reuse}</h1>
        <p class="kj-my__name">{case.name.clone()}</p>
        <p>{text.reuse_lead}</p>
        {body}
        <p><a href=list>{text.back}</a></p>
    }
}

fn row(visit: &Visit, list: &str, one: &ReusableFile) -> impl IntoView + use<> {
    let (lang, text, version) = (visit.lang, visit.text().file, &one.file.current);
    let label = (text.reuse_one)(&version.name);
    let untitled = visit.text().my.untitled;
    let title = one.title.clone().unwrap_or_else(|| untitled.to_owned());
    view! {
        <tr>
            <th scope="row">
                <a href=href(visit, version)>{version.name.clone()}</a>
                <p class="kj-note">{facts(visit, version)}</p>
            </th>
            <td>{title}</td>
            <td>
                <time datetime=version.uploaded_at.iso_jst()>{version.uploaded_at.format_jst(lang)}</time>
            </td>
            <td>
                <form method="post" action=format!("{list}/reuse")>
                    <input type="hidden" name="file" value=one.file.id.to_string() />
                    <button class="kj-button" data-tone="outline" data-size="sm" type="submit" aria-label=label>
                        {text.reuse_button}
                    </button>
                </form>
            </td>
        </tr>
    }
}
