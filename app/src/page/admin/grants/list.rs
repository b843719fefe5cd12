//! `/admin/grants`: all grants with what they wait for and until when; views and search in the address.

use axum::extract::State;
use axum::response::Response;
use domain::audit::Subject as Matter;
use domain::grant_case::{GrantState, Next};
use leptos::prelude::*;
use store::StoredGrant;

use super::{LIST, note_look, require};
use crate::component::{Chip, Choice, EmptyState, Field, Select, TextInput, plain_table};
use crate::document::{Head, respond};
use crate::page::grant::{late_chip, next_step, state_chip, yen};
use crate::text::grant::GrantText;
use crate::{Failure, Site, Visit};

/// A view: its code in the address, its name, and what belongs to it.
type Queue = (
    &'static str,
    fn(&GrantText) -> &'static str,
    fn(&Visit, &StoredGrant) -> bool,
);

const QUEUES: &[Queue] = &[
    (
        "office",
        |text| text.queue_office,
        |_, one| {
            one.awaits()
                .is_some_and(|next| !next.is_of_society() && next != Next::Dispose)
                || one.file.proposal.is_some()
        },
    ),
    ("late", |text| text.queue_late, |visit, one| one.is_late(visit.today)),
    (
        "proposed",
        |text| text.queue_proposed,
        |_, one| one.file.proposal.is_some(),
    ),
    (
        "society",
        |text| text.queue_society,
        |_, one| one.awaits().is_some_and(Next::is_of_society),
    ),
    (
        "kept",
        |text| text.queue_kept,
        |_, one| {
            matches!(
                one.state(),
                GrantState::Closed | GrantState::Retention | GrantState::Disposed
            )
        },
    ),
    ("all", |text| text.queue_all, |_, _| true),
];

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Wish {
    view: String,
    state: Option<GrantState>,
    words: String,
}

impl Wish {
    fn of(query: &str) -> Self {
        let mut wish = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "view" => wish.view = value.into_owned(),
                "state" => wish.state = GrantState::from_code(&value),
                "q" => wish.words = domain::normalise::single_line(&value),
                _ => {}
            }
        }
        wish
    }

    fn fits(&self, one: &StoredGrant) -> bool {
        let has = |text: &str| text.to_lowercase().contains(&self.words.to_lowercase());
        self.state.is_none_or(|state| one.state() == state)
            && (self.words.is_empty() || has(&one.file.title) || has(&one.lead_name) || has(&one.file.number))
    }
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    note_look(&site, &visit, Matter::Portal).await?;
    let mut found = site.store.list_grants().await?;
    found.retain(|one| one.is_covered(&visit.actor));
    // What is due first comes first; what has no date, last.
    found.sort_by_key(|one| (one.due().is_none(), one.due(), one.id));
    let text = visit.text();
    let head = Head::new(text.grant.admin)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.grant.admin)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        view(&shown, &Wish::of(&shown.query), &found)
    })
    .await
}

fn view(visit: &Visit, wish: &Wish, found: &[StoredGrant]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let chosen = QUEUES
        .iter()
        .find(|(code, ..)| *code == wish.view)
        .or_else(|| QUEUES.first());
    let tabs = QUEUES
        .iter()
        .map(|(code, name, belongs)| {
            let count = found.iter().filter(|one| belongs(visit, one)).count();
            let href = visit.href(&format!("{LIST}?view={code}"));
            let current = chosen.is_some_and(|(chosen, ..)| chosen == code).then_some("page");
            view! {
                <li>
                    <a class="kj-tabs__tab" href=href aria-current=current>{format!("{} ({count})", name(text))}</a>
                </li>
            }
        })
        .collect_view();
    let rows: Vec<_> = found
        .iter()
        .filter(|one| chosen.is_none_or(|(.., belongs)| belongs(visit, one)) && wish.fits(one))
        .map(|one| row(visit, one))
        .collect();
    let body = if rows.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        let columns = [
            text.receipt_number,
            text.title,
            text.lead_society,
            text.state,
            text.next,
            text.decided,
            text.fixed,
            text.paid,
        ];
        plain_table("grants-title", columns, rows.collect_view())
    };
    let states = GrantState::ALL
        .iter()
        .map(|state| Choice::new(state.code(), state.name(lang)))
        .collect();
    let state = Field::new("state", text.state).value(wish.state.map(GrantState::code).unwrap_or_default());
    let words = Field::new("q", text.search).value(wish.words.clone());
    let code = chosen.map(|(code, ..)| *code).unwrap_or_default();
    view! {
        <h1 class="kj-title" id="grants-title">{text.admin}</h1>
        <p>{text.admin_lead}</p>
        <nav class="kj-tabs" aria-label=text.views>
            <ul class="kj-tabs__list">{tabs}</ul>
        </nav>
        <form class="kj-form kj-filter-row" method="get" action=visit.href(LIST) role="search">
            <input type="hidden" name="view" value=code />
            <TextInput lang field=words />
            <Select lang field=state choices=states />
            <p><button class="kj-button" data-tone="outline" type="submit">{text.filter}</button></p>
        </form>
        {body}
    }
}

fn row(visit: &Visit, one: &StoredGrant) -> AnyView {
    let (lang, ledger) = (visit.lang, one.case.ledger());
    let proposed = one
        .file
        .proposal
        .as_ref()
        .map(|_| view! { <br /> {visit.text().grant.waits_for_second} });
    view! {
        <tr>
            <td>{one.file.number.clone()}</td>
            <th scope="row">
                <a href=visit.href(&format!("{LIST}/{}", one.id))>{one.file.title.clone()}</a>
            </th>
            <td>{one.lead_name.clone()}</td>
            <td><Chip look=state_chip(one.state(), lang) /></td>
            <td>
                {next_step(lang, one)}
                {late_chip(visit, one).map(|look| view! { <br /> <Chip look /> })}
                {proposed}
            </td>
            <td data-number="">{ledger.decided().map(|amount| yen(lang, amount))}</td>
            <td data-number="">{ledger.fixed().map(|amount| yen(lang, amount))}</td>
            <td data-number="">{yen(lang, ledger.held())}</td>
        </tr>
    }
    .into_any()
}
