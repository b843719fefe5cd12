//! `/admin/calls` and below: officers write calls and their questions, approving officers let them out and end them (W30,
//! ADM-10).

pub mod call;
pub mod end;
pub mod extensions;
pub mod form;
pub mod list;
pub mod new;
pub mod preview;
pub mod publish;
pub mod section;
pub mod testers;

mod control;
mod criterion;
mod difference;

use domain::permit::{Action, Subject};
use domain::value::CallId;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::CallRecord;

use crate::component::{ErrorSummary, FieldError};
use crate::document::Head;
use crate::text::call_field;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/admin/calls";

/// The address of a call.
fn path(id: CallId) -> String {
    format!("{LIST}/{id}")
}

/// Refuses whoever may not write calls.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::EditCalls, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// Refuses whoever may not let calls out.
fn require_approver(visit: &Visit) -> Result<(), Failure> {
    require(visit)?;
    if publishes(visit) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

fn publishes(visit: &Visit) -> bool {
    visit.may(Action::PublishCalls, Subject::Portal)
}

/// The call of an address.
async fn get_record(site: &Site, visit: &Visit, id: &str) -> Result<CallRecord, Failure> {
    require(visit)?;
    let id: CallId = id.parse().map_err(|_| Failure::NotFound)?;
    site.store.find_call_record(id).await?.ok_or(Failure::NotFound)
}

/// The call of an address, as long as something of it can be changed.
async fn get_open_record(site: &Site, visit: &Visit, id: &str) -> Result<CallRecord, Failure> {
    let record = get_record(site, visit, id).await?;
    if record.state.has_working_copy() {
        Ok(record)
    } else {
        Err(Failure::NotNow)
    }
}

/// The head of a page of a call; without `here` it is the call's own.
fn head(visit: &Visit, record: &CallRecord, here: Option<&str>) -> Head {
    let title = record.title(visit.lang).to_owned();
    let text = visit.text();
    let head = Head::new(here.map_or_else(|| title.clone(), |here| format!("{here} - {title}")))
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.call_admin.title, visit.href(LIST));
    let head = match here {
        Some(here) => head.crumb(title, visit.href(&path(record.id))).here(here),
        None => head.here(title),
    };
    head.private()
}

/// All problems at the top of a form.
fn summary(lang: Lang, problems: &Problems) -> Option<AnyView> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), call_field::sentence(lang, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> }.into_any())
}
