//! A consortium held against calls: what goes into the rules, and their answers in words.

use domain::call::CallState;
use domain::code::DataCategory;
use domain::consortium::Snapshot;
use domain::consortium::panel::{Check, Fixer, Panel, Point, Proposal, Standing, Target, check};
use domain::data_flow::Flow;
use leptos::prelude::*;
use store::{Consortium, StoredCall};

use super::Inside;
use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::text::consortium_rule as words;
use crate::{Failure, Site, Visit};

/// The calls that everybody may read: open ones first, then coming ones, then those that are over.
pub(super) async fn public_calls(site: &Site) -> Result<Vec<StoredCall>, Failure> {
    let mut calls = site.store.list_calls().await?;
    calls.retain(|call| call.state.is_public() && call.state != CallState::Cancelled);
    calls.sort_by_key(|call| match call.state {
        CallState::Open => 0,
        CallState::Scheduled => 1,
        _ => 2,
    });
    Ok(calls)
}

/// Holds a composition of a consortium against a call. What is written with the application only is not known here: budget
/// and figures. An empty sheet of flows says something only where no data go anywhere.
pub(super) fn check_one(visit: &Visit, whole: &Consortium, snapshot: &Snapshot, call: &StoredCall) -> Panel {
    let flows: &[Flow] = &whole.flows;
    let is_known = !flows.is_empty() || whole.plan.data == DataCategory::None;
    let proposal = Proposal {
        snapshot,
        budget: None,
        period: Some((whole.plan.from, whole.plan.to)),
        flows: is_known.then_some(flows),
        kpis: None,
        publication: whole.plan.publication,
        elsewhere: &[],
        on: visit.today,
    };
    check(&proposal, &call.call)
}

/// The chip of an answer.
pub(in crate::page) fn standing_chip(visit: &Visit, standing: Standing) -> ChipLook {
    let (tone, icon) = match standing {
        Standing::Met => (ChipTone::Green, Icon::Check),
        Standing::Unknown => (ChipTone::Gray, Icon::Dash),
        Standing::Warned => (ChipTone::Orange, Icon::Alert),
        Standing::Failed => (ChipTone::Red, Icon::Cross),
    };
    ChipLook::new(tone, icon, standing.name(visit.lang))
}

/// The answer as a whole, in a word.
pub(in crate::page) fn verdict(visit: &Visit, panel: &Panel) -> String {
    let text = visit.text().consortium_rule;
    if panel.is_ready() {
        text.ready.to_owned()
    } else {
        (text.not_ready)(panel.count(Standing::Failed), panel.count(Standing::Unknown))
    }
}

/// The box on the workspace.
pub(super) fn summary(visit: &Visit, inside: &Inside, call: &StoredCall, panel: &Panel) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    let href = visit.href(&format!("{}/rules", inside.path()));
    let tone = match panel.count(Standing::Failed) {
        0 => Standing::Met,
        _ => Standing::Failed,
    };
    let points: Vec<_> = panel.points().into_iter().take(3).collect();
    let points = points
        .into_iter()
        .map(|(rule, point)| {
            view! { <li>{rule.name(lang)} ": " {about(inside, point)} {words::fault(lang, &point.fault)}</li> }
        })
        .collect_view();
    view! {
        <section class="kj-box" aria-labelledby="rules-title">
            <h2 class="kj-box__title" id="rules-title">{text.title}</h2>
            <p>{call.title(lang).to_owned()}</p>
            <p>
                <Chip look=standing_chip(visit, tone) />
                " "
                {verdict(visit, panel)}
            </p>
            <ul class="kj-prose">{points}</ul>
            <p><a href=href>{text.see_all}</a></p>
        </section>
    }
}

/// Whom a point is about, as words before it.
pub(super) fn about(inside: &Inside, point: &Point) -> String {
    let id = match &point.target {
        Target::Member(id) | Target::Profile(id) | Target::Consent(id) | Target::Partner(id) => *id,
        Target::Members | Target::Budget(_) | Target::Data(_) | Target::Plan(_) => return String::new(),
    };
    match inside.name(id) {
        name if name.is_empty() => name,
        name => format!("{name}: "),
    }
}

/// The numbers of an answer and what is to be done: each point with who can put it right, and where.
pub(super) fn answer(visit: &Visit, inside: &Inside, check: &Check) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    let points = check
        .points
        .iter()
        .map(|point| {
            let who = match point.fixer {
                Fixer::Lead => text.by_lead.to_owned(),
                Fixer::Society(id) => match inside.name(id) {
                    // Somebody of a trial.
                    name if name.is_empty() => text.by_lead.to_owned(),
                    name => (text.by)(&name),
                },
            };
            let sentence = words::fault(lang, &point.fault);
            let sentence = match place_of(visit, inside, point) {
                Some(path) => {
                    let href = visit.href(&path);
                    view! { <a href=href>{sentence}</a> }.into_any()
                }
                None => sentence.into_any(),
            };
            view! { <li>{about(inside, point)} {sentence} " （" {who} "）"</li> }
        })
        .collect_view();
    let numbers = words::facts(lang, &check.facts);
    view! {
        {(!numbers.is_empty()).then(|| view! { <p>{numbers}</p> })}
        {(!check.points.is_empty()).then(|| view! { <ul class="kj-prose">{points}</ul> })}
    }
}

/// Where the visitor can put a point right; none when others must.
fn place_of(visit: &Visit, inside: &Inside, point: &Point) -> Option<String> {
    let (here, leads) = (inside.path(), inside.leads(visit));
    match &point.target {
        Target::Members => leads.then(|| format!("{here}/partners")),
        Target::Member(id) | Target::Partner(id) => {
            (leads && *id != inside.whole.lead && inside.whole.place(*id).is_some())
                .then(|| format!("{here}/members/{id}"))
        }
        Target::Consent(id) => (*id == inside.own).then(|| format!("{here}/consent")),
        Target::Profile(id) => (*id == inside.own).then(|| "/my/organization".to_owned()),
        Target::Plan(_) | Target::Data(_) => leads.then(|| format!("{here}/edit")),
        Target::Budget(_) => None,
    }
}
