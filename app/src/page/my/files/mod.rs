//! `/my/files/{owner}` and below: attaching files to something, replacing, ordering and removing them (W18). One set of
//! pages serves every kind of owner.

pub mod file;
pub mod list;
pub mod order;
pub mod remove;
pub mod reuse;

mod receive;
mod upload;

pub use receive::BODY_BYTES;

use domain::file::FileOwner;
use domain::permit::{Action, Subject};
use domain::program::ListingState;
use domain::value::{FileId, OrganisationId};
use store::StoredFile;

use crate::document::Head;
use crate::page::attachment::upload_href;
use crate::{Failure, Site, Visit};

/// Something that has files, for a visitor who may see all of them.
#[derive(Clone, Debug)]
struct Case {
    owner: FileOwner,
    keeper: OrganisationId,
    /// What it is called.
    name: String,
    /// Its own page.
    path: String,
    /// Whether the visitor may change anything now.
    open: bool,
    /// Where a program is, if it is one.
    state: Option<ListingState>,
}

/// What an address names. What is not theirs looks as if it did not exist.
async fn get_case(site: &Site, visit: &Visit, owner: &str) -> Result<Case, Failure> {
    visit.require_user()?;
    let owner: FileOwner = owner.parse().map_err(|_| Failure::NotFound)?;
    let keeper = site.store.find_file_keeper(owner).await?.ok_or(Failure::NotFound)?;
    if !visit.may(Action::ReadFiles, Subject::Organisation(keeper)) {
        return Err(Failure::NotFound);
    }
    let (name, path, takes, state) = match owner {
        FileOwner::Application(id, paper) => {
            let found = site.store.find_application(id).await?.ok_or(Failure::NotFound)?;
            let takes = domain::file::takes_papers(found.state);
            let name = format!("{} {}", paper.name(visit.lang), found.title());
            (name, format!("/my/applications/{id}/attachments"), takes, None)
        }
        FileOwner::Consent(id) => {
            let found = site.store.find_participation(id).await?.ok_or(Failure::NotFound)?;
            let takes = domain::file::takes_evidence(found.state);
            (found.title, format!("/my/participations/{id}"), takes, None)
        }
        FileOwner::Place(id) | FileOwner::Shelf(id) => {
            let whole = site
                .store
                .find_consortium_of_place(id)
                .await?
                .ok_or(Failure::NotFound)?;
            let state = whole.place(keeper).map(|place| place.state);
            let (page, takes): (_, fn(_, _) -> bool) = match owner {
                FileOwner::Shelf(_) => ("documents", domain::file::takes_shared_files),
                _ => ("consent", domain::file::takes_place_evidence),
            };
            let takes = state.is_some_and(|place| takes(whole.state, place));
            (
                whole.plan.name,
                format!("/my/consortia/{}/{page}", whole.id),
                takes,
                None,
            )
        }
        FileOwner::Program(id) => {
            let draft = site.store.find_draft(id).await?.ok_or(Failure::NotFound)?;
            let typed = domain::normalise::single_line(&draft.form.title);
            let name = if typed.is_empty() {
                visit.text().my.untitled.to_owned()
            } else {
                typed
            };
            let takes = domain::file::takes_files(draft.state);
            (name, format!("/my/programs/{id}/edit"), takes, Some(draft.state))
        }
    };
    Ok(Case {
        owner,
        keeper,
        name,
        path,
        open: takes && visit.may(Action::AttachFiles, Subject::Organisation(keeper)),
        state,
    })
}

/// The case for a visitor who is about to change it.
async fn get_open_case(site: &Site, visit: &Visit, owner: &str) -> Result<Case, Failure> {
    let case = get_case(site, visit, owner).await?;
    if !visit.may(Action::AttachFiles, Subject::Organisation(case.keeper)) {
        return Err(Failure::Forbidden);
    }
    match case.state {
        _ if case.open => Ok(case),
        Some(state) => Err(Failure::WrongState { state }),
        None => Err(Failure::NotNow),
    }
}

/// A file of a case, also a removed one.
async fn get_file(site: &Site, case: &Case, id: &str) -> Result<StoredFile, Failure> {
    let id: FileId = id.parse().map_err(|_| Failure::NotFound)?;
    let file = site.store.find_file(id).await?;
    file.filter(|file| file.owner == case.owner).ok_or(Failure::NotFound)
}

/// The way to a page below the case; the list of files is the last step before it, unless it is that list itself.
fn head(visit: &Visit, case: &Case, page: &str) -> Head {
    let list = visit.text().file.page_title;
    let mut head = Head::new(page)
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .private();
    if let FileOwner::Program(_) = case.owner {
        head = head.crumb(visit.text().my.programs, visit.href("/my/programs"));
    }
    let head = head.crumb(case.name.clone(), visit.href(&case.path));
    if page == list {
        head.here(page)
    } else {
        head.crumb(list, upload_href(visit, case.owner)).here(page)
    }
}
