//! A request and a consent as facts, and the chip of a participation.

use domain::Lang;
use domain::participation::{CleanConsent, CleanRequest, ParticipationState};

use crate::Visit;
use crate::component::{ChipLook, ChipTone, Fact, Icon};
use crate::page::label;
use crate::text::joining::field;

/// The chip of a participation.
pub fn state_chip(state: ParticipationState, lang: Lang) -> ChipLook {
    let (tone, icon) = match state {
        ParticipationState::Requested => (ChipTone::Blue, Icon::Hourglass),
        ParticipationState::Waitlisted => (ChipTone::Sky, Icon::Clock),
        ParticipationState::Offered => (ChipTone::Yellow, Icon::Alert),
        ParticipationState::Consented => (ChipTone::Blue, Icon::Play),
        ParticipationState::Confirmed => (ChipTone::Green, Icon::Check),
        ParticipationState::Declined
        | ParticipationState::Withdrawn
        | ParticipationState::Left
        | ParticipationState::Removed => (ChipTone::Gray, Icon::Dash),
    };
    ChipLook::new(tone, icon, state.name(lang))
}

fn label_of(visit: &Visit, name: &str) -> &'static str {
    field(visit.lang, name).label
}

/// What a society asked.
pub fn request_facts(visit: &Visit, request: &CleanRequest) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name: &str, words: String| {
        if !words.is_empty() {
            facts.push(Fact::text(label_of(visit, name), words));
        }
    };
    add("department", request.department.clone());
    add("name", request.name.clone());
    add("tel", request.tel.as_ref().map(label::phone).unwrap_or_default());
    add("email", request.email.as_str().to_owned());
    add("people", request.people.map(label::count).unwrap_or_default());
    add("note", request.note.clone());
    facts
}

/// What a society decided.
pub fn consent_facts(visit: &Visit, consent: &CleanConsent) -> Vec<Fact> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let mut facts = vec![
        Fact::text(label_of(visit, "body"), consent.body.name(lang)),
        Fact::text(label_of(visit, "decided_on"), consent.decided_on.format(lang)),
        Fact::text(label_of(visit, "approver"), consent.approver.clone()),
        Fact::text(
            label_of(visit, "cost_agreed"),
            if consent.cost_agreed { text.yes } else { text.no },
        ),
    ];
    facts.extend(
        consent
            .cost_yen
            .map(|yen| Fact::text(label_of(visit, "cost_yen"), yen.to_string())),
    );
    if !consent.note.is_empty() {
        facts.push(Fact::text(label_of(visit, "note"), consent.note.clone()));
    }
    facts
}
