//! `/login/second`: the second factor of a sign-in. It says nothing about the person but which ways there are, and looks at
//! no more than a few codes.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::second_factor::SecondFactors;
use domain::session::Factor;
use http::{HeaderMap, StatusCode};
use leptos::prelude::*;
use store::Pending;

use super::passkey::words as passkey_words;
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::island::passkey::{PasskeyIsland, PasskeyTask};
use crate::page::FormPairs;
use crate::second_factor::{passkey, recovery, totp};
use crate::session::Token;
use crate::{Failure, Site, Visit, sign_in};

/// The question as it is shown.
#[derive(Clone)]
struct Question {
    factors: SecondFactors,
    /// A recovery code is asked for.
    recovery: bool,
    passkeys: bool,
    wrong: bool,
    open: bool,
}

/// Asks.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let Some((_, pending)) = sign_in::find_pending(&site, &headers).await? else {
        return Ok(again(&visit));
    };
    let recovery = form_urlencoded::parse(visit.query.as_bytes()).any(|pair| pair == ("by".into(), "recovery".into()));
    show(&site, &visit, &pending, recovery, None).await
}

/// Looks at a code.
///
/// # Errors
/// When the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let Some((token, pending)) = sign_in::find_pending(&site, &headers).await? else {
        return Ok(again(&visit));
    };
    let by_recovery = pairs.iter().any(|(name, _)| name == "recovery");
    if !site.store.spend_factor_try(token.digest(), pending.user).await? {
        let closed = Pending { open: false, ..pending };
        return show(&site, &visit, &closed, by_recovery, Some(StatusCode::TOO_MANY_REQUESTS)).await;
    }
    let (factor, right) = if by_recovery {
        let digest = recovery::digest(pending.user, pairs.text("recovery"));
        let used = site.store.use_recovery_code(pending.user, digest).await?;
        (Factor::RecoveryCode, used)
    } else {
        let user = site.store.find_user(pending.user).await?.ok_or(Failure::NotFound)?;
        (Factor::Totp, totp::verify(&site, &user, pairs.text("code")).await?)
    };
    if right {
        return finish(&site, &visit, &token, &pending, factor).await;
    }
    site.store.record_wrong_factor(pending.user, factor).await?;
    let Some((_, pending)) = sign_in::find_pending(&site, &headers).await? else {
        return Ok(again(&visit));
    };
    let status = if pending.open {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::TOO_MANY_REQUESTS
    };
    show(&site, &visit, &pending, by_recovery, Some(status)).await
}

async fn finish(
    site: &Site,
    visit: &Visit,
    token: &Token,
    pending: &Pending,
    factor: Factor,
) -> Result<Response, Failure> {
    let opened = sign_in::finish(site, visit, token, pending, factor).await?;
    Ok(opened.unwrap_or_else(|| again(visit)))
}

/// Back to the first factor.
fn again(visit: &Visit) -> Response {
    Redirect::to(&visit.href("/login")).into_response()
}

async fn show(
    site: &Site,
    visit: &Visit,
    pending: &Pending,
    recovery: bool,
    wrong: Option<StatusCode>,
) -> Result<Response, Failure> {
    let factors = site.store.find_second_factors(pending.user).await?;
    let text = visit.text();
    let question = Question {
        passkeys: !factors.passkeys.is_empty() && passkey::is_possible(site),
        factors,
        recovery,
        wrong: wrong.is_some(),
        open: pending.open,
    };
    let head = Head::new(text.factor.second_title)
        .refused_if(question.wrong)
        .here(text.factor.second_title)
        .status(wrong.unwrap_or(StatusCode::OK))
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &question)).await
}

fn view(visit: &Visit, question: &Question) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    if !question.open {
        return view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.second_title}</h1>
                <Notice lang tone=NoticeTone::Warning title=text.second_exhausted announced=true>
                    <p>{text.second_exhausted_hint}</p>
                </Notice>
                <p><a class="kj-button" data-tone="primary" href=visit.href("/login")>{text.second_again}</a></p>
            </div>
        }
        .into_any();
    }
    let (name, wrong) = if question.recovery {
        ("recovery", text.second_recovery_wrong)
    } else {
        ("code", text.second_wrong)
    };
    let errors = question
        .wrong
        .then(|| FieldError::new(name, wrong))
        .into_iter()
        .collect();
    let error = question.wrong.then(|| wrong.to_owned());
    let asked = if question.recovery {
        recovery_view(visit, error).into_any()
    } else {
        device_view(visit, question, error).into_any()
    };
    let other = if question.recovery {
        Some((visit.href("/login/second"), text.second_app_link))
    } else {
        (question.factors.recovery_codes > 0)
            .then(|| (visit.href("/login/second?by=recovery"), text.second_recovery_link))
    };
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.second_title}</h1>
            <p>{text.second_lead}</p>
            {asked}
            {other.map(|(href, label)| view! { <p><a href=href>{label}</a></p> })}
            <p><a href=visit.href("/login")>{text.second_again}</a></p>
        </div>
    }
    .into_any()
}

fn device_view(visit: &Visit, question: &Question, error: Option<String>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let code = Field::new("code", text.second_code).error(error);
    let words = passkey_words(visit, text.second_passkey, text.second_passkey_without);
    let (ask, tell) = (
        visit.href("/login/passkey/options?second"),
        visit.href("/login/passkey?second"),
    );
    let form = question.factors.totp.is_some().then(|| {
        view! {
            <form class="kj-form" method="post" action=visit.href("/login/second") novalidate=true>
                <TextInput
                    lang
                    field=code
                    kind=InputKind::Number
                    width=InputWidth::Short
                    autocomplete="one-time-code"
                />
                <button class="kj-button" data-tone="primary" type="submit">{text.second_button}</button>
            </form>
        }
    });
    let island = question.passkeys.then(|| {
        view! { <PasskeyIsland task=PasskeyTask::Get ask tell words /> }
    });
    view! {
        {form}
        {island}
    }
}

fn recovery_view(visit: &Visit, error: Option<String>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let field = Field::new("recovery", text.second_recovery)
        .hint(text.second_recovery_hint)
        .error(error);
    view! {
        <form class="kj-form" method="post" action=visit.href("/login/second?by=recovery") novalidate=true>
            <TextInput lang field width=InputWidth::Medium autocomplete="off" />
            <button class="kj-button" data-tone="primary" type="submit">{text.second_button}</button>
        </form>
    }
}
