//! `/admin/decisions` and below: ranking, batches of decisions, approval by a second person, release (W29, ADM-08, ADM-18).
//! Nothing here is seen by applicants before the release.

pub mod batch;
pub mod call;
pub mod check;
pub mod list;

mod condition;
mod line;
mod mail;
mod ranking;
mod step;

use domain::decision::BatchState;
use domain::permit::{Action, Subject};
use domain::value::{BatchId, CallId, Yen};
use leptos::prelude::*;
use store::{Batch, StoredCall};

use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::document::Head;
use crate::text::decision::DecisionText;
use crate::{Failure, Site, Visit};

/// Where the calls are.
const LIST: &str = "/admin/decisions";

/// Refuses whoever prepares no decisions.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ProposeDecision, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// Whether the visitor approves decisions of others.
fn approves(visit: &Visit) -> bool {
    visit.may(Action::DecideApplication, Subject::Portal)
}

/// The page of a call.
fn call_path(call: CallId) -> String {
    format!("{LIST}/{call}")
}

/// The page of a batch.
fn batch_path(batch: &Batch) -> String {
    format!("{LIST}/{}/{}", batch.call, batch.id)
}

async fn get_call(site: &Site, id: &str) -> Result<StoredCall, Failure> {
    let id: CallId = id.parse().map_err(|_| Failure::NotFound)?;
    site.store.find_call(id).await?.ok_or(Failure::NotFound)
}

/// The batch of an address; one of another call does not exist there.
async fn get_batch(site: &Site, call: &str, id: &str) -> Result<(StoredCall, Batch), Failure> {
    let call = get_call(site, call).await?;
    let id: BatchId = id.parse().map_err(|_| Failure::NotFound)?;
    let batch = site.store.find_batch(id).await?.ok_or(Failure::NotFound)?;
    if batch.call == call.id {
        Ok((call, batch))
    } else {
        Err(Failure::NotFound)
    }
}

fn head(visit: &Visit, call: &StoredCall, batch: Option<&Batch>, page: Option<&str>) -> Head {
    let (lang, text) = (visit.lang, visit.text());
    let title = call.title(lang).to_owned();
    let named = batch.map(|batch| batch_name(visit, batch));
    let own = page.or(named.as_deref()).unwrap_or(&title).to_owned();
    let head = Head::new(&own)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.decision.title, visit.href(LIST));
    let head = match (batch, named) {
        (Some(batch), Some(named)) => {
            let head = head.crumb(&title, visit.href(&call_path(call.id)));
            if page.is_some() {
                head.crumb(named, visit.href(&batch_path(batch)))
            } else {
                head
            }
        }
        _ => head,
    };
    head.here(own).private()
}

fn batch_name(visit: &Visit, batch: &Batch) -> String {
    let text = visit.text().decision;
    match domain::normalise::single_line(&batch.form.name) {
        name if name.is_empty() => text.unnamed.to_owned(),
        name => (text.name_of)(&name),
    }
}

/// The chip of a batch.
fn batch_chip(visit: &Visit, state: BatchState) -> impl IntoView + use<> {
    let (tone, icon) = match state {
        BatchState::Draft => (ChipTone::Gray, Icon::Pencil),
        BatchState::Proposed => (ChipTone::Yellow, Icon::Hourglass),
        BatchState::Approved => (ChipTone::Sky, Icon::Clock),
        BatchState::Released => (ChipTone::Green, Icon::Check),
        BatchState::Cancelled => (ChipTone::Gray, Icon::Dash),
    };
    let look = ChipLook::new(tone, icon, state.name(visit.lang));
    view! { <Chip look /> }
}

/// When a batch is or was released.
fn release_words(visit: &Visit, batch: &Batch) -> String {
    let text = DecisionText::of(visit.lang);
    match (batch.released_at, batch.release_at) {
        (Some(at), _) | (None, Some(at)) => at.format_jst(visit.lang),
        (None, None) => text.at_once.to_owned(),
    }
}

/// An amount with its unit.
fn yen(visit: &Visit, amount: Yen) -> String {
    crate::text::call::yen(visit.lang, amount)
}
