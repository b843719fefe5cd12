//! `/my/threads`: the conversations of all organisations to which the visitor belongs, the last message first.

use axum::extract::State;
use axum::response::Response;
use domain::permit::Action;
use leptos::prelude::*;
use store::ThreadLine;

use crate::component::{Chip, ChipLook, ChipTone, EmptyState, Icon, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let organisations = visit.actor.organisations(Action::ReadThread);
    if organisations.is_empty() {
        return Err(Failure::Forbidden);
    }
    let lines = site.store.list_threads(&organisations, user.id).await?;
    let text = visit.text();
    let head = Head::new(text.thread.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.thread.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &lines)).await
}

fn view(visit: &Visit, lines: &[ThreadLine]) -> impl IntoView + use<> {
    let text = visit.text().thread;
    let body = if lines.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        let rows = lines.iter().map(|line| row(visit, line)).collect_view();
        plain_table(
            "threads-title",
            [text.col_program, text.col_with, text.col_last, text.col_unread],
            rows,
        )
    };
    view! {
        <h1 class="kj-title" id="threads-title">{text.title}</h1>
        <p>{text.lead}</p>
        {body}
    }
}

fn row(visit: &Visit, line: &ThreadLine) -> impl IntoView + use<> {
    let text = visit.text().thread;
    let own = visit.actor.organisations(Action::ReadThread);
    let with = if own.contains(&line.organiser.0) {
        line.society.1.clone()
    } else {
        line.organiser.1.clone()
    };
    let unread = if line.unread > 0 {
        let words = (text.unread)(line.unread);
        view! { <Chip look=ChipLook::new(ChipTone::Blue, Icon::Info, words) /> }.into_any()
    } else {
        view! { {text.all_read} }.into_any()
    };
    let label = (text.open_of)(&line.title, &with);
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&format!("/my/threads/{}", line.id)) aria-label=label>{line.title.clone()}</a>
            </th>
            <td>{with}</td>
            <td>
                <time datetime=line.last_at.iso_jst()>{line.last_at.format_jst(visit.lang)}</time>
            </td>
            <td>{unread}</td>
        </tr>
    }
}
