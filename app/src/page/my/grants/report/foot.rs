//! Below the result report: what the lines as saved come to, by the same function that fixes the amount.

use domain::grant_case::{Report, ReportKind, ReportLimits};
use domain::value::Yen;
use leptos::prelude::*;

use super::Page;
use crate::Visit;
use crate::page::grant::settlement;

/// The settlement of what is typed so far; a sentence while it cannot be read.
pub(super) fn view(visit: &Visit, page: &Page) -> Option<AnyView> {
    if page.kind != ReportKind::Result {
        return None;
    }
    let (whole, ledger) = (&page.whole, page.whole.case.ledger());
    let limits = ReportLimits {
        call: &whole.call.call,
        most: ledger.owing(),
        fixed: ledger.fixed().unwrap_or_default(),
        today: visit.today,
    };
    let settled = match page.draft.check(page.kind, limits) {
        Ok(Report::Result(result)) => {
            let decided = ledger.decided().unwrap_or(Yen::ZERO);
            result.settle(&[], &whole.call.call, whole.file.cap, decided, ledger.held())
        }
        _ => None,
    };
    Some(match settled {
        Some(settled) => settlement(visit, &settled),
        None => view! { <p class="kj-note">{visit.text().grant.settlement_later}</p> }.into_any(),
    })
}
