//! `/my/programs`: every program of the organisation for which the visitor acts, whatever its state.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::Draft;

use super::{edit_path, title};
use crate::component::{Chip, ChipLook, EmptyState, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit, link};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let owner = visit
        .acting()
        .map(|place| place.organisation)
        .ok_or(Failure::Forbidden)?;
    if !visit.may(Action::ListOwnPrograms, Subject::Organisation(owner)) {
        return Err(Failure::Forbidden);
    }
    let drafts = site.store.list_programs_of(&[owner]).await?;
    let text = visit.text();
    let head = Head::new(text.my.programs)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.my.programs)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &drafts)).await
}

fn view(visit: &Visit, drafts: &[Draft]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let done = match visit.query.as_str() {
        "deleted" => Some(text.deleted),
        "ended" => Some(text.ended),
        _ => None,
    };
    let creates = !visit.actor.organisations(Action::CreateProgram).is_empty();
    let body = if drafts.is_empty() {
        view! { <EmptyState title=text.programs_none>{text.programs_none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, drafts)
    };
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title" id="programs-title">{text.programs}</h1>
        <p>{text.programs_lead}</p>
        {creates
            .then(|| {
                view! {
                    <p class="kj-actions">
                        <a class="kj-button" data-tone="primary" href=visit.href("/my/programs/new")>{text.start}</a>
                    </p>
                }
            })}
        {body}
    }
}

fn table(visit: &Visit, drafts: &[Draft]) -> AnyView {
    let text = visit.text().my;
    let rows = drafts.iter().map(|draft| row(visit, draft)).collect_view();
    plain_table(
        "programs-title",
        [text.col_title, text.col_state, text.col_changed, text.col_actions],
        rows,
    )
}

fn row(visit: &Visit, draft: &Draft) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let name = title(visit, &draft.form);
    let may_edit = visit.may(Action::EditProgram, Subject::Organisation(draft.owner.id)) && draft.state.is_editable();
    let edit = may_edit.then(|| {
        view! {
            <a href=visit.href(&edit_path(draft.id)) aria-label=(text.edit_of)(&name)>{text.edit}</a>
        }
    });
    let public = (draft.published && draft.state.shows_content()).then(|| {
        view! {
            <a href=visit.href(&link::program(draft.id)) aria-label=(text.view_of)(&name)>{text.view}</a>
        }
    });
    let stale = draft
        .is_stale(visit.today)
        .then(|| view! { <span class="kj-note">{LifeText::of(lang).stale}</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&edit_path(draft.id))>{name.clone()}</a>
            </th>
            <td><Chip look=ChipLook::of_listing(draft.state, lang) />" "{stale}</td>
            <td>
                <time datetime=draft.updated_at.iso_jst()>{draft.updated_at.format_jst(lang)}</time>
            </td>
            <td class="kj-table__actions">{edit} " " {public}</td>
        </tr>
    }
}
