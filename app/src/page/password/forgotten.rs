//! `/password/forgotten`: asks for a link to set a new password. The answer and the time it takes are the same whether the
//! address belongs to an account or not.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::Email;
use leptos::prelude::*;

use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::session::Token;
use crate::{Failure, Site, Visit, guess};

/// Every answer takes this long: far longer than writing a mail into the outbox, which only happens for known addresses.
const ANSWER: Duration = Duration::from_millis(400);

/// Shows the form, or that a mail is on its way.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    show(&site, &visit, String::new(), None).await
}

/// Sends the link, if there is somebody to send it to.
///
/// # Errors
/// 429 after many requests; when the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let typed = pairs.text("email").to_owned();
    let Ok(email) = Email::parse(&typed) else {
        let error = visit.text().account.email_bad;
        return show(&site, &visit, typed, Some(error)).await;
    };
    let answer_at = tokio::time::Instant::now() + ANSWER;
    guess::admit_mail(&site, &visit, &email).await?;
    let token = Token::generate()?;
    let path = format!("/password/reset/{}", token.encode());
    site.store
        .ask_password_reset(&email, visit.lang, token.digest(), &path)
        .await?;
    tokio::time::sleep_until(answer_at).await;
    Ok(Redirect::to(&visit.href("/password/forgotten?sent")).into_response())
}

async fn show(site: &Site, visit: &Visit, typed: String, error: Option<&'static str>) -> Result<Response, Failure> {
    let name = visit.text().account.forgotten_title;
    let head = Head::new(name).here(name).refused_if(error.is_some()).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &typed, error)).await
}

fn view(visit: &Visit, typed: &str, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    if visit.query == "sent" {
        return view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.forgotten_sent}</h1>
                <Notice lang tone=NoticeTone::Info title=text.forgotten_sent_body announced=true>
                    <p>{text.forgotten_sent_hint}</p>
                </Notice>
                <p><a href=visit.href("/login")>{visit.text().login.title}</a></p>
            </div>
        }
        .into_any();
    }
    let errors = error.iter().map(|error| FieldError::new("email", *error)).collect();
    let field = Field::new("email", text.email)
        .value(typed)
        .error(error.map(str::to_owned));
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.forgotten_title}</h1>
            {(visit.query == "stopped")
                .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.email_stopped announced=true /> })}
            <p>{text.forgotten_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/password/forgotten") novalidate=true>
                <TextInput lang field kind=InputKind::Email width=InputWidth::Full autocomplete="username" />
                <button class="kj-button" data-tone="primary" type="submit">{text.forgotten_button}</button>
            </form>
        </div>
    }
    .into_any()
}
