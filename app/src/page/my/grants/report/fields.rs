//! The fields of each kind of report.

use domain::amount::{TaxPurpose, TaxRate};
use domain::grant_case::{ReportKind, TaxForm, TaxMethod};
use leptos::prelude::*;

use super::{Page, lines};
use crate::Visit;
use crate::component::Choice;
use crate::page::grant::control::{Kind, cell, choice_cell, input};

/// The fields.
pub(super) fn view(visit: &Visit, page: &Page) -> AnyView {
    let (lang, form, problems) = (visit.lang, &page.draft.head, &page.problems);
    match page.kind {
        ReportKind::Status => view! {
            {input(lang, ("progress", &form.progress, Kind::Lines(1_000)), true, problems)}
            {input(lang, ("outlook", &form.outlook, Kind::Lines(1_000)), true, problems)}
            {input(lang, ("yen", &form.yen, Kind::Money), true, problems)}
        }
        .into_any(),
        ReportKind::Advance => view! {
            {input(lang, ("yen", &form.yen, Kind::Money), true, problems)}
            {input(lang, ("on", &form.on, Kind::Day), true, problems)}
            {input(lang, ("reason", &form.reason, Kind::Lines(1_000)), true, problems)}
        }
        .into_any(),
        ReportKind::Payment => view! {
            {input(lang, ("yen", &form.yen, Kind::Money), true, problems)}
            {input(lang, ("on", &form.on, Kind::Day), true, problems)}
            {input(lang, ("reference", &form.reference, Kind::Line), true, problems)}
        }
        .into_any(),
        ReportKind::Tax => tax(visit, page),
        ReportKind::Result => view! {
            {input(lang, ("finished_on", &form.finished_on, Kind::Day), true, problems)}
            {input(lang, ("outcome", &form.outcome, Kind::Lines(2_000)), true, problems)}
            {input(lang, ("difference", &form.difference, Kind::Lines(1_000)), false, problems)}
            {input(
                lang,
                ("rollout", &form.rollout, Kind::Lines(1_000)),
                page.whole.call.call.duties.rollout,
                problems,
            )}
            {input(lang, ("income", &form.income, Kind::Money), false, problems)}
            {lines::view(visit, page)}
        }
        .into_any(),
    }
}

/// 仕入控除税額: how the return was filed, and the cost by tax rate and purpose.
fn tax(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text, form, problems) = (visit.lang, visit.text().grant, &page.draft.head, &page.problems);
    let methods = TaxMethod::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.name(lang)))
        .collect();
    let rows = (1..=page.draft.taxes.len().max(1) + usize::from(visit.query == "add"))
        .map(|row| {
            let blank = TaxForm::default();
            let line = page.draft.taxes.get(row - 1).unwrap_or(&blank);
            let name = |field: &str| domain::rows::row_field("tax", row, field);
            let rates = TaxRate::ALL
                .iter()
                .map(|one| Choice::new(one.code(), one.name(lang)))
                .collect();
            let purposes = TaxPurpose::ALL
                .iter()
                .map(|one| Choice::new(one.code(), one.name(lang)))
                .collect();
            view! {
                <tr>
                    <td data-label=text.eligible>{cell(lang, name("yen"), &line.yen, true, problems)}</td>
                    <td data-label=text.tax_rate>{choice_cell(lang, name("rate"), &line.rate, rates, problems)}</td>
                    <td data-label=text.tax_purpose>
                        {choice_cell(lang, name("purpose"), &line.purpose, purposes, problems)}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        {input(lang, ("on", &form.on, Kind::Day), true, problems)}
        {input(lang, ("method", &form.method, Kind::Choice(methods)), true, problems)}
        {input(lang, ("ratio", &form.ratio, Kind::Line), false, problems)}
        <h2 class="kj-section__subtitle" id="tax-title">{text.tax_lines}</h2>
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="tax-title">
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.eligible}</th>
                        <th scope="col">{text.tax_rate}</th>
                        <th scope="col">{text.tax_purpose}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p><button class="kj-button" data-tone="outline" type="submit" name="do" value="add">{text.add_line}</button></p>
    }
    .into_any()
}
