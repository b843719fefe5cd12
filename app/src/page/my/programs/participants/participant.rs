//! `/my/programs/{id}/participants/{pid}`: one request with its answer; the answer goes by the page of the list.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Problems;
use domain::file::FileOwner;
use domain::participation::{ParticipationState, ParticipationStep, REASON_CHARS, Side};
use domain::permit::Subject;
use domain::value::ParticipationId;
use leptos::prelude::*;
use store::{Draft, Participation, ParticipationEvent, StoredFile};

use super::answer::seen;
use super::{head, list_path, load};
use crate::component::{Chip, Choice, DescriptionList, Fact, Field, Radios};
use crate::document::respond;
use crate::page::attachment::{file_list, list_readable};
use crate::page::joining::{consent_facts, control, request_facts, state_chip, timeline};
use crate::text::joining::{choice, field as words_of};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's or belongs to another program.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, participation)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id).await?;
    let wanted: ParticipationId = participation.parse().map_err(|_| Failure::NotFound)?;
    let place = found
        .iter()
        .filter(|one| one.state == ParticipationState::Waitlisted)
        .position(|one| one.id == wanted);
    let found = found
        .into_iter()
        .find(|one| one.id == wanted)
        .ok_or(Failure::NotFound)?;
    let events = site.store.list_participation_events(found.id).await?;
    let files = list_readable(&site, FileOwner::Consent(found.id)).await?;
    let head = head(&visit, &draft, Some(&found.society.name));
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        view(&shown, &draft, &found, &events, &files, place)
    })
    .await
}

fn view(
    visit: &Visit,
    draft: &Draft,
    found: &Participation,
    events: &[ParticipationEvent],
    files: &[StoredFile],
    place: Option<usize>,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let mut facts = Vec::new();
    if let Some(number) = &found.society.number {
        facts.push(Fact::text(visit.text().output.column_number, number.clone()));
    }
    if let Some(members) = found.society.members {
        facts.push(Fact::text(text.col_members, members.to_string()));
    }
    facts.extend(request_facts(visit, &found.request));
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
        <p class="kj-sheet__marks"><Chip look=state_chip(found.state, lang) /></p>
        <h1 class="kj-title">{found.society.name.clone()}</h1>
        <p class="kj-note">{found.title.clone()}</p>
        {place.map(|place| view! { <p>{(text.waiting_place)(place + 1)}</p> })}
        <section class="kj-section" aria-labelledby="request-title">
            <h2 class="kj-section__title" id="request-title">{text.request}</h2>
            <DescriptionList facts />
        </section>
        {consent}
        {file_list(visit, files)}
        {answer(visit, draft, found)}
        {timeline(visit, found, events)}
    }
}

/// The steps the visitor can take now.
fn answer(visit: &Visit, draft: &Draft, found: &Participation) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let steps: Vec<_> = ParticipationStep::ALL
        .iter()
        .copied()
        .filter(|step| step.side() == Side::Organiser && found.state.next(*step).is_some())
        .filter(|step| visit.may(step.action(), Subject::Organisation(draft.owner.id)))
        .collect();
    if steps.is_empty() {
        return view! { <p class="kj-note">{text.nothing_to_do}</p> }.into_any();
    }
    let choices = steps
        .iter()
        .map(|step| Choice::new(step.code(), choice(lang, *step)))
        .collect();
    let field = Field::new("step", words_of(lang, "step").label).required();
    view! {
        <section class="kj-section" aria-labelledby="answer-title">
            <h2 class="kj-section__title" id="answer-title">{text.answer}</h2>
            <form class="kj-form" method="post" action=visit.href(&list_path(draft)) novalidate=true>
                <input type="hidden" name="id" value=seen(found) />
                <Radios lang field choices />
                {control(visit, "reason", &[], Some(REASON_CHARS), &Problems::new())}
                <button class="kj-button" data-tone="primary" type="submit">{text.bulk_button}</button>
            </form>
        </section>
    }
    .into_any()
}
