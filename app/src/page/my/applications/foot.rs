//! Below the lines of the budget: totals per cost item, the steps to the grant with the rounding in words (BUDG-03), the
//! funding against the cost, and what the check found, each with the way to its field (BUDG-05).

use std::collections::BTreeMap;

use domain::Lang;
use domain::application::{Section, Table};
use domain::budget::{Budget, LineForm, Sheet};
use domain::code::RoundingStage;
use domain::consortium::panel::{Fault, Panel, Rule, Standing, Target, cap};
use domain::rows::{Row as _, row_field};
use domain::value::Yen;
use leptos::prelude::*;
use store::Application;

use super::{Checked, section_path};
use crate::Visit;
use crate::component::plain_table;
use crate::page::FormPairs;
use crate::text::consortium_rule;

/// An amount with its unit.
fn yen(visit: &Visit, amount: Yen) -> String {
    match visit.lang {
        Lang::Ja => format!("{amount}{}", visit.text().application.yen),
        Lang::En => format!("{amount} {}", visit.text().application.yen),
    }
}

/// Totals and steps of what is stored.
pub(super) fn view(visit: &Visit, whole: &Application, checked: &Checked) -> AnyView {
    let budget = checked.reading.budget.as_ref();
    let sheet = budget.and_then(|budget| budget.sheet(&whole.call.call, checked.cap));
    view! {
        {sheet.as_ref().map(|sheet| items(visit, sheet))}
        {steps(visit, whole, sheet.as_ref())}
        {budget.map(|budget| funding(visit, budget))}
        {findings(visit, whole, &checked.panel)}
    }
    .into_any()
}

/// The amounts that change while one types, by the ids of the elements that show them: of each line as it was posted, and
/// of the steps to the grant.
pub(super) fn live(visit: &Visit, whole: &Application, posted: &FormPairs) -> Vec<(String, String)> {
    let mut lines: BTreeMap<usize, LineForm> = BTreeMap::new();
    for (name, value) in posted.iter() {
        if let Some((Table::Lines, row, field)) = Table::of_field(name) {
            lines.entry(row).or_default().put(field, value);
        }
    }
    let mut amounts: Vec<_> = lines
        .iter()
        .map(|(row, line)| {
            let price = line.price().map(|yen| yen.to_string());
            (
                row_field(Table::Lines.name(), *row, "amount"),
                price.unwrap_or_default(),
            )
        })
        .collect();
    let call = &whole.call.call;
    let limit = cap(&whole.consortium.snapshot(visit.today), call);
    let budget = whole.read().budget;
    let sheet = budget.and_then(|budget| budget.sheet(call, limit));
    let steps = amounts_of(visit, whole, sheet.as_ref());
    amounts.extend(steps.into_iter().map(|(id, _, amount)| (id.to_owned(), amount)));
    amounts
}

/// Id, name and amount of every step; without a sheet the amounts are dashes.
fn amounts_of(visit: &Visit, whole: &Application, sheet: Option<&Sheet>) -> [(&'static str, &'static str, String); 10] {
    let text = visit.text().application;
    let of = |amount: fn(&Sheet) -> Yen| sheet.map_or_else(|| "－".to_owned(), |sheet| yen(visit, amount(sheet)));
    let limit = match sheet {
        Some(sheet) => sheet.worked.cap.map(|cap| yen(visit, cap)),
        None => Some("－".to_owned()),
    };
    [
        ("total-cost", text.total_cost, of(|sheet| sheet.total)),
        ("total-income", text.total_income, of(|sheet| sheet.income)),
        ("total-net", text.total_net, of(|sheet| sheet.worked.net)),
        ("total-eligible", text.total_eligible, of(|sheet| sheet.worked.eligible)),
        (
            "total-cap",
            text.total_cap,
            limit.unwrap_or_else(|| text.no_cap.to_owned()),
        ),
        ("total-base", text.total_base, of(|sheet| sheet.worked.base)),
        ("total-rate", text.total_rate, whole.call.call.money.rate.to_string()),
        ("total-rated", text.total_rated, of(|sheet| sheet.worked.rated)),
        ("total-grant", text.total_grant, of(|sheet| sheet.worked.grant)),
        ("total-own", text.total_own, of(|sheet| sheet.worked.own)),
    ]
}

