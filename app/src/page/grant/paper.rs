//! Reports, changes, cost and assets of a grant as they are read.

use domain::Lang;
use domain::budget::{Difference, ItemTotal};
use domain::grant_case::{CostPlan, Report, ResultReport, SpendingFault};
use leptos::prelude::*;
use store::{StoredAsset, StoredChange, StoredGrant, StoredReport};

use super::{settlement, yen};
use crate::Visit;
use crate::component::{Chip, ChipLook, ChipTone, DescriptionList, Fact, Icon};
use crate::text::grant_field;

/// A table with a heading of its own; ids are unique on a page.
fn framed(id: String, title: String, columns: Vec<&'static str>, rows: impl IntoView + 'static) -> AnyView {
    let heads = columns
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> })
        .collect_view();
    view! {
        <h3 class="kj-section__subtitle" id=id.clone()>{title}</h3>
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby=id>
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

fn facts(lang: Lang, pairs: Vec<(&str, String)>) -> AnyView {
    let facts = pairs
        .into_iter()
        .filter(|(_, detail)| !detail.is_empty())
        .map(|(name, detail)| Fact::text(grant_field::label(lang, name), detail))
        .collect();
    view! { <DescriptionList facts /> }.into_any()
}

/// The cost by cost item.
pub(in crate::page) fn cost_table(visit: &Visit, plan: &CostPlan) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let row = |item: &ItemTotal| {
        view! {
            <tr>
                <th scope="row">{item.item.name(lang)}</th>
                <td data-number="">{yen(lang, item.total)}</td>
                <td data-number="">{yen(lang, item.eligible)}</td>
            </tr>
        }
    };
    let rows = plan.items.iter().map(row).collect_view();
    let columns = vec![text.cost_item, text.total, text.eligible];
    framed("costs-title".to_owned(), text.costs.to_owned(), columns, rows)
}

/// A change request: before, after, and what it moves against the rules of the call.
pub(in crate::page) fn change(visit: &Visit, whole: &StoredGrant, change: &StoredChange) -> AnyView {
    let (lang, text, content) = (visit.lang, visit.text().grant, &change.content);
    let said = facts(
        lang,
        vec![
            ("before", content.before.clone()),
            ("after", content.after.clone()),
            ("reason", content.reason.clone()),
            ("on", content.on.map(|day| day.format(lang)).unwrap_or_default()),
            ("yen", content.yen.map(|amount| yen(lang, amount)).unwrap_or_default()),
            ("reply", change.reply.clone()),
        ],
    );
    let moved = content.plans.as_ref().map(|(before, after)| {
        let row = |moved: Difference| {
            view! {
                <tr>
                    <th scope="row">{moved.item.name(lang)}</th>
                    <td data-number="">{yen(lang, moved.before)}</td>
                    <td data-number="">{yen(lang, moved.after)}</td>
                    <td data-number="">{yen(lang, moved.moved())}</td>
                </tr>
            }
        };
        let rows = before.differences(after).into_iter().map(row).collect_view();
        let share = whole.call.call.changes.minor_share.to_string();
        let title = format!("{}{}", text.costs, (text.minor_rule)(&share));
        let columns = vec![text.cost_item, text.before, text.after, text.moved];
        framed(format!("change-{}-costs", change.id), title, columns, rows)
    });
    view! {
        {said}
        {moved}
    }
    .into_any()
}

/// Until when the office expects a report, and why.
pub(in crate::page) fn asked(visit: &Visit, report: &StoredReport) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let due = report.due?;
    let late = report.state.is_editable() && due < visit.today;
    let mark = late.then(|| {
        let look = ChipLook::new(ChipTone::Red, Icon::Alert, text.queue_late);
        view! { " " <Chip look /> }
    });
    let why = (!report.asked.is_empty())
        .then(|| view! { <p class="kj-pre">{text.asked_reason} ": " {report.asked.clone()}</p> });
    Some(
        view! {
            <p>
                {text.due}
                ": "
                <time datetime=due.iso()>{due.format(lang)}</time>
                {mark}
            </p>
            {why}
        }
        .into_any(),
    )
}

