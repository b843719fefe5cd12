//! `/admin/calls/new`: a call with the usual values, or last year's with every date a year later.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::call::{CallDraft, CallForm};
use domain::questionnaire::Questionnaire;
use leptos::prelude::*;
use store::{CallRecord, Refusal};

use super::control::control;
use super::{LIST, path, require, summary};
use crate::component::{Choice, Field, Radios};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::calls::waiting_form;
use crate::text::call_field;
use crate::{Failure, Site, Visit};

/// What must be known from the start.
const NAMES: [&str; 3] = ["code", "year", "title"];

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let records = site.store.list_call_records().await?;
    let asked = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "from");
    let from = asked.map(|(_, id)| id.into_owned()).unwrap_or_default();
    show(&site, &visit, records, CallForm::default(), from, Problems::new()).await
}

/// Starts it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    require(&visit)?;
    let records = site.store.list_call_records().await?;
    let from = pairs.text("from").to_owned();
    let source = records.iter().find(|record| record.id.to_string() == from);
    let (mut draft, questions) = match source {
        Some(source) => (source.draft.next_year(), waiting_form(&site, source.id).await?),
        None => (CallDraft::suggested(), Questionnaire::suggested()),
    };
    let mut typed = CallForm::default();
    typed.replace(&NAMES, pairs.iter());
    for field in NAMES {
        if !typed.text(field).trim().is_empty() {
            draft.form.replace(&[field], [(field, typed.text(field))]);
            draft.moved.retain(|moved| moved != field);
        }
    }
    match site.store.start_call(&visit.actor, &draft, &questions).await {
        Ok(id) => Ok(Redirect::to(&visit.href(&path(id))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, records, typed, from, problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    records: Vec<CallRecord>,
    form: CallForm,
    from: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.call_admin.new)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.call_admin.title, visit.href(LIST))
        .here(text.call_admin.new)
        .private()
        .refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &records, &form, &from, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    records: &[CallRecord],
    form: &CallForm,
    from: &str,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let mut choices = vec![Choice::new("new", text.new_empty)];
    choices.extend(
        records
            .iter()
            .map(|record| Choice::new(record.id.to_string(), (text.new_from)(record.title(lang)))),
    );
    let chosen = if from.is_empty() { "new" } else { from };
    let field = Field::new("from", call_field::field(lang, "from").label)
        .hint(text.new_copied)
        .value(chosen);
    let names = NAMES
        .map(|name| control(visit, name, form.values(name), problems, false))
        .into_iter()
        .collect_view();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{text.new}</h1>
            <p>{text.new_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/admin/calls/new") novalidate=true>
                <Radios lang field choices />
                {names}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.new_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(LIST)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
