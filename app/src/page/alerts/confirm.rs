//! `/alerts/confirm/{token}`: proves the address that wants news of a search. Opening the link only asks, because mail
//! programs open links by themselves; the button proves.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::Visibility;
use leptos::prelude::*;
use store::{Refusal, SavedSearch};

use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::programs::in_words;
use crate::page::saved_search;
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// 410 when the link cannot be used any more.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let found = find(&site, &token).await?;
    let title = visit.text().alert.confirm;
    let head = Head::new(title).here(title).private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found)).await
}

/// Proves.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let found = find(&site, &token).await?;
    let known = saved_search::present(&site, &visit, &found.request, Visibility::Public);
    let digest = Token::decode(&token).ok_or(Failure::Gone)?.digest();
    let manage = match site.store.confirm_alert(digest, &known).await {
        Ok(path) => path,
        Err(Refusal::NotFound) => return Err(Failure::Gone),
        Err(refusal) => return Err(refusal.into()),
    };
    let title = visit.text().alert.confirmed;
    let head = Head::new(title).here(title).private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().alert);
        let manage = shown.href(&manage);
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.confirmed}</h1>
                <Notice lang tone=NoticeTone::Success title=text.confirmed_body announced=true />
                <p><a href=manage>{text.back_to_manage}</a></p>
            </div>
        }
    })
    .await
}

async fn find(site: &Site, token: &str) -> Result<SavedSearch, Failure> {
    let digest = Token::decode(token).ok_or(Failure::Gone)?.digest();
    site.store.find_started_search(digest).await?.ok_or(Failure::Gone)
}

fn view(visit: &Visit, found: &SavedSearch) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let facts = vec![
        Fact::text(text.search, in_words(lang, &found.request)),
        Fact::text(text.frequency, found.frequency.name(lang)),
    ];
    let action = visit.href(&visit.path);
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.confirm}</h1>
            <p>{text.confirm_lead}</p>
            <DescriptionList facts framed=true />
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="primary" type="submit">{text.confirm_button}</button>
            </form>
        </div>
    }
}
