//! Two texts of the same fields side by side: what a colleague saved and what was typed, what is public and what will be.

use leptos::prelude::*;

use crate::Visit;
use crate::component::{Notice, NoticeTone};
use crate::text::call_field;

/// Names of fields with their values.
type Values = [(String, Vec<String>)];

/// Fields that differ, each with both values; a field that only one side has is empty on the other.
fn differing(before: &Values, after: &Values) -> Vec<(String, String, String)> {
    let of = |side: &Values, name: &str| {
        let found = side.iter().find(|(named, _)| named == name);
        found.map(|(_, values)| values.join("、")).unwrap_or_default()
    };
    let mut names: Vec<&String> = after.iter().map(|(name, _)| name).collect();
    names.extend(
        before
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !after.iter().any(|(named, _)| named == *name)),
    );
    names
        .into_iter()
        .map(|name| (name.clone(), of(before, name), of(after, name)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// The table, labelled by the heading with this id; nothing when nothing differs.
pub(super) fn table(
    visit: &Visit,
    labelled_by: &'static str,
    heads: [&'static str; 3],
    before: &Values,
    after: &Values,
) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let shown = |value: String| if value.is_empty() { text.empty.to_owned() } else { value };
    let found = differing(before, after);
    if found.is_empty() {
        return None;
    }
    let rows = found
        .into_iter()
        .map(|(name, before, after)| {
            view! {
                <tr>
                    <th scope="row">{call_field::label(lang, &name)}</th>
                    <td class="kj-pre">{shown(before)}</td>
                    <td class="kj-pre">{shown(after)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(crate::component::plain_table(labelled_by, heads, rows))
}

/// What to do when a colleague was faster.
pub(super) fn conflict(visit: &Visit, theirs: &Values, mine: &Values) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let heads = [text.stale_field, text.stale_theirs, text.stale_mine];
    let table = table(visit, "stale-title", heads, theirs, mine);
    view! {
        <Notice lang tone=NoticeTone::Warning title=text.stale announced=true>
            <p id="stale-title">{text.stale_body}</p>
            {table}
            <p>{text.stale_hint}</p>
        </Notice>
    }
    .into_any()
}
