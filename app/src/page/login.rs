//! `/login` and `/logout`: e-mail address and password (W8). The answer to a wrong pair never says which part was wrong,
//! and takes as long for an unknown address as for a known one.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::Email;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::*;

use super::FormPairs;
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::session::{Token, clear_cookie};
use crate::{Failure, Site, Visit, link, password};

#[derive(Clone, Default)]
struct Form {
    email: String,
    back: String,
    wrong: bool,
    signed_out: bool,
}

/// Shows the form; somebody who is signed in already is sent on.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let parameter = |name: &str| {
        pairs
            .iter()
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.clone())
    };
    let back = parameter("back")
        .filter(|back| link::is_local(back))
        .unwrap_or_default();
    if visit.user().is_some() {
        return Ok(Redirect::to(&target(&visit, &back)).into_response());
    }
    let form = Form {
        back,
        signed_out: parameter("signed-out").is_some(),
        ..Form::default()
    };
    show(&site, &visit, form, StatusCode::OK).await
}

/// Signs in.
///
/// # Errors
/// When the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let typed = pairs.text("email").to_owned();
    let back = Some(pairs.text("back"))
        .filter(|back| link::is_local(back))
        .unwrap_or_default()
        .to_owned();
    let credentials = match Email::parse(&typed) {
        Ok(email) => site.store.find_credentials(&email).await?,
        Err(_) => None,
    };
    let (user, hash) = credentials.map_or((None, None), |(user, hash)| (Some(user), Some(hash)));
    let right = password::verify(pairs.text("password").to_owned(), hash).await;
    let (Some(user), true) = (user, right) else {
        let form = Form {
            email: typed,
            back,
            wrong: true,
            ..Form::default()
        };
        return show(&site, &visit, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let token = Token::generate()?;
    site.store
        .open_session(user, token.digest(), store::SESSION_LIFETIME)
        .await?;
    let mut response = Redirect::to(&target(&visit, &back)).into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, token.set_cookie(&site));
    Ok(response)
}

/// Signs out: the session ends in the database, not only in the browser.
///
/// # Errors
/// When the database fails.
pub async fn post_logout(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = Token::of_request(&site, &headers) {
        site.store.close_session(token.digest()).await?;
    }
    let mut response = Redirect::to(&visit.href("/login?signed-out=1")).into_response();
    response.headers_mut().insert(header::SET_COOKIE, clear_cookie(&site));
    Ok(response)
}

fn target(visit: &Visit, back: &str) -> String {
    if back.is_empty() {
        visit.href("/my")
    } else {
        back.to_owned()
    }
}

async fn show(site: &Site, visit: &Visit, form: Form, status: StatusCode) -> Result<Response, Failure> {
    let text = visit.text();
    let title = if form.wrong {
        format!("{}{}", text.register.errors_title, text.login.title)
    } else {
        text.login.title.to_owned()
    };
    let head = Head::new(title).here(text.login.title).status(status).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form)).await
}

fn view(visit: &Visit, form: &Form) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().login);
    let email = Field::new("email", text.email).value(form.email.clone());
    let password = Field::new("password", text.password);
    let note = if form.signed_out {
        Some(text.signed_out)
    } else {
        (!form.back.is_empty()).then_some(text.needed)
    };
    view! {
        <div class="kj-narrow">
            {form.wrong.then(|| view! { <ErrorSummary lang errors=vec![FieldError::new("email", text.wrong)] /> })}
            <h1 class="kj-title">{text.title}</h1>
            {note.map(|title| view! { <Notice lang tone=NoticeTone::Info title /> })}
            <p>{text.lead}</p>
            <form class="kj-form" method="post" action=visit.href("/login") novalidate=true>
                <input type="hidden" name="back" value=form.back.clone() />
                <TextInput lang field=email kind=InputKind::Email width=InputWidth::Full autocomplete="username" />
                <TextInput
                    lang
                    field=password
                    kind=InputKind::Password
                    width=InputWidth::Full
                    autocomplete="current-password"
                />
                <button class="kj-button" data-tone="primary" type="submit">{text.button}</button>
            </form>
            <p class="kj-note">{text.help}</p>
        </div>
    }
}
