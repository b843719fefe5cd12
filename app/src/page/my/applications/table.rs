//! The rows of a table of an application as groups of fields: readable at any width, each with a button that removes it,
//! and one that adds a row below. The buttons save the page and work without scripts (BUDG-01).

use domain::Problems;
use domain::application::{ApplicationForm, Table};
use domain::rows::row_field;
use leptos::prelude::*;

use super::control::in_row;
use crate::Visit;
use crate::text::application_field as words;

/// All rows, and one to begin with where there is none or one was asked for.
pub(super) fn view(
    visit: &Visit,
    (table, form): (Table, &ApplicationForm),
    (action, more): (&str, bool),
    problems: &Problems,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    let name = words::table(lang, table);
    let stored = form.count(table);
    let shown = stored + usize::from(more || stored == 0);
    let rows = (1..=shown)
        .map(|row| {
            let fields = table
                .fields()
                .iter()
                .map(|field| {
                    let value = form.text(&row_field(table.name(), row, field)).to_owned();
                    in_row(visit, (table, row, field), &value, problems)
                })
                .collect_view();
            let remove = (row <= stored).then(|| remove(visit, (table, row), action));
            view! {
                <fieldset class="kj-rows__row" id=format!("{}{row}", table.name())>
                    <legend class="kj-rows__legend">{format!("{name} {}", (text.row)(row))}</legend>
                    <div class="kj-rows__fields">{fields}</div>
                    {remove}
                </fieldset>
            }
        })
        .collect_view();
    let title = format!("{}-title", table.name());
    view! {
        <section class="kj-rows" aria-labelledby=title.clone()>
            <h2 class="kj-section__subtitle" id=title.clone()>{name}</h2>
            <p class="kj-note">{text.rows_lead}</p>
            {rows}
            <p>{add(visit, table, action)}</p>
        </section>
    }
    .into_any()
}

/// The button that saves the page and shows one more row.
pub(super) fn add(visit: &Visit, table: Table, action: &str) -> AnyView {
    let label = (visit.text().application.add_row)(words::table(visit.lang, table));
    let address = format!("{action}?add={}", table.name());
    view! { <button class="kj-button" data-tone="outline" type="submit" formaction=address>{label}</button> }.into_any()
}

/// The button that saves the page without a row.
pub(super) fn remove(visit: &Visit, (table, row): (Table, usize), action: &str) -> AnyView {
    let label = (visit.text().application.remove_row)(words::table(visit.lang, table), row);
    let address = format!("{action}?remove={}{row}", table.name());
    view! {
        <p>
            <button class="kj-button" data-tone="text" type="submit" formaction=address>{label}</button>
        </p>
    }
    .into_any()
}
