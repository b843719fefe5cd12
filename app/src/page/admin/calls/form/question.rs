//! `/admin/calls/{id}/form/{section}/{question}`: one question with its kind, limits, choices and condition; `new` adds one.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::questionnaire::{ChoiceForm, KindCode, MOST_CHOICES, QuestionForm};
use domain::rows::{Row as _, row_field};
use leptos::prelude::*;

use super::{Edited, get_edited, head, here, name_of, seen_revision, summary};
use crate::component::{Checkboxes, Choice, DateInput, Field, InputKind, InputWidth, Radios, TextArea, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::questionnaire as words;
use crate::{Failure, Site, Visit};

/// The last part of the address of a question that is not there yet.
const NEW: &str = "new";
/// Empty rows of choices to offer.
const BLANK: usize = 3;
/// What can be typed for limits.
const LIMITS: [&str; 8] = ["characters", "min", "max", "unit_ja", "unit_en", "from", "to", "most"];

/// What is shown.
struct Page {
    edited: Edited,
    section: String,
    key: String,
    form: QuestionForm,
    rows: Vec<ChoiceForm>,
    problems: Problems,
}

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section, key)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    let (form, rows) = match find(&edited, &section, &key)? {
        Some(found) => found,
        None => (
            QuestionForm {
                kind: KindCode::Long.code().to_owned(),
                characters: "800".to_owned(),
                required: "1".to_owned(),
                ..QuestionForm::default()
            },
            Vec::new(),
        ),
    };
    let page = Page {
        edited,
        section,
        key,
        form,
        rows,
        problems: Problems::new(),
    };
    show(&site, &visit, page).await
}

/// Saves it.
///
/// # Errors
/// As [`get`]; 409 when somebody else has changed the questions.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section, key)): Path<(String, String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    find(&edited, &section, &key)?;
    let mut form = QuestionForm::default();
    form.replace(QuestionForm::FIELDS, pairs.iter());
    let mut rows = ChoiceForm::rows(pairs.iter(), MOST_CHOICES);
    // A row whose words were deleted is deleted itself, although it still carries its code.
    rows.retain(|row| !row.ja.trim().is_empty() || !row.en.trim().is_empty());
    let mut whole = edited.form.clone();
    let id = if key == NEW { whole.fresh('q') } else { key.clone() };
    let checked = form.check(&id, &rows, &mut whole);
    let question = match checked {
        Ok(question) => question,
        Err(problems) => {
            let page = Page {
                edited,
                section,
                key,
                form,
                rows,
                problems,
            };
            return show(&site, &visit, page).await;
        }
    };
    let home = whole.sections.iter_mut().find(|one| one.key == section);
    let home = home.ok_or(Failure::NotFound)?;
    match home.questions.iter_mut().find(|one| one.key == id) {
        Some(before) => *before = question,
        None => home.questions.push(question),
    }
    let seen = seen_revision(&pairs)?;
    site.store
        .save_form(&visit.actor, edited.record.id, seen, &whole)
        .await?;
    let list = format!("{}?saved", here(edited.record.id));
    Ok(Redirect::to(&visit.href(&list)).into_response())
}

/// The question of the address as it is typed; none for a new one.
fn find(edited: &Edited, section: &str, key: &str) -> Result<Option<(QuestionForm, Vec<ChoiceForm>)>, Failure> {
    let section = edited.form.section(section).ok_or(Failure::NotFound)?;
    if key == NEW {
        return Ok(None);
    }
    let found = section.questions.iter().find(|question| question.key == key);
    Ok(Some(QuestionForm::of(found.ok_or(Failure::NotFound)?)))
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text().questionnaire;
    let title = if page.key == NEW {
        text.add_question
    } else {
        text.edit_question
    };
    let head = head(visit, &page.edited.record, Some(title)).refused_if(!page.problems.is_empty());
    let shown = visit.clone();
    let page = std::sync::Arc::new(page);
    respond(site, visit, head, move || view(&shown, &page, title)).await
}

