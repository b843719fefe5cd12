//! 支出明細 as inputs: a block for each line with its evidence as a checklist (domain table 8.7 F).

use domain::code::{CostItem, Evidence};
use domain::grant_case::SpendingForm;
use leptos::prelude::*;

use super::Page;
use crate::Visit;
use crate::component::Choice;
use crate::page::grant::control::{cell, choice_cell};
use crate::text::grant_field;

/// What is typed of a line, and whether it is an amount.
const FIELDS: [(&str, bool); 7] = [
    ("description", false),
    ("payee", false),
    ("contract_on", false),
    ("delivered_on", false),
    ("paid_on", false),
    ("yen", true),
    ("eligible", true),
];

/// All lines, and one to begin with where there is none or one was asked for.
pub(super) fn view(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().grant;
    let stored = page.draft.lines.len();
    let shown = stored + usize::from(visit.query == "add" || stored == 0);
    let lines = (1..=shown)
        .map(|row| one(visit, page, row, row <= stored))
        .collect_view();
    view! {
        <h2 class="kj-section__title">{text.lines}</h2>
        <p>{text.lines_lead}</p>
        {lines}
        <p><button class="kj-button" data-tone="outline" type="submit" name="do" value="add">{text.add_line}</button></p>
    }
    .into_any()
}

fn one(visit: &Visit, page: &Page, row: usize, stored: bool) -> impl IntoView + use<> {
    let (lang, text, problems) = (visit.lang, visit.text().grant, &page.problems);
    let blank = SpendingForm::default();
    let line = page.draft.lines.get(row - 1).unwrap_or(&blank);
    let name = |field: &str| domain::rows::row_field("line", row, field);
    let items: Vec<CostItem> = page.whole.call.call.costs.items.clone();
    let items = items
        .iter()
        .map(|item| Choice::new(item.code(), item.name(lang)))
        .collect();
    let fields = FIELDS
        .iter()
        .map(|(field, numeric)| {
            let id = name(field);
            view! {
                <div class="kj-budget__more">
                    <label for=id.clone()>{grant_field::column(lang, field)}</label>
                    {cell(lang, id, line.text(field), *numeric, problems)}
                </div>
            }
        })
        .collect_view();
    let evidence = Evidence::ALL
        .iter()
        .map(|kind| {
            let id = format!("{}-{}", name("evidence"), kind.code());
            let checked = line.evidence.iter().any(|code| code == kind.code());
            view! {
                <div class="kj-choice">
                    <input
                        class="kj-choice__control"
                        type="checkbox"
                        id=id.clone()
                        name=name("evidence")
                        value=kind.code()
                        checked=checked
                    />
                    <label class="kj-choice__label" for=id>{kind.name(lang)}</label>
                </div>
            }
        })
        .collect_view();
    let remove = stored.then(|| {
        let label = (text.remove_line)(row);
        view! {
            <p><button class="kj-button" data-tone="outline" type="submit" name="do" value=format!("remove-line{row}")>{label}</button></p>
        }
    });
    let item_id = name("item");
    view! {
        <fieldset class="kj-box" id=format!("line{row}")>
            <legend class="kj-field__label">{(text.line)(row)}</legend>
            <div class="kj-budget__explained">
                <div class="kj-budget__more">
                    <label for=item_id.clone()>{text.cost_item}</label>
                    {choice_cell(lang, item_id, &line.item, items, problems)}
                </div>
                {fields}
            </div>
            <fieldset class="kj-field">
                <legend class="kj-field__label">{text.evidence}</legend>
                <div class="kj-choices" data-columns="true">{evidence}</div>
            </fieldset>
            {remove}
        </fieldset>
    }
}