/// 区分計.
fn items(visit: &Visit, sheet: &Sheet) -> impl IntoView + use<> {
    let text = visit.text().application;
    let rows = sheet
        .items
        .iter()
        .map(|item| {
            view! {
                <tr>
                    <th scope="row">{item.item.name(visit.lang)}</th>
                    <td data-number="">{item.total.to_string()}</td>
                    <td data-number="">{item.eligible.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    let item = crate::text::application_field::column(visit.lang, domain::application::Table::Lines, "item").label;
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="items-title">{text.item_totals}</h2>
            {plain_table("items-title", [item, text.item_total, text.item_eligible], rows)}
        </section>
    }
}

/// From the cost to the grant, step by step, with the rounding in words.
pub(super) fn steps(visit: &Visit, whole: &Application, sheet: Option<&Sheet>) -> impl IntoView + use<> {
    let text = visit.text().application;
    let rows = amounts_of(visit, whole, sheet)
        .map(|(id, name, amount)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-number="" id=id>{amount}</td>
                </tr>
            }
        })
        .collect_view();
    let money = &whole.call.call.money;
    let (rate, unit) = (money.rate.to_string(), money.cut_to.to_string());
    let words = match money.rounding {
        RoundingStage::Total => (text.rounding_total)(&rate, &unit),
        RoundingStage::Item => (text.rounding_item)(&rate, &unit),
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="totals-title">{text.totals}</h2>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="totals-title">
                <table class="kj-table">
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>{words}</p>
        </section>
    }
}

/// Sums of what is typed below: funding and shares.
fn funding(visit: &Visit, budget: &Budget) -> impl IntoView + use<> {
    let text = visit.text().application;
    let shares = Yen::checked_sum(budget.shares.iter().map(|(_, share)| *share));
    let line = |name: &'static str, sum: Option<Yen>| {
        let sum = sum.map(|sum| yen(visit, sum)).unwrap_or_default();
        view! { <li>{name} ": " {sum}</li> }
    };
    view! {
        <ul class="kj-prose">
            {line(text.funding_total, budget.funding.total())}
            {line(text.shares_total, shares)}
        </ul>
    }
}

/// What does not fit, with the way to the cell.
pub(super) fn findings(visit: &Visit, whole: &Application, panel: &Panel) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let here = visit.href(&section_path(whole.id, Section::Budget));
    let points = panel
        .get(Rule::Budget)
        .map(|check| check.points.clone())
        .unwrap_or_default();
    let items = points
        .iter()
        .map(|point| {
            let sentence = consortium_rule::fault(lang, &point.fault);
            let field = match &point.target {
                Target::Budget(field) => field.as_str().to_owned(),
                _ => String::new(),
            };
            let label = crate::text::application_field::label(lang, &field);
            let href = match &point.fault {
                Fault::Budget(fault) if fault.paper().is_some() && field.is_empty() => here.clone(),
                _ => format!("{here}#{field}"),
            };
            view! { <li><a href=href>{label}</a> ": " {sentence} "（" {point.level.name(lang)} "）"</li> }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="findings-title">
            <h2 class="kj-section__title" id="findings-title">{text.findings}</h2>
            {if panel.get(Rule::Budget).is_none_or(|check| check.standing == Standing::Unknown) {
                view! { <p>{text.totals_unready}</p> }.into_any()
            } else if points.is_empty() {
                view! { <p>{text.findings_none}</p> }.into_any()
            } else {
                view! { <ul class="kj-prose">{items}</ul> }.into_any()
            }}
        </section>
    }
}
