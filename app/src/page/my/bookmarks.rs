//! `/my/bookmarks`: the programs a person keeps, each with a private note, and those the organisation keeps together
//! (INS-07). Every button posts here and leads back to where it was pressed.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::user::Membership;
use domain::value::{OrganisationId, ProgramId};
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Bookmark, Refusal, SharedBookmark};

use crate::component::{EmptyState, ErrorSummary, Field, FieldError, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::programs::find_listings;
use crate::{Failure, Site, Visit, link};

/// What the page shows.
#[derive(Clone)]
struct Kept {
    own: Vec<(Listing, Bookmark)>,
    place: Option<Membership>,
    shared: Vec<(Listing, SharedBookmark)>,
}

/// Something wrong with what was sent: which program, what was typed, what to do.
#[derive(Clone)]
struct Wrong {
    id: ProgramId,
    typed: String,
    sentence: String,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    show(&site, &visit, None).await
}

/// Does one thing to one program.
///
/// # Errors
/// As [`get`]; 403 without a place in the organisation; 404 for what may not be read.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let id: ProgramId = pairs.text("id").parse().map_err(|_| Failure::NotFound)?;
    let organisation = || acting(&visit).ok_or(Refusal::Forbidden);
    let note = pairs.text(&note_id(id)).to_owned();
    let (store, actor) = (&site.store, &visit.actor);
    let (done, said) = match pairs.text("step") {
        "keep" => (store.keep_bookmark(actor, id).await, "kept"),
        "drop" => (store.drop_bookmark(actor, id).await, "dropped"),
        "share" => match organisation() {
            Ok(place) => (store.share_bookmark(actor, place, id).await, "shared"),
            Err(refusal) => (Err(refusal), ""),
        },
        "unshare" => match organisation() {
            Ok(place) => (store.unshare_bookmark(actor, place, id).await, "unshared"),
            Err(refusal) => (Err(refusal), ""),
        },
        "note" => (store.note_bookmark(actor, id, &note).await, "noted"),
        _ => return Err(Failure::NotFound),
    };
    match done {
        Ok(()) => {
            let back = pairs.text("back");
            let back = if !back.is_empty() && link::is_local(back) {
                let to_card = pairs.text("to") == "card" && !back.contains('#');
                let place = if to_card {
                    format!("#program-{id}")
                } else {
                    String::new()
                };
                format!("{back}{place}")
            } else {
                visit.href(&format!("/my/bookmarks?{said}"))
            };
            Ok(Redirect::to(&back).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            let wrong = Wrong {
                id,
                typed: note,
                sentence: sentence(&visit, &problems),
            };
            show(&site, &visit, Some(wrong)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn acting(visit: &Visit) -> Option<OrganisationId> {
    let place = visit.acting()?.organisation;
    visit
        .may(Action::ShareBookmarks, Subject::Organisation(place))
        .then_some(place)
}

fn sentence(visit: &Visit, problems: &Problems) -> String {
    let text = visit.text().decide;
    match problems.iter().next().map(|found| &found.code) {
        Some(ProblemCode::TooMany { max }) => (text.too_many)(*max),
        Some(ProblemCode::TooLong { now, .. }) => (text.note_long)(*now),
        _ => String::new(),
    }
}

async fn show(site: &Site, visit: &Visit, wrong: Option<Wrong>) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let own = site.store.list_bookmarks(user.id).await?;
    let place = acting(visit).and_then(|_| visit.acting().cloned());
    let shared = match &place {
        Some(place) => site.store.list_shared_bookmarks(place.organisation).await?,
        None => Vec::new(),
    };
    let ids: Vec<ProgramId> = own.iter().map(|kept| kept.program).collect();
    let own_listings = find_listings(site, visit, &ids).await?;
    let ids: Vec<ProgramId> = shared.iter().map(|kept| kept.program).collect();
    let shared_listings = find_listings(site, visit, &ids).await?;
    let kept = Kept {
        own: beside(own_listings, own, |kept| kept.program),
        shared: beside(shared_listings, shared, |kept| kept.program),
        place,
    };
    let text = visit.text();
    let head = Head::new(text.decide.bookmarks)
        .refused_if(wrong.is_some())
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.decide.bookmarks)
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &kept, wrong.as_ref())).await
}

/// Listings with what is kept of each; what may not be read any more is not shown.
fn beside<T>(listings: Vec<Listing>, kept: Vec<T>, program: fn(&T) -> ProgramId) -> Vec<(Listing, T)> {
    let find = |one: T| {
        let listing = listings.iter().find(|listing| listing.id == program(&one))?;
        Some((listing.clone(), one))
    };
    kept.into_iter().filter_map(find).collect()
}

fn view(visit: &Visit, kept: &Kept, wrong: Option<&Wrong>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decide);
    let done = match visit.query.as_str() {
        "kept" => Some(text.done_kept),
        "dropped" => Some(text.done_dropped),
        "shared" => Some(text.done_shared),
        "unshared" => Some(text.done_unshared),
        "noted" => Some(text.done_noted),
        _ => None,
    };
    let errors: Vec<_> = wrong
        .iter()
        .map(|wrong| FieldError::new(&note_id(wrong.id), wrong.sentence.clone()))
        .collect();
    let own = if kept.own.is_empty() {
        let (search, to_search) = (visit.href("/programs"), visit.text().alert.to_search);
        view! {
            <EmptyState title=text.none>
                <p>{text.none_hint}</p>
                <p><a href=search>{to_search}</a></p>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = kept
            .own
            .iter()
            .map(|(listing, bookmark)| {
                let is_shared = kept.shared.iter().any(|(other, _)| other.id == listing.id);
                let may_share = kept.place.is_some() && !is_shared;
                own_item(
                    visit,
                    listing,
                    bookmark,
                    may_share,
                    wrong.filter(|wrong| wrong.id == listing.id),
                )
            })
            .collect_view();
        view! { <ul class="kj-kept">{rows}</ul> }.into_any()
    };
    let shared = kept.place.as_ref().map(|place| shared_list(visit, place, &kept.shared));
    view! {
        {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{text.bookmarks}</h1>
        <p>{text.bookmarks_lead}</p>
        {own}
        {shared}
    }
}

fn note_id(id: ProgramId) -> String {
    format!("note-{id}")
}

fn own_item(visit: &Visit, listing: &Listing, bookmark: &Bookmark, may_share: bool, wrong: Option<&Wrong>) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().decide);
    let title = listing.content.title.clone();
    let typed = wrong.map_or_else(|| bookmark.note.clone(), |wrong| wrong.typed.clone());
    let field = Field::new(note_id(listing.id), (text.note_of)(&title))
        .hint(text.note_hint)
        .value(typed)
        .error(wrong.map(|wrong| wrong.sentence.clone()));
    let share = may_share.then(|| step(visit, listing, "share", text.share, (text.share_of)(&title)));
    let drop = step(visit, listing, "drop", text.drop, (text.drop_of)(&title));
    let action = visit.href("/my/bookmarks");
    view! {
        <li class="kj-box">
            {heading(visit, listing)}
            <form class="kj-form" method="post" action=action novalidate=true>
                <input type="hidden" name="id" value=listing.id.to_string() />
                <input type="hidden" name="step" value="note" />
                <TextInput lang field />
                <button
                    class="kj-button"
                    data-tone="outline"
                    data-size="sm"
                    type="submit"
                    aria-label=(text.note_save_of)(&title)
                >
                    {text.note_save}
                </button>
            </form>
            <div class="kj-actions">{share} {drop}</div>
        </li>
    }
    .into_any()
}

