//! `/my/participations/{id}/end`: the society takes its request back, or leaves after the confirmation; asked once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::participation::{AnswerForm, ParticipationStep, REASON_CHARS};
use domain::permit::Subject;
use leptos::prelude::*;
use store::Participation;

use super::{get_own, head, path};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::joining::{control, summary};
use crate::text::joining::choice;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; 409 when there is nothing to end.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (found, step) = load(&site, &visit, &id).await?;
    show(&site, &visit, found, step, AnswerForm::default(), Problems::new()).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (found, step) = load(&site, &visit, &id).await?;
    let mut form = AnswerForm::default();
    form.replace(AnswerForm::FIELDS, pairs.iter());
    step.code().clone_into(&mut form.step);
    let answer = match form.check(&[step]) {
        Ok(answer) => answer,
        Err(problems) => return show(&site, &visit, found, step, form, problems).await,
    };
    let version = pairs.seen_version()?;
    site.store
        .step_participation(&visit.actor, found.id, version, &answer)
        .await?;
    site.wait_for_index().await?;
    Ok(Redirect::to(&visit.href(&format!("{}?done", path(&found)))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Participation, ParticipationStep), Failure> {
    let found = get_own(site, visit, id).await?;
    let step = [ParticipationStep::Withdraw, ParticipationStep::Leave]
        .into_iter()
        .find(|step| found.state.next(*step).is_some())
        .ok_or(Failure::NotNow)?;
    if visit.may(step.action(), Subject::Organisation(found.society.id)) {
        Ok((found, step))
    } else {
        Err(Failure::Forbidden)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    found: Participation,
    step: ParticipationStep,
    form: AnswerForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &found, Some(title(visit, step))).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &found, step, &form, &problems)).await
}

fn title(visit: &Visit, step: ParticipationStep) -> &'static str {
    let text = visit.text().joining;
    if step == ParticipationStep::Leave {
        text.leave_ask
    } else {
        text.withdraw_ask
    }
}

fn view(
    visit: &Visit,
    found: &Participation,
    step: ParticipationStep,
    form: &AnswerForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let here = path(found);
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{title(visit, step)}</h1>
            <p class="kj-my__name">{found.title.clone()}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{here}/end")) novalidate=true>
                <input type="hidden" name="version" value=found.version.to_string() />
                {control(visit, "reason", form.values("reason"), Some(REASON_CHARS), problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="danger" type="submit">{choice(lang, step)}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
