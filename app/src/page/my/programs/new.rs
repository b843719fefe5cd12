//! `/my/programs/new`: starts a program. Nothing is asked that is known already (INS-02).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::ProgramForm;
use domain::user::Membership;
use domain::value::InsurerId;
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
    let places = places(&visit)?;
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
    let places = places(&visit)?;
    let chosen = pairs.text("organisation");
    let owner = match (chosen.parse::<InsurerId>(), places.as_slice()) {
        (Ok(id), _) => id,
        (Err(_), [only]) => only.insurer,
        (Err(_), _) => return Err(Failure::NotFound),
    };
    if !visit.may(Action::CreateProgram, Subject::Organisation(owner)) {
        return Err(Failure::Forbidden);
    }
    let insurer = site.store.find_insurer(owner).await?.ok_or(Failure::NotFound)?;
    let form = ProgramForm::prefilled(&insurer.facts.name);
    let id = site.store.start_program(&visit.actor, owner, form).await?;
    Ok(Redirect::to(&visit.href(&edit_path(id))).into_response())
}

/// The visitor's organisations that may register programs.
fn places(visit: &Visit) -> Result<Vec<Membership>, Failure> {
    let user = visit.require_user()?;
    let may = visit.actor.organisations(Action::CreateProgram);
    if may.is_empty() {
        return Err(Failure::Forbidden);
    }
    Ok(user
        .memberships
        .iter()
        .filter(|place| may.contains(&place.insurer))
        .cloned()
        .collect())
}

fn view(visit: &Visit, places: &[Membership]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let first = places
        .first()
        .map(|place| place.insurer.to_string())
        .unwrap_or_default();
    let choices: Vec<_> = places
        .iter()
        .map(|place| Choice::new(place.insurer.to_string(), place.insurer_name.clone()))
        .collect();
    let which = if let [only] = places {
        view! { <p class="kj-my__name">{only.insurer_name.clone()}</p> }.into_any()
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
