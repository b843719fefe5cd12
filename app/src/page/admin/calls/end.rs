//! `/admin/calls/{id}/end/{step}`: an approving officer takes a call back, closes it early, finishes or cancels it; asked once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::call::CallStep;
use leptos::prelude::*;
use store::{CallRecord, Refusal};

use super::control::control;
use super::{get_record, head, path, require_approver, summary};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::call_admin::step as step_words;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 when the step is not possible.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (record, step) = load(&site, &visit, &id, &step).await?;
    show(&site, &visit, record, step, String::new(), Problems::new()).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (record, step) = load(&site, &visit, &id, &step).await?;
    let reason = pairs.text("reason");
    let version = pairs.seen_version()?;
    match site
        .store
        .end_call(&visit.actor, record.id, version, step, reason)
        .await
    {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?ended", path(record.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, record, step, reason.to_owned(), problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str, step: &str) -> Result<(CallRecord, CallStep), Failure> {
    require_approver(visit)?;
    let record = get_record(site, visit, id).await?;
    let steps = [
        CallStep::Unschedule,
        CallStep::Close,
        CallStep::Finish,
        CallStep::Cancel,
    ];
    let found = steps
        .into_iter()
        .find(|known| known.code() == step)
        .ok_or(Failure::NotFound)?;
    record.state.next(found).ok_or(Failure::NotNow)?;
    Ok((record, found))
}

async fn show(
    site: &Site,
    visit: &Visit,
    record: CallRecord,
    step: CallStep,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &record, Some(step_words(visit.lang, step))).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &record, step, &reason, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    record: &CallRecord,
    step: CallStep,
    reason: &str,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let label = step_words(lang, step);
    let back = visit.href(&path(record.id));
    let tone = match step {
        CallStep::Close | CallStep::Cancel => "danger",
        _ => "primary",
    };
    let field = matches!(step, CallStep::Close | CallStep::Cancel)
        .then(|| control(visit, "reason", &[reason.to_owned()], problems, false));
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <p class="kj-note">{record.title(lang).to_owned()}</p>
            <h1 class="kj-title">{label}</h1>
            <p>{(text.end_lead)(step)}</p>
            <form class="kj-form" method="post" action=format!("{back}/end/{}", step.code()) novalidate=true>
                <input type="hidden" name="version" value=record.version.to_string() />
                {field}
                <div class="kj-actions">
                    <button class="kj-button" data-tone=tone type="submit">{label}</button>
                    <a class="kj-button" data-tone="outline" href=back.clone()>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
