//! `/calls` and below: calls for applications as everybody reads them (W6), and which of them fit a society.

pub mod apply;
pub mod call;
pub mod fit;
pub mod ics;
pub mod list;

use domain::call::CallState;
use domain::permit::{Action, Subject};
use domain::questionnaire::Questionnaire;
use domain::value::CallId;
use store::{CallRecord, StoredCall};

use crate::page::call_sheet::Sheet;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/calls";

/// The address of a call.
pub(super) fn path(id: CallId) -> String {
    format!("{LIST}/{id}")
}

/// Calls that everybody may read, the next deadline first among open ones.
pub(super) async fn public_calls(site: &Site) -> Result<Vec<StoredCall>, Failure> {
    let mut calls = site.store.list_calls().await?;
    calls.retain(|call| call.state.is_public());
    calls.sort_by_key(|call| match call.state {
        CallState::Scheduled => call.call.dates.open_at,
        CallState::Open => call.call.dates.close_at,
        // The latest first.
        _ => domain::value::Instant::from_millis(-call.call.dates.close_at.millis()),
    });
    Ok(calls)
}

/// A call as a reader sees it, and whether it is only shown as a test.
pub(super) struct Readable {
    pub(super) id: CallId,
    pub(super) version: i64,
    pub(super) updated_at: domain::value::Instant,
    pub(super) sheet: Sheet,
    pub(super) is_test: bool,
}

/// The call of an address: what is public for everybody, a complete working copy for its officers and for the societies that
/// were chosen to test it. For others it does not exist.
pub(super) async fn get_readable(site: &Site, visit: &Visit, id: &str) -> Result<Readable, Failure> {
    let id: CallId = id.parse().map_err(|_| Failure::NotFound)?;
    let record = site.store.find_call_record(id).await?.ok_or(Failure::NotFound)?;
    if record.state.is_public() {
        let title = title(visit, &record);
        let form = site.store.list_form_versions(id).await?.pop();
        let call = record.live.ok_or(Failure::NotFound)?;
        return Ok(Readable {
            id,
            version: record.version,
            updated_at: record.updated_at,
            sheet: Sheet {
                title,
                state: record.state,
                call,
                reason: record.reason,
                form: form.map(|version| version.form).unwrap_or_default(),
            },
            is_test: false,
        });
    }
    if !is_tester(visit, &record) {
        return Err(Failure::NotFound);
    }
    let call = record.draft.check().map_err(|_| Failure::NotFound)?;
    Ok(Readable {
        id,
        version: record.version,
        updated_at: record.updated_at,
        sheet: Sheet {
            title: record.title(visit.lang).to_owned(),
            state: record.state,
            call,
            reason: record.reason,
            form: waiting_form(site, id).await?,
        },
        is_test: true,
    })
}

/// The questions as they would be published now.
pub(super) async fn waiting_form(site: &Site, id: CallId) -> Result<Questionnaire, Failure> {
    if let Some(waiting) = site.store.find_form_draft(id).await? {
        return Ok(waiting.form);
    }
    let last = site.store.list_form_versions(id).await?.pop();
    Ok(last.map(|version| version.form).unwrap_or_default())
}

/// The title of what is public.
fn title(visit: &Visit, record: &CallRecord) -> String {
    let live = record.live.as_ref().map(|call| call.title.clone());
    match (visit.lang, live) {
        (domain::Lang::Ja, Some(title)) => title,
        _ => record.title(visit.lang).to_owned(),
    }
}

fn is_tester(visit: &Visit, record: &CallRecord) -> bool {
    visit.may(Action::EditCalls, Subject::Portal)
        || visit.user().is_some_and(|user| {
            let mut places = user.memberships.iter();
            places.any(|place| record.draft.testers.contains(&place.organisation))
        })
}
