//! `/admin/calls/{id}/testers`: which societies may read a call and its questions before it is public (test mode).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::{InsurerNumber, OrganisationId};
use leptos::prelude::*;
use store::CallRecord;

use super::{get_open_record, head, path};
use crate::component::{ErrorSummary, Field, FieldError, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::call_field;
use crate::{Failure, Site, Visit};

/// Most societies of a test.
const MOST: usize = 50;

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    let mut numbers = Vec::new();
    for tester in &record.draft.testers {
        if let Some(found) = site.store.find_organisation(*tester).await? {
            let number = found.number.map(|number| number.to_string()).unwrap_or_default();
            numbers.push(format!("{number} {}", found.profile.name));
        }
    }
    show(&site, &visit, record, numbers.join("\n"), None).await
}

/// Saves it.
///
/// # Errors
/// As [`get`]; 409 when the call was changed meanwhile.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    let typed = pairs.text("testers");
    let mut draft = record.draft.clone();
    draft.testers = match read(&site, typed).await? {
        Ok(testers) => testers,
        Err(unknown) => return show(&site, &visit, record, typed.to_owned(), Some(unknown)).await,
    };
    let version = pairs.seen_version()?;
    site.store
        .save_call_draft(&visit.actor, record.id, version, &draft)
        .await?;
    Ok(Redirect::to(&visit.href(&path(record.id))).into_response())
}

/// The societies of the typed numbers, one per line with perhaps a name after it; otherwise the first line that means none.
async fn read(site: &Site, typed: &str) -> Result<Result<Vec<OrganisationId>, String>, Failure> {
    let mut testers = Vec::new();
    let lines = typed.lines().map(domain::normalise::single_line);
    for line in lines.filter(|line| !line.is_empty()).take(MOST) {
        let number = line.split(' ').next().unwrap_or_default();
        let found = match InsurerNumber::parse(number) {
            Ok(number) => site.store.find_organisation_by_number(&number).await?,
            Err(_) => None,
        };
        match found {
            Some(found) if !testers.contains(&found.id) => testers.push(found.id),
            Some(_) => {}
            None => return Ok(Err(number.to_owned())),
        }
    }
    Ok(Ok(testers))
}

async fn show(
    site: &Site,
    visit: &Visit,
    record: CallRecord,
    typed: String,
    unknown: Option<String>,
) -> Result<Response, Failure> {
    let head = head(visit, &record, Some(visit.text().call_admin.testers)).refused_if(unknown.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &record, &typed, unknown.as_deref())
    })
    .await
}

fn view(visit: &Visit, record: &CallRecord, typed: &str, unknown: Option<&str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let sentence = unknown.map(|number| (text.testers_unknown)(number));
    let errors: Vec<_> = sentence
        .iter()
        .map(|sentence| FieldError::new("testers", sentence.clone()))
        .collect();
    let words = call_field::field(lang, "testers");
    let field = Field::new("testers", words.label)
        .hint(words.hint)
        .value(typed)
        .error(sentence)
        .optional();
    let back = visit.href(&path(record.id));
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <p><a class="kj-back" href=back.clone()>{text.to_list}</a></p>
            <p class="kj-note">{record.title(lang).to_owned()}</p>
            <h1 class="kj-title">{text.testers}</h1>
            <p>{text.testers_lead}</p>
            <form class="kj-form" method="post" action=format!("{back}/testers") novalidate=true>
                <input type="hidden" name="version" value=record.version.to_string() />
                <TextArea lang field rows=6 />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                    <a class="kj-button" data-tone="outline" href=back.clone()>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
