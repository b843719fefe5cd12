//! What the society's and the office's pages of a grant share: state, money, papers, history. It shows and decides nothing.

pub(in crate::page) mod control;

mod decision;
mod money;
mod paper;
mod record;
mod sheet;

use domain::Lang;
use domain::grant_case::{GrantState, Next};
use domain::value::{Day, Yen};
use domain::{Problem, Problems};
use leptos::prelude::*;
use store::StoredGrant;

pub(in crate::page) use decision::{decisions, find_paper, hand_out};
pub(in crate::page) use money::money;
pub(in crate::page) use paper::{asked, asset_table, change, cost_table, report};
pub(in crate::page) use record::{history, proposal};
pub(in crate::page) use sheet::settlement;

use crate::Visit;
use crate::component::{Chip, ChipLook, ChipTone, DescriptionList, Fact, FieldError, Icon};
use crate::text::grant_field;
use crate::text::problem::labelled;

/// The chip of a grant.
pub(in crate::page) fn state_chip(state: GrantState, lang: Lang) -> ChipLook {
    use GrantState as State;
    let (tone, icon) = match state {
        State::Draft | State::Refused | State::Withdrawn | State::Disposed => (ChipTone::Gray, Icon::Dash),
        State::Submitted | State::ReportSubmitted => (ChipTone::Blue, Icon::Clock),
        State::Returned | State::ReportReturned | State::ReturnOrdered | State::Cancelled | State::PartCancelled => {
            (ChipTone::Orange, Icon::Alert)
        }
        State::Suspended | State::ReportDue | State::Settling | State::ReturnPaid => {
            (ChipTone::Yellow, Icon::Hourglass)
        }
        State::Decided | State::Executing | State::AmountFixed | State::Closed | State::Retention => {
            (ChipTone::Green, Icon::Check)
        }
    };
    ChipLook::new(tone, icon, state.name(lang))
}

/// An amount with its unit.
pub(in crate::page) fn yen(lang: Lang, amount: Yen) -> String {
    match lang {
        Lang::Ja => format!("{amount}円"),
        Lang::En => format!("{amount} yen"),
    }
}

/// Title, state and number.
pub(in crate::page) fn heading(visit: &Visit, whole: &StoredGrant, title: &str) -> impl IntoView + use<> {
    view! {
        <p class="kj-note">{whole.call.title(visit.lang).to_owned()}</p>
        <h1 class="kj-title">{title.to_owned()}</h1>
        <p>
            <Chip look=state_chip(whole.state(), visit.lang) />
            " "
            {late_chip(visit, whole).map(|look| view! { <Chip look /> " " })}
            {whole.file.number.clone()}
            " "
            {(title != whole.file.title).then(|| whole.file.title.clone())}
        </p>
    }
}

/// What comes next, who has to act, and until when.
pub(in crate::page) fn next_step(lang: Lang, whole: &StoredGrant) -> Option<String> {
    let next = whole.awaits()?;
    let next = match next {
        // Nothing is left to be returned after a cancellation.
        Next::Order if whole.case.ledger().excess() == Yen::ZERO => Next::Close,
        Next::Settle if whole.case.ledger().excess() > Yen::ZERO => Next::Order,
        Next::Settle if whole.case.ledger().owing() == Yen::ZERO => Next::Close,
        next => next,
    };
    let due = whole.due().map(|day| day.format(lang));
    Some(match (lang, due) {
        (Lang::Ja, Some(due)) => format!("{}（{due}まで）", next.name(lang)),
        (Lang::En, Some(due)) => format!("{} (until {due})", next.name(lang)),
        (_, None) => next.name(lang).to_owned(),
    })
}

/// The chip of what is late.
pub(in crate::page) fn late_chip(visit: &Visit, whole: &StoredGrant) -> Option<ChipLook> {
    let word = visit.text().grant.queue_late;
    whole
        .is_late(visit.today)
        .then(|| ChipLook::new(ChipTone::Red, Icon::Alert, word))
}

/// The key facts.
pub(in crate::page) fn facts(visit: &Visit, whole: &StoredGrant) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let day = |day: Option<Day>| day.map(|day| day.format(lang));
    let (from, to) = whole.file.period;
    let period = match lang {
        Lang::Ja => format!("{}〜{}", from.format(lang), to.format(lang)),
        Lang::En => format!("{} – {}", from.format(lang), to.format(lang)),
    };
    let decision = whole.decision_number.clone().zip(day(whole.decided_on));
    let entries = [
        (text.next, next_step(lang, whole)),
        (text.lead_society, Some(whole.lead_name.clone())),
        (text.period, Some(period)),
        (
            text.decision,
            decision.map(|(number, day)| format!("{number}（{day}）")),
        ),
        (text.withdraw_until, day(whole.withdraw_until)),
        (text.completed_on, day(whole.completed_on)),
        (text.report_due, day(whole.report_due)),
        (text.retain_until, day(whole.retain_until)),
        (text.hold, whole.hold.clone()),
    ];
    let facts = entries
        .into_iter()
        .filter_map(|(term, detail)| Some(Fact::text(term, detail?)))
        .collect();
    let conditions = (!whole.file.conditions.is_empty()).then(|| {
        let items = whole
            .file
            .conditions
            .iter()
            .map(|line| view! { <li>{line.clone()}</li> })
            .collect_view();
        view! {
            <h2 class="kj-section__subtitle">{text.conditions}</h2>
            <ol class="kj-prose">{items}</ol>
        }
    });
    view! {
        <DescriptionList facts framed=true />
        {conditions}
    }
    .into_any()
}

/// What is wrong, in words.
pub(in crate::page) fn sentence(lang: Lang, found: &Problem) -> String {
    labelled(lang, &grant_field::label(lang, found.field.as_str()), &found.code)
}

/// What is wrong with a field.
pub(in crate::page) fn error(lang: Lang, problems: &Problems, name: &str) -> Option<String> {
    problems.for_field(name).next().map(|found| sentence(lang, found))
}

/// The list above a form.
pub(in crate::page) fn errors(lang: Lang, problems: &Problems) -> Vec<FieldError> {
    problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect()
}
