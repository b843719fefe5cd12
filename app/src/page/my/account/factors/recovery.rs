//! `/my/account/factors/recovery`: makes recovery codes, and shows them this once.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::{asks, head};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::second_factor::recovery;
use crate::{Failure, Site, Visit};

/// Says what will happen; leads back while there is no factor that codes could stand in for.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let factors = site.store.find_second_factors(user.id).await?;
    if !factors.exist() {
        return Ok(Redirect::to(&visit.href("/my/account/factors")).into_response());
    }
    let left = factors.recovery_codes;
    let shown = visit.clone();
    let head = head(&visit, visit.text().factor.recovery);
    respond(&site, &visit, head, move || question(&shown, left)).await
}

/// Makes them.
///
/// # Errors
/// As [`get`]; 409 while there is no factor.
pub async fn post(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let codes = recovery::generate()?;
    let digests: Vec<_> = codes.iter().map(|code| recovery::digest(user.id, code)).collect();
    site.store
        .replace_recovery_codes(&visit.actor, visit.lang, &digests)
        .await?;
    let shown = visit.clone();
    let head = head(&visit, visit.text().factor.recovery_made);
    respond(&site, &visit, head, move || answer(&shown, &codes)).await
}

fn question(visit: &Visit, left: usize) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let ready = asks(visit, "ready");
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.recovery}</h1>
            {ready.then(|| view! { <Notice lang tone=NoticeTone::Success title=text.recovery_ready announced=true /> })}
            <p>{text.recovery_lead}</p>
            <p>{text.recovery_make_lead}</p>
            {(left > 0).then(|| view! { <p>{(text.recovery_left)(left)}</p> })}
            <form class="kj-actions" method="post" action=visit.href("/my/account/factors/recovery")>
                <button class="kj-button" data-tone="primary" type="submit">{text.recovery_make}</button>
                <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors")>{text.cancel}</a>
            </form>
        </div>
    }
}

fn answer(visit: &Visit, codes: &[String]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let file = format!("{}\r\n\r\n{}\r\n", text.recovery_file, codes.join("\r\n"));
    let file: String = form_urlencoded::byte_serialize(file.as_bytes()).collect();
    let href = format!("data:text/plain;charset=utf-8,{}", file.replace('+', "%20"));
    let rows: Vec<_> = codes
        .iter()
        .map(|code| view! { <li><code class="kj-code">{code.clone()}</code></li> })
        .collect();
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.recovery_made}</h1>
            <Notice lang tone=NoticeTone::Warning title=text.recovery_keep announced=true />
            <ol class="kj-codes">{rows}</ol>
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=href download="kyodo-navi-recovery-codes.txt">
                    {text.recovery_save}
                </a>
                <a class="kj-button" data-tone="primary" href=visit.href("/my/account/factors?added")>
                    {text.recovery_done}
                </a>
            </p>
        </div>
    }
}
