//! `/admin/reports` and below: applications in figures (W32, ADM-14): charts, tables, CSV of the same numbers.

pub mod csv;
pub mod home;

mod count;

use std::collections::HashMap;

use domain::permit::{Action, Subject};
use domain::value::{CallId, Yen};
use store::{CaseFigure, StoredCall};

use self::count::{Report, count};
use crate::{Failure, Site, Visit};

/// Where the reports are.
const HERE: &str = "/admin/reports";

/// Everything that the pages show.
struct Loaded {
    calls: Vec<StoredCall>,
    chosen: Option<CallId>,
    reports: Vec<Report>,
    is_empty: bool,
}

/// Counts for the call in the address, or for all.
async fn load(site: &Site, visit: &Visit) -> Result<Loaded, Failure> {
    visit.require_user()?;
    if !visit.may(Action::ReadReviews, Subject::Portal) {
        return Err(Failure::Forbidden);
    }
    let typed = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(name, value)| name == "call" && !value.is_empty())
        .map(|(_, value)| value.into_owned());
    let chosen = match typed {
        Some(typed) => Some(typed.parse::<CallId>().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    let calls = site.store.list_calls().await?;
    if chosen.is_some_and(|id| calls.iter().all(|call| call.id != id)) {
        return Err(Failure::NotFound);
    }
    let figures: Vec<CaseFigure> = site.store.list_case_figures(chosen).await?;
    let mut budgets: HashMap<CallId, Yen> = HashMap::new();
    for call in &calls {
        if let Some(budget) = site.store.find_budget(call.id).await? {
            budgets.insert(call.id, budget);
        }
    }
    Ok(Loaded {
        reports: count(visit, &figures, &budgets),
        is_empty: figures.is_empty(),
        calls,
        chosen,
    })
}
