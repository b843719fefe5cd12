//! `/email` and below: where the links in mails about a change of address lead. Opening one changes nothing, because mail
//! scanners open links too; pressing the button does.

pub mod confirm;
pub mod stop;

use axum::response::Response;
use domain::ticket::TicketPurpose;
use leptos::prelude::*;

use crate::document::{Head, respond};
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Title, explanation, button.
type Words = [&'static str; 3];

/// The page with the button, while the link can be used.
async fn ask(
    site: &Site,
    visit: &Visit,
    purpose: TicketPurpose,
    token: &str,
    words: Words,
) -> Result<Response, Failure> {
    let digest = Token::decode(token).ok_or(Failure::Gone)?.digest();
    site.store.find_ticket(purpose, digest).await?.ok_or(Failure::Gone)?;
    let [title, ..] = words;
    let action = visit.href(&visit.path);
    respond(site, visit, Head::new(title).here(title).private(), move || {
        view(&action, words)
    })
    .await
}

fn view(action: &str, [title, lead, button]: Words) -> impl IntoView + use<> {
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{title}</h1>
            <p>{lead}</p>
            <form method="post" action=action.to_owned()>
                <button class="kj-button" data-tone="primary" type="submit">{button}</button>
            </form>
        </div>
    }
}

/// The hash of a token from an address.
fn digest(token: &str) -> Result<[u8; 32], Failure> {
    Ok(Token::decode(token).ok_or(Failure::Gone)?.digest())
}
