//! How an application stands, above its task list: the deadline by the server's clock, what is waited for, what is to be
//! corrected (W15, ux §7.8).

use leptos::prelude::*;
use store::{Application, ApplicationFix};

use super::{approves, path};
use crate::Visit;
use crate::component::{Deadline, DeadlineText, Notice, NoticeTone};
use domain::application::{ApplicationState, ApplicationStep};

/// The box with the deadline: moment, days left, rule, and the server's clock as text.
pub(super) fn deadline(visit: &Visit, whole: &Application) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    let close = whole.closes_at();
    let over = visit.now > close;
    let left = visit.today.days_until(close.day_jst());
    let deadline = Deadline {
        iso: close.iso_jst(),
        words: close.format_jst(lang),
        days_left: (!over).then_some(left),
    };
    let rule = (text.deadline_rule)(&close.format_jst(lang));
    let now = (text.server_time)(&visit.now.time_jst().to_string());
    let extended = whole.extended_to.map(|_| view! { <p>{text.extended}</p> });
    let state = whole.state.next(ApplicationStep::Expire).filter(|_| over);
    let ended = (state.is_some() || whole.state == ApplicationState::Expired).then(|| {
        view! {
            <p>
                <strong>{text.over}</strong>
                " "
                {text.over_lead}
            </p>
        }
    });
    view! {
        <section class="kj-box" aria-labelledby="deadline-title">
            <h2 class="kj-box__title" id="deadline-title">{text.deadline}</h2>
            <p><DeadlineText lang deadline /></p>
            <p>{rule}</p>
            <p class="kj-note">{now}</p>
            {extended}
            {ended}
        </section>
    }
    .into_any()
}

/// What is going on.
pub(super) fn view(visit: &Visit, whole: &Application, fixes: &[ApplicationFix]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    let here = path(whole.id);
    match whole.state {
        ApplicationState::Draft => view! { <Notice lang tone=NoticeTone::Info title=text.not_submitted /> }.into_any(),
        ApplicationState::AwaitingSignoff | ApplicationState::AwaitingConsent => {
            let who = whole.prepared_by.as_ref().map(|(_, name)| (text.prepared_by)(name));
            let href = visit.href(&format!("{here}/approve"));
            let label = if approves(visit, whole) {
                text.approve
            } else {
                text.waiting
            };
            view! {
                <Notice lang tone=NoticeTone::Info title=text.waiting>
                    <p>{text.waiting_lead} " " {who}</p>
                    <p><a href=href>{label}</a></p>
                </Notice>
            }
            .into_any()
        }
        ApplicationState::Returned => {
            let due = fixes.iter().map(|fix| fix.due).min().unwrap_or(visit.today);
            let title = (text.fix_title)(fixes.len(), &due.short(lang));
            let done = fixes.iter().filter(|fix| fix.is_answered(&whole.form)).count();
            let progress = (text.fix_done)(done, fixes.len());
            let href = visit.href(&format!("{here}/fix"));
            view! {
                <Notice lang tone=NoticeTone::Warning title>
                    <p>{progress}</p>
                    <p><a href=href>{text.fix}</a></p>
                </Notice>
            }
            .into_any()
        }
        _ => {
            let number = whole.number.clone().map(|number| (text.submitted_number)(&number));
            let href = visit.href(&format!("{here}/submitted"));
            number
                .map(|title| {
                    view! {
                        <Notice lang tone=NoticeTone::Success title>
                            <p><a href=href>{text.receipt_see}</a></p>
                        </Notice>
                    }
                })
                .into_any()
        }
    }
}
