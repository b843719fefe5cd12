//! `/my/consortia/{id}/consent`: what the society agrees to, what has changed since, and the record of its decision; for
//! others than insurers the acceptance of their part.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::{MembershipStep, Place, PlaceConsentForm, Terms, TermsPart};
use domain::file::{FileOwner, takes_place_evidence};
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::StoredFile;

use super::control::{control, summary};
use super::fact::{plan_facts, term};
use super::{Inside, get_inside, head, heading};
use crate::component::{DescriptionList, Fact, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::attachment::file_box;
use crate::text::consortium::field;
use crate::{Failure, Site, Visit};

/// Shows terms, record and, when it is the society's turn, the form.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    let prepared = inside.place().and_then(|place| place.facts.prepared.clone());
    if let Some(prepared) = prepared {
        return show(&site, &visit, inside, prepared.form, Problems::new()).await;
    }
    let form = PlaceConsentForm {
        approver: visit.user().map(|user| user.name.clone()).unwrap_or_default(),
        alone: inside
            .place()
            .and_then(|place| place.facts.alone)
            .map(|yen| yen.to_string())
            .unwrap_or_default(),
        ..PlaceConsentForm::default()
    };
    show(&site, &visit, inside, form, Problems::new()).await
}

/// Records the consent.
///
/// # Errors
/// As [`get`]; 403 for people who cannot bind the society; 409 when it is not its turn, or the terms have changed.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    if pairs.text("action") == "prepare" {
        return prepare(&site, &visit, inside, &pairs).await;
    }
    if !inside.binds(&visit) {
        return Err(Failure::Forbidden);
    }
    let (id, version) = (inside.whole.id, pairs.seen_version()?);
    if inside.place().is_some_and(|place| !place.role.is_insurer()) {
        site.store
            .step_place(&visit.actor, id, inside.own, version, MembershipStep::Agree, "")
            .await?;
    } else {
        let mut form = PlaceConsentForm::default();
        form.replace(PlaceConsentForm::FIELDS, pairs.iter());
        let consent = match form.check(visit.today) {
            Ok(consent) => consent,
            Err(problems) => return show(&site, &visit, inside, form, problems).await,
        };
        site.store
            .consent_to_consortium(&visit.actor, id, inside.own, version, &consent)
            .await?;
    }
    Ok(Redirect::to(&visit.href(&format!("{}?done", inside.path()))).into_response())
}

/// Keeps what one person has prepared for an approver (二者確認).
async fn prepare(site: &Site, visit: &Visit, inside: Inside, pairs: &FormPairs) -> Result<Response, Failure> {
    inside.expect_working(visit)?;
    let mut form = PlaceConsentForm::default();
    form.replace(PlaceConsentForm::FIELDS, pairs.iter());
    if let Err(problems) = form.check_prepared(visit.today) {
        return show(site, visit, inside, form, problems).await;
    }
    let (id, version) = (inside.whole.id, pairs.seen_version()?);
    site.store
        .prepare_consent(&visit.actor, id, inside.own, version, &form)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}/consent?prepared", inside.path()))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Inside, Failure> {
    let inside = get_inside(site, visit, id).await?;
    if inside.place().is_some_and(|place| place.state.is_present()) {
        Ok(inside)
    } else {
        Err(Failure::NotFound)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    form: PlaceConsentForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let files = match inside.place() {
        Some(place) => site.store.list_files(FileOwner::Place(place.id)).await?,
        None => Vec::new(),
    };
    let head = head(visit, &inside, Some(visit.text().consortium.consent)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &inside, &files, &form, &problems)
    })
    .await
}

fn view(visit: &Visit, inside: &Inside, files: &[StoredFile], form: &PlaceConsentForm, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let Some(place) = inside.place() else {
        return ().into_any();
    };
    let turn = inside.whole.state.is_open() && place.state.next(MembershipStep::Agree).is_some();
    let terms = inside.whole.terms(inside.own);
    let lead = if place.role.is_insurer() {
        text.consent_lead
    } else {
        text.accept_lead
    };
    let ask = match (&terms, turn, inside.binds(visit)) {
        (_, false, _) => ().into_any(),
        (Some(_), true, _) if place.role.is_insurer() && (prepares(visit, inside) || is_own_work(visit, place)) => {
            ask_form(visit, inside, place, form, problems)
        }
        (_, true, false) => view! { <p>{text.consent_who}</p> }.into_any(),
        (None, true, true) if place.role.is_insurer() => {
            view! { <Notice lang tone=NoticeTone::Warning title=text.consent_not_yet>""</Notice> }.into_any()
        }
        (_, true, true) => ask_form(visit, inside, place, form, problems),
    };
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(text.consent))}
            {turn.then(|| view! { <p>{lead}</p> })}
            {changes(visit, inside, place, terms.as_ref())}
            {terms_facts(visit, inside, terms.as_ref())}
            {given(visit, inside, place)}
            {evidence(visit, inside, place, files)}
            {ask}
        </div>
    }
    .into_any()
}

