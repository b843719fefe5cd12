//! `/my/account/factors` and below: the ways to sign in besides the password. Whoever changes them has proven to be that
//! person a moment ago.

pub mod identity;
pub mod list;
pub mod passkeys;
pub mod recovery;
pub mod required;
pub mod totp;

use axum::response::{IntoResponse, Redirect, Response};
use domain::user::User;
use http::StatusCode;
use leptos::prelude::*;
use store::Refusal;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit, lacks_factor};

/// Where these pages are in the portal.
fn head(visit: &Visit, title: &str) -> Head {
    Head::new(title)
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().account.title, visit.href("/my/account"))
        .crumb(visit.text().factor.title, visit.href("/my/account/factors"))
        .here(title)
        .private()
}

/// On from a factor that was just set up: to recovery codes when there are none, or back to the list.
async fn go_on(site: &Site, visit: &Visit, user: &User) -> Result<String, Failure> {
    let factors = site.store.find_second_factors(user.id).await?;
    Ok(visit.href(if factors.recovery_codes == 0 {
        "/my/account/factors/recovery?ready"
    } else {
        "/my/account/factors?added"
    }))
}

/// What is asked before something is taken away.
#[derive(Clone)]
struct Removal {
    title: &'static str,
    lead: &'static str,
    button: &'static str,
    /// What it is called, where there are several.
    name: String,
    /// Path of the form.
    action: String,
}

/// Asks before something is taken away, on a page of its own.
async fn ask_removal(site: &Site, visit: &Visit, removal: Removal) -> Result<Response, Failure> {
    let shown = visit.clone();
    respond(site, visit, head(visit, removal.title), move || {
        let text = shown.text().factor;
        let Removal {
            title,
            lead,
            button,
            name,
            action,
        } = removal.clone();
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{title}</h1>
                {(!name.is_empty()).then(|| view! { <p class="kj-my__name">{name}</p> })}
                <p>{lead}</p>
                <form class="kj-actions" method="post" action=shown.href(&action)>
                    <button class="kj-button" data-tone="danger" type="submit">{button}</button>
                    <a class="kj-button" data-tone="outline" href=shown.href("/my/account/factors")>{text.cancel}</a>
                </form>
            </div>
        }
    })
    .await
}

/// The answer to a removal: the list, or why the last factor has to stay.
async fn answer_removal(site: &Site, visit: &Visit, removed: Result<(), Refusal>) -> Result<Response, Failure> {
    match removed {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/account/factors?removed")).into_response()),
        Err(Refusal::NotNow) => {
            let shown = visit.clone();
            let text = visit.text().factor;
            let head = head(visit, text.title).status(StatusCode::CONFLICT);
            respond(site, visit, head, move || {
                let (lang, href) = (shown.lang, shown.href("/my/account/factors"));
                view! {
                    <div class="kj-narrow">
                        <h1 class="kj-title">{text.title}</h1>
                        <Notice lang tone=NoticeTone::Warning title=text.last_one announced=true>
                            <p><a href=href>{text.to_list}</a></p>
                        </Notice>
                    </div>
                }
            })
            .await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Whether a parameter stands in the query.
fn asks(visit: &Visit, name: &str) -> bool {
    form_urlencoded::parse(visit.query.as_bytes()).any(|(named, _)| named == name)
}

/// Whether the person must set up a factor before anything else.
fn must(site: &Site, visit: &Visit) -> bool {
    lacks_factor(site, visit)
}
