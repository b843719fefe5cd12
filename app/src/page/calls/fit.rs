//! `/calls/fit`: four questions, and for each open or coming call whether it fits or exactly why not (FORM-15). Nothing is
//! stored; a signed-in society finds its own figures filled in.

use axum::extract::State;
use axum::response::Response;
use domain::Problems;
use domain::call::{Asker, CallState, Fit, FitForm, fit};
use domain::code::InsurerKind;
use leptos::prelude::*;
use store::StoredCall;

use super::{LIST, path, public_calls};
use crate::component::{
    Chip, ChipLook, ChipTone, Choice, DeadlineText, EmptyState, ErrorSummary, Field, FieldError, Icon, InputKind,
    InputWidth, Select, TextInput,
};
use crate::document::{Head, respond};
use crate::page::call_sheet::moment;
use crate::text::call as words;
use crate::{Failure, Site, Visit};

#[derive(Clone)]
struct Page {
    form: FitForm,
    problems: Problems,
    asker: Option<Asker>,
    /// The society whose figures were filled in.
    own: Option<String>,
    calls: Vec<StoredCall>,
}

/// Shows the questions, and the answers when they are asked for.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let mut form = FitForm::default();
    let pair = |(name, value): &(String, String)| (name.clone(), value.clone());
    let asked: Vec<_> = pairs.iter().map(pair).collect();
    form.replace(
        FitForm::FIELDS,
        asked.iter().map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let is_asked = pairs.iter().any(|(name, _)| FitForm::FIELDS.contains(&name.as_str()));
    let mut own = None;
    if !is_asked {
        own = fill_in(&site, &visit, &mut form).await?;
    }
    let (asker, problems) = match form.check() {
        Ok(asker) => (is_asked.then_some(asker), Problems::new()),
        Err(problems) => (None, if is_asked { problems } else { Problems::new() }),
    };
    let mut calls = public_calls(&site).await?;
    calls.retain(|call| matches!(call.state, CallState::Open | CallState::Scheduled));
    calls.sort_by_key(|call| call.state != CallState::Open);
    let page = Page {
        form,
        problems,
        asker,
        own,
        calls,
    };
    let text = visit.text().call;
    let mut head = Head::new(text.fit)
        .crumb(text.list, visit.href(LIST))
        .here(text.fit)
        .refused_if(!page.problems.is_empty());
    // An address with answers is somebody's question, no page for search engines.
    head.private = !visit.query.is_empty();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &page)).await
}

/// What the visitor's society says of itself.
async fn fill_in(site: &Site, visit: &Visit, form: &mut FitForm) -> Result<Option<String>, Failure> {
    let Some(place) = visit.acting() else {
        return Ok(None);
    };
    let Some(found) = site.store.find_organisation(place.organisation).await? else {
        return Ok(None);
    };
    let Some(kind) = found.kind.insurer() else {
        return Ok(None);
    };
    form.kind = kind.code().to_owned();
    if let Some(members) = found.profile.members() {
        form.members = members.get().to_string();
    }
    Ok(Some(place.organisation_name.clone()))
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), words::fit_problem(lang, found)))
        .collect();
    let mut thresholds: Vec<_> = page
        .calls
        .iter()
        .map(|call| call.call.eligibility.small.threshold)
        .collect();
    thresholds.sort_unstable();
    thresholds.dedup();
    let field = |name: &'static str| {
        let (label, hint) = words::fit_question(lang, name, &thresholds);
        let error = page
            .problems
            .for_field(name)
            .next()
            .map(|found| words::fit_problem(lang, found));
        let field = Field::new(name, label)
            .value(page.form.text(name))
            .error(error)
            .required();
        if hint.is_empty() { field } else { field.hint(hint) }
    };
    let kinds: Vec<_> = InsurerKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.name(lang)))
        .collect();
    let own = page
        .own
        .as_ref()
        .map(|name| view! { <p class="kj-note">{(text.fit_own)(name)}</p> });
    let here = visit.href("/calls/fit");
    let form = (!page.calls.is_empty()).then(|| {
        view! {
            <form class="kj-form" method="get" action=here.clone() novalidate=true>
                <Select lang field=field("kind") choices=kinds width=InputWidth::Full />
                <TextInput lang field=field("members") kind=InputKind::Number width=InputWidth::Short />
                <TextInput lang field=field("partners") kind=InputKind::Number width=InputWidth::Short />
                <TextInput lang field=field("small") kind=InputKind::Number width=InputWidth::Short />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.fit_button}</button>
                    <a href=here.clone()>{text.fit_clear}</a>
                </div>
            </form>
        }
    });
    let none = page.calls.is_empty().then(|| {
        let list = visit.href(LIST);
        view! { <EmptyState title=text.fit_none><a href=list>{text.list}</a></EmptyState> }
    });
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.fit}</h1>
            <p>{text.fit_lead}</p>
            {own}
            {form}
            {none}
            {page.asker.map(|asker| results(visit, &page.calls, &asker))}
        </div>
    }
}

fn results(visit: &Visit, calls: &[StoredCall], asker: &Asker) -> impl IntoView + use<> {
    let text = visit.text().call;
    let entries = calls
        .iter()
        .map(|call| result(visit, call, &fit(&call.call, asker)))
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="results-title">
            <h2 class="kj-section__title" id="results-title">{text.fit_results}</h2>
            <ul class="kj-entries">{entries}</ul>
        </section>
    }
}

fn result(visit: &Visit, stored: &StoredCall, fit: &Fit) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call);
    let look = if fit.fits() {
        ChipLook::new(ChipTone::Green, Icon::Check, text.fits)
    } else {
        ChipLook::new(ChipTone::Orange, Icon::Alert, text.fits_not)
    };
    let mut said: Vec<String> = fit.obstacles.iter().map(|found| words::obstacle(lang, found)).collect();
    if fit.may_lead {
        said.push(text.fit_lead_yes.to_owned());
    } else if fit.may_join {
        said.push(text.fit_lead_no.to_owned());
    }
    if fit.is_small {
        said.push((text.fit_small)(stored.call.eligibility.small.threshold));
    }
    if fit.share_is_open {
        said.push(text.fit_share_open.to_owned());
    }
    said.extend(fit.cap.map(text.fit_cap));
    let items = said
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect_view();
    let coming = (stored.state == CallState::Scheduled).then(|| {
        let look = ChipLook::new(ChipTone::Sky, Icon::Clock, text.fit_coming);
        view! { <Chip look /> }
    });
    let deadline = moment(visit, stored.call.dates.close_at);
    let page = visit.href(&path(stored.id));
    view! {
        <li class="kj-entry">
            <h3 class="kj-section__subtitle">{stored.title(lang).to_owned()}</h3>
            <p><Chip look /> " " {coming}</p>
            <p><DeadlineText lang deadline labelled=true /></p>
            <ul class="kj-prose">{items}</ul>
            <p class="kj-actions">
                <a href=page>{text.fit_read}</a>
                <a href=visit.href("/my/consortia/new")>{text.fit_form}</a>
            </p>
        </li>
    }
    .into_any()
}
