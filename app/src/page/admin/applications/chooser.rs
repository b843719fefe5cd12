//! The form above the queue: filters, order and columns. It is a GET to the same page, so that its address is the list.

use std::collections::BTreeMap;

use domain::application::ApplicationState;
use domain::value::CallId;
use leptos::prelude::*;

use super::column::Column;
use super::queue::{Queue, SORTS, VIEWS};
use super::{Entry, LIST};
use crate::Visit;
use crate::component::{Checkboxes, Choice, Field, Select, TextInput};

/// The form.
pub(super) fn form(visit: &Visit, queue: &Queue, found: &[Entry]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().intake);
    let calls: BTreeMap<CallId, String> = found
        .iter()
        .map(|one| (one.line.call, one.line.call_title(lang).to_owned()))
        .collect();
    let calls = calls
        .into_iter()
        .map(|(id, title)| Choice::new(id.to_string(), title))
        .collect();
    let states = ApplicationState::ALL
        .iter()
        .filter(|state| found.iter().any(|one| one.line.state == **state))
        .map(|state| Choice::new(state.code(), state.name(lang)))
        .collect();
    let names = [text.sort_submitted, text.number, text.lead_society, text.due];
    let sorts = SORTS
        .iter()
        .zip(names)
        .map(|(code, name)| Choice::new(*code, name))
        .collect();
    let columns = Column::ALL
        .iter()
        .map(|column| Choice::new(column.code(), column.name(text)))
        .collect();
    let view = VIEWS.get(queue.view).map(|(code, ..)| *code).unwrap_or_default();
    let words = Field::new("q", text.search).value(queue.words.clone());
    let call = Field::new("call", text.call).value(queue.call.map(|id| id.to_string()).unwrap_or_default());
    let state = Field::new("state", text.state).value(queue.state.map(ApplicationState::code).unwrap_or_default());
    let sort = Field::new("sort", text.sort).value(queue.sort);
    let chosen = Field::new("columns", text.columns)
        .hint(text.columns_hint)
        .values(queue.columns.iter().map(|column| column.code()));
    view! {
        <form class="kj-form" method="get" action=visit.href(LIST) role="search">
            <input type="hidden" name="view" value=view />
            <div class="kj-filter-row">
                <TextInput lang field=words />
                <Select lang field=call choices=calls />
                <Select lang field=state choices=states />
                <Select lang field=sort choices=sorts prompt=false />
            </div>
            <details class="kj-disclosure">
                <summary class="kj-disclosure__summary">{text.columns}</summary>
                <Checkboxes lang field=chosen choices=columns columns=true />
            </details>
            <p><button class="kj-button" data-tone="outline" type="submit">{text.apply}</button></p>
        </form>
    }
}
