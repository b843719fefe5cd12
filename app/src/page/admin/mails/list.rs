//! `/admin/mails`: all mails, newest first.

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;
use store::{MailLine, MailState};

use super::{require, state};
use crate::component::{EmptyState, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Mails of one page.
const ROWS: usize = 50;

/// What is shown.
struct Listed {
    state: Option<MailState>,
    counts: Vec<(MailState, u64)>,
    mails: Vec<MailLine>,
    has_more: bool,
    in_folder: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let (mut wanted, mut before) = (None, None);
    for (name, value) in form_urlencoded::parse(visit.query.as_bytes()) {
        match &*name {
            "state" => wanted = MailState::from_code(&value),
            "before" => before = value.parse().ok(),
            _ => {}
        }
    }
    let mut counts = Vec::new();
    for state in MailState::ALL {
        counts.push((*state, site.store.count_mails(*state).await?));
    }
    let limit = u64::try_from(ROWS).unwrap_or(u64::MAX) + 1;
    let mut mails = site.store.list_mails(wanted, before, limit).await?;
    let has_more = mails.len() > ROWS;
    mails.truncate(ROWS);
    let listed = Listed {
        state: wanted,
        counts,
        mails,
        has_more,
        in_folder: site.mail_folder.is_some(),
    };
    let text = visit.text();
    let head = Head::new(text.mails.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.mails.title)
        .private();
    let shown = visit.clone();
    let listed = std::sync::Arc::new(listed);
    respond(&site, &visit, head, move || view(&shown, &listed)).await
}

fn view(visit: &Visit, listed: &Listed) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().mails);
    let tab = |state_of: Option<MailState>, label: String| {
        let href = match state_of {
            Some(state) => visit.href(&format!("/admin/mails?state={}", state.code())),
            None => visit.href("/admin/mails"),
        };
        let current = (state_of == listed.state).then_some("page");
        view! {
            <li>
                <a href=href aria-current=current>{label}</a>
            </li>
        }
    };
    let tabs = listed
        .counts
        .iter()
        .map(|(one, count)| tab(Some(*one), format!("{} ({count})", state(text, *one))))
        .collect_view();
    let older = listed.mails.last().filter(|_| listed.has_more).map(|mail| {
        let state = listed
            .state
            .map(|state| format!("state={}&", state.code()))
            .unwrap_or_default();
        let href = visit.href(&format!("/admin/mails?{state}before={}", mail.id));
        view! { <a class="kj-button" data-tone="outline" href=href>{text.older}</a> }
    });
    let body = if listed.mails.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, &listed.mails)
    };
    view! {
        <h1 class="kj-title">{text.title}</h1>
        {listed
            .in_folder
            .then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.lead_folder /> })}
        <p>{text.lead}</p>
        <nav aria-label=text.state>
            <ul class="kj-prose">{tab(None, text.all.to_owned())} {tabs}</ul>
        </nav>
        <section class="kj-section">
            <h2 class="kj-section__title" id="rows-title">{text.rows}</h2>
            {body}
            <p class="kj-actions">{older}</p>
        </section>
    }
}

fn table(visit: &Visit, mails: &[MailLine]) -> AnyView {
    let text = visit.text().mails;
    let rows = mails.iter().map(|mail| line(visit, mail)).collect_view();
    plain_table(
        "rows-title",
        [
            text.number,
            text.created,
            text.recipient,
            text.kind,
            text.state,
            text.tries,
            text.error,
        ],
        rows,
    )
}

fn line(visit: &Visit, mail: &MailLine) -> impl IntoView + use<> {
    let text = visit.text().mails;
    let href = visit.href(&format!("/admin/mails/{}", mail.id));
    view! {
        <tr>
            <td data-number="">
                <a href=href aria-label=(text.mail)(mail.id)>{mail.id}</a>
            </td>
            <td>
                <time datetime=mail.created_at.iso_jst()>{mail.created_at.format_jst(visit.lang)}</time>
            </td>
            <td>{mail.recipient.clone()}</td>
            <td>{mail.kind.clone()}</td>
            <td>{state(text, mail.state)}</td>
            <td data-number="">{mail.tries}</td>
            <td>{mail.error.clone()}</td>
        </tr>
    }
}
