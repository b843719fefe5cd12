//! `/my/consortia/{id}`: the workspace: state, what to do next, the rule check in one sentence, members, history (W14).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::consortium::panel::Panel;
use domain::consortium::{ConsortiumState, ConsortiumStep, MembershipStep, Place, all_agreed};
use domain::file::FileOwner;
use domain::permit::{Action, Subject};
use domain::value::ApplicationId;
use leptos::prelude::*;
use store::{ConsortiumEvent, StoredCall, StoredFile};

use super::fact::plan_facts;
use super::panel::{self, check_one, public_calls};
use super::table::{members, timeline};
use super::{Inside, get_inside, head, heading};
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::respond;
use crate::page::attachment::{self, list_readable};
use crate::text::application_comment::CommentText;
use crate::text::consortium::whole as step_words;
use crate::{Failure, Site, Visit, link};

/// So many of the last events stand here; all are in the history.
const SHOWN_EVENTS: usize = 10;

/// What is shown beside the consortium itself.
struct More {
    events: Vec<ConsortiumEvent>,
    /// The latest call that is public, with the answer of its rules.
    check: Option<(StoredCall, Panel)>,
    /// Evidence of consents that the lead can fetch: society and file.
    evidence: Vec<(String, StoredFile)>,
    /// Applications of this consortium; its societies comment on them.
    applications: Vec<ApplicationId>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    let calls = public_calls(&site).await?;
    let snapshot = inside.whole.snapshot(visit.today);
    let check = calls.into_iter().next().map(|call| {
        let panel = check_one(&visit, &inside.whole, &snapshot, &call);
        (call, panel)
    });
    let events = site.store.list_consortium_events(inside.whole.id).await?;
    let mut evidence = Vec::new();
    if inside.leads(&visit) {
        for place in inside.whole.places.iter().filter(|place| place.is_present_insurer()) {
            let files = list_readable(&site, FileOwner::Place(place.id)).await?;
            evidence.extend(files.into_iter().map(|file| (place.name.clone(), file)));
        }
    }
    let head = head(&visit, &inside, None);
    let more = More {
        events,
        check,
        evidence,
        applications: site.store.list_applications_with(inside.whole.id).await?,
    };
    let (shown, more) = (visit.clone(), Arc::new(more));
    respond(&site, &visit, head, move || view(&shown, &inside, &more)).await
}

fn view(visit: &Visit, inside: &Inside, more: &More) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().consortium, &inside.whole);
    let outcome = match visit.query.as_str() {
        "done" => Some(text.done),
        "invited" => Some(text.invited),
        _ => None,
    };
    let outcome = outcome.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true>""</Notice> });
    let belongs = inside.place().is_some_and(|place| place.state.is_present());
    let mut facts = plan_facts(visit, &whole.plan, belongs);
    if let Some(program) = whole.program.filter(|_| belongs) {
        let href = visit.href(&link::program(program));
        facts.push(Fact::view(
            text.new_program,
            view! { <a href=href>{text.new_program}</a> },
        ));
    }
    let inner = belongs.then(|| {
        view! {
            {more.check.as_ref().map(|(call, panel)| panel::summary(visit, inside, call, panel))}
            {members(visit, inside)}
            {evidence(visit, &more.evidence)}
            {comments(visit, &more.applications)}
            {timeline(visit, more.events.get(more.events.len().saturating_sub(SHOWN_EVENTS)..).unwrap_or_default())}
            <p><a href=visit.href(&format!("{}/history", inside.path()))>{visit.text().consortium_work.history_all}</a></p>
        }
    });
    view! {
        {outcome}
        {heading(visit, inside, None)}
        {next(visit, inside)}
        <DescriptionList facts framed=true />
        {inner}
    }
}

/// The ways to the applications of the consortium, where its societies read and comment.
fn comments(visit: &Visit, applications: &[ApplicationId]) -> Option<AnyView> {
    let title = CommentText::of(visit.lang).title;
    let items = applications
        .iter()
        .map(|id| {
            let href = visit.href(&format!("/my/applications/{id}/comments"));
            view! { <li><a href=href>{title}</a></li> }
        })
        .collect_view();
    (!applications.is_empty()).then(|| view! { <ul class="kj-prose">{items}</ul> }.into_any())
}

