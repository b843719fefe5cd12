//! `/my/consortia/{id}/members/{organisation}`: what the lead can do with a place: answer a wish, invite again, remove, or
//! hand the lead over. Asked once, with a reason where the other side is owed one.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::ConsortiumRole;
use domain::consortium::{MembershipStep, Place};
use domain::normalise::{char_count, text as clean_text};
use domain::value::OrganisationId;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;

use super::control::{control, summary};
use super::table::steps;
use super::{Inside, get_inside, head, heading, place_chip};
use crate::component::{Chip, Choice, Field, Radios};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::consortium::{choice, field as words_of, problem_sentence};
use crate::{Failure, Site, Visit};

/// The code of handing the lead over, beside those of the steps.
const LEAD: &str = "lead";

/// Most characters of a reason.
pub(super) const REASON_CHARS: u32 = 600;

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when nothing can be done.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, organisation)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (inside, of) = load(&site, &visit, &id, &organisation).await?;
    show(&site, &visit, inside, of, Typed::default(), Problems::new()).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, organisation)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (inside, of) = load(&site, &visit, &id, &organisation).await?;
    let typed = Typed {
        step: pairs.text("step").to_owned(),
        reason: pairs.text("reason").to_owned(),
    };
    let place = inside.whole.place(of).ok_or(Failure::NotFound)?;
    let step = MembershipStep::from_code(&typed.step).filter(|step| steps(place).contains(step));
    let is_lead = typed.step == LEAD && may_lead(place);
    let mut problems = Problems::new();
    if step.is_none() && !is_lead {
        problems.push("step", ProblemCode::Empty);
    }
    let needs = step.is_some_and(MembershipStep::needs_reason);
    let reason = reason(&typed.reason, needs, &mut problems);
    if !problems.is_empty() {
        return show(&site, &visit, inside, of, typed, problems).await;
    }
    let (whole, version) = (inside.whole.id, pairs.seen_version()?);
    match step {
        Some(step) => {
            site.store
                .step_place(&visit.actor, whole, of, version, step, &reason)
                .await?;
        }
        None => {
            site.store
                .change_consortium_lead(&visit.actor, whole, version, of, &reason)
                .await?;
        }
    }
    Ok(Redirect::to(&visit.href(&format!("{}?done", inside.path()))).into_response())
}

#[derive(Clone, Default)]
struct Typed {
    step: String,
    reason: String,
}

/// A reason as it is kept; notes when it is too long, or missing where it is owed.
pub(super) fn reason(typed: &str, is_needed: bool, problems: &mut Problems) -> String {
    let reason = clean_text(typed);
    let now = u32::try_from(char_count(&reason)).unwrap_or(u32::MAX);
    if is_needed && reason.is_empty() {
        problems.push("reason", ProblemCode::Empty);
    }
    if now > REASON_CHARS {
        problems.push("reason", ProblemCode::TooLong { max: REASON_CHARS, now });
    }
    reason
}

fn may_lead(place: &Place) -> bool {
    place.role == ConsortiumRole::Member && place.state.is_present() && place.is_active
}

async fn load(site: &Site, visit: &Visit, id: &str, organisation: &str) -> Result<(Inside, OrganisationId), Failure> {
    let inside = get_inside(site, visit, id).await?;
    let of: OrganisationId = organisation.parse().map_err(|_| Failure::NotFound)?;
    let place = inside.whole.place(of).ok_or(Failure::NotFound)?;
    inside.expect_open(visit)?;
    if of == inside.whole.lead || steps(place).is_empty() {
        return Err(Failure::NotNow);
    }
    Ok((inside, of))
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    of: OrganisationId,
    typed: Typed,
    problems: Problems,
) -> Result<Response, Failure> {
    let title = (visit.text().consortium.manage)(&inside.name(of));
    let head = head(visit, &inside, Some(&title)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, of, &typed, &problems)).await
}

fn view(visit: &Visit, inside: &Inside, of: OrganisationId, typed: &Typed, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let Some(place) = inside.whole.place(of) else {
        return ().into_any();
    };
    let here = inside.path();
    let mut choices: Vec<_> = steps(place)
        .into_iter()
        .map(|step| Choice::new(step.code(), choice(lang, step)))
        .collect();
    if may_lead(place) {
        choices.push(Choice::new(LEAD, text.make_lead));
    }
    let error = problems
        .for_field("step")
        .next()
        .map(|found| problem_sentence(lang, found));
    let field = Field::new("step", words_of(lang, "step").label)
        .required()
        .value(typed.step.clone())
        .error(error);
    let reason = [typed.reason.clone()];
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(&(text.manage)(&place.name)))}
            <p><Chip look=place_chip(place.state, lang) /> " " {place.role.name(lang)}</p>
            <p>{text.manage_lead}</p>
            <form
                class="kj-form"
                method="post"
                action=visit.href(&format!("{here}/members/{of}"))
                novalidate=true
            >
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                <Radios lang field choices />
                {control(visit, "reason", &reason, Some(REASON_CHARS), problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.manage_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
