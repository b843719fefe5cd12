//! The forms of the steps that an officer or an approving officer can take now. What is not possible is not shown.

use domain::grant_case::{GrantState, GrantStep, Proposed, ReportKind, ReportState, may_dispose};
use domain::value::Yen;
use leptos::prelude::*;

use super::grant::Page;
use crate::Visit;
use crate::page::grant::control::{Kind, input_of};
use crate::page::grant::{proposal, yen};

/// What a form asks for, with what it begins with.
pub(super) type Ask = (&'static str, String, Kind, bool);

/// A form that takes one step.
pub(super) fn form(
    visit: &Visit,
    page: &Page,
    (code, label, lead): (&str, &str, &str),
    tone: &'static str,
    asks: Vec<Ask>,
) -> AnyView {
    let (lang, problems) = (visit.lang, page.problems(code));
    let fields = asks
        .into_iter()
        .map(|(name, first, kind, required)| {
            let typed = page.typed(code, name);
            let value = if page.typed.text("form") == code {
                typed.to_owned()
            } else {
                first
            };
            input_of(lang, code, (name, &value, kind), required, &problems)
        })
        .collect_view();
    let open = page.typed.text("form") == code;
    let other: Vec<_> = problems
        .iter()
        .filter(|found| found.field.as_str() == "settlement")
        .map(|found| crate::page::grant::sentence(lang, found))
        .collect();
    let other = (!other.is_empty())
        .then(|| view! { <p class="kj-field__error" id=format!("{code}-settlement")>{other.join(" ")}</p> });
    view! {
        <details class="kj-disclosure" id=format!("form-{code}") open=open>
            <summary class="kj-disclosure__summary">{label.to_owned()}</summary>
            {(!lead.is_empty()).then(|| view! { <p>{lead.to_owned()}</p> })}
            {other}
            <form class="kj-form" method="post" action=page.action(visit) novalidate=true>
                <input type="hidden" name="version" value=page.whole.version.to_string() />
                <input type="hidden" name="form" value=code.to_owned() />
                {fields}
                <p><button class="kj-button" data-tone=tone type="submit">{label.to_owned()}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// Number, day and reason of a decision.
pub(super) fn paper(visit: &Visit, needs_reason: bool) -> Vec<Ask> {
    vec![
        ("number", String::new(), Kind::Line, true),
        ("day", visit.today.format(visit.lang), Kind::Day, true),
        ("reason", String::new(), Kind::Lines(1_000), needs_reason),
    ]
}

/// What is proposed, and the buttons of the second person.
pub(super) fn second_person(visit: &Visit, page: &Page) -> Option<AnyView> {
    let text = visit.text().grant;
    let proposed = page.whole.file.proposal.as_ref()?;
    let is_own = visit.user().is_some_and(|user| user.id == proposed.by);
    let confirm = (page.decides(visit) && !is_own).then(|| {
        form(
            visit,
            page,
            ("confirm", text.confirm, text.confirm_lead),
            "primary",
            vec![],
        )
    });
    let own = is_own.then(|| view! { <p>{text.own_proposal}</p> });
    let drop = (page.decides(visit) || page.checks(visit)).then(|| {
        let asks = vec![("reason", String::new(), Kind::Lines(1_000), true)];
        form(visit, page, ("drop", text.drop, text.drop_lead), "danger", asks)
    });
    Some(
        view! {
            <section class="kj-box" aria-labelledby="proposal-title">
                <h2 class="kj-box__title" id="proposal-title">{text.proposal}</h2>
                {proposal(visit, proposed)}
                {own}
                {confirm}
                {drop}
            </section>
        }
        .into_any(),
    )
}

/// All steps of the case that are possible now.
pub(super) fn steps(visit: &Visit, page: &Page) -> Option<AnyView> {
    let text = visit.text().grant;
    let (checks, decides) = (page.checks(visit), page.decides(visit));
    let mut forms = Vec::new();
    if checks || decides {
        forms.extend(decisions(visit, page));
    }
    if checks {
        forms.extend(alone(visit, page));
    }
    if decides {
        forms.push(hold(visit, page));
    }
    if forms.is_empty() || page.whole.state() == GrantState::Disposed {
        return None;
    }
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.steps}</h2>
                {forms.collect_view()}
            </section>
        }
        .into_any(),
    )
}

