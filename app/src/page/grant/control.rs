//! Inputs of the forms of a grant: single fields below each other, and cells of tables whose whole name is said to those who
//! do not see the head of the column.

use domain::{Lang, Problems};
use leptos::prelude::*;

use super::error;
use crate::component::{Choice, DateInput, Field, InputWidth, Select, TextArea, TextInput};
use crate::text::grant_field;

/// How a field is typed.
#[derive(Clone, Debug)]
pub(in crate::page) enum Kind {
    /// An amount.
    Money,
    /// A day.
    Day,
    /// One line.
    Line,
    /// Several lines of at most so many characters.
    Lines(u32),
    /// One of these.
    Choice(Vec<Choice>),
}

/// A field with its label.
pub(in crate::page) fn input(
    lang: Lang,
    (name, value, kind): (&'static str, &str, Kind),
    required: bool,
    problems: &Problems,
) -> AnyView {
    input_of(lang, "", (name, value, kind), required, problems)
}

/// The same in one of several forms of a page, whose fields begin with the name of the form.
pub(in crate::page) fn input_of(
    lang: Lang,
    form: &str,
    (name, value, kind): (&'static str, &str, Kind),
    required: bool,
    problems: &Problems,
) -> AnyView {
    let id = if form.is_empty() {
        name.to_owned()
    } else {
        format!("{form}-{name}")
    };
    let field = Field::new(id, grant_field::label(lang, name))
        .value(value)
        .error(error(lang, problems, name));
    let field = if required { field.required() } else { field.optional() };
    match kind {
        Kind::Money => {
            view! { <TextInput lang field width=InputWidth::Medium suffix=grant_field::yen(lang) /> }.into_any()
        }
        Kind::Day => view! { <DateInput lang field /> }.into_any(),
        Kind::Line => view! { <TextInput lang field /> }.into_any(),
        Kind::Lines(limit) => view! { <TextArea lang field rows=5 limit=Some(limit) /> }.into_any(),
        Kind::Choice(choices) => view! { <Select lang field choices /> }.into_any(),
    }
}

/// A cell of a table.
pub(in crate::page) fn cell(lang: Lang, name: String, value: &str, numeric: bool, problems: &Problems) -> AnyView {
    let label = grant_field::label(lang, &name);
    let error = error(lang, problems, &name);
    let error_id = format!("{name}-error");
    let described = error.as_ref().map(|_| error_id.clone());
    let invalid = error.as_ref().map(|_| "true");
    let mode = numeric.then_some("decimal");
    view! {
        <input
            class="kj-input"
            type="text"
            id=name.clone()
            name=name
            value=value.to_owned()
            inputmode=mode
            data-width="medium"
            aria-label=label
            aria-describedby=described
            aria-invalid=invalid
        />
        {error.map(|words| view! { <p class="kj-field__error" id=error_id>"＊"{words}</p> })}
    }
    .into_any()
}

/// A cell with choices.
pub(in crate::page) fn choice_cell(
    lang: Lang,
    name: String,
    value: &str,
    choices: Vec<Choice>,
    problems: &Problems,
) -> AnyView {
    let label = grant_field::label(lang, &name);
    let error = error(lang, problems, &name);
    let error_id = format!("{name}-error");
    let described = error.as_ref().map(|_| error_id.clone());
    let invalid = error.as_ref().map(|_| "true");
    let options = choices
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == value;
            view! { <option value=choice.value selected=chosen>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <select
            class="kj-select__control"
            id=name.clone()
            name=name
            aria-label=label
            aria-describedby=described
            aria-invalid=invalid
        >
            <option value=""></option>
            {options}
        </select>
        {error.map(|words| view! { <p class="kj-field__error" id=error_id>"＊"{words}</p> })}
    }
    .into_any()
}

/// The table of cost items: a row for each that the call allows.
pub(in crate::page) fn cost_rows(lang: Lang, rows: &[domain::grant_case::CostForm], problems: &Problems) -> AnyView {
    let text = match lang {
        Lang::Ja => &crate::text::grant::JA,
        Lang::En => &crate::text::grant::EN,
    };
    let body = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let name = |field: &str| domain::rows::row_field("cost", at + 1, field);
            let item = domain::code::CostItem::from_code(&row.item).map(|item| item.name(lang));
            view! {
                <tr>
                    <th scope="row">
                        {item}
                        <input type="hidden" name=name("item") value=row.item.clone() />
                    </th>
                    <td data-label=text.total>{cell(lang, name("total"), &row.total, true, problems)}</td>
                    <td data-label=text.eligible>{cell(lang, name("eligible"), &row.eligible, true, problems)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2 class="kj-section__subtitle" id="cost-title">{text.costs}</h2>
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="cost-title">
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.cost_item}</th>
                        <th scope="col">{text.total}</th>
                        <th scope="col">{text.eligible}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
