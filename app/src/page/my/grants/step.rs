//! `/my/grants/{id}/step/{step}`: the program starts or is completed, or the application is withdrawn; asked once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::grant_case::GrantStep;
use domain::permit::Action;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Refusal, StoredGrant};

use super::{back, get_for, get_grant, head, path, version};
use crate::component::ErrorSummary;
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::grant::control::{Kind, input};
use crate::page::grant::{errors, heading};
use crate::text::grant::GrantText;
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
    show(&site, &visit, whole, step, FormPairs::default(), Problems::new()).await
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
    let (store, actor, seen) = (&site.store, &visit.actor, pairs.seen_version()?);
    let done = match step {
        GrantStep::Start => store.begin_grant(actor, whole.id, seen).await,
        GrantStep::Complete => match domain::normalise::date(pairs.text("on")) {
            Ok(on) => store.complete_grant(actor, whole.id, seen, on).await,
            Err(code) => Err(Problems::one("on", empty(pairs.text("on"), code)).into()),
        },
        _ => store.withdraw_grant(actor, whole.id, seen, pairs.text("reason")).await,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, whole, step, pairs, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// Nothing typed is no wrong date.
fn empty(typed: &str, code: ProblemCode) -> ProblemCode {
    if typed.trim().is_empty() {
        ProblemCode::Empty
    } else {
        code
    }
}

/// What the step is called, what it means, and what one must be allowed for it.
fn words(text: &GrantText, step: GrantStep) -> Option<(&'static str, &'static str, Action)> {
    Some(match step {
        GrantStep::Start => (text.begin, text.begin_lead, Action::EditGrant),
        GrantStep::Complete => (text.complete, text.complete_lead, Action::SubmitGrant),
        GrantStep::Withdraw => (text.withdraw, text.withdraw_lead, Action::SubmitGrant),
        _ => return None,
    })
}

async fn load(site: &Site, visit: &Visit, id: &str, step: &str) -> Result<(StoredGrant, GrantStep), Failure> {
    get_grant(site, visit, id).await?;
    let step = GrantStep::from_code(step).ok_or(Failure::NotFound)?;
    let (.., action) = words(visit.text().grant, step).ok_or(Failure::NotFound)?;
    let whole = get_for(site, visit, id, action).await?;
    let late = step == GrantStep::Withdraw && whole.withdraw_until.is_some_and(|until| visit.today > until);
    if whole.state().next(step).is_some() && !late {
        Ok((whole, step))
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    whole: StoredGrant,
    step: GrantStep,
    typed: FormPairs,
    problems: Problems,
) -> Result<Response, Failure> {
    let (label, ..) = words(visit.text().grant, step).ok_or(Failure::NotFound)?;
    let head = head(visit, &whole, Some(label)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &whole, step, &typed, &problems)).await
}

fn view(
    visit: &Visit,
    whole: &StoredGrant,
    step: GrantStep,
    typed: &FormPairs,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let (label, lead) = words(text, step)
        .map(|(label, lead, _)| (label, lead))
        .unwrap_or_default();
    let fields = match step {
        GrantStep::Complete => input(lang, ("on", typed.text("on"), Kind::Day), true, problems),
        GrantStep::Withdraw => input(
            lang,
            ("reason", typed.text("reason"), Kind::Lines(1_000)),
            true,
            problems,
        ),
        _ => ().into_any(),
    };
    let tone = if step == GrantStep::Withdraw {
        "danger"
    } else {
        "primary"
    };
    let here = visit.href(&path(whole.id));
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            <ErrorSummary lang errors=errors(lang, problems) />
            {heading(visit, whole, label)}
            <p>{lead}</p>
            <form class="kj-form" method="post" action=format!("{here}/step/{}", step.code()) novalidate=true>
                {version(whole)}
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone=tone type="submit">{label}</button>
                    <a class="kj-button" data-tone="outline" href=here.clone()>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
