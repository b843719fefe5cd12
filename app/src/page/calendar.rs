//! `/calendar/{token}.ics`: a person's own deadlines for calendar programs, which cannot sign in (INS-11): what is to be
//! done, until when recruiting runs for own programs, and until when for programs that are kept. Whoever has the address
//! reads it, so it says what a line of the inbox says and no more, and its owner can end it at any time.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::permit::{Action, Actor};
use domain::program::{Listing, ListingState};
use domain::user::User;
use domain::value::ProgramId;
use http::{HeaderValue, header};

use crate::page::programs::{Deadlines, Format as _, find_listings};
use crate::session::Token;
use crate::text::notice as words;
use crate::{Failure, Site, Visit, link};

/// Most tasks in a calendar; nobody has as many with a day.
const TASKS: u64 = 200;

/// Answers the calendar.
///
/// # Errors
/// 404 for an address that is unknown or has ended; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(name): Path<String>) -> Result<Response, Failure> {
    let token = name
        .strip_suffix(".ics")
        .and_then(Token::decode)
        .ok_or(Failure::NotFound)?;
    let owner = site.store.find_calendar_owner(token.digest()).await?;
    let owner = owner.ok_or(Failure::NotFound)?;
    let visit = Visit {
        actor: Actor::User(owner.clone()),
        session: None,
        ..visit
    };
    let out = write(&site, &visit, &owner).await?;
    let mut response = Body::from(out).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}

async fn write(site: &Site, visit: &Visit, owner: &User) -> Result<Vec<u8>, Failure> {
    let title = (visit.text().output.calendar_name)(&owner.name);
    let mut calendar = Deadlines::new(site, visit, title);
    let mut out = Vec::new();
    calendar.begin(&mut out)?;
    for line in site.store.list_tasks(owner, TASKS).await? {
        let Some(due) = line.due() else { continue };
        let path = visit.href(&format!("/my/notices/{}", line.id));
        let sentence = words::sentence(visit.lang, &line.notice);
        let action = words::action(visit.lang, &line.notice);
        let title = (visit.text().output.task_title)(action, &sentence);
        let page = link::absolute(site, &path);
        calendar.write_day(&format!("task-{}", line.id), line.at, due, &title, &page, &mut out)?;
    }
    for listing in followed(site, visit, owner).await? {
        calendar.add(&listing, &mut out)?;
    }
    calendar.end(&mut out)?;
    Ok(out)
}

/// Programs of the person's organisations and those that are kept, each once.
async fn followed(site: &Site, visit: &Visit, owner: &User) -> Result<Vec<Listing>, Failure> {
    let mut ids: BTreeSet<ProgramId> = BTreeSet::new();
    let own = visit.actor.organisations(Action::ListOwnPrograms);
    let programs = site.store.list_programs_of(&own).await?;
    let published = programs
        .iter()
        .filter(|program| program.state == ListingState::Published);
    ids.extend(published.map(|program| program.id));
    let kept = site.store.list_bookmarks(owner.id).await?;
    ids.extend(kept.iter().map(|kept| kept.program));
    for place in visit.actor.organisations(Action::ShareBookmarks) {
        let shared = site.store.list_shared_bookmarks(place).await?;
        ids.extend(shared.iter().map(|kept| kept.program));
    }
    let ids: Vec<ProgramId> = ids.into_iter().collect();
    find_listings(site, visit, &ids).await
}
