//! `/my/consortia/{id}/tasks`: who does what by when (担当作業). What is assigned stands in the task list of that society
//! until it is done.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::AssignmentForm;
use domain::value::AssignmentId;
use leptos::prelude::*;
use store::{Refusal, StoredAssignment};

use super::input::{Input, summary};
use super::{Inside, get_belonging, head, heading};
use crate::component::{Chip, ChipLook, ChipTone, Choice, EmptyState, Icon, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    show(&site, &visit, inside, AssignmentForm::default(), Problems::new()).await
}

/// Assigns work, or marks it as done.
///
/// # Errors
/// As [`get`]; 403 for viewers and for work of others; 409 for what is done, or when the consortium is dissolved.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    inside.expect_working(&visit)?;
    let (whole, own) = (inside.whole.id, inside.own);
    if !pairs.text("finish").is_empty() {
        let work: AssignmentId = pairs.text("finish").parse().map_err(|_| Failure::NotFound)?;
        site.store.finish_work(&visit.actor, whole, own, work).await?;
    } else {
        let mut form = AssignmentForm::default();
        form.replace(AssignmentForm::FIELDS, pairs.iter());
        let work = match form.check() {
            Ok(work) => work,
            Err(problems) => return show(&site, &visit, inside, form, problems).await,
        };
        match site.store.assign_work(&visit.actor, whole, own, &work).await {
            Ok(_) => {}
            Err(Refusal::Problems(problems)) => return show(&site, &visit, inside, form, problems).await,
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(Redirect::to(&visit.href(&format!("{}/tasks?done", inside.path()))).into_response())
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    form: AssignmentForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let work = Arc::new(site.store.list_assignments(inside.whole.id).await?);
    let head = head(visit, &inside, Some(visit.text().consortium_work.tasks)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &inside, &work, &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    inside: &Inside,
    work: &[StoredAssignment],
    form: &AssignmentForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_work);
    let works = inside.works(visit);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.recorded announced=true>""</Notice> });
    let action = visit.href(&format!("{}/tasks", inside.path()));
    let list = if work.is_empty() {
        view! { <EmptyState title=text.tasks_none>""</EmptyState> }.into_any()
    } else {
        let rows = work.iter().map(|one| row(visit, inside, one, &action)).collect_view();
        view! {
            <h2 class="kj-section__title" id="work-title">{text.tasks}</h2>
            {plain_table("work-title", [text.task, text.assignee, text.due, text.task_state], rows)}
        }
        .into_any()
    };
    let ask = if works {
        let societies = || {
            let present = inside.whole.places.iter().filter(|place| place.state.is_present());
            present
                .map(|place| Choice::new(place.organisation.to_string(), place.name.clone()))
                .collect()
        };
        let fields = AssignmentForm::FIELDS
            .iter()
            .map(|name| {
                let mut input = Input::new(name, form.values(name), AssignmentForm::limit(name));
                if *name == "society" {
                    input.choices = societies();
                }
                input.view(visit, problems)
            })
            .collect_view();
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.assign}</h2>
                <form class="kj-form" method="post" action=action novalidate=true>
                    {fields}
                    <button class="kj-button" data-tone="primary" type="submit">{text.assign_button}</button>
                </form>
            </section>
        }
        .into_any()
    } else {
        view! { <p>{text.only_reads}</p> }.into_any()
    };
    view! {
        {done}
        {summary(lang, problems)}
        {heading(visit, inside, Some(text.tasks))}
        <p>{text.tasks_lead}</p>
        {list}
        {ask}
    }
}

fn row(visit: &Visit, inside: &Inside, one: &StoredAssignment, action: &str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_work);
    let state = match one.done_at {
        Some(at) => ChipLook::new(ChipTone::Green, Icon::Check, (text.done_on)(&at.day_jst().short(lang))),
        None if one.due < visit.today => ChipLook::new(ChipTone::Orange, Icon::Alert, text.overdue),
        None => ChipLook::new(ChipTone::Yellow, Icon::Hourglass, text.open),
    };
    let is_mine = one.society == inside.own || inside.own == inside.whole.lead;
    let finish = (one.done_at.is_none() && is_mine && inside.works(visit)).then(|| {
        let label = (text.finish)(&one.title);
        view! {
            <form method="post" action=action.to_owned()>
                <input type="hidden" name="finish" value=one.id.to_string() />
                <button class="kj-button" data-tone="outline" type="submit">{label}</button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{one.title.clone()}</th>
            <td>{inside.name(one.society)}</td>
            <td><time datetime=one.due.iso()>{one.due.format(lang)}</time></td>
            <td><Chip look=state /> {finish}</td>
        </tr>
    }
}
