//! `/my/participations/{id}`: how a request to join stands, what to do next, and the whole history (INS-04).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::file::{FileOwner, takes_evidence};
use domain::participation::{ParticipationState, ParticipationStep};
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{Participation, ParticipationEvent, StoredFile};

use super::{get_own, head, path};
use crate::component::{Chip, DescriptionList, Notice, NoticeTone};
use crate::document::respond;
use crate::page::attachment::file_box;
use crate::page::joining::{consent_facts, request_facts, state_chip, timeline};
use crate::{Failure, Site, Visit, link};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let found = get_own(&site, &visit, &id).await?;
    let events = site.store.list_participation_events(found.id).await?;
    let files = site.store.list_files(FileOwner::Consent(found.id)).await?;
    let head = head(&visit, &found, None);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found, &events, &files)).await
}

fn view(
    visit: &Visit,
    found: &Participation,
    events: &[ParticipationEvent],
    files: &[StoredFile],
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let outcome = match visit.query.as_str() {
        "sent" => Some((text.sent, text.sent_next)),
        "done" => Some((text.done, "")),
        _ => None,
    };
    let outcome = outcome.map(|(title, next)| {
        view! { <Notice lang tone=NoticeTone::Success title announced=true>{next}</Notice> }
    });
    let request = request_facts(visit, &found.request);
    let consent = found.consent.as_ref().map(|consent| {
        let facts = consent_facts(visit, consent);
        view! {
            <section class="kj-section" aria-labelledby="consent-title">
                <h2 class="kj-section__title" id="consent-title">{text.consent}</h2>
                <DescriptionList facts />
            </section>
        }
    });
    view! {
        {outcome}
        <p class="kj-sheet__marks"><Chip look=state_chip(found.state, lang) /></p>
        <h1 class="kj-title">{found.title.clone()}</h1>
        <p class="kj-note">
            {text.col_organiser}" "{found.organiser.name.clone()}" "
            <a href=visit.href(&link::program(found.program))>{text.to_program}</a>
        </p>
        {stages(visit, found.state)}
        {next(visit, found)}
        <section class="kj-section" aria-labelledby="request-title">
            <h2 class="kj-section__title" id="request-title">{text.request}</h2>
            <DescriptionList facts=request />
        </section>
        {consent}
        {evidence(visit, found, files)}
        {timeline(visit, found, events)}
    }
}

/// What proves the decision, from the moment a decision is asked for.
fn evidence(visit: &Visit, found: &Participation, files: &[StoredFile]) -> Option<AnyView> {
    let asked = found.consent.is_some() || found.state == ParticipationState::Offered;
    let may_attach =
        takes_evidence(found.state) && visit.may(Action::AttachFiles, Subject::Organisation(found.society.id));
    (asked || !files.is_empty()).then(|| file_box(visit, FileOwner::Consent(found.id), files, may_attach))
}

/// The way from the request to the confirmed place, and where this one is on it.
fn stages(visit: &Visit, state: ParticipationState) -> Option<AnyView> {
    let at = match state {
        ParticipationState::Requested | ParticipationState::Waitlisted => 1,
        ParticipationState::Offered | ParticipationState::Consented => 2,
        ParticipationState::Confirmed => 3,
        _ => return None,
    };
    let text = visit.text().joining;
    let items = text
        .stages
        .iter()
        .enumerate()
        .map(|(stage, name)| {
            let now = (stage == at).then(|| view! { <strong>" ("{text.stage_now}")"</strong> });
            view! { <li aria-current=(stage == at).then_some("step")>{*name}{now}</li> }
        })
        .collect_view();
    Some(view! { <div class="kj-prose"><ol>{items}</ol></div> }.into_any())
}

/// What the visitor can do now.
fn next(visit: &Visit, found: &Participation) -> AnyView {
    let text = visit.text().joining;
    let can = |step: ParticipationStep| {
        found.state.next(step).is_some() && visit.may(step.action(), Subject::Organisation(found.society.id))
    };
    let here = path(found);
    let waits = found.state == ParticipationState::Offered && !can(ParticipationStep::Consent);
    let consent = can(ParticipationStep::Consent).then(|| {
        let href = visit.href(&format!("{here}/consent"));
        view! { <a class="kj-button" data-tone="primary" href=href>{text.consent}</a> }
    });
    let again = can(ParticipationStep::Request).then(|| {
        let href = visit.href(&format!("{}/join", link::program(found.program)));
        view! { <a class="kj-button" data-tone="outline" href=href>{text.join}</a> }
    });
    let end = [
        (ParticipationStep::Withdraw, text.withdraw_ask),
        (ParticipationStep::Leave, text.leave_ask),
    ]
    .into_iter()
    .find(|(step, _)| can(*step))
    .map(|(_, label)| {
        let href = visit.href(&format!("{here}/end"));
        view! { <a class="kj-button" data-tone="outline" href=href>{label}</a> }
    });
    if consent.is_none() && again.is_none() && end.is_none() && !waits {
        return ().into_any();
    }
    view! {
        <section class="kj-section" aria-labelledby="next-title">
            <h2 class="kj-section__title" id="next-title">{text.next}</h2>
            {waits.then(|| view! { <p>{text.consent_who}</p> })}
            <p class="kj-actions">{consent} {again} {end}</p>
        </section>
    }
    .into_any()
}
