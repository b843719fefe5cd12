//! `/my/account/factors/required`: where a person is led whose role needs a second factor and who has none.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::second_factor::passkey;
use crate::{Failure, Site, Visit};

/// Shows the ways to choose from; who needs none is sent on.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    if !super::must(&site, &visit) {
        return Ok(Redirect::to(&visit.href("/my/account/factors")).into_response());
    }
    let text = visit.text().factor;
    let passkeys = passkey::is_possible(&site);
    let shown = visit.clone();
    let head = Head::new(text.required_title).here(text.required_title).private();
    respond(&site, &visit, head, move || view(&shown, passkeys)).await
}

fn view(visit: &Visit, passkeys: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let passkeys = passkeys.then(|| {
        view! {
            <h3 class="kj-section__subtitle">{text.passkeys}</h3>
            <p>{text.passkeys_lead}</p>
            <p>
                <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors/passkeys")>
                    {text.passkeys_add}
                </a>
            </p>
        }
    });
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.required_title}</h1>
            <Notice lang tone=NoticeTone::Info title=text.required_lead />
            <h2 class="kj-section__title">{text.required_choose}</h2>
            <h3 class="kj-section__subtitle">{text.totp}</h3>
            <p>{text.totp_lead}</p>
            <p>
                <a class="kj-button" data-tone="primary" href=visit.href("/my/account/factors/totp")>
                    {text.totp_add}
                </a>
            </p>
            {passkeys}
        </div>
    }
}
