//! `/my/applications/{id}/history`: what happened to an application, the newest first, and the submissions that are kept (W22).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use leptos::prelude::*;
use store::{Application, ApplicationEvent, Submission};

use super::{back, get_application, head, heading};
use crate::component::plain_table;
use crate::document::respond;
use crate::text::application as texts;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let mut events = site.store.list_application_events(whole.id).await?;
    events.reverse();
    let submissions = site.store.list_submissions(whole.id).await?;
    let head = head(&visit, &whole, Some(visit.text().application.history));
    let (shown, all) = (visit.clone(), Arc::new((whole, events, submissions)));
    respond(&site, &visit, head, move || view(&shown, &all.0, &all.1, &all.2)).await
}

fn view(
    visit: &Visit,
    whole: &Application,
    events: &[ApplicationEvent],
    submissions: &[Submission],
) -> impl IntoView + use<> {
    let text = visit.text().application;
    view! {
        {back(visit, whole)}
        {heading(visit, whole, text.history)}
        {timeline(visit, events)}
        {versions(visit, submissions)}
    }
}

/// What happened, oldest first.
pub(in crate::page) fn timeline(visit: &Visit, events: &[ApplicationEvent]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let items = events
        .iter()
        .map(|event| {
            let who = event.actor.as_ref().map_or(text.clock, |(_, name)| name);
            let who = who.to_owned();
            let note = (!event.note.is_empty()).then(|| view! { <p class="kj-pre">{event.note.clone()}</p> });
            view! {
                <li>
                    <time datetime=event.at.iso_jst()>{event.at.format_jst(lang)}</time>
                    " "
                    {texts::event(lang, &event.step)}
                    " "
                    <span class="kj-note">{who}</span>
                    {note}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="kj-prose">{items}</ol> }
}

/// Every submission with its hash and how much it differs from the one before.
pub(in crate::page) fn versions(visit: &Visit, submissions: &[Submission]) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().application);
    if submissions.is_empty() {
        return None;
    }
    let rows = submissions
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let differs = submissions.get(at + 1).map(|before| {
                let fields = before.content.form.all_differences(&one.content.form);
                (text.differences)(fields.len())
            });
            view! {
                <tr>
                    <th scope="row">{one.version}</th>
                    <td>
                        <time datetime=one.at.iso_jst()>{one.at.format_jst(lang)}</time>
                    </td>
                    <td>{one.content.approver.clone()}</td>
                    <td>{differs}</td>
                    <td><code class="kj-hash">{one.sha256.clone()}</code></td>
                </tr>
            }
        })
        .collect_view();
    let columns = [
        text.receipt_version,
        text.receipt_at,
        text.receipt_who,
        visit.text().audit.changes,
        text.receipt_hash,
    ];
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="submissions-title">{text.submissions}</h2>
                {plain_table("submissions-title", columns, rows)}
            </section>
        }
        .into_any(),
    )
}