/// A report as submitted last.
pub(in crate::page) fn report(visit: &Visit, whole: &StoredGrant, report: &StoredReport) -> Option<AnyView> {
    let lang = visit.lang;
    let amount = |amount| yen(lang, amount);
    let said = match report.content.as_ref()? {
        Report::Status {
            progress,
            outlook,
            spent,
        } => facts(
            lang,
            vec![
                ("progress", progress.clone()),
                ("outlook", outlook.clone()),
                ("spent", amount(*spent)),
            ],
        ),
        Report::Advance { yen, on, reason } => facts(
            lang,
            vec![
                ("yen", amount(*yen)),
                ("on", on.format(lang)),
                ("reason", reason.clone()),
            ],
        ),
        Report::Payment { yen, on, reference } => facts(
            lang,
            vec![
                ("yen", amount(*yen)),
                ("on", on.format(lang)),
                ("reference", reference.clone()),
            ],
        ),
        Report::Tax(tax) => facts(
            lang,
            vec![
                ("filed_on", tax.filed_on.format(lang)),
                ("fixed", amount(tax.fixed)),
                ("tax_due", amount(tax.due)),
            ],
        ),
        Report::Result(result) => view! {
            {facts(
                lang,
                vec![
                    ("finished_on", result.finished_on.format(lang)),
                    ("outcome", result.outcome.clone()),
                    ("difference", result.difference.clone()),
                    ("rollout", result.rollout.clone()),
                    ("income", amount(result.income)),
                ],
            )}
            {lines(visit, whole, report, result)}
        }
        .into_any(),
    };
    let reply = facts(lang, vec![("reply", report.reply.clone())]);
    let settled = report.settlement.as_ref().map(|settled| settlement(visit, settled));
    Some(
        view! {
            {said}
            {(!report.reply.is_empty()).then_some(reply)}
            {settled}
        }
        .into_any(),
    )
}

/// 支出明細 with evidence, what the office has to look at, and what it accepts.
fn lines(visit: &Visit, whole: &StoredGrant, report: &StoredReport, result: &ResultReport) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let amount = |amount| yen(lang, amount);
    let rows = result
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let evidence: Vec<_> = line.evidence.iter().map(|kind| kind.name(lang)).collect();
            let faults: Vec<_> = line
                .faults(whole.decided_on, whole.file.period)
                .into_iter()
                .map(|fault: SpendingFault| fault.name(lang))
                .collect();
            let mark = report.marks.get(at);
            view! {
                <tr>
                    <td>{line.item.name(lang)}</td>
                    <th scope="row">{line.description.clone()}</th>
                    <td>{line.payee.clone()}</td>
                    <td>{line.paid_on.format(lang)}</td>
                    <td data-number="">{amount(line.yen)}</td>
                    <td data-number="">{amount(line.eligible)}</td>
                    <td>{evidence.join(text.comma)}</td>
                    <td>{faults.join(text.comma)}</td>
                    <td data-number="">{mark.map(|mark| amount(mark.accepted))}</td>
                    <td>{mark.map(|mark| mark.comment.clone())}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        text.cost_item,
        text.description,
        text.payee,
        text.paid_on,
        text.spent,
        text.eligible,
        text.evidence,
        text.findings,
        text.accepted,
        text.comment,
    ];
    framed(
        format!("report-{}-lines", report.id),
        text.lines.to_owned(),
        columns,
        rows,
    )
}

/// The register; `step` draws what can be done with a thing.
pub(in crate::page) fn asset_table(
    visit: &Visit,
    assets: &[StoredAsset],
    step: impl Fn(&StoredAsset) -> AnyView,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let rows = assets
        .iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">{one.asset.name.clone()}</th>
                    <td>{one.asset.acquired_on.format(lang)}</td>
                    <td data-number="">{yen(lang, one.asset.price)}</td>
                    <td>{one.asset.place.clone()}</td>
                    <td>{one.asset.restricted_until.format(lang)}</td>
                    <td>{one.state.name(lang)} " " {one.reason.clone()}</td>
                    <td>{step(one)}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        text.asset_name,
        text.acquired_on,
        text.price,
        text.place,
        text.restricted_until,
        text.state,
        text.action,
    ];
    framed("assets-title".to_owned(), text.assets.to_owned(), columns, rows)
}
