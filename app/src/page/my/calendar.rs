//! `/my/calendar`: the private address under which calendar programs read a person's own deadlines, to be made, renewed
//! and given up (INS-11). Renewing and giving up ask first, since calendars that follow the address then stop.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::island::copy::CopyIsland;
use crate::page::FormPairs;
use crate::session::Token;
use crate::{Failure, Site, Visit, link};

/// Id of the field with the address.
const ADDRESS: &str = "calendar-address";

/// What the token is sealed for.
const PURPOSE: &str = "calendar";

/// What the page shows.
#[derive(Clone)]
struct Address {
    /// As a browser opens it.
    https: String,
    /// As calendar programs take it over.
    webcal: String,
    /// Since when it works.
    since: String,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let feed = site.store.find_calendar_feed(user.id).await?;
    let address = feed.and_then(|feed| {
        let token = site.rules.vault.open(PURPOSE, &feed.sealed)?;
        let token = String::from_utf8(token).ok()?;
        let https = link::absolute(&site, &visit.href(&format!("/calendar/{token}.ics")));
        let rest = https.split_once("://").map_or("", |(_, rest)| rest);
        Some(Address {
            webcal: format!("webcal://{rest}"),
            since: feed.created_at.format_jst(visit.lang),
            https,
        })
    });
    let text = visit.text();
    let head = Head::new(text.output.calendar_page)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.output.calendar_page)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, address.as_ref())).await
}

/// Makes a new address, or ends the present one.
///
/// # Errors
/// As [`get`]; when the system has no randomness.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let done = match pairs.text("step") {
        "renew" => {
            let token = Token::generate()?;
            let sealed = site.rules.vault.seal(PURPOSE, token.encode().as_bytes())?;
            site.store
                .renew_calendar_feed(&visit.actor, token.digest(), sealed)
                .await?;
            "made"
        }
        "end" => {
            site.store.end_calendar_feed(&visit.actor).await?;
            "ended"
        }
        _ => return Err(Failure::NotFound),
    };
    Ok(Redirect::to(&visit.href(&format!("/my/calendar?{done}"))).into_response())
}

fn view(visit: &Visit, address: Option<&Address>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().output);
    let done = match visit.query.as_str() {
        "made" => Some(text.calendar_made),
        "ended" => Some(text.calendar_ended),
        _ => None,
    };
    let body = match (address, visit.query.as_str()) {
        (None, _) => step(visit, "renew", text.calendar_make, "primary"),
        (Some(_), "renew") => ask(visit, text.calendar_renew_ask, "renew", text.calendar_renew),
        (Some(_), "end") => ask(visit, text.calendar_end_ask, "end", text.calendar_end),
        (Some(address), _) => present(visit, address),
    };
    let items = text.calendar_holds.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="kj-form-page">
            {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
            <h1 class="kj-title">{text.calendar_page}</h1>
            <p>{text.calendar_lead}</p>
            <ul class="kj-prose">{items}</ul>
            {body}
        </div>
    }
}

fn present(visit: &Visit, address: &Address) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().output);
    view! {
        <section class="kj-section" aria-labelledby="address-title">
            <h2 class="kj-section__title" id="address-title">{text.calendar_address}</h2>
            <div class="kj-field">
                <label class="kj-field__label" for=ADDRESS>{text.calendar_field}</label>
                <p class="kj-field__hint" id="calendar-hint">{(text.calendar_since)(&address.since)}</p>
                <input
                    class="kj-input kj-outputs__address"
                    id=ADDRESS
                    type="text"
                    readonly=true
                    value=address.https.clone()
                    aria-describedby="calendar-hint"
                />
            </div>
            <CopyIsland
                input=ADDRESS.to_owned()
                label=text.copy.to_owned()
                done=text.copied.to_owned()
                selected=text.copy_by_hand.to_owned()
            />
            <p><a href=address.webcal.clone()>{text.calendar_follow}</a></p>
            <Notice lang tone=NoticeTone::Warning title=text.calendar_secret />
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=visit.href("/my/calendar?renew")>{text.calendar_renew}</a>
                <a class="kj-button" data-tone="outline" href=visit.href("/my/calendar?end")>{text.calendar_end}</a>
            </p>
        </section>
    }
    .into_any()
}

fn ask(visit: &Visit, question: &'static str, deed: &'static str, label: &'static str) -> AnyView {
    let back = visit.href("/my/calendar");
    view! {
        <section class="kj-section" aria-labelledby="ask-title">
            <h2 class="kj-section__title" id="ask-title">{label}</h2>
            <p>{question}</p>
            {step(visit, deed, label, if deed == "end" { "danger" } else { "primary" })}
            <p><a href=back>{visit.text().alert.cancel}</a></p>
        </section>
    }
    .into_any()
}

fn step(visit: &Visit, deed: &'static str, label: &'static str, tone: &'static str) -> AnyView {
    view! {
        <form class="kj-actions" method="post" action=visit.href("/my/calendar")>
            <input type="hidden" name="step" value=deed />
            <button class="kj-button" data-tone=tone type="submit">{label}</button>
        </form>
    }
    .into_any()
}
