//! `/register/confirm/{token}`: proves the address of a registration. Opening the link only asks, because mail programs
//! open links by themselves; the button proves.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::organisation::registration::CleanRegistration;
use http::StatusCode;
use leptos::prelude::*;
use store::Refusal;

use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::session::Token;
use crate::text::profile_field::field as words_of;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// When the database fails. An unknown or used link answers with a page that says what to do, status 404.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let found = match Token::decode(&token) {
        Some(token) => site.store.find_started_registration(token.digest()).await?,
        None => None,
    };
    let Some(found) = found else {
        return show_gone(&site, &visit).await;
    };
    let text = visit.text().organisation;
    let head = Head::new(text.confirm).here(text.confirm).private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found.facts, &token)).await
}

/// Proves.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let Some(token) = Token::decode(&token) else {
        return show_gone(&site, &visit).await;
    };
    match site.store.confirm_registration(token.digest()).await {
        Ok(_) => {
            let text = visit.text().organisation;
            show_words(&site, &visit, text.confirmed, text.confirmed_body, StatusCode::OK).await
        }
        Err(Refusal::NotFound) => show_gone(&site, &visit).await,
        Err(refusal) => Err(refusal.into()),
    }
}

fn view(visit: &Visit, facts: &CleanRegistration, token: &str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let label = |name| words_of(lang, name).label;
    let mut list = vec![
        Fact::text(label("kind"), facts.kind.name(lang)),
        Fact::text(label("name"), facts.name.clone()),
        Fact::text(label("pref"), facts.pref.name(lang)),
        Fact::text(label("contact_name"), facts.contact_name.clone()),
    ];
    if let Some(number) = &facts.number {
        list.insert(1, Fact::text(label("number"), number.grouped()));
    }
    let action = visit.href(&format!("/register/confirm/{token}"));
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.confirm}</h1>
            <p>{text.confirm_lead}</p>
            <DescriptionList facts=list framed=true />
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="primary" type="submit">{text.confirm_button}</button>
            </form>
        </div>
    }
}

async fn show_gone(site: &Site, visit: &Visit) -> Result<Response, Failure> {
    let text = visit.text().organisation;
    show_words(
        site,
        visit,
        text.confirm_gone,
        text.confirm_gone_body,
        StatusCode::NOT_FOUND,
    )
    .await
}

async fn show_words(
    site: &Site,
    visit: &Visit,
    title: &'static str,
    body: &'static str,
    status: StatusCode,
) -> Result<Response, Failure> {
    let head = Head::new(title).here(title).status(status).private();
    let shown = visit.clone();
    respond(site, visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().organisation);
        let tone = if status == StatusCode::OK {
            NoticeTone::Success
        } else {
            NoticeTone::Info
        };
        let again =
            (status != StatusCode::OK).then(|| view! { <p><a href=shown.href("/register")>{text.register}</a></p> });
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{title}</h1>
                <Notice lang tone title=body announced=true />
                {again}
            </div>
        }
    })
    .await
}
