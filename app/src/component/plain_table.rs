//! A table of plain columns in its frame: the frame scrolls on narrow screens, is reached by keyboard and has the name of
//! the heading above it. No section around it may have the same name, or readers of regions meet it twice.

use leptos::prelude::*;

/// The table; `labelled_by` is the id of its heading, `rows` are `tr` elements with a cell for each column.
pub fn plain_table(
    labelled_by: &'static str,
    columns: impl IntoIterator<Item = &'static str>,
    rows: impl IntoView,
) -> AnyView {
    let heads = columns
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> })
        .collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby=labelled_by>
            <table class="kj-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
