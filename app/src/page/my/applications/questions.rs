//! One part of the questions that only this call asks, inside an application (FORM-08): inputs of every kind with their
//! limits in words, and what was answered, to read. Answers are kept as typed; the check judges them.

use domain::Lang;
use domain::application::ApplicationForm;
use domain::questionnaire::{Kind, Question, Questionnaire, Section};
use leptos::prelude::*;
use store::Application;

use super::section::{FORM, Page, asked};
use crate::Visit;
use crate::component::{
    Checkboxes, Choice, DateInput, DescriptionList, Fact, Field, InputKind, InputWidth, Notice, NoticeTone, Radios,
    TextArea, TextInput,
};
use crate::island::asked::{AskedIsland, asked_id};
use crate::text::application_question::{self as words, QuestionPageText};
use crate::text::questionnaire as changes;

/// The hidden field with the version of the questions that is being answered.
pub(super) const VERSION: &str = "form";

/// The inputs of a part, with the version that they belong to.
pub(super) fn fields(visit: &Visit, page: &Page, section: &Section) -> AnyView {
    let questions = &page.whole.questions;
    let intro = section.intro.get(visit.lang).to_owned();
    let inputs = section
        .questions
        .iter()
        .map(|question| {
            let field = question.field();
            view! {
                <div id=asked_id(&question.key)>
                    {asked(visit, page, &field)}
                    {input(visit, page, question)}
                </div>
            }
        })
        .collect_view();
    view! {
        <input type="hidden" name=VERSION value=questions.number.to_string() />
        {(!intro.is_empty()).then(|| view! { <p class="kj-pre">{intro}</p> })}
        {inputs}
    }
    .into_any()
}

/// Shows and hides questions while one answers; stands outside of the form.
pub(super) fn live(page: &Page, section: &Section) -> AnyView {
    let questions = page.whole.questions.form.conditions();
    let (form, section) = (FORM.to_owned(), section.key.clone());
    view! { <AskedIsland form section questions answers=page.form.answers.clone() /> }.into_any()
}

fn input(visit: &Visit, page: &Page, question: &Question) -> AnyView {
    let lang = visit.lang;
    let questions = &page.whole.questions.form;
    let name = question.field();
    let found = page.problems.for_field(&name).next();
    let label = match &question.kind {
        Kind::Amount { .. } => match lang {
            Lang::Ja => format!("{}（円）", question.label.get(lang)),
            Lang::En => format!("{} (yen)", question.label.get(lang)),
        },
        _ => question.label.get(lang).to_owned(),
    };
    let mut field = Field::new(name, label)
        .values(page.form.answers.values(question).iter().cloned())
        .error(found.map(|found| words::sentence(lang, questions, found)));
    field = if question.required {
        field.required()
    } else {
        field.optional()
    };
    let hint = words::hint(lang, questions, question);
    if !hint.is_empty() {
        field = field.hint(hint);
    }
    let choices = || {
        let all = question.kind.choices().into_iter();
        all.map(|choice| Choice::new(choice.code, choice.label.get(lang)))
            .collect::<Vec<_>>()
    };
    match &question.kind {
        Kind::Short { .. } => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
        Kind::Long { max } => {
            let rows = if *max > 500 { 8 } else { 4 };
            view! { <TextArea lang field limit=Some(*max) rows /> }.into_any()
        }
        Kind::Number { unit, .. } => {
            let suffix = unit.get(lang).to_owned();
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium suffix /> }.into_any()
        }
        Kind::Amount { .. } => {
            let suffix = visit.text().application.yen;
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium suffix /> }.into_any()
        }
        Kind::Date { .. } => view! { <DateInput lang field /> }.into_any(),
        Kind::YesNo | Kind::One { .. } => view! { <Radios lang field choices=choices() columns=true /> }.into_any(),
        Kind::Many { .. } => view! { <Checkboxes lang field choices=choices() /> }.into_any(),
    }
}

/// What was answered in a field, in words.
pub(super) fn shown(lang: Lang, questions: &Questionnaire, form: &ApplicationForm, name: &str) -> Option<String> {
    let question = questions.of_field(name)?;
    let all = form.answers.shown(question);
    let all: Vec<_> = all.iter().map(|words| words.get(lang)).collect();
    Some(all.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    }))
}

/// The answers of a part; a question that is not asked says so.
pub(super) fn facts(visit: &Visit, whole: &Application, section: &Section) -> AnyView {
    let lang = visit.lang;
    let (text, empty) = (QuestionPageText::of(lang), visit.text().application.empty);
    let (questions, form) = (&whole.questions.form, &whole.form);
    let facts: Vec<_> = section
        .questions
        .iter()
        .map(|question| {
            let label = question.label.get(lang).to_owned();
            let value = shown(lang, questions, form, &question.field()).unwrap_or_default();
            if !form.answers.asks(questions, question) {
                Fact::text(label, text.not_asked)
            } else if value.is_empty() {
                Fact::text(label, empty)
            } else {
                Fact::view(label, view! { <span class="kj-pre">{value}</span> })
            }
        })
        .collect();
    view! { <DescriptionList facts framed=true /> }.into_any()
}

/// What a new version of the questions has changed since the application was saved last.
pub(super) fn renewed(visit: &Visit, whole: &Application) -> Option<AnyView> {
    let (lang, text) = (visit.lang, QuestionPageText::of(visit.lang));
    if whole.renewed.is_empty() || !whole.state.is_editable() {
        return None;
    }
    let items = whole
        .renewed
        .iter()
        .map(|difference| {
            let said: Vec<_> = difference
                .changes
                .iter()
                .map(|change| changes::change(lang, change))
                .collect();
            let label = difference.label.get(lang).to_owned();
            view! { <li>{label} ": " {said.join(" / ")}</li> }
        })
        .collect_view();
    let title = (text.renewed)(whole.renewed.len());
    Some(
        view! {
            <Notice lang tone=NoticeTone::Warning title>
                <p>{text.renewed_lead}</p>
                <ul class="kj-prose">{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// Answers whose questions are gone: for those who gave them, never for the office.
pub(super) fn aside(visit: &Visit, whole: &Application) -> Option<AnyView> {
    let (lang, text) = (visit.lang, QuestionPageText::of(visit.lang));
    let facts: Vec<_> = whole
        .form
        .answers
        .aside
        .iter()
        .filter(|kept| !kept.is_blank())
        .map(|kept| {
            let said: Vec<_> = kept.shown.iter().map(|words| words.get(lang).to_owned()).collect();
            let version = (text.aside_version)(kept.version);
            let value = view! {
                <span class="kj-pre">{said.join("\n")}</span>
                " "
                <span class="kj-note">{version}</span>
            };
            Fact::view(kept.label.get(lang).to_owned(), value)
        })
        .collect();
    if facts.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="kj-section" aria-labelledby="aside-title">
                <h2 class="kj-section__title" id="aside-title">{text.aside}</h2>
                <p>{text.aside_lead}</p>
                <DescriptionList facts framed=true />
            </section>
        }
        .into_any(),
    )
}