/// What is agreed to now.
fn terms_facts(visit: &Visit, inside: &Inside, terms: Option<&Terms>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let mut facts: Vec<_> = terms
        .map(|terms| {
            let parts = TermsPart::ALL.iter();
            parts
                .map(|part| Fact::text(part.name(lang), term(visit, &inside.whole, terms, *part)))
                .collect()
        })
        .unwrap_or_default();
    facts.extend(plan_facts(visit, &inside.whole.plan, true));
    let (sheet, href) = (
        visit.text().consortium_data.flows,
        visit.href(&format!("{}/data-flow", inside.path())),
    );
    let count = visit.text().consortium_data.flow_count;
    let words = count(inside.whole.flows.len());
    facts.push(Fact::view(sheet, view! { <a href=href>{words}</a> }));
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{text.consent_terms}</h2>
            <DescriptionList facts framed=true />
        </section>
    }
}

/// What differs from the last consent.
fn changes(visit: &Visit, inside: &Inside, place: &Place, now: Option<&Terms>) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let (then, now) = (&place.consent.as_ref()?.terms, now?);
    let changes = then.changes(now);
    if changes.is_empty() {
        return None;
    }
    let asks = changes.iter().any(|change| change.asks_again);
    let rows = changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row">{change.part.name(lang)}</th>
                    <td>{term(visit, &inside.whole, then, change.part)}</td>
                    <td>{term(visit, &inside.whole, now, change.part)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="changes-title">{text.consent_changed}</h2>
                {asks.then(|| view! { <p>{text.consent_changed_lead}</p> })}
                {plain_table("changes-title", [text.consent_terms, text.consent_before, text.consent_now], rows)}
            </section>
        }
        .into_any(),
    )
}

/// The record of the last consent.
fn given(visit: &Visit, inside: &Inside, place: &Place) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let consent = place.consent.as_ref()?;
    let label = |name| field(lang, name).label;
    let facts = vec![
        Fact::text(label("body"), consent.body.name(lang)),
        Fact::text(label("decided_on"), consent.decided_on.format(lang)),
        Fact::text(label("approver"), consent.approver.clone()),
        Fact::text(
            TermsPart::Share.name(lang),
            term(visit, &inside.whole, &consent.terms, TermsPart::Share),
        ),
        Fact::text(
            TermsPart::Data.name(lang),
            term(visit, &inside.whole, &consent.terms, TermsPart::Data),
        ),
    ];
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.consent_given}</h2>
                <DescriptionList facts />
            </section>
        }
        .into_any(),
    )
}

/// What proves the decision; only insurers decide.
fn evidence(visit: &Visit, inside: &Inside, place: &Place, files: &[StoredFile]) -> Option<AnyView> {
    let open = takes_place_evidence(inside.whole.state, place.state);
    let may_attach = open && visit.may(Action::AttachFiles, Subject::Organisation(place.organisation));
    let shown = place.role.is_insurer() && (open || !files.is_empty());
    shown.then(|| file_box(visit, FileOwner::Place(place.id), files, may_attach))
}

/// Whether the visitor can prepare the consent, but not give it.
fn prepares(visit: &Visit, inside: &Inside) -> bool {
    inside.works(visit) && !inside.binds(visit)
}

/// Whether the visitor has prepared the consent, so that somebody else has to give it.
fn is_own_work(visit: &Visit, place: &Place) -> bool {
    let prepared = place.facts.prepared.as_ref();
    visit
        .user()
        .zip(prepared)
        .is_some_and(|(user, prepared)| user.id == prepared.by)
}

/// What the form says of who has prepared it.
fn prepared_note(visit: &Visit, place: &Place) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let done = (visit.query == "prepared")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.prepared_done announced=true>""</Notice> });
    let prepared = place.facts.prepared.as_ref()?;
    let words = if is_own_work(visit, place) {
        text.prepared_own.to_owned()
    } else {
        (text.prepared_by)(&prepared.name)
    };
    Some(view! { {done} <p>{words}</p> }.into_any())
}

fn ask_form(visit: &Visit, inside: &Inside, place: &Place, form: &PlaceConsentForm, problems: &Problems) -> AnyView {
    let text = visit.text().consortium;
    let here = inside.path();
    let insurer = place.role.is_insurer();
    let prepares = insurer && (prepares(visit, inside) || is_own_work(visit, place));
    let fields = insurer.then(|| {
        let names = PlaceConsentForm::FIELDS.iter();
        // Who prepares agrees to nothing yet.
        names
            .filter(|name| !(prepares && **name == "terms_accepted"))
            .map(|name| control(visit, name, form.values(name), PlaceConsentForm::limit(name), problems))
            .collect_view()
    });
    let words = visit.text().consortium_data;
    let give = if insurer { text.consent_button } else { text.accept };
    let give =
        (!prepares).then(|| view! { <button class="kj-button" data-tone="primary" type="submit">{give}</button> });
    let pass_on = insurer.then(|| {
        let tone = if prepares { "primary" } else { "outline" };
        view! {
            <button class="kj-button" data-tone=tone type="submit" name="action" value="prepare">
                {words.prepare_button}
            </button>
        }
    });
    view! {
        <form class="kj-form" method="post" action=visit.href(&format!("{here}/consent")) novalidate=true>
            <input type="hidden" name="version" value=inside.whole.version.to_string() />
            {prepared_note(visit, place)}
            {prepares.then(|| view! { <p>{words.prepare_lead}</p> })}
            {fields}
            <div class="kj-actions">
                {give}
                {pass_on}
                <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}
