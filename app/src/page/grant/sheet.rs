//! 精算額調書: from the lines to the fixed amount, step by step (domain §3.3), beside what was claimed.

use domain::amount::{Outcome, Settlement};
use leptos::prelude::*;

use super::yen;
use crate::Visit;
use crate::component::plain_table;

/// The calculation.
pub(in crate::page) fn settlement(visit: &Visit, settled: &Settlement) -> AnyView {
    let (lang, text, worked) = (visit.lang, visit.text().grant, &settled.worked);
    let amount = |amount| yen(lang, amount);
    let outcome = match settled.outcome {
        Outcome::Pay(rest) => (text.to_pay, amount(rest)),
        Outcome::Return(rest) => (text.to_return, amount(rest)),
        Outcome::Even => (text.even, amount(domain::value::Yen::ZERO)),
    };
    let cap = worked.cap.map_or_else(|| text.no_cap.to_owned(), amount);
    let rows = [
        ("eligible", text.eligible_accepted, amount(worked.eligible)),
        ("net", text.net, amount(worked.net)),
        ("cap", text.cap, cap),
        ("base", text.base, amount(worked.base)),
        ("rate", text.rate, worked.rate.to_string()),
        ("rated", text.rated, amount(worked.rated)),
        ("grant", text.grant_amount, amount(worked.grant)),
        ("decided", text.decided, amount(settled.decided)),
        ("fixed", text.fixed, amount(settled.fixed)),
        ("unused", text.unused, amount(settled.unused)),
        ("paid", text.paid, amount(settled.paid)),
        ("outcome", outcome.0, outcome.1),
    ]
    .into_iter()
    .map(|(id, name, amount)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-number="" id=format!("settled-{id}")>{amount}</td>
            </tr>
        }
    })
    .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="settlement-title">{text.settlement}</h2>
            <p>{text.settlement_lead}</p>
            {plain_table("settlement-title", [text.item, text.amount], rows)}
        </section>
    }
    .into_any()
}
