//! `/my/notices` and below: what one is told.

pub mod list;
pub mod open;

use domain::notice::Audience;
use domain::value::Day;
use leptos::prelude::*;

use crate::Visit;

/// The last day on which a task is to be done, with a word when it is over.
pub(super) fn due(visit: &Visit, day: Option<Day>) -> AnyView {
    let text = visit.text().notice;
    match day {
        None => view! { {text.no_due} }.into_any(),
        Some(day) => {
            let over = (day < visit.today).then(|| view! { " "<strong>{text.overdue}</strong> });
            view! { <time datetime=day.iso()>{day.short(visit.lang)}</time> {over} }.into_any()
        }
    }
}

/// Who is to do a task: oneself, or whoever has a role.
pub(super) fn doer(visit: &Visit, audiences: &[Audience]) -> String {
    let lang = visit.lang;
    let names = audiences.iter().map(|audience| match audience {
        Audience::Organisation(_, role) => role.name(lang),
        Audience::Platform(role) => role.name(lang),
        Audience::User(_) => visit.text().notice.you,
    });
    crate::page::label::list(lang, names)
}
