//! The history of a grant, and what waits for a second person.

use domain::Lang;
use domain::grant_case::{AssetStep, ChangeStep, GrantStep, Proposal, Proposed, ReportKind, ReportStep};
use leptos::prelude::*;
use store::GrantEvent;

use super::yen;
use crate::Visit;
use crate::component::{DescriptionList, Fact, plain_table};

/// What a step is called.
pub(super) fn step_name(lang: Lang, event: &GrantEvent) -> String {
    let text = match lang {
        Lang::Ja => &crate::text::grant::JA,
        Lang::En => &crate::text::grant::EN,
    };
    let step = event.step.as_str();
    let case = || GrantStep::from_code(step).map(|step| step.name(lang).to_owned());
    let named = match event.kind.as_str() {
        "case" => case(),
        "proposal" if step == "drop" => Some(text.dropped.to_owned()),
        "proposal" => {
            let what = match step {
                "approve" => Some(ChangeStep::Approve.name(lang).to_owned()),
                "reject" => Some(ChangeStep::Reject.name(lang).to_owned()),
                _ => case(),
            };
            what.map(|what| (text.proposed)(&what))
        }
        "change" => ChangeStep::from_code(step).map(|step| format!("{}: {}", text.change, step.name(lang))),
        "report" if step == "ask" => {
            ReportKind::from_code(&event.note).map(|kind| (text.report_asked)(kind.name(lang)))
        }
        "report" if step.ends_with("-ask") => step
            .strip_suffix("-ask")
            .and_then(ReportKind::from_code)
            .map(|kind| (text.report_asked)(kind.name(lang))),
        "report" => step.split_once('-').and_then(|(kind, step)| {
            let (kind, step) = (ReportKind::from_code(kind)?, ReportStep::from_code(step)?);
            Some(format!("{}: {}", kind.name(lang), step.name(lang)))
        }),
        "asset" if step == "register" => Some(text.asset_registered.to_owned()),
        "asset" => AssetStep::from_code(step).map(|step| step.name(lang).to_owned()),
        "charge" => Some(text.charge_taken.to_owned()),
        "hold" if step == "hold" => Some(text.hold_set.to_owned()),
        "hold" => Some(text.hold_released.to_owned()),
        _ => Some(text.opened.to_owned()),
    };
    named.unwrap_or_else(|| event.step.clone())
}

/// The history, the newest first.
pub(in crate::page) fn history(visit: &Visit, events: &[GrantEvent]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let rows = events
        .iter()
        .rev()
        .map(|event| {
            let who = event
                .actor
                .as_ref()
                .map_or(text.system.to_owned(), |(_, name)| name.clone());
            let note = if event.kind == "report" && event.step == "ask" {
                String::new()
            } else {
                event.note.clone()
            };
            view! {
                <tr>
                    <td><time datetime=event.at.iso_jst()>{event.at.format_jst(lang)}</time></td>
                    <th scope="row">{step_name(lang, event)}</th>
                    <td>{who}</td>
                    <td data-number="">{event.yen.map(|amount| yen(lang, amount))}</td>
                    <td>{event.on.map(|day| day.format(lang))}</td>
                    <td class="kj-pre">{note}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = [text.at, text.what, text.who, text.amount, text.day, text.reason];
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="history-title">{text.history}</h2>
            {plain_table("history-title", columns, rows)}
        </section>
    }
    .into_any()
}

/// What is proposed, by whom.
pub(in crate::page) fn proposal(visit: &Visit, proposal: &Proposal) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let what = match proposal.proposed {
        Proposed::Step { step } => step.name(lang),
        Proposed::Approve { .. } => ChangeStep::Approve.name(lang),
        Proposed::Reject { .. } => ChangeStep::Reject.name(lang),
    };
    let entries = [
        (text.what, Some(what.to_owned())),
        (text.number, Some(proposal.number.clone())),
        (text.document_day, Some(proposal.day.format(lang))),
        (text.amount, proposal.yen.map(|amount| yen(lang, amount))),
        (text.due, proposal.due.map(|day| day.format(lang))),
        (text.reason, Some(proposal.reason.clone())),
        (text.conditions, Some(proposal.conditions.join(" / "))),
        (text.proposer, Some(proposal.by_name.clone())),
        (text.at, Some(proposal.at.format_jst(lang))),
    ];
    let facts = entries
        .into_iter()
        .filter_map(|(term, detail)| Some(Fact::text(term, detail.filter(|detail| !detail.is_empty())?)))
        .collect();
    view! { <DescriptionList facts framed=true /> }.into_any()
}
