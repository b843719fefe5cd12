//! A page of an application that two people changed.

use domain::application::{ApplicationForm, Part};
use domain::questionnaire::FIELD;
use leptos::prelude::*;
use store::Application;

use super::summary;
use crate::Visit;
use crate::page::conflict::{self, Clash};
use crate::text::application_question::label;
use crate::text::life::LifeText;

/// The table; its choices belong to the form with the id `form`.
pub(super) fn view(
    visit: &Visit,
    whole: &Application,
    typed: &ApplicationForm,
    part: &Part,
    form: &'static str,
) -> AnyView {
    let lang = visit.lang;
    let (stored, questions) = (&whole.form, &whole.questions.form);
    let shown = |of: &ApplicationForm, field: &str| match summary::shown(lang, questions, of, field) {
        words if words.is_empty() => LifeText::of(lang).empty.to_owned(),
        words => words,
    };
    let values = |field: &str| match field.strip_prefix(FIELD) {
        Some(key) => stored.answers.given.get(key).cloned().unwrap_or_default(),
        None => vec![stored.text(field).to_owned()],
    };
    let clashes = stored.differences(typed, part).into_iter().map(|field| Clash {
        label: label(lang, questions, &field),
        theirs: shown(stored, &field),
        mine: shown(typed, &field),
        values: values(&field),
        field,
    });
    conflict::view(visit, clashes.collect(), form)
}
