//! What the pages about saved searches share, with an account and without: the fields, what is wrong with them, and the
//! programs that are there when a search is saved.

use domain::alert::{AlertForm, AlertState, Frequency, KnownPrograms, NAME_CHARS, Trigger};
use domain::search::{Reader, SearchRequest};
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::SavedSearch;

use super::programs::in_words;
use crate::component::{Checkboxes, Choice, Field, FieldError, Radios, TextInput};
use crate::text::problem::labelled;
use crate::{Site, Visit};

/// The programs that match now and so are no news.
pub fn present(site: &Site, visit: &Visit, request: &SearchRequest, reader: impl Into<Reader>) -> KnownPrograms {
    site.index
        .list_literal_ids(request, reader, visit.today)
        .into_iter()
        .collect()
}

/// What is wrong with a field, as a sentence.
pub fn sentence(visit: &Visit, form: &AlertForm, field: &str, code: &ProblemCode) -> String {
    let text = visit.text().alert;
    match (field, code) {
        ("query", ProblemCode::Taken) => text.query_taken.to_owned(),
        ("query", ProblemCode::TooMany { max }) => (text.too_many)(*max),
        ("name", ProblemCode::Taken) => (text.name_taken)(&name_of(visit, form)),
        _ => {
            let label = match field {
                "name" => text.name,
                "email" => text.email,
                "frequency" => text.frequency,
                "triggers" => text.triggers,
                _ => text.search,
            };
            labelled(visit.lang, label, code)
        }
    }
}

/// All problems for the summary. The search itself has no field, so its problems lead to the first one.
pub fn errors(visit: &Visit, form: &AlertForm, problems: &Problems) -> Vec<FieldError> {
    problems
        .iter()
        .map(|found| {
            let field = found.field.as_str();
            let place = if field == "query" { "frequency" } else { field };
            FieldError::new(place, sentence(visit, form, field, &found.code))
        })
        .collect()
}

/// The name as typed, or the search in words.
fn name_of(visit: &Visit, form: &AlertForm) -> String {
    if form.name.is_empty() {
        in_words(visit.lang, &form.request())
    } else {
        form.name.clone()
    }
}

/// The field for the name.
pub fn name_field(visit: &Visit, form: &AlertForm, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().alert);
    let error = problems.for_field("name").next();
    let field = Field::new("name", text.name)
        .hint(text.name_hint)
        .value(
            name_of(visit, form)
                .chars()
                .take(NAME_CHARS as usize)
                .collect::<String>(),
        )
        .error(error.map(|found| sentence(visit, form, "name", &found.code)));
    view! { <TextInput lang field /> }.into_any()
}

/// The choice how often.
pub fn frequency_field(visit: &Visit, form: &AlertForm, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().alert);
    let error = problems.for_field("frequency").next();
    let chosen = if form.frequency.is_empty() && error.is_none() {
        Frequency::Daily.code()
    } else {
        &form.frequency
    };
    let choices = Frequency::ALL
        .iter()
        .map(|it| Choice::new(it.code(), it.name(lang)))
        .collect::<Vec<_>>();
    let field = Field::new("frequency", text.frequency)
        .value(chosen)
        .error(error.map(|found| sentence(visit, form, "frequency", &found.code)));
    view! { <Radios lang field choices /> }.into_any()
}

/// The choice what is told. A form that was not sent yet proposes what most people want.
pub fn triggers_field(visit: &Visit, form: &AlertForm, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().alert);
    let error = problems.for_field("triggers").next();
    let chosen = if form.triggers.is_empty() && error.is_none() {
        vec![Trigger::New.code().to_owned(), Trigger::DueSoon.code().to_owned()]
    } else {
        form.triggers.clone()
    };
    let choices = Trigger::ALL
        .iter()
        .map(|it| Choice::new(it.code(), it.name(lang)))
        .collect::<Vec<_>>();
    let field = Field::new("triggers", text.triggers)
        .hint(text.triggers_hint)
        .values(chosen)
        .error(error.map(|found| sentence(visit, form, "triggers", &found.code)));
    view! { <Checkboxes lang field choices /> }.into_any()
}

/// What the mails will look like (ALRT-02).
pub fn sample(visit: &Visit) -> AnyView {
    let text = visit.text().alert;
    let lines = text.sample_lines.map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <details class="kj-disclosure">
            <summary class="kj-disclosure__summary">{text.sample}</summary>
            <div class="kj-prose">{lines}</div>
        </details>
    }
    .into_any()
}

/// What was done, from the query of the page that is shown next.
pub fn done(visit: &Visit) -> Option<&'static str> {
    let text = visit.text().alert;
    match visit.query.as_str() {
        "saved" => Some(text.saved),
        "changed" => Some(text.changed),
        "paused" => Some(text.paused),
        "resumed" => Some(text.resumed),
        "deleted" => Some(text.deleted),
        _ => None,
    }
}

/// The button that pauses or resumes, for a form that names the search.
pub fn step_button(visit: &Visit, search: &SavedSearch, name: &str) -> AnyView {
    let text = visit.text().alert;
    let (step, label, of) = match search.state {
        AlertState::Paused => ("resume", text.resume, text.resume_of),
        AlertState::Active | AlertState::Started => ("pause", text.pause, text.pause_of),
    };
    view! {
        <button
            class="kj-button"
            data-tone="outline"
            data-size="sm"
            type="submit"
            name="step"
            value=step
            aria-label=of(name)
        >
            {label}
        </button>
    }
    .into_any()
}
