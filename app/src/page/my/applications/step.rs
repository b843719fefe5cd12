//! `/my/applications/{id}/step/{step}`: an application goes back to writing, is pulled back or withdrawn; asked once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::ApplicationStep;
use domain::permit::Subject;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Application, Refusal};

use super::{back, get_application, head, heading, path};
use crate::component::{ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::application::ApplicationText;
use crate::text::problem::labelled;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 when the step is not possible.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (whole, step) = load(&site, &visit, &id, &step).await?;
    show(&site, &visit, whole, step, Problems::new()).await
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
    let (whole, step) = load(&site, &visit, &id, &step).await?;
    let (version, reason) = (pairs.seen_version()?, pairs.text("reason"));
    let done = site
        .store
        .step_application(&visit.actor, whole.id, version, step, reason)
        .await;
    match done {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, whole, step, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// What the step is called, and what it means.
fn words(text: &ApplicationText, step: ApplicationStep) -> Option<(&'static str, &'static str)> {
    Some(match step {
        ApplicationStep::Revise => (text.revise, text.waiting),
        ApplicationStep::PullBack => (text.pull_back, text.pull_back_lead),
        ApplicationStep::Withdraw => (text.withdraw, text.withdraw_lead),
        _ => return None,
    })
}

async fn load(site: &Site, visit: &Visit, id: &str, step: &str) -> Result<(Application, ApplicationStep), Failure> {
    let whole = get_application(site, visit, id).await?;
    let step = ApplicationStep::from_code(step).ok_or(Failure::NotFound)?;
    words(visit.text().application, step).ok_or(Failure::NotFound)?;
    let lead = Subject::Organisation(whole.lead);
    if !step.action().is_some_and(|action| visit.may(action, lead)) {
        return Err(Failure::Forbidden);
    }
    if whole.state.next(step).is_some() {
        Ok((whole, step))
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    whole: Application,
    step: ApplicationStep,
    problems: Problems,
) -> Result<Response, Failure> {
    let (label, _) = words(visit.text().application, step).ok_or(Failure::NotFound)?;
    let head = head(visit, &whole, Some(label)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &whole, step, &problems)).await
}

fn view(visit: &Visit, whole: &Application, step: ApplicationStep, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let (label, lead) = words(text, step).unwrap_or_default();
    let late = (step == ApplicationStep::PullBack && visit.now > whole.closes_at())
        .then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.pull_back_over /> });
    let error = problems
        .has_field("reason")
        .then(|| labelled(lang, text.reason, &ProblemCode::Empty));
    let errors: Vec<_> = error
        .iter()
        .map(|error| FieldError::new("reason", error.clone()))
        .collect();
    let reason = step.needs_reason().then(|| {
        let field = Field::new("reason", text.reason).required().error(error.clone());
        view! { <TextArea lang field limit=Some(400) rows=4 /> }
    });
    let tone = if step == ApplicationStep::Withdraw {
        "danger"
    } else {
        "primary"
    };
    let here = visit.href(&path(whole.id));
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            {heading(visit, whole, label)}
            <p>{lead}</p>
            {late}
            <form class="kj-form" method="post" action=format!("{here}/step/{}", step.code()) novalidate=true>
                <input type="hidden" name="version" value=whole.version.to_string() />
                {reason}
                <div class="kj-actions">
                    <button class="kj-button" data-tone=tone type="submit">{label}</button>
                    <a class="kj-button" data-tone="outline" href=here.clone()>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
