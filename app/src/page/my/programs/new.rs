//! `/my/programs/new`: starts a program. Nothing is asked that is known already (INS-02).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::ProgramForm;
use domain::user::Membership;
use domain::value::OrganisationId;
use leptos::prelude::*;

use super::edit_path;
use crate::component::{Choice, Field, Radios};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who may not register programs.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let places = places(&site, &visit).await?;
    let text = visit.text();
    let head = Head::new(text.my.start)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.my.programs, visit.href("/my/programs"))
        .here(text.my.start)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &places)).await
}

/// Starts the program and leads to its task list.
///
/// # Errors
/// As [`get`]; when the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let places = places(&site, &visit).await?;
    let chosen = pairs.text("organisation");
    let owner = match (chosen.parse::<OrganisationId>(), places.as_slice()) {
        (Ok(id), _) => id,
        (Err(_), [only]) => only.organisation,
        (Err(_), _) => return Err(Failure::NotFound),
    };
    if !visit.may(Action::CreateProgram, Subject::Organisation(owner)) {
        return Err(Failure::Forbidden);
    }
    let organisation = site.store.find_organisation(owner).await?.ok_or(Failure::NotFound)?;
    let form = ProgramForm::prefilled(&organisation.profile.name);
    let id = site.store.start_program(&visit.actor, owner, form).await?;
    Ok(Redirect::to(&visit.href(&edit_path(id))).into_response())
}

/// The visitor's organisations that may register programs. One that has ended or is no insurer is not offered.
async fn places(site: &Site, visit: &Visit) -> Result<Vec<Membership>, Failure> {
    visit.require_user()?;
    let mut may = Vec::new();
    for id in visit.actor.organisations(Action::CreateProgram) {
        let leads = site
            .store
            .find_organisation(id)
            .await?
            .is_some_and(|found| found.number.is_some() && found.ending.is_none());
        if leads {
            may.push(id);
        }
    }
    if may.is_empty() {
        return Err(Failure::Forbidden);
    }
    let places = visit.places().into_iter();
    Ok(places
        .filter(|place| may.contains(&place.organisation))
        .cloned()
        .collect())
}

fn view(visit: &Visit, places: &[Membership]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let acting = visit.acting().map(|place| place.organisation);
    let acting = places.iter().find(|place| Some(place.organisation) == acting);
    let first = acting
        .or(places.first())
        .map(|place| place.organisation.to_string())
        .unwrap_or_default();
    let choices: Vec<_> = places
        .iter()
        .map(|place| Choice::new(place.organisation.to_string(), place.organisation_name.clone()))
        .collect();
    let which = if let [only] = places {
        view! { <p class="kj-my__name">{only.organisation_name.clone()}</p> }.into_any()
    } else {
        view! { <Radios lang field=Field::new("organisation", text.start_for).value(first) choices /> }.into_any()
    };
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.start}</h1>
            <p>{text.start_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/my/programs/new")>
                {which}
                <button class="kj-button" data-tone="primary" type="submit">{text.start_button}</button>
            </form>
        </div>
    }
}
