//! The money of a grant as a table: decided, fixed, paid, returned, what is open, and what is due on top.

use domain::value::Yen;
use leptos::prelude::*;
use store::StoredGrant;

use super::yen;
use crate::Visit;
use crate::component::plain_table;

/// The table, with every payment and return below it.
pub(in crate::page) fn money(visit: &Visit, whole: &StoredGrant) -> AnyView {
    let (lang, text, ledger) = (visit.lang, visit.text().grant, whole.case.ledger());
    let applied = whole.file.content.as_ref().map(|content| content.yen);
    let charges = whole.charges(visit.today);
    let positive = |amount: Yen| (amount > Yen::ZERO).then_some(amount);
    let paid = Yen::checked_sum(ledger.receipts().iter().map(|receipt| receipt.yen));
    let returned = Yen::checked_sum(ledger.returns().iter().map(|payment| payment.yen));
    let rows = [
        ("awarded", text.awarded, Some(whole.file.awarded)),
        ("applied", text.applied, applied),
        ("decided", text.decided, ledger.decided()),
        ("fixed", text.fixed, ledger.fixed()),
        ("paid", text.paid, paid.and_then(positive)),
        ("returned", text.returned, returned.and_then(positive)),
        (
            "owing",
            text.owing,
            positive(ledger.owing()).filter(|_| ledger.decided().is_some()),
        ),
        ("excess", text.excess, positive(ledger.excess())),
        ("ordered", text.ordered, ledger.ordered().map(|order| order.yen)),
        ("tax", text.tax_ordered, positive(ledger.tax())),
        ("open-return", text.open_return, positive(ledger.open_return())),
        ("surcharge", text.surcharge, positive(charges.surcharge)),
        ("late", text.late, positive(charges.late)),
        ("charged", text.charged, positive(whole.file.charges_paid())),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(id, name, amount)| {
            let amount = yen(lang, amount?);
            Some(view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-number="" id=format!("money-{id}")>{amount}</td>
                </tr>
            })
        })
        .collect_view();
    let cause = ledger.ordered().and(whole.file.cause).map(|cause| {
        let note = (text.charges_note)(&visit.today.format(lang));
        view! { <p>{cause.name(lang)} " " {note}</p> }
    });
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="money-title">{text.money}</h2>
            {plain_table("money-title", [text.item, text.amount], rows)}
            {cause}
            {entries(visit, whole)}
        </section>
    }
    .into_any()
}

/// Payments and returns in the order of their days.
fn entries(visit: &Visit, whole: &StoredGrant) -> Option<AnyView> {
    let (lang, text, ledger) = (visit.lang, visit.text().grant, whole.case.ledger());
    let mut entries: Vec<_> = ledger
        .receipts()
        .iter()
        .map(|receipt| (receipt.on, text.paid, receipt.yen))
        .chain(
            ledger
                .returns()
                .iter()
                .map(|payment| (payment.on, text.returned, payment.yen)),
        )
        .chain(
            whole
                .file
                .charged
                .iter()
                .map(|payment| (payment.on, text.charged, payment.yen)),
        )
        .collect();
    entries.sort_by_key(|(on, ..)| *on);
    if entries.is_empty() {
        return None;
    }
    let rows = entries
        .into_iter()
        .map(|(on, what, amount)| {
            view! {
                <tr>
                    <td><time datetime=on.iso()>{on.format(lang)}</time></td>
                    <td>{what}</td>
                    <td data-number="">{yen(lang, amount)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <h3 class="kj-section__subtitle" id="entries-title">{text.entries}</h3>
            {plain_table("entries-title", [text.day, text.item, text.amount], rows)}
        }
        .into_any(),
    )
}
