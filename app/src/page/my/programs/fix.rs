//! A comment of the secretariat at its field (差戻し), and who else has the section open.

use leptos::prelude::*;
use store::{Editing, Fix};

use crate::Visit;
use crate::component::{Notice, NoticeTone};
use crate::text::life::LifeText;

/// What is asked for, with its reason.
pub(super) fn words(visit: &Visit, fix: &Fix) -> String {
    let text = LifeText::of(visit.lang);
    let asked = if fix.request.text.is_empty() {
        text.fix_by_check
    } else {
        &fix.request.text
    };
    let reason = fix.request.reason.name(visit.lang);
    format!("{reason}: {asked}")
}

/// The comments at one field, above it.
pub(super) fn at_field(visit: &Visit, fixes: &[Fix], field: &str) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    fixes
        .iter()
        .filter(|fix| fix.request.field == field)
        .map(|fix| {
            let title = (text.fix_title)(fix.request.reason.name(lang));
            let asked = if fix.request.text.is_empty() {
                text.fix_by_check.to_owned()
            } else {
                fix.request.text.clone()
            };
            view! {
                <Notice lang tone=NoticeTone::Warning title>
                    <p class="kj-pre">{asked}</p>
                </Notice>
            }
        })
        .collect_view()
        .into_any()
}

/// Who else has the section open (ORG-08).
pub(super) fn others(visit: &Visit, editing: &[Editing]) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    if editing.is_empty() {
        return ().into_any();
    }
    let names: Vec<_> = editing.iter().map(|other| other_words(visit, other)).collect();
    view! {
        <Notice lang tone=NoticeTone::Info title=names.join(" ")>
            <p>{text.editing_title}</p>
        </Notice>
    }
    .into_any()
}

/// 「編集中: 山田（10:32〜）」.
pub(super) fn other_words(visit: &Visit, other: &Editing) -> String {
    (LifeText::of(visit.lang).editing)(&other.name, &other.since.time_jst().to_string())
}
