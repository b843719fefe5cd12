//! Two states of a program side by side, field by field (W31): what is public beside what is asked for, with small and
//! large changes told apart in words.

use domain::program::{ProgramForm, Revision};
use leptos::prelude::*;

use super::program_value::words;
use crate::Visit;
use crate::text::field;
use crate::text::life::LifeText;

/// The headings of the two columns, and the id of the heading that names the table.
#[derive(Clone)]
pub struct Columns {
    /// Over the earlier state.
    pub before: &'static str,
    /// Over the later state.
    pub now: &'static str,
    /// Id of the element that names the table.
    pub labelled_by: String,
}

/// The table of the changed fields; `None` for `before` shows everything that is filled in.
pub fn table(visit: &Visit, before: Option<&ProgramForm>, now: &ProgramForm, columns: Columns) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let empty = ProgramForm::default();
    let revision = Revision::of_forms(before.unwrap_or(&empty), now);
    if revision.is_empty() {
        return view! { <p>{text.difference_none}</p> }.into_any();
    }
    let is_change = before.is_some();
    let cell = |form: &ProgramForm, name: &str| {
        let words = words(lang, name, form.values(name));
        if words.is_empty() {
            text.nothing.to_owned()
        } else {
            words
        }
    };
    let rows = revision
        .changed
        .iter()
        .map(|name| {
            let size = if Revision::is_major_field(name) {
                text.major
            } else {
                text.minor
            };
            let mark = is_change.then(|| view! { <span class="kj-note">{size}</span> });
            let was = before.map(|form| view! { <td class="kj-pre">{cell(form, name)}</td> });
            view! {
                <tr>
                    <th scope="row">{field::program(lang, name).label}" "{mark}</th>
                    {was}
                    <td class="kj-pre">{cell(now, name)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby=columns.labelled_by>
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.col_field}</th>
                        {is_change.then(|| view! { <th scope="col">{columns.before}</th> })}
                        <th scope="col">{columns.now}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
