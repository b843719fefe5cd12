//! `/calls`: open, coming and closed calls with their deadlines (W6).

use axum::extract::State;
use axum::response::Response;
use domain::call::CallState;
use leptos::prelude::*;
use store::StoredCall;

use super::{LIST, path, public_calls};
use crate::component::{Chip, DeadlineText, DescriptionList, EmptyState, Fact};
use crate::document::{Head, respond};
use crate::page::call_sheet::{cap, chip, moment};
use crate::text::call as words;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let calls = public_calls(&site).await?;
    let title = visit.text().call.list;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title), move || {
        view(&shown, &calls)
    })
    .await
}

fn view(visit: &Visit, calls: &[StoredCall]) -> impl IntoView + use<> {
    let text = visit.text().call;
    let of = |states: &[CallState]| -> Vec<_> {
        let some = calls.iter().filter(|call| states.contains(&call.state));
        some.map(|call| entry(visit, call)).collect()
    };
    let (open, coming) = (of(&[CallState::Open]), of(&[CallState::Scheduled]));
    let closed = of(&[CallState::Reviewing, CallState::Finished, CallState::Cancelled]);
    let open = if open.is_empty() {
        view! { <EmptyState title=text.none_open>{text.none_open_hint}</EmptyState> }.into_any()
    } else {
        view! { <ul class="kj-entries">{open}</ul> }.into_any()
    };
    let fit = visit.href(&format!("{LIST}/fit"));
    view! {
        <h1 class="kj-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        <p class="kj-actions"><a class="kj-button" data-tone="primary" href=fit>{text.fit}</a></p>
        <section class="kj-section" aria-labelledby="open-title">
            <h2 class="kj-section__title" id="open-title">{text.open}</h2>
            {open}
        </section>
        {part("coming-title", text.coming, text.none_coming, coming)}
        {part("closed-title", text.closed, text.none_closed, closed)}
    }
}

fn part(id: &'static str, title: &'static str, none: &'static str, entries: Vec<AnyView>) -> impl IntoView {
    let body = if entries.is_empty() {
        view! { <p>{none}</p> }.into_any()
    } else {
        view! { <ul class="kj-entries">{entries}</ul> }.into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby=id>
            <h2 class="kj-section__title" id=id>{title}</h2>
            {body}
        </section>
    }
}

fn entry(visit: &Visit, stored: &StoredCall) -> AnyView {
    let (lang, text, call) = (visit.lang, visit.text().call, &stored.call);
    let dates = &call.dates;
    let next = match stored.state {
        CallState::Scheduled => Some(Fact::view(
            text.opens,
            view! { <DeadlineText lang deadline=moment(visit, dates.open_at) /> },
        )),
        CallState::Open => Some(Fact::view(
            text.deadline,
            view! { <DeadlineText lang deadline=moment(visit, dates.close_at) /> },
        )),
        _ => None,
    };
    let mut facts: Vec<_> = next.into_iter().collect();
    facts.push(Fact::text(
        text.period,
        words::period(lang, dates.open_at, dates.close_at),
    ));
    facts.push(Fact::text(text.rate, words::rate(lang, call.money.rate)));
    if let Some(cap) = cap(visit, call) {
        facts.push(Fact::text(text.cap, cap));
    }
    let href = visit.href(&path(stored.id));
    view! {
        <li class="kj-entry">
            <a class="kj-entry__link" href=href>{stored.title(lang).to_owned()}</a>
            <p><Chip look=chip(visit, stored.state) /></p>
            <DescriptionList facts />
        </li>
    }
    .into_any()
}
