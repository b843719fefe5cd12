//! `/my/programs` and below: an organisation's own programs, from a first draft to the end of a listing.

pub mod copy;
pub mod delete;
pub mod edit;
pub mod end;
pub mod history;
pub mod inquiries;
pub mod list;
pub mod new;
pub mod participants;
pub mod preview;
pub mod publish;
pub mod result;
pub mod section;
pub mod withdraw;

mod confirm;
mod conflict;
mod field;
mod fix;
mod publication;
mod standing;

use domain::permit::{Action, Subject};
use domain::program::{Listing, ListingStep, ProgramForm};
use domain::value::ProgramId;
use store::{Draft, ProgramEvent};

use crate::document::Head;
use crate::{Failure, Site, Visit};

/// The working copy of an address, if the visitor may read it. What is not theirs looks as if it did not exist.
async fn get_draft(site: &Site, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    visit.require_user()?;
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let draft = site.store.find_draft(id).await?.ok_or(Failure::NotFound)?;
    if visit.may(Action::ReadDraft, Subject::Organisation(draft.owner.id)) {
        Ok(draft)
    } else {
        Err(Failure::NotFound)
    }
}

/// The name a program goes by while it has no title.
pub(crate) fn title(visit: &Visit, form: &ProgramForm) -> String {
    let typed = domain::normalise::single_line(&form.title);
    if typed.is_empty() {
        visit.text().my.untitled.to_owned()
    } else {
        typed
    }
}

/// The reason of the last suspension.
pub(crate) fn suspension(events: &[ProgramEvent]) -> String {
    let last = events
        .iter()
        .rev()
        .find(|event| event.step == Some(ListingStep::Suspend));
    last.map(|event| event.note.clone()).unwrap_or_default()
}

/// Where a program is edited.
fn edit_path(id: ProgramId) -> String {
    format!("/my/programs/{id}/edit")
}

/// The way to a page below a program's task list.
fn head(visit: &Visit, draft: &Draft, page: &str) -> Head {
    let name = title(visit, &draft.form);
    Head::new(page)
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().my.programs, visit.href("/my/programs"))
        .crumb(name, visit.href(&edit_path(draft.id)))
        .here(page)
        .private()
}

/// What readers would see if the working copy were published now; `None` while something is missing or wrong.
fn as_listing(site: &Site, draft: &Draft) -> Option<Listing> {
    let content = draft.form.check().ok()?;
    Some(Listing {
        id: draft.id,
        version: draft.version,
        lead: draft.owner.clone(),
        content,
        published_at: draft.published_at.unwrap_or_else(|| site.now()),
        updated_at: site.now(),
        ended: false,
    })
}
