//! `/my/threads/new?program={id}`: the first message to the organiser of a program. Who has a conversation with the
//! organiser already is led there.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::thread::MESSAGE_CHARS;
use domain::value::{OrganisationId, ProgramId};
use leptos::prelude::*;
use store::Refusal;

use super::{problem, writer};
use crate::component::{ErrorSummary, Field, FieldError, TextArea};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit, link};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 404 for programs that the visitor may not read; 403 for people who cannot write for their
/// organisation, and for the organiser itself.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let (listing, society) = load(&site, &visit).await?;
    if let Some(thread) = site.store.find_thread_with(listing.id, society).await? {
        return Ok(Redirect::to(&visit.href(&format!("/my/threads/{thread}"))).into_response());
    }
    show(&site, &visit, listing, String::new(), None).await
}

/// Sends the message and opens the conversation.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let (listing, society) = load(&site, &visit).await?;
    let typed = pairs.text("message");
    let sent = site
        .store
        .write_to_organiser(&visit.actor, listing.id, society, typed)
        .await;
    match sent {
        Ok(thread) => Ok(Redirect::to(&visit.href(&format!("/my/threads/{thread}?sent#last"))).into_response()),
        Err(Refusal::Problems(problems)) => {
            let error = problem(&visit, &problems);
            show(&site, &visit, listing, typed.to_owned(), error).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit) -> Result<(Listing, OrganisationId), Failure> {
    visit.require_user()?;
    let program = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(name, _)| name == "program")
        .and_then(|(_, value)| value.parse::<ProgramId>().ok())
        .ok_or(Failure::NotFound)?;
    let listing = site.store.find_listing(program).await?.ok_or(Failure::NotFound)?;
    let subject = Subject::Listing {
        owner: listing.lead.id,
        visibility: listing.content.visibility,
    };
    if !visit.may(Action::ReadListing, subject) {
        return Err(Failure::NotFound);
    }
    let society = writer(visit, listing.lead.id).ok_or(Failure::Forbidden)?;
    Ok((listing, society))
}

async fn show(
    site: &Site,
    visit: &Visit,
    listing: Listing,
    typed: String,
    error: Option<String>,
) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.thread.new_title)
        .crumb(text.site.nav_search, visit.href("/programs"))
        .crumb(listing.content.title.clone(), visit.href(&link::program(listing.id)))
        .here(text.thread.new_title)
        .private()
        .refused_if(error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &listing, &typed, error.as_deref())
    })
    .await
}

fn view(visit: &Visit, listing: &Listing, typed: &str, error: Option<&str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().thread);
    let errors = error.iter().map(|error| FieldError::new("message", *error)).collect();
    let field = Field::new("message", text.message)
        .hint(text.message_hint)
        .value(typed)
        .error(error.map(str::to_owned));
    let action = visit.href(&format!("/my/threads/new?program={}", listing.id));
    view! {
        <ErrorSummary lang errors />
        <h1 class="kj-title">{text.new_title}</h1>
        <p>{(text.new_lead)(&listing.lead.name, &listing.content.title)}</p>
        <form class="kj-form" method="post" action=action novalidate=true>
            <TextArea lang field limit=Some(MESSAGE_CHARS) />
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.send}</button>
                <a class="kj-button" data-tone="outline" href=visit.href(&link::program(listing.id))>{text.back}</a>
            </div>
        </form>
    }
}
