//! `/admin/calls/{id}/form/publish`: what changes from the public version, what happens to drafts of applications, and the
//! decision of an approving officer who has not made the last change (FORM-08).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::questionnaire::differences;
use leptos::prelude::*;
use store::FormImpact;

use super::super::publishes;
use super::{Edited, get_edited, head, here, seen_revision};
use crate::component::{Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::questionnaire as words;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 when nothing is being edited, or nothing has been published yet.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let edited = get_waiting(&site, &visit, &id).await?;
    let impact = site.store.preview_form(edited.record.id, &edited.form).await?;
    let head = head(&visit, &edited.record, Some(visit.text().questionnaire.publish));
    let shown = visit.clone();
    let edited = std::sync::Arc::new(edited);
    respond(&site, &visit, head, move || view(&shown, &edited, impact)).await
}

/// Publishes the version that is being edited, or gives it up.
///
/// # Errors
/// As [`get`]; 403 for who may not publish or has made the last change; 409 when it was changed meanwhile.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let edited = get_waiting(&site, &visit, &id).await?;
    let (id, seen) = (edited.record.id, seen_revision(&pairs)?);
    let outcome = if pairs.text("decision") == "discard" {
        site.store.discard_form(&visit.actor, id, seen).await?;
        "discarded"
    } else {
        site.store.publish_form(&visit.actor, id, seen).await?;
        "published"
    };
    Ok(Redirect::to(&visit.href(&format!("{}?{outcome}", here(id)))).into_response())
}

/// A version that is being edited after an earlier one was published; the first goes out with the call.
async fn get_waiting(site: &Site, visit: &Visit, id: &str) -> Result<Edited, Failure> {
    let edited = get_edited(site, visit, id).await?;
    if edited.waiting.is_some() && edited.published.is_some() {
        Ok(edited)
    } else {
        Err(Failure::NotNow)
    }
}

fn view(visit: &Visit, edited: &Edited, impact: FormImpact) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let list = visit.href(&here(edited.record.id));
    let found = differences(&edited.live, &edited.form);
    let rows = found
        .iter()
        .map(|difference| {
            let changes = difference
                .changes
                .iter()
                .map(|change| view! { <li>{words::change(lang, change)}</li> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{difference.label.get(lang).to_owned()}</th>
                    <td><ul class="kj-prose">{changes}</ul></td>
                </tr>
            }
        })
        .collect_view();
    let table = if found.is_empty() {
        view! { <p>{text.no_differences}</p> }.into_any()
    } else {
        plain_table("differences-title", [text.col_question, text.col_change], rows)
    };
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list>{text.back}</a></p>
            <p class="kj-note">{edited.record.title(lang).to_owned()}</p>
            <h1 class="kj-title">{text.publish}</h1>
            <p>{text.publish_lead}</p>
            <section class="kj-section">
                <h2 class="kj-section__title" id="differences-title">{text.differences}</h2>
                {table}
            </section>
            <section class="kj-section" aria-labelledby="impact-title">
                <h2 class="kj-section__title" id="impact-title">{(text.impact)(impact.drafts)}</h2>
                <p>{(text.impact_answers)(impact.stay, impact.move_on, impact.aside)}</p>
            </section>
            {decision(visit, edited)}
        </div>
    }
}

fn decision(visit: &Visit, edited: &Edited) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let faults = edited.form.faults();
    let writer = edited.waiting.as_ref().and_then(|waiting| waiting.edited_by);
    let is_own = writer.is_some() && visit.user().map(|user| user.id) == writer;
    let why_not = if !faults.is_empty() {
        Some(text.faults)
    } else if !publishes(visit) {
        Some(text.only_approver)
    } else if is_own {
        Some(text.second_person)
    } else {
        None
    };
    let items = faults
        .iter()
        .map(|fault| view! { <li>{words::fault(lang, &edited.form, fault)}</li> })
        .collect_view();
    let form = |decision: &'static str, label: &'static str, tone: &'static str| {
        let action = visit.href(&format!("{}/publish", here(edited.record.id)));
        view! {
            <form class="kj-actions" method="post" action=action id=decision>
                <input type="hidden" name="revision" value=edited.revision.to_string() />
                <input type="hidden" name="decision" value=decision />
                <button class="kj-button" data-tone=tone type="submit">{label}</button>
            </form>
        }
    };
    let publish = match why_not {
        None => form("publish", text.publish_button, "primary").into_any(),
        Some(title) => {
            view! { <Notice lang tone=NoticeTone::Info title><ul class="kj-prose">{items}</ul></Notice> }.into_any()
        }
    };
    view! { {publish} {form("discard", text.discard, "outline")} }
}
