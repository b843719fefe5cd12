//! `/my/consortia/{id}/data-flow/{row}`: the lead writes down one flow; `new` adds one, and a button removes one.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::data_flow::{FlowForm, MOST_FLOWS};
use leptos::prelude::*;

use super::super::input::{Input, summary};
use super::super::{Inside, get_belonging, head, heading};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when the members are fixed.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let position = position(&inside, &row)?;
    let known = position.and_then(|at| inside.whole.flows.get(at));
    let form = known.map(FlowForm::of).unwrap_or_default();
    show(&site, &visit, inside, position, form, Problems::new()).await
}

/// Saves or removes it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, row)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let position = position(&inside, &row)?;
    let mut flows = inside.whole.flows.clone();
    if pairs.text("action") == "remove" {
        if let Some(at) = position {
            flows.remove(at);
        }
    } else {
        let mut form = FlowForm::default();
        form.replace(FlowForm::FIELDS, pairs.iter());
        // Problems carry the name of the only row of this page.
        let flow = match form.check(1) {
            Ok(flow) => flow,
            Err(problems) => return show(&site, &visit, inside, position, form, problems).await,
        };
        match position {
            Some(at) => flows[at] = flow,
            None => flows.push(flow),
        }
    }
    site.store
        .set_consortium_flows(&visit.actor, inside.whole.id, pairs.seen_version()?, &flows)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}/data-flow?done", inside.path()))).into_response())
}

/// The row of an address; none for one to be added.
fn position(inside: &Inside, row: &str) -> Result<Option<usize>, Failure> {
    let count = inside.whole.flows.len();
    if row == "new" {
        return if count < MOST_FLOWS {
            Ok(None)
        } else {
            Err(Failure::NotNow)
        };
    }
    let number: usize = row.parse().map_err(|_| Failure::NotFound)?;
    let at = number.checked_sub(1).filter(|at| *at < count);
    at.map(Some).ok_or(Failure::NotFound)
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    position: Option<usize>,
    form: FlowForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text().consortium_data;
    let title = position.map_or_else(|| text.add.to_owned(), |at| (text.change)(at + 1));
    let head = head(visit, &inside, Some(&title)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &inside, position, &title, &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    inside: &Inside,
    position: Option<usize>,
    title: &str,
    form: &FlowForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text, words) = (visit.lang, visit.text().consortium_data, visit.text().consortium);
    let here = format!("{}/data-flow", inside.path());
    let row = position.map_or_else(|| "new".to_owned(), |at| (at + 1).to_string());
    let plain = plain_names(problems);
    let fields = FlowForm::FIELDS
        .iter()
        .map(|name| Input::new(name, form.values(name), FlowForm::limit(name)).view(visit, &plain))
        .collect_view();
    let version = inside.whole.version.to_string();
    let remove = position.map(|_| {
        view! {
            <button class="kj-button" data-tone="outline" type="submit" name="action" value="remove">
                {text.remove}
            </button>
        }
    });
    view! {
        <div class="kj-form-page">
            {summary(lang, &plain)}
            {heading(visit, inside, Some(title))}
            <p>{text.flows_terms}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{here}/{row}")) novalidate=true>
                <input type="hidden" name="version" value=version />
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{words.save}</button>
                    {remove}
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{words.cancel}</a>
                </div>
            </form>
        </div>
    }
}

/// Problems at `flow1_data` as problems at `data`: the form shows one row under plain names.
fn plain_names(problems: &Problems) -> Problems {
    let mut plain = Problems::new();
    for found in problems.iter() {
        let name = found.field.as_str();
        let field = name.strip_prefix("flow1_").unwrap_or(name).to_owned();
        plain.push(field, found.code.clone());
    }
    plain
}
