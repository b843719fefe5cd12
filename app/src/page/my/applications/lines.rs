//! The lines of the budget as a table of inputs (BUDG-01): a row for what is counted, and below it what explains it. On
//! narrow screens each line is a card.

use domain::application::{ApplicationForm, Table};
use domain::budget::LineForm;
use domain::code::CostItem;
use domain::rows::row_field;
use domain::{Lang, Problems};
use leptos::prelude::*;

use super::control::{choices, is_box};
use super::table::{add, remove};
use crate::Visit;
use crate::text::application_field as words;

/// Columns that are counted with.
const COUNTED: [&str; 7] = [
    "item",
    "description",
    "unit_price",
    "quantity",
    "unit",
    "times",
    "eligible",
];

/// What explains a line.
const EXPLAINED: [&str; 5] = ["basis", "payee", "contract", "reason", "quotes"];

/// All lines, and one to begin with where there is none or one was asked for.
pub(super) fn view(
    visit: &Visit,
    form: &ApplicationForm,
    items: &[CostItem],
    (action, more): (&str, bool),
    problems: &Problems,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    let stored = form.lines.len();
    let shown = stored + usize::from(more || stored == 0);
    let heads = COUNTED
        .iter()
        .map(|field| view! { <th scope="col">{words::column(lang, Table::Lines, field).label}</th> })
        .collect_view();
    let rows = (1..=shown)
        .map(|row| {
            let line = form.lines.get(row - 1).cloned().unwrap_or_else(|| LineForm {
                eligible: "1".to_owned(),
                ..LineForm::default()
            });
            one(visit, (row, &line, row <= stored), items, action, problems)
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="line-title">{text.lines}</h2>
            <p>{text.tax_note} " " {text.rows_lead}</p>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="line-title">
                <table class="kj-table kj-budget">
                    <caption class="kj-visually-hidden">{text.lines}</caption>
                    <thead>
                        <tr>
                            {heads}
                            <th scope="col">{text.amount}</th>
                        </tr>
                    </thead>
                    {rows}
                </table>
            </div>
            <p>{add(visit, Table::Lines, action)}</p>
        </section>
    }
    .into_any()
}

fn one(
    visit: &Visit,
    (row, line, stored): (usize, &LineForm, bool),
    items: &[CostItem],
    action: &str,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let cells = COUNTED
        .iter()
        .map(|field| {
            let label = words::column(lang, Table::Lines, field).label;
            let cell = cell(lang, (row, field, line.text(field)), items, problems);
            view! { <td data-label=label>{cell}</td> }
        })
        .collect_view();
    let price = line.price().map(|yen| yen.to_string()).unwrap_or_default();
    let price_id = row_field(Table::Lines.name(), row, "amount");
    let price_label = words::label(lang, &row_field(Table::Lines.name(), row, "unit_price"));
    let inputs = row_field(Table::Lines.name(), row, "unit_price");
    let explained = EXPLAINED
        .iter()
        .map(|field| {
            let id = row_field(Table::Lines.name(), row, field);
            let cell = cell(lang, (row, field, line.text(field)), items, problems);
            view! {
                <div class="kj-budget__more">
                    <label for=id>{words::column(lang, Table::Lines, field).label}</label>
                    {cell}
                </div>
            }
        })
        .collect_view();
    let open = EXPLAINED
        .iter()
        .any(|field| problems.has_field(&row_field(Table::Lines.name(), row, field)));
    let remove = stored.then(|| remove(visit, (Table::Lines, row), action));
    view! {
        <tbody id=format!("line{row}")>
            <tr>
                {cells}
                <td data-label=text.amount data-number="">
                    <output id=price_id for=inputs aria-label=format!("{price_label} → {}", text.amount)>{price}</output>
                </td>
            </tr>
            <tr>
                <td colspan="8">
                    <details class="kj-disclosure" open=open>
                        <summary class="kj-disclosure__summary">{(text.details)(row)}</summary>
                        <div class="kj-budget__explained">{explained}</div>
                    </details>
                    {remove}
                </td>
            </tr>
        </tbody>
    }
}

/// One input; its whole name is said to those who do not see the head of the column.
fn cell(
    lang: Lang,
    (row, field, value): (usize, &'static str, &str),
    items: &[CostItem],
    problems: &Problems,
) -> AnyView {
    let id = row_field(Table::Lines.name(), row, field);
    let label = words::label(lang, &id);
    let found = problems.for_field(&id).next();
    let error_id = format!("{id}-error");
    let described = found.map(|_| error_id.clone());
    let invalid = found.map(|_| "true");
    let error = found.map(|found| {
        let sentence = words::problem(lang, found);
        view! { <p class="kj-field__error" id=error_id>"＊"{sentence}</p> }
    });
    let control = if let Some(choices) = choices(lang, field, Some(Table::Lines), items) {
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
                id=id.clone()
                name=id
                aria-label=label
                aria-describedby=described
                aria-invalid=invalid
            >
                <option value=""></option>
                {options}
            </select>
        }
        .into_any()
    } else if is_box(field) {
        view! {
            <span class="kj-choice">
                <input
                    class="kj-choice__control"
                    type="checkbox"
                    id=id.clone()
                    name=id.clone()
                    value="1"
                    checked=value == "1"
                    aria-label=label
                    aria-describedby=described
                />
                <label class="kj-choice__label" for=id>{words::box_words(lang, field)}</label>
            </span>
        }
        .into_any()
    } else {
        let mode = matches!(field, "unit_price" | "quantity" | "times" | "quotes").then_some("decimal");
        let width = if mode.is_some() || field == "unit" {
            "short"
        } else {
            "medium"
        };
        view! {
            <input
                class="kj-input"
                type="text"
                id=id.clone()
                name=id
                value=value.to_owned()
                inputmode=mode
                data-width=width
                aria-label=label
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any()
    };
    view! {
        {control}
        {error}
    }
    .into_any()
}
