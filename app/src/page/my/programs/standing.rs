//! How a program stands, above its task list: with the secretariat, planned, sent back with comments, suspended, old.

use domain::permit::{Action, Subject};
use domain::program::{ListingState, Section};
use leptos::prelude::*;
use store::{Draft, Fix};

use super::edit_path;
use crate::Visit;
use crate::component::{Notice, NoticeTone};
use crate::text::field;
use crate::text::life::LifeText;

/// What the task list says about the state.
pub(super) fn view(visit: &Visit, draft: &Draft, fixes: &[Fix], reason: &str) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    match draft.state {
        ListingState::Checking => checking(visit, draft),
        ListingState::Returned => corrections(visit, draft, fixes),
        ListingState::Suspended => {
            let reason = (text.suspended_lead)(reason);
            view! {
                <Notice lang tone=NoticeTone::Warning title=text.suspended>
                    <p>{reason}</p>
                </Notice>
            }
            .into_any()
        }
        ListingState::Published if draft.is_stale(visit.today) => view! {
            <Notice lang tone=NoticeTone::Warning title=text.stale>
                <p>{text.stale_lead}</p>
            </Notice>
        }
        .into_any(),
        ListingState::Closed | ListingState::Archived => {
            let title = visit.text().register.closed_note;
            view! { <Notice lang tone=NoticeTone::Info title /> }.into_any()
        }
        _ => {
            let planned = draft.close_at.map(|at| (text.end_planned)(&at.format_jst(lang)));
            planned
                .map(|title| view! { <Notice lang tone=NoticeTone::Info title /> })
                .into_any()
        }
    }
}

fn checking(visit: &Visit, draft: &Draft) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let (title, lead) = match (draft.publish_at, draft.requested_at) {
        (Some(at), _) => ((text.planned)(&at.format_jst(lang)), text.planned_lead.to_owned()),
        (None, Some(at)) => (text.waiting.to_owned(), (text.waiting_lead)(&at.format_jst(lang))),
        (None, None) => (text.waiting.to_owned(), String::new()),
    };
    let withdraw = visit
        .may(Action::PublishProgram, Subject::Organisation(draft.owner.id))
        .then(|| {
            let href = visit.href(&format!("/my/programs/{}/withdraw", draft.id));
            view! { <p><a href=href>{text.withdraw}</a></p> }
        });
    view! {
        <Notice lang tone=NoticeTone::Info title>
            <p>{lead}</p>
            {withdraw}
        </Notice>
    }
    .into_any()
}

/// The corrections that are asked for, each with the way to its field.
fn corrections(visit: &Visit, draft: &Draft, fixes: &[Fix]) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let Some(due) = fixes.iter().map(|fix| fix.due).min() else {
        return ().into_any();
    };
    let done = fixes.iter().filter(|fix| fix.is_answered(&draft.form)).count();
    let items = fixes
        .iter()
        .map(|fix| {
            let name = fix.request.field.as_str();
            let section = Section::of_field(name).map_or("basics", Section::code);
            let href = visit.href(&format!("{}/{section}#{name}", edit_path(draft.id)));
            let state = if fix.is_answered(&draft.form) {
                text.fix_answered
            } else {
                text.fix_open
            };
            view! {
                <li>
                    <a href=href>{field::program(lang, name).label}</a>
                    {format!(" {} ", super::fix::words(visit, fix))}
                    <span class="kj-note">{state}</span>
                </li>
            }
        })
        .collect_view();
    let title = (text.fixes)(fixes.len(), &due.short(lang));
    let progress = (text.fixes_done)(done, fixes.len());
    view! {
        <Notice lang tone=NoticeTone::Warning title>
            <p>{progress}</p>
            <ul>{items}</ul>
            <p>{text.fixes_resend}</p>
        </Notice>
    }
    .into_any()
}