/// The evidence that societies have attached to their consents.
fn evidence(visit: &Visit, files: &[(String, StoredFile)]) -> Option<AnyView> {
    let items = files
        .iter()
        .map(|(society, file)| {
            let (href, name) = (attachment::href(visit, &file.current), file.current.name.clone());
            view! { <li>{society.clone()} ": " <a href=href download=name.clone()>{name.clone()}</a></li> }
        })
        .collect_view();
    (!files.is_empty()).then(|| {
        view! {
            <section class="kj-section" aria-labelledby="evidence-title">
                <h2 class="kj-section__title" id="evidence-title">{visit.text().joining.consent_files}</h2>
                <ul class="kj-files">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// What the visitor can do now.
fn next(visit: &Visit, inside: &Inside) -> impl IntoView + use<> {
    let text = visit.text().consortium;
    let own = own_steps(visit, inside);
    let lead = lead_steps(visit, inside);
    let nothing = own.is_empty() && lead.is_empty();
    let whole = &inside.whole;
    let snapshot = whole.snapshot(visit.today);
    let agreed = snapshot
        .present()
        .filter(|insurer| insurer.agreed_on().is_some())
        .count();
    let all = snapshot.present().count();
    // Who only asks learns nothing of the others yet.
    let belongs = inside.place().is_some_and(|place| place.state.is_present());
    let waits = whole.state == ConsortiumState::Forming
        && inside
            .place()
            .is_some_and(|place| place.state.next(MembershipStep::Agree).is_some())
        && !inside.binds(visit);
    let missing = inside.leads(visit) && whole.state.is_open() && !all_agreed(&snapshot);
    view! {
        <section class="kj-section" aria-labelledby="next-title">
            <h2 class="kj-section__title" id="next-title">{text.next}</h2>
            {belongs.then(|| view! { <p>{(text.all)(agreed, all)}</p> })}
            {waits.then(|| view! { <p>{text.consent_who}</p> })}
            {missing.then(|| view! { <p>{text.fix_missing}</p> })}
            {nothing.then(|| view! { <p>{text.next_none}</p> })}
            <p class="kj-actions">{buttons(visit, inside, own)} {buttons(visit, inside, lead)}</p>
        </section>
    }
}

/// A way on: last part of the address, label, tone.
type Way = (String, &'static str, &'static str);

fn buttons(visit: &Visit, inside: &Inside, ways: Vec<Way>) -> impl IntoView + use<> {
    let here = inside.path();
    ways.into_iter()
        .map(|(page, label, tone)| {
            let href = visit.href(&format!("{here}/{page}"));
            view! {
                <a class="kj-button" data-tone=tone href=href>
                    {label}
                </a>
            }
        })
        .collect_view()
}

/// For the visitor's own society.
fn own_steps(visit: &Visit, inside: &Inside) -> Vec<Way> {
    let text = visit.text().consortium;
    let Some(place) = inside.place().filter(|_| inside.whole.state.is_open()) else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    if inside.binds(visit) && place.state.next(MembershipStep::Agree).is_some() {
        let label = if place.role.is_insurer() {
            text.consent
        } else {
            text.accept
        };
        ways.push(("consent".to_owned(), label, "primary"));
    }
    if let Some(label) = leave_label(visit, inside, place) {
        ways.push(("leave".to_owned(), label, "outline"));
    }
    ways
}

/// What giving up the place is called, if the visitor can.
pub(super) fn leave_label(visit: &Visit, inside: &Inside, place: &Place) -> Option<&'static str> {
    let text = visit.text().consortium;
    if place.organisation == inside.whole.lead
        || !inside.whole.state.is_open()
        || !visit.may(Action::ConsentConsortium, Subject::Organisation(place.organisation))
    {
        return None;
    }
    if place.state.next(MembershipStep::Leave).is_some() {
        return Some(text.leave);
    }
    let declines = place.state.next(MembershipStep::Decline).is_some();
    match place.state {
        domain::consortium::MembershipState::Asking => Some(text.withdraw),
        _ => declines.then_some(text.decline),
    }
}

/// For the lead.
fn lead_steps(visit: &Visit, inside: &Inside) -> Vec<Way> {
    let (lang, text, whole) = (visit.lang, visit.text().consortium, &inside.whole);
    if !inside.leads(visit) {
        return Vec::new();
    }
    let mut ways = Vec::new();
    if whole.state.is_open() {
        ways.push(("invite".to_owned(), text.invite, "outline"));
        ways.push(("edit".to_owned(), text.edit, "outline"));
    }
    for step in [
        ConsortiumStep::Fix,
        ConsortiumStep::Reopen,
        ConsortiumStep::Start,
        ConsortiumStep::Close,
        ConsortiumStep::Dissolve,
    ] {
        let possible = step != ConsortiumStep::Fix || all_agreed(&whole.snapshot(visit.today));
        if possible && whole.state.next(step).is_some() {
            let tone = if step == ConsortiumStep::Fix {
                "primary"
            } else {
                "outline"
            };
            ways.push((format!("step/{}", step.code()), step_words(lang, step), tone));
        }
    }
    ways
}