/// Decisions: one person proposes, another decides.
fn decisions(visit: &Visit, page: &Page) -> Vec<AnyView> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let ledger = whole.case.ledger();
    let applied = whole.file.content.as_ref().map_or(Yen::ZERO, |content| content.yen);
    let steps = GrantStep::ALL.iter().copied().filter(|step| {
        let exists = whole.state().next(*step).is_some() && Proposed::is_for(*step);
        exists
            && match step {
                GrantStep::OrderReturn => ledger.excess() > Yen::ZERO,
                GrantStep::OrderTaxReturn => {
                    let is_even = ledger.excess() == Yen::ZERO && ledger.owing() == Yen::ZERO;
                    is_even && whole.tax_open(&page.reports) > Yen::ZERO
                }
                GrantStep::OrderCorrection => false,
                GrantStep::Dispose => whole
                    .retain_until
                    .is_some_and(|until| may_dispose(until, visit.today, whole.hold.is_some())),
                _ => true,
            }
    });
    steps
        .map(|step| {
            let mut asks = paper(visit, step.needs_reason() || step == GrantStep::Dispose);
            let amount = |first: Yen| ("yen", first.to_string(), Kind::Money, true);
            match step {
                GrantStep::Decide => {
                    asks.insert(2, amount(applied));
                    let conditions = whole.file.conditions.join("\n");
                    asks.push(("conditions", conditions, Kind::Lines(3_000), false));
                }
                GrantStep::CancelPart => asks.insert(2, ("yen", String::new(), Kind::Money, true)),
                GrantStep::OrderReturn | GrantStep::OrderTaxReturn => {
                    let most = match step {
                        GrantStep::OrderReturn => ledger.excess(),
                        _ => whole.tax_open(&page.reports),
                    };
                    asks.insert(2, amount(most));
                    let due = visit.today.plus_days(20).unwrap_or(visit.today);
                    asks.insert(3, ("due", due.format(lang), Kind::Day, true));
                }
                GrantStep::Dispose => {
                    asks.remove(0);
                }
                _ => {}
            }
            let code = format!("propose-{}", step.code());
            let label = (text.propose)(step.name(lang));
            let lead = match step {
                GrantStep::FixAmount | GrantStep::Refix => {
                    match page.result().and_then(|report| whole.settle(report)) {
                        Some(settled) => (text.fix_lead)(&yen(lang, settled.fixed)),
                        None => text.fix_later.to_owned(),
                    }
                }
                GrantStep::OrderTaxReturn => (text.tax_return_lead)(&yen(lang, whole.tax_open(&page.reports))),
                _ => text.propose_lead.to_owned(),
            };
            form(visit, page, (&code, &label, &lead), "primary", asks)
        })
        .collect()
}

/// Steps that an officer takes alone.
fn alone(visit: &Visit, page: &Page) -> Vec<AnyView> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let (ledger, state) = (whole.case.ledger(), whole.state());
    let exists = |step: GrantStep| state.next(step).is_some();
    let reason = |required| vec![("reason", String::new(), Kind::Lines(1_000), required)];
    let sum = |first: Yen| {
        vec![
            ("yen", first.to_string(), Kind::Money, true),
            ("on", visit.today.format(lang), Kind::Day, true),
        ]
    };
    let mut forms = Vec::new();
    let mut add = |code: &str, label: &str, lead: &str, tone, asks| {
        forms.push(form(visit, page, (code, label, lead), tone, asks));
    };
    if exists(GrantStep::Return) {
        add(
            "return",
            GrantStep::Return.name(lang),
            text.return_lead,
            "danger",
            reason(true),
        );
    }
    if exists(GrantStep::Resume) {
        add("resume", GrantStep::Resume.name(lang), "", "primary", reason(false));
    }
    let advances = exists(GrantStep::Advance) && whole.call.call.money.advance;
    if (advances || exists(GrantStep::Pay)) && ledger.owing() > Yen::ZERO {
        let step = if advances { GrantStep::Advance } else { GrantStep::Pay };
        let most = (text.pay_lead)(&yen(lang, ledger.owing()));
        let first = if advances { Yen::ZERO } else { ledger.owing() };
        add("pay", step.name(lang), &most, "primary", sum(first));
    }
    let waits = page
        .reports
        .iter()
        .any(|one| one.kind == ReportKind::Status && one.due.is_some() && one.state == ReportState::Submitted);
    if whole.takes(ReportKind::Status) && !waits {
        let due = visit.today.plus_days(30).unwrap_or(visit.today);
        let asks = vec![
            ("due", due.format(lang), Kind::Day, true),
            ("reason", String::new(), Kind::Lines(1_000), true),
        ];
        add("ask-status", text.ask_status, text.ask_status_lead, "primary", asks);
    }
    if state == GrantState::ReturnOrdered {
        if ledger.open_return() > Yen::ZERO {
            let label = GrantStep::PayBack.name(lang);
            add(
                "take-return",
                label,
                text.take_return_lead,
                "primary",
                sum(ledger.open_return()),
            );
        }
        let charges = whole.charges(visit.today).total().get() - whole.file.charges_paid().get();
        if charges > 0 {
            add(
                "take-charge",
                text.take_charge,
                text.take_charge_lead,
                "primary",
                sum(Yen::new(charges)),
            );
        }
        if ledger.open_return() == Yen::ZERO && charges <= 0 {
            add(
                "finish-return",
                GrantStep::FinishReturn.name(lang),
                "",
                "primary",
                vec![],
            );
        }
    }
    let even = ledger.owing() == Yen::ZERO && ledger.excess() == Yen::ZERO;
    if exists(GrantStep::Close) && even {
        add("close", GrantStep::Close.name(lang), text.close_lead, "primary", vec![]);
    }
    if exists(GrantStep::Retain) {
        add("keep", GrantStep::Retain.name(lang), text.keep_lead, "primary", vec![]);
    }
    forms
}

/// 廃棄の保留.
fn hold(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().grant;
    if page.whole.hold.is_some() {
        return form(
            visit,
            page,
            ("release", text.release, text.release_lead),
            "outline",
            vec![],
        );
    }
    let asks = vec![("reason", String::new(), Kind::Lines(1_000), true)];
    form(visit, page, ("hold", text.hold_button, text.hold_lead), "outline", asks)
}
