//! The rows of the score sheet in its form: one fieldset for each criterion, one blank at the end on demand. Rows are added and
//! deleted by buttons of the form itself, so that it works without scripts and loses nothing that was typed.

use domain::call::CriterionForm;
use domain::rows::{Row as _, row_field};
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{Field, InputKind, InputWidth, TextArea, TextInput};
use crate::text::call_field;

/// All rows, and `blank` empty ones after them; `action` is where the form posts to.
pub(super) fn rows(
    visit: &Visit,
    typed: &[CriterionForm],
    blank: usize,
    action: &str,
    problems: &Problems,
) -> impl IntoView + use<> {
    let text = visit.text().call_admin;
    let empty = CriterionForm::default();
    let all = typed.iter().chain(std::iter::repeat_n(&empty, blank));
    let sets = all
        .enumerate()
        .map(|(at, row)| fieldset(visit, at + 1, row, action, problems))
        .collect_view();
    view! {
        {sets}
        <p>
            <button class="kj-button" data-tone="outline" type="submit" formaction=format!("{action}?add=1")>
                {text.add_row}
            </button>
        </p>
    }
}

fn fieldset(
    visit: &Visit,
    number: usize,
    row: &CriterionForm,
    action: &str,
    problems: &Problems,
) -> impl IntoView + use<> {
    let text = visit.text().call_admin;
    let fields = CriterionForm::FIELDS
        .iter()
        .map(|field| control(visit.lang, number, field, row.text(field), problems))
        .collect_view();
    let drop = format!("{action}?drop={number}");
    view! {
        <fieldset class="kj-box">
            <legend class="kj-box__title">{(text.criterion)(number)}</legend>
            {fields}
            <p>
                <button class="kj-button" data-tone="text" type="submit" formaction=drop>
                    {(text.drop_row)(number)}
                </button>
            </p>
        </fieldset>
    }
}

fn control(lang: Lang, number: usize, name: &'static str, value: &str, problems: &Problems) -> AnyView {
    let full = row_field(CriterionForm::TABLE, number, name);
    let error = problems
        .for_field(&full)
        .next()
        .map(|found| call_field::sentence(lang, found));
    let words = call_field::field(lang, &format!("criterion_{name}"));
    let mut field = Field::new(full, words.label).value(value).error(error);
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    field = if name == "pass_from" {
        field.optional()
    } else {
        field.required()
    };
    match name {
        "question" => view! { <TextArea lang field rows=2 limit=Some(400) /> }.into_any(),
        "code" => view! { <TextInput lang field width=InputWidth::Short /> }.into_any(),
        "weight" | "pass_from" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Short /> }.into_any()
        }
        name if name.starts_with("anchor") => view! { <TextArea lang field rows=2 limit=Some(200) /> }.into_any(),
        _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
    }
}
