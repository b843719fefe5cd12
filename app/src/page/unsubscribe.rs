//! `/unsubscribe/{token}`: where the link at the end of a repeated mail leads. Opening it changes nothing, because mail
//! scanners open links too; the button stops this one kind of mail, and so do mail programs by themselves (RFC 8058).
//! Nobody has to sign in.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Lang;
use domain::notice::Subscription;
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::text::Text;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// 410 when the link cannot be used any more.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let found = site.store.find_subscription(&token).await?.ok_or(Failure::Gone)?;
    show(&site, &visit, found, false).await
}

/// Stops it. The answer is the page itself and no redirect, because machines ask as well.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    match site.store.stop_mail(&token).await {
        Ok(stopped) => show(&site, &visit, stopped, true).await,
        Err(store::Refusal::NotFound) => Err(Failure::Gone),
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(site: &Site, visit: &Visit, subscription: Subscription, is_done: bool) -> Result<Response, Failure> {
    let title = visit.text().notice.stop_title;
    let shown = visit.clone();
    respond(site, visit, Head::new(title).here(title).private(), move || {
        view(&shown, subscription, is_done)
    })
    .await
}

fn view(visit: &Visit, subscription: Subscription, is_done: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let what = what(lang, subscription);
    let body = if is_done {
        view! {
            <Notice lang tone=NoticeTone::Success title=(text.stopped)(&what) announced=true>
                <p>{text.stopped_hint}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! {
            <p>{(text.stop_lead)(&what)}</p>
            <form method="post" action=visit.href(&visit.path)>
                <button class="kj-button" data-tone="primary" type="submit">{text.stop_button}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.stop_title}</h1>
            {body}
            <p><a href=visit.href("/my/account/notices")>{text.settings}</a></p>
        </div>
    }
}

/// What a link stops, in words.
fn what(lang: Lang, subscription: Subscription) -> String {
    match subscription {
        Subscription::Digest { pace, .. } => pace.name(lang).to_owned(),
        Subscription::Topic { topic, .. } => topic.name(lang).to_owned(),
        Subscription::Searches { .. } | Subscription::AddressSearches { .. } => {
            Text::of(lang).notice.stop_searches.to_owned()
        }
    }
}