fn view(visit: &Visit, page: &Page, title: &'static str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let list = visit.href(&here(page.edited.record.id));
    let action = format!("{list}/{}/{}", page.section, page.key);
    let kinds: Vec<_> = KindCode::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.name(lang)))
        .collect();
    let need = vec![Choice::new("1", text.required)];
    let limits = LIMITS.map(|name| limit(visit, page, name)).into_iter().collect_view();
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list>{text.back}</a></p>
            {summary(lang, &page.problems)}
            <h1 class="kj-title">{title}</h1>
            <form class="kj-form" method="post" action=action novalidate=true>
                <input type="hidden" name="revision" value=page.edited.revision.to_string() />
                <TextInput lang field=field(visit, page, "label_ja").required() width=InputWidth::Full />
                <TextInput lang field=field(visit, page, "label_en").optional() width=InputWidth::Full />
                <TextArea lang field=field(visit, page, "help_ja").optional() rows=2 limit=Some(1_000) />
                <TextArea lang field=field(visit, page, "help_en").optional() rows=2 limit=Some(1_000) />
                <Checkboxes lang field=field(visit, page, "required") choices=need />
                <Radios lang field=field(visit, page, "kind").required() choices=kinds columns=true />
                <section class="kj-section" aria-labelledby="limits-title">
                    <h2 class="kj-section__title" id="limits-title">{text.limits}</h2>
                    <p>{text.limits_lead}</p>
                    {limits}
                </section>
                {choices(visit, page)}
                {conditions(visit, page)}
                {replaced(visit, page)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                </div>
            </form>
        </div>
    }
}

fn field(visit: &Visit, page: &Page, name: &'static str) -> Field {
    let words = words::field(visit.lang, name);
    let error = page.problems.for_field(name).next();
    let error = error.map(|found| words::sentence(visit.lang, found));
    let field = Field::new(name, words.label)
        .values(page.form.values(name).to_vec())
        .error(error);
    if words.hint.is_empty() {
        field
    } else {
        field.hint(words.hint)
    }
}

fn limit(visit: &Visit, page: &Page, name: &'static str) -> AnyView {
    let lang = visit.lang;
    let field = field(visit, page, name).optional();
    match name {
        "from" | "to" => view! { <DateInput lang field /> }.into_any(),
        "characters" | "most" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Short /> }.into_any()
        }
        _ => view! { <TextInput lang field width=InputWidth::Medium /> }.into_any(),
    }
}

/// The rows of choices and some empty ones.
fn choices(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let empty = ChoiceForm::default();
    let all = page
        .rows
        .iter()
        .chain(std::iter::repeat_n(&empty, BLANK))
        .take(MOST_CHOICES);
    let rows = all
        .enumerate()
        .map(|(at, row)| {
            let number = at + 1;
            let code = row_field(ChoiceForm::TABLE, number, "code");
            let input = |name: &'static str, label: &'static str| {
                let full = row_field(ChoiceForm::TABLE, number, name);
                let error = page.problems.for_field(&full).next();
                let error = error.map(|found| words::sentence(lang, found));
                Field::new(full, words::field(lang, label).label)
                    .value(row.text(name))
                    .error(error)
            };
            view! {
                <fieldset class="kj-field">
                    <legend class="kj-field__label">{(text.choice)(number)}</legend>
                    <input type="hidden" name=code value=row.code.clone() />
                    <TextInput lang field=input("ja", "choice_ja") width=InputWidth::Full />
                    <TextInput lang field=input("en", "choice_en") width=InputWidth::Full />
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="choices-title">
            <h2 class="kj-section__title" id="choices-title">{text.choices}</h2>
            <p>{text.choices_lead}</p>
            {rows}
            <p class="kj-note">{text.more_choices}</p>
        </section>
    }
}

/// Choices of earlier questions.
fn conditions(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let mut earlier = Vec::new();
    for section in &page.edited.form.sections {
        for question in &section.questions {
            if question.key == page.key {
                break;
            }
            if question.kind.is_choice() {
                let name = name_of(visit, question);
                earlier.extend(question.kind.choices().into_iter().map(|choice| {
                    let value = format!("{}={}", question.key, choice.code);
                    Choice::new(value, format!("{name}: {}", choice.label.get(lang)))
                }));
            }
        }
        // A new question stands last in its part; others have been passed by then.
        if section.key == page.section {
            break;
        }
    }
    if earlier.is_empty() {
        return view! { <p class="kj-note">{text.no_conditions}</p> }.into_any();
    }
    let field = field(visit, page, "condition").optional();
    view! { <Checkboxes lang field choices=earlier /> }.into_any()
}

/// Questions of the public version that are gone, and those already taken over.
fn replaced(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().questionnaire;
    let gone = page
        .edited
        .live
        .questions()
        .filter(|question| page.edited.form.question(&question.key).is_none());
    let choices: Vec<_> = gone
        .map(|question| Choice::new(question.key.clone(), name_of(visit, question)))
        .collect();
    let kept = page
        .form
        .replaces
        .iter()
        .filter(|key| choices.iter().all(|choice| choice.value != **key))
        .map(|key| view! { <input type="hidden" name="replaces" value=key.clone() /> })
        .collect_view();
    if choices.is_empty() {
        return view! { {kept} <p class="kj-note">{text.replaces_none}</p> }.into_any();
    }
    let (lang, field) = (visit.lang, field(visit, page, "replaces").optional());
    view! { {kept} <Checkboxes lang field choices /> }.into_any()
}
