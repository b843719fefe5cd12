//! `/my/account/email`: asks for another mail address. Nothing changes before its owner has opened the link mailed to it,
//! and the old address is told.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ProblemCode;
use domain::value::Email;
use leptos::prelude::*;
use store::{Link, Refusal};

use super::head;
use crate::component::{DescriptionList, ErrorSummary, Fact, Field, FieldError, InputKind, InputWidth, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page, or asks for the password.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_recent()?;
    show(&site, &visit, String::new(), None).await
}

/// Mails the links. The answer is the same when somebody else has the address.
///
/// # Errors
/// As [`get`]; when the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_recent()?;
    let text = visit.text().account;
    let typed = pairs.text("email").to_owned();
    let Ok(email) = Email::parse(&typed) else {
        return show(&site, &visit, typed, Some(text.email_bad)).await;
    };
    let (confirm, stop) = (link("/email/confirm")?, link("/email/stop")?);
    let asked = site
        .store
        .ask_email_change(&visit.actor, &email, visit.lang, &confirm, &stop)
        .await;
    match asked {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/account?email")).into_response()),
        Err(Refusal::Problems(problems)) => {
            let is_same = problems
                .for_field("email")
                .any(|found| found.code == ProblemCode::NotAllowed);
            let error = if is_same { text.email_same } else { text.email_many };
            show(&site, &visit, typed, Some(error)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn link(page: &str) -> Result<Link, Failure> {
    let token = Token::generate()?;
    Ok(Link {
        token_hash: token.digest(),
        path: format!("{page}/{}", token.encode()),
    })
}

async fn show(site: &Site, visit: &Visit, typed: String, error: Option<&'static str>) -> Result<Response, Failure> {
    let head = head(visit, visit.text().account.change_email, error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &typed, error)).await
}

fn view(visit: &Visit, typed: &str, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let errors = error.iter().map(|error| FieldError::new("email", *error)).collect();
    let field = Field::new("email", text.email_new)
        .value(typed)
        .error(error.map(str::to_owned));
    let now = visit.user().map(|user| user.email.to_string()).unwrap_or_default();
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.change_email}</h1>
            <p>{text.email_lead}</p>
            <DescriptionList facts=vec![Fact::text(text.email_now, now)] />
            <form class="kj-form" method="post" action=visit.href("/my/account/email") novalidate=true>
                <TextInput lang field kind=InputKind::Email width=InputWidth::Full autocomplete="email" />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.email_send}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/account")>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
