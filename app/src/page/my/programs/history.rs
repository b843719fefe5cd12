//! `/my/programs/{id}/history`: everything that happened to a program, for those who work on it, and what each publication
//! changed, word by word (W22, ORG-11).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::program::ProgramForm;
use leptos::prelude::*;
use store::{Draft, ProgramEvent, ProgramVersion};

use super::{edit_path, get_draft, head, title};
use crate::component::plain_table;
use crate::document::respond;
use crate::page::program_difference::{Columns, table};
use crate::text::life::{LifeText, step};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    let mut events = site.store.list_events(draft.id).await?;
    events.reverse();
    let versions = site.store.list_versions(draft.id).await?;
    let head = head(&visit, &draft, LifeText::of(visit.lang).history);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &draft, &events, &versions)).await
}

fn view(visit: &Visit, draft: &Draft, events: &[ProgramEvent], versions: &[ProgramVersion]) -> impl IntoView + use<> {
    let text = LifeText::of(visit.lang);
    let changes = if versions.is_empty() {
        view! { <p>{text.versions_none}</p> }.into_any()
    } else {
        changes(visit, versions)
    };
    view! {
        <p><a class="kj-back" href=visit.href(&edit_path(draft.id))>{visit.text().register.to_list}</a></p>
        <p class="kj-note">{title(visit, &draft.form)}</p>
        <h1 class="kj-title" id="history-title">{text.history}</h1>
        <p>{text.history_lead}</p>
        {timeline(visit, events)}
        <section class="kj-section" aria-labelledby="versions-title">
            <h2 class="kj-section__title" id="versions-title">{text.versions}</h2>
            {changes}
        </section>
    }
}

fn timeline(visit: &Visit, events: &[ProgramEvent]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let rows = events
        .iter()
        .map(|event| {
            let actor = event.actor.as_ref().map(|(_, name)| name.clone());
            // Remarks of the portal itself are codes for the log.
            let note = match event.note.as_str() {
                "import" | "schedule" => String::new(),
                note => note.to_owned(),
            };
            view! {
                <tr>
                    <td>
                        <time datetime=event.at.iso_jst()>{event.at.format_jst(lang)}</time>
                    </td>
                    <td>{step(lang, event.step)}</td>
                    <td>{actor.unwrap_or_else(|| text.history_system.to_owned())}</td>
                    <td>{note}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        {plain_table("history-title", [text.history_at, text.history_what, text.history_who, text.history_note], rows)}
    }
}

fn changes(visit: &Visit, versions: &[ProgramVersion]) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    // Newest first: each one is compared with the one after it in the list.
    let pairs = versions.iter().zip(versions.iter().skip(1).map(Some).chain([None]));
    let items = pairs
        .map(|(version, before)| {
            let id = format!("version-{}", version.number);
            let heading = format!("{}　{}", (text.version)(version.number), version.at.format_jst(lang));
            let columns = Columns {
                before: text.col_before_publication,
                now: text.col_after_publication,
                labelled_by: id.clone(),
            };
            let body = match before {
                Some(before) => {
                    let (before, now) = (ProgramForm::of(&before.content), ProgramForm::of(&version.content));
                    table(visit, Some(&before), &now, columns)
                }
                None => view! { <p>{text.first_version}</p> }.into_any(),
            };
            view! {
                <section class="kj-section">
                    <h3 class="kj-section__subtitle" id=id.clone()>{heading}</h3>
                    {version.actor.clone().map(|name| view! { <p class="kj-note">{name}</p> })}
                    {body}
                </section>
            }
        })
        .collect_view();
    items.into_any()
}
