//! `/my/applications/{id}/approve`: an approver reads the whole, and submits it or gives it back inside the society (W20). Who
//! asked for the approval cannot give it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationStep, Refusal as Reason};
use domain::{ProblemCode, Problems};
use http::StatusCode;
use leptos::prelude::*;
use store::{Application, Refusal, Submission};

use super::{Checked, approves, back, check_now, get_application, head, heading, path, standing, summary};
use crate::component::{ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::application as texts;
use crate::text::application_question::label;
use crate::{Failure, Site, Visit};

/// What was refused.
#[derive(Clone, Debug, Default)]
struct Refused {
    problems: Problems,
    why: Option<Reason>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 409 when no approval is waited for.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    show(&site, &visit, whole, Refused::default()).await
}

/// Submits it, or gives it back (`?back`) with a reason.
///
/// # Errors
/// As [`get`]; 403; 409 when it was changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    let (store, version) = (&site.store, pairs.seen_version()?);
    let here = path(whole.id);
    let done = if visit.query == "back" {
        let step = ApplicationStep::SendBackInside;
        let reason = pairs.text("reason");
        let given = store
            .step_application(&visit.actor, whole.id, version, step, reason)
            .await;
        given.map(|()| format!("{here}?done"))
    } else {
        let submitted = store.submit_application(&visit.actor, whole.id, version).await;
        submitted.map(|_| format!("{here}/submitted"))
    };
    match done {
        Ok(target) => Ok(Redirect::to(&visit.href(&target)).into_response()),
        Err(Refusal::Problems(problems)) => {
            let why = None;
            show(&site, &visit, whole, Refused { problems, why }).await
        }
        Err(Refusal::NotSubmittable(why)) => {
            let problems = Problems::new();
            let why = Some(why);
            show(&site, &visit, whole, Refused { problems, why }).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Application, Failure> {
    let whole = get_application(site, visit, id).await?;
    if whole.state.next(ApplicationStep::Submit).is_some() {
        Ok(whole)
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(site: &Site, visit: &Visit, whole: Application, refused: Refused) -> Result<Response, Failure> {
    let checked = check_now(site, visit, &whole).await?;
    let before = site.store.list_submissions(whole.id).await?.into_iter().next();
    let is_refused = refused.why.is_some() || !refused.problems.is_empty();
    let mut head = head(visit, &whole, Some(visit.text().application.approve)).refused_if(is_refused);
    if is_refused {
        head = head.status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let shown = visit.clone();
    let all = Arc::new((whole, checked, before, refused));
    respond(site, visit, head, move || {
        view(&shown, &all.0, &all.1, all.2.as_ref(), &all.3)
    })
    .await
}

fn view(
    visit: &Visit,
    whole: &Application,
    checked: &Checked,
    before: Option<&Submission>,
    refused: &Refused,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let reason_missing = refused.problems.has_field("reason");
    let top = if reason_missing {
        let sentence = crate::text::problem::labelled(lang, text.reason, &ProblemCode::Empty);
        let errors = vec![FieldError::new("reason", sentence)];
        Some(view! { <ErrorSummary lang errors /> }.into_any())
    } else {
        summary::gaps(visit, whole, &refused.problems)
    };
    let why = refused.why.as_ref().map(|why| {
        let title = texts::refusal(lang, why);
        view! { <Notice lang tone=NoticeTone::Warning title announced=true /> }
    });
    let who = whole.prepared_by.as_ref().map(|(_, name)| (text.prepared_by)(name));
    view! {
        {back(visit, whole)}
        {top}
        {heading(visit, whole, text.approve)}
        {why}
        <Notice lang tone=NoticeTone::Warning title=text.not_submitted>
            <p>{who}</p>
        </Notice>
        {standing::deadline(visit, whole)}
        {before.map(|before| changed(visit, whole, before))}
        {summary::rules(visit, whole, &checked.panel)}
        {summary::view(visit, whole, checked)}
        {decision(visit, whole, reason_missing)}
    }
}

/// The two buttons, for those who can press them.
fn decision(visit: &Visit, whole: &Application, reason_missing: bool) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    if !approves(visit, whole) {
        return view! { <p>{text.approve_who}</p> }.into_any();
    }
    let me = visit.user().map(|user| user.id);
    let same = whole.prepared_by.as_ref().map(|(id, _)| *id) == me;
    let action = visit.href(&format!("{}/approve", path(whole.id)));
    let version = whole.version.to_string();
    let submit = if same {
        view! { <p>{text.approve_same}</p> }.into_any()
    } else {
        view! {
            <form class="kj-form" method="post" action=action.clone()>
                <input type="hidden" name="version" value=version.clone() />
                <button class="kj-button" data-tone="primary" type="submit">{text.approve_button}</button>
            </form>
        }
        .into_any()
    };
    let error = reason_missing.then(|| crate::text::problem::labelled(lang, text.reason, &ProblemCode::Empty));
    let field = Field::new("reason", text.reason).required().error(error);
    view! {
        <section class="kj-section" aria-labelledby="approve-title">
            <h2 class="kj-section__title" id="approve-title">{text.approve}</h2>
            <p>{text.approve_lead}</p>
            {submit}
        </section>
        <section class="kj-section" aria-labelledby="back-title">
            <h2 class="kj-section__title" id="back-title">{text.give_back}</h2>
            <form class="kj-form" method="post" action=format!("{action}?back") novalidate=true>
                <input type="hidden" name="version" value=version />
                <TextArea lang field limit=Some(400) rows=4 />
                <button class="kj-button" data-tone="outline" type="submit">{text.give_back_button}</button>
            </form>
        </section>
    }
    .into_any()
}

/// What differs from the submission before.
fn changed(visit: &Visit, whole: &Application, before: &Submission) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    let (was_asked, is_asked) = (&before.content.questions.form, &whole.questions.form);
    let items = before
        .content
        .form
        .all_differences(&whole.form)
        .into_iter()
        .map(|name| {
            let was = summary::shown(lang, was_asked, &before.content.form, &name);
            let is = summary::shown(lang, is_asked, &whole.form, &name);
            let asked = if is_asked.of_field(&name).is_some() {
                is_asked
            } else {
                was_asked
            };
            view! {
                <li>
                    {label(lang, asked, &name)} ": " <del>{was}</del> " → " <ins>{is}</ins>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="changed-title">
            <h2 class="kj-section__title" id="changed-title">{text.changed_since}</h2>
            <ul class="kj-prose">{items}</ul>
        </section>
    }
    .into_any()
}
