//! `/my/programs/{id}/result`: what an ended program has brought; published, it stays as a 参考事例.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::permit::{Action, Subject};
use domain::program::{ListingStep, ProgramForm};
use leptos::prelude::*;
use store::{Draft, Refusal};

use super::{edit_path, field, get_draft, head, title};
use crate::component::{ErrorSummary, FieldError};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::life::LifeText;
use crate::text::problem;
use crate::{Failure, Site, Visit};

/// What is asked for.
const FIELDS: &[&str] = &["result", "joined", "target_n"];

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_ended(&site, &visit, &id).await?;
    let form = draft.form.clone();
    show(&site, &visit, draft, form, Problems::new()).await
}

/// Publishes the results.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let draft = get_ended(&site, &visit, &id).await?;
    let mut form = draft.form.clone();
    form.replace(FIELDS, pairs.iter());
    let (id, version) = (draft.id, pairs.seen_version()?);
    match site.store.report_result(&visit.actor, id, version, &form).await {
        Ok(_) => {
            site.wait_for_index().await?;
            Ok(Redirect::to(&visit.href(&format!("{}?reported", edit_path(id)))).into_response())
        }
        Err(Refusal::Problems(problems)) => show(&site, &visit, draft, form, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// An ended program, for somebody who may publish.
async fn get_ended(site: &Site, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    let draft = get_draft(site, visit, id).await?;
    if !visit.may(Action::PublishProgram, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    if draft.state.next(ListingStep::Report).is_none() {
        return Err(Failure::WrongState { state: draft.state });
    }
    Ok(draft)
}

async fn show(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    form: ProgramForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = LifeText::of(visit.lang);
    let head = head(visit, &draft, text.result).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &draft, &form, &problems)).await
}

fn view(visit: &Visit, draft: &Draft, form: &ProgramForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem::program(lang, found)))
        .collect();
    // Asked for as of a 参考事例, which is what it becomes.
    let form = ProgramForm {
        kind: domain::code::ListingKind::Reference.code().to_owned(),
        ..form.clone()
    };
    let fields = FIELDS
        .iter()
        .map(|name| field::view(visit, &form, name, problems))
        .collect_view();
    let action = visit.href(&format!("/my/programs/{}/result", draft.id));
    view! {
        <div class="kj-narrow">
            <p><a class="kj-back" href=visit.href(&edit_path(draft.id))>{visit.text().register.to_list}</a></p>
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <p class="kj-note">{title(visit, &draft.form)}</p>
            <h1 class="kj-title">{text.result}</h1>
            <p>{text.result_lead}</p>
            <form class="kj-form" id="result-form" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=draft.version.to_string() />
                {fields}
                <p><button class="kj-button" data-tone="primary" type="submit">{text.result_button}</button></p>
            </form>
        </div>
    }
}