fn heading(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let written = (visit.lang != domain::Lang::Ja).then_some("ja");
    let deadline = listing.content.recruit_to.map(|day| {
        let words = format!("{} {}", visit.text().detail.deadline, day.format(visit.lang));
        view! { <p>{words}</p> }
    });
    view! {
        <p class="kj-my__name" lang=written>
            <a href=visit.href(&link::program(listing.id))>{listing.content.title.clone()}</a>
        </p>
        <p>{listing.lead.name.clone()}</p>
        {deadline}
    }
}

/// A button of its own that does one thing to one program.
fn step(visit: &Visit, listing: &Listing, step: &'static str, label: &'static str, of: String) -> AnyView {
    view! {
        <form method="post" action=visit.href("/my/bookmarks")>
            <input type="hidden" name="id" value=listing.id.to_string() />
            <input type="hidden" name="step" value=step />
            <button class="kj-button" data-tone="outline" data-size="sm" type="submit" aria-label=of>{label}</button>
        </form>
    }
    .into_any()
}

fn shared_list(visit: &Visit, place: &Membership, shared: &[(Listing, SharedBookmark)]) -> AnyView {
    let text = visit.text().decide;
    let items = shared
        .iter()
        .map(|(listing, bookmark)| {
            let of = (text.unshare_of)(&listing.content.title);
            view! {
                <li class="kj-box">
                    {heading(visit, listing)}
                    <p class="kj-note">{(text.shared_by)(&bookmark.by)}</p>
                    <div class="kj-actions">{step(visit, listing, "unshare", text.unshare, of)}</div>
                </li>
            }
        })
        .collect_view();
    let body = if shared.is_empty() {
        view! { <p>{text.shared_none}</p> }.into_any()
    } else {
        view! { <ul class="kj-kept">{items}</ul> }.into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby="shared-title">
            <h2 class="kj-section__title" id="shared-title">{(text.shared)(&place.organisation_name)}</h2>
            <p>{text.shared_lead}</p>
            {body}
        </section>
    }
    .into_any()
}
