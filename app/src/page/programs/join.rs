//! `/programs/{id}/join`: a society asks to join. Who does not meet the conditions gets an explanation, not an error at a
//! field (INS-03).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::code::RecruitStatus;
use domain::participation::{JoinRequestForm, ParticipationStep, Verdict, may_ask};
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::value::ProgramId;
use leptos::prelude::*;
use store::Refusal;

use super::may_read;
use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::joining::{Acting, acting_insurer, control, fit, summary};
use crate::{Failure, Site, Visit, link};

/// What stands in the way of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    Own,
    Closed,
    Conditions,
}

/// Shows the form, or why there is none.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who cannot ask; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (listing, acting) = load(&site, &visit, &id).await?;
    let known = site.store.find_participation_of(listing.id, acting.id).await?;
    if let Some(known) = known.filter(|known| known.state.next(ParticipationStep::Request).is_none()) {
        return Ok(Redirect::to(&visit.href(&format!("/my/participations/{}", known.id))).into_response());
    }
    let form = visit.user().map(JoinRequestForm::prefilled).unwrap_or_default();
    show(&site, &visit, listing, acting, form, Problems::new()).await
}

/// Takes the request.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (listing, acting) = load(&site, &visit, &id).await?;
    let mut form = JoinRequestForm::default();
    form.replace(JoinRequestForm::FIELDS, pairs.iter());
    let request = match form.check() {
        Ok(request) => request,
        Err(problems) => return show(&site, &visit, listing, acting, form, problems).await,
    };
    let asked = site
        .store
        .request_participation(&visit.actor, listing.id, acting.id, &request)
        .await;
    match asked {
        Ok(id) => Ok(Redirect::to(&visit.href(&format!("/my/participations/{id}?sent"))).into_response()),
        // The page itself says why.
        Err(Refusal::NotNow | Refusal::NotEligible) => {
            let here = visit.href(&format!("{}/join", link::program(listing.id)));
            Ok(Redirect::to(&here).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Listing, Acting), Failure> {
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    visit.require_user()?;
    let listing = site.store.find_listing(id).await?.ok_or(Failure::NotFound)?;
    if !may_read(visit, &listing) {
        return Err(Failure::NotFound);
    }
    let acting = acting_insurer(site, visit).await?.ok_or(Failure::Forbidden)?;
    if visit.may(Action::AskToJoin, Subject::Organisation(acting.id)) {
        Ok((listing, acting))
    } else {
        Err(Failure::Forbidden)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    listing: Listing,
    acting: Acting,
    form: JoinRequestForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text().joining;
    let obstacle = obstacle(visit, &listing, &acting);
    let title = match obstacle {
        Some(Obstacle::Conditions) => text.join_refused.to_owned(),
        _ => (text.join_title)(&listing.content.title),
    };
    let head = Head::new(title.clone())
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .crumb(listing.content.title.clone(), visit.href(&link::program(listing.id)))
        .here(text.join)
        .refused_if(!problems.is_empty())
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || match obstacle {
        Some(obstacle) => refused(&shown, &listing, &acting, obstacle, title.clone()),
        None => view(&shown, &listing, &acting, &form, &problems, title.clone()),
    })
    .await
}

fn obstacle(visit: &Visit, listing: &Listing, acting: &Acting) -> Option<Obstacle> {
    if listing.lead.id == acting.id {
        Some(Obstacle::Own)
    } else if listing.ended || !may_ask(listing.status(visit.today)) {
        Some(Obstacle::Closed)
    } else if acting.facts.fit(&listing.content).verdict() == Verdict::NotEligible {
        Some(Obstacle::Conditions)
    } else {
        None
    }
}

fn refused(visit: &Visit, listing: &Listing, acting: &Acting, obstacle: Obstacle, title: String) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let path = link::program(listing.id);
    let body = match obstacle {
        Obstacle::Own => view! { <Notice lang tone=NoticeTone::Info title=text.join_own /> }.into_any(),
        Obstacle::Closed => view! { <Notice lang tone=NoticeTone::Info title=text.join_closed /> }.into_any(),
        Obstacle::Conditions => view! {
            <p>{(text.join_refused_lead)(&acting.name)}</p>
            {fit::view(visit, &listing.content, acting)}
            <p>
                {text.fit_ask}" "<a href=visit.href(&format!("{path}/inquiry"))>{text.inquiry}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="kj-form-page">
            <h1 class="kj-title">{title}</h1>
            {body}
            <p><a class="kj-back" href=visit.href(&path)>{text.to_program}</a></p>
        </div>
    }
    .into_any()
}

fn view(
    visit: &Visit,
    listing: &Listing,
    acting: &Acting,
    form: &JoinRequestForm,
    problems: &Problems,
    title: String,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let path = link::program(listing.id);
    let full = (listing.status(visit.today) == RecruitStatus::Full)
        .then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.join_full /> });
    let fields = JoinRequestForm::FIELDS
        .iter()
        .map(|name| control(visit, name, form.values(name), JoinRequestForm::limit(name), problems))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{title}</h1>
            <p>{(text.join_lead)(&acting.name)}</p>
            {full}
            {fit::view(visit, &listing.content, acting)}
            <form class="kj-form" method="post" action=visit.href(&format!("{path}/join")) novalidate=true>
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.join_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&path)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
