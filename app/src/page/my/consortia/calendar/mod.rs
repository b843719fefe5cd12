//! `/my/consortia/{id}/calendar`: the days of a consortium in one list.

pub mod ics;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::consortium::{AgendaEntry, AgendaKind, agenda};
use leptos::prelude::*;

use super::panel::public_calls;
use super::{Inside, get_belonging, head, heading};
use crate::component::plain_table;
use crate::document::respond;
use crate::text::consortium_work::kind;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let entries = Arc::new(entries(&site, &visit, &inside).await?);
    let head = head(&visit, &inside, Some(visit.text().consortium_work.calendar));
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &inside, &entries)).await
}

/// Everything that has a day.
async fn entries(site: &Site, visit: &Visit, inside: &Inside) -> Result<Vec<AgendaEntry>, Failure> {
    let id = inside.whole.id;
    let mut all = Vec::new();
    for work in site.store.list_assignments(id).await? {
        if work.done_at.is_none() {
            all.push(AgendaEntry {
                day: work.due,
                kind: AgendaKind::Assignment,
                title: format!("{} ({})", work.title, inside.name(work.society)),
                key: work.id.get(),
            });
        }
    }
    for record in site.store.list_decisions(id).await? {
        all.push(AgendaEntry {
            day: record.decision.decided_on,
            kind: AgendaKind::Decision,
            title: record.decision.subject,
            key: record.id.get(),
        });
    }
    for call in public_calls(site).await? {
        let days = [
            (call.call.dates.open_at, AgendaKind::CallOpens),
            (call.call.dates.close_at, AgendaKind::CallCloses),
        ];
        all.extend(days.map(|(at, kind)| AgendaEntry {
            day: at.day_jst(),
            kind,
            title: call.title(visit.lang).to_owned(),
            key: call.id.get(),
        }));
    }
    Ok(agenda(&inside.whole.plan, all))
}

fn view(visit: &Visit, inside: &Inside, entries: &[AgendaEntry]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_work);
    let rows = entries
        .iter()
        .map(|entry| {
            view! {
                <tr>
                    <td><time datetime=entry.day.iso()>{entry.day.format(lang)}</time></td>
                    <td>{kind(lang, entry.kind)}</td>
                    <td>{entry.title.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let file = visit.href(&format!("{}/calendar.ics", inside.path()));
    view! {
        {heading(visit, inside, Some(text.calendar))}
        <p>{text.calendar_lead}</p>
        <p><a href=file>{text.calendar_file}</a></p>
        <h2 class="kj-section__title" id="days-title">{text.calendar}</h2>
        {plain_table("days-title", [text.day, visit.text().consortium.state, text.what], rows)}
    }
}
