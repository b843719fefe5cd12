//! Attached files as readers and their owners see them: who may read which version, the list of 資料 on the page of a
//! program, and the box with the way to the page where files are attached (ORG-10).

use domain::file::{FileOwner, ScanState};
use domain::permit::{Action, Subject};
use domain::program::ListingState;
use domain::value::{ApplicationId, ProgramId, grouped};
use leptos::prelude::*;
use store::{FileVersion, StoredFile};

use super::disposition::escape;
use super::programs::may_read;
use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::{Failure, Site, Visit};

/// Where a version is downloaded.
pub fn href(visit: &Visit, version: &FileVersion) -> String {
    visit.href(&format!("/files/{}/{}", version.id, escape(&version.name)))
}

/// Where files of an owner are attached.
pub fn upload_href(visit: &Visit, owner: FileOwner) -> String {
    visit.href(&format!("/my/files/{owner}"))
}

/// Whether a version may be handed to this visitor, as far as permissions go: all versions to the people who attach
/// them, the present one to those who may read what it is attached to.
///
/// # Errors
/// When the database fails.
pub async fn may_fetch(site: &Site, visit: &Visit, file: &StoredFile, version: &FileVersion) -> Result<bool, Failure> {
    if visit.may(Action::ReadFiles, Subject::Organisation(file.organisation)) {
        return Ok(true);
    }
    if file.removed_at.is_some() || file.current.id != version.id {
        return Ok(false);
    }
    match file.owner {
        FileOwner::Application(id, _) => {
            let found = site.store.find_application(id).await?;
            let taken_in = found.is_some_and(|found| found.submitted_at.is_some());
            Ok(taken_in && (visit.may(Action::CheckApplication, Subject::Portal) || reviews(site, visit, id).await?))
        }
        FileOwner::Consent(id) => {
            let participation = site.store.find_participation(id).await?;
            Ok(participation.is_some_and(|participation| {
                let organiser = Subject::Organisation(participation.organiser.id);
                visit.may(Action::ReadParticipation, organiser)
            }))
        }
        FileOwner::Place(id) => {
            let whole = site.store.find_consortium_of_place(id).await?;
            Ok(whole.is_some_and(|whole| {
                let belongs = whole
                    .places
                    .iter()
                    .any(|place| place.id == id && place.state.is_present());
                belongs && visit.may(Action::ReadConsortium, Subject::Organisation(whole.lead))
            }))
        }
        FileOwner::Shelf(id) => {
            let whole = site.store.find_consortium_of_place(id).await?;
            Ok(whole.is_some_and(|whole| {
                let present = || whole.places.iter().filter(|place| place.state.is_present());
                let reads = |own| visit.may(Action::ReadConsortium, Subject::Organisation(own));
                present().any(|place| place.id == id) && present().any(|place| reads(place.organisation))
            }))
        }
        FileOwner::Program(id) => {
            if visit.may(Action::CheckPrograms, Subject::Portal) && is_checked(site, id).await? {
                return Ok(true);
            }
            let listing = site.store.find_listing(id).await?;
            Ok(listing.is_some_and(|listing| may_read(visit, &listing)))
        }
    }
}

/// Whether the visitor reviews the application and has denied a conflict of interest.
async fn reviews(site: &Site, visit: &Visit, id: ApplicationId) -> Result<bool, Failure> {
    let Some(user) = visit
        .user()
        .filter(|_| visit.may(Action::ReviewApplications, Subject::Portal))
    else {
        return Ok(false);
    };
    let all = site.store.list_application_reviews(id).await?;
    Ok(all.iter().any(|one| one.reviewer == user.id && one.state.may_read()))
}

/// Whether the secretariat has a program before it: asked to publish it, or has suspended it.
async fn is_checked(site: &Site, id: ProgramId) -> Result<bool, Failure> {
    let draft = site.store.find_draft(id).await?;
    Ok(draft.is_some_and(|draft| matches!(draft.state, ListingState::Checking | ListingState::Suspended)))
}

