//! `/my/programs/{id}/end`: ends a listing now, after asking once; or plans its end, and takes the plan back (ORG-04).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::permit::{Action, Subject};
use domain::program::{ListingStep, Schedule};
use leptos::prelude::*;
use store::Draft;

use super::{edit_path, get_draft, head, title};
use crate::component::{DateInput, ErrorSummary, Field, FieldError};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::life::LifeText;
use crate::text::problem;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_running(&site, &visit, &id).await?;
    show(&site, &visit, draft, String::new(), Problems::new()).await
}

/// Ends the program now, or plans its end (`plan`), or drops the plan (`drop`).
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    let (store, version) = (&site.store, pairs.seen_version()?);
    let plan = match pairs.text("when") {
        "plan" => match Schedule::check_last_day(pairs.text("on"), visit.now) {
            Ok(plan) => Some(plan),
            Err(problems) => {
                let draft = get_running(&site, &visit, &id).await?;
                return show(&site, &visit, draft, pairs.text("on").to_owned(), problems).await;
            }
        },
        "drop" => None,
        _ => {
            store.end_program(&visit.actor, draft.id, version).await?;
            site.wait_for_index().await?;
            return Ok(Redirect::to(&visit.href("/my/programs?ended")).into_response());
        }
    };
    store.schedule_end(&visit.actor, draft.id, version, plan).await?;
    Ok(Redirect::to(&visit.href(&format!("{}?planned", edit_path(draft.id)))).into_response())
}

/// A program that can be ended, for somebody who may.
async fn get_running(site: &Site, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    let draft = get_draft(site, visit, id).await?;
    if !visit.may(Action::EndProgram, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    if draft.state.next(ListingStep::End).is_none() {
        return Err(Failure::WrongState { state: draft.state });
    }
    Ok(draft)
}

async fn show(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    typed: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text().register;
    let head = head(visit, &draft, text.end).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &draft, &typed, &problems)).await
}

fn view(visit: &Visit, draft: &Draft, typed: &str, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text, life) = (visit.lang, visit.text().register, LifeText::of(visit.lang));
    let action = visit.href(&format!("/my/programs/{}/end", draft.id));
    let back = visit.href(&edit_path(draft.id));
    let version = draft.version.to_string();
    let error = problems
        .for_field("on")
        .next()
        .map(|found| problem::labelled(lang, life.end_plan_on, &found.code));
    let errors: Vec<_> = error.iter().map(|words| FieldError::new("on", words.clone())).collect();
    let on = Field::new("on", life.end_plan_on).required().value(typed).error(error);
    let planned = draft.close_at.map(|at| {
        let (action, version) = (action.clone(), version.clone());
        view! {
            <p>{(life.end_planned)(&at.format_jst(lang))}</p>
            <form class="kj-actions" id="drop" method="post" action=action>
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="when" value="drop" />
                <button class="kj-button" data-tone="outline" type="submit">{life.end_plan_drop}</button>
            </form>
        }
    });
    view! {
        <div class="kj-narrow">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.end}</h1>
            <p class="kj-my__name">{title(visit, &draft.form)}</p>
            <p>{text.end_lead}</p>
            <form class="kj-actions" id="now" method="post" action=action.clone()>
                <input type="hidden" name="version" value=version.clone() />
                <button class="kj-button" data-tone="danger" type="submit">{text.end_button}</button>
                <a class="kj-button" data-tone="outline" href=back>{text.cancel}</a>
            </form>
            <section class="kj-section" aria-labelledby="plan-title">
                <h2 class="kj-section__title" id="plan-title">{life.end_plan}</h2>
                <p>{life.end_plan_lead}</p>
                {planned}
                <form class="kj-form" id="plan" method="post" action=action novalidate=true>
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="when" value="plan" />
                    <DateInput lang field=on />
                    <p><button class="kj-button" data-tone="outline" type="submit">{life.end_plan_button}</button></p>
                </form>
            </section>
        </div>
    }
}