/// The files of an owner that readers can fetch now.
///
/// # Errors
/// When the database fails.
pub async fn list_readable(site: &Site, owner: FileOwner) -> Result<Vec<StoredFile>, Failure> {
    let mut files = site.store.list_files(owner).await?;
    files.retain(|file| file.current.scan.is_served(site.files.scanning));
    Ok(files)
}

/// Kind and size: `PDF、1.2 MB（1,258,291バイト）`.
pub fn facts(visit: &Visit, version: &FileVersion) -> String {
    (visit.text().file.facts)(
        version.kind.name(visit.lang),
        &size(version.bytes),
        &grouped(version.bytes),
    )
}

/// A size for people, with one decimal below ten.
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * 1024;
    let (unit, name) = match bytes {
        0..KB => return format!("{bytes} B"),
        KB..MB => (KB, "KB"),
        _ => (MB, "MB"),
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    if tenths < 100 && !tenths.is_multiple_of(10) {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", (tenths + 5) / 10)
    }
}

/// The state of the scan, for those who attach.
pub fn scan_chip(visit: &Visit, scanning: bool, scan: ScanState) -> impl IntoView + use<> {
    let text = visit.text().file;
    let (tone, icon, word) = match (scan, scanning) {
        (ScanState::Clean, _) => (ChipTone::Green, Icon::Check, text.scan_clean),
        (ScanState::Infected, _) => (ChipTone::Red, Icon::Cross, text.scan_infected),
        (ScanState::Waiting, true) => (ChipTone::Blue, Icon::Hourglass, text.scan_waiting),
        (ScanState::Failed, true) => (ChipTone::Orange, Icon::Alert, text.scan_failed),
        (ScanState::Waiting | ScanState::Failed, false) => (ChipTone::Gray, Icon::Dash, text.scan_off),
    };
    view! { <Chip look=ChipLook::new(tone, icon, word) /> }
}

/// What files of an owner are called: 資料 of a program, evidence of a decision.
fn heading(visit: &Visit, owner: FileOwner) -> &'static str {
    match owner {
        FileOwner::Application(_, paper) => paper.name(visit.lang),
        FileOwner::Consent(_) | FileOwner::Place(_) => visit.text().joining.consent_files,
        FileOwner::Program(_) => visit.text().file.materials,
        FileOwner::Shelf(_) => visit.text().consortium_work.documents,
    }
}

/// The section 資料 of a page that readers see; nothing without files.
pub fn file_list(visit: &Visit, files: &[StoredFile]) -> AnyView {
    let Some(first) = files.first() else {
        return ().into_any();
    };
    let title = heading(visit, first.owner);
    let items = files
        .iter()
        .map(|file| {
            let (href, facts) = (href(visit, &file.current), facts(visit, &file.current));
            view! {
                <li>
                    <a href=href download=file.current.name.clone()>{file.current.name.clone()}</a>
                    " "
                    <span class="kj-note">{facts}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="files-title">
            <h2 class="kj-section__title" id="files-title">{title}</h2>
            <ul class="kj-files">{items}</ul>
        </section>
    }
    .into_any()
}

/// The box on the owner's page: what is attached, and the way to attach more.
pub fn file_box(visit: &Visit, owner: FileOwner, files: &[StoredFile], may_attach: bool) -> AnyView {
    let text = visit.text().file;
    let names = files
        .iter()
        .map(|file| view! { <li>{file.current.name.clone()}</li> })
        .collect_view();
    let count = (text.count)(files.len(), owner.limits().files);
    let label = if may_attach { text.attach_open } else { text.look_open };
    view! {
        <section class="kj-section" aria-labelledby="files-title">
            <h2 class="kj-section__title" id="files-title">{heading(visit, owner)}</h2>
            <p>{count}</p>
            {(!files.is_empty()).then(|| view! { <ul class="kj-files">{names}</ul> })}
            <p><a href=upload_href(visit, owner)>{label}</a></p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 大きさは読みやすく書く() {
        for (bytes, words) in [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_024, "1 KB"),
            (1_536, "1.5 KB"),
            (20_971_520, "20 MB"),
            (1_258_291, "1.2 MB"),
            (15_728_640, "15 MB"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }
}
