//! `/login/oidc/{provider}` and its return address: signing in by another provider, or linking an account there to the
//! person who is signed in. An account nobody has linked signs nobody in, whatever its mail address says.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Lang;
use domain::session::Factor;
use domain::value::Email;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::*;
use store::Unlinkable;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::federation::{Journey, Known, Provider, Unfederated};
use crate::{Failure, Site, Visit, cookie, link, sign_in};

/// The cookie while the browser is at a provider, and what it is encrypted for.
const JOURNEY: &str = "journey";
/// How long somebody may stay at a provider, in seconds.
const JOURNEY_SECONDS: u64 = 10 * 60;

/// Leads to the provider. With `link` in the query the account there is to be linked to the signed-in person.
///
/// # Errors
/// 404 for an unknown provider; leads to the sign-in page before linking.
pub async fn get(State(site): State<Site>, visit: Visit, Path(name): Path<String>) -> Result<Response, Failure> {
    let provider = site.rules.federation.find(&name).ok_or(Failure::NotFound)?;
    let parameter = |name: &str| {
        let mut pairs = form_urlencoded::parse(visit.query.as_bytes());
        pairs
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.into_owned())
    };
    let link = match parameter("link") {
        Some(_) => Some(visit.require_recent()?.id),
        None => None,
    };
    let (address, journey) = match site
        .rules
        .federation
        .depart(provider, &return_url(&site, provider))
        .await
    {
        Ok(departed) => departed,
        Err(error) => return unreachable(&site, &visit, provider, &error).await,
    };
    let journey = Journey {
        back: parameter("back")
            .filter(|back| link::is_local(back))
            .unwrap_or_default(),
        link,
        english: visit.lang == Lang::En,
        until: site.now().millis() + i64::try_from(JOURNEY_SECONDS * 1000).unwrap_or_default(),
        ..journey
    };
    let plain = serde_json::to_vec(&journey).map_err(|error| Failure::fault(error.to_string()))?;
    let sealed = site.rules.vault.seal(JOURNEY, &plain)?;
    let mut response = Redirect::to(&address).into_response();
    response.headers_mut().insert(
        header::SET_COOKIE,
        cookie::give(&site, JOURNEY, &sealed, JOURNEY_SECONDS),
    );
    Ok(response)
}

/// Takes up what the provider says.
///
/// # Errors
/// 404 for an unknown provider; when the database fails.
pub async fn get_return(
    State(site): State<Site>,
    mut visit: Visit,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let provider = site.rules.federation.find(&name).ok_or(Failure::NotFound)?;
    let journey = find_journey(&site, &headers).filter(|journey| journey.provider == provider.name);
    if journey.as_ref().is_some_and(|journey| journey.english) {
        visit.lang = Lang::En;
    }
    let mut response = match journey {
        Some(journey) => arrive(&site, &visit, provider, journey).await?,
        None => stopped(&site, &visit).await?,
    };
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookie::take(&site, JOURNEY));
    Ok(response)
}

async fn arrive(site: &Site, visit: &Visit, provider: &Provider, journey: Journey) -> Result<Response, Failure> {
    let parameter = |name: &str| {
        let mut pairs = form_urlencoded::parse(visit.query.as_bytes());
        pairs
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.into_owned())
    };
    // Our own state first: what does not carry it was not sent for by this browser.
    let is_ours = parameter("state").is_some_and(|state| state == journey.state)
        && parameter("iss").is_none_or(|issuer| issuer == provider.issuer.as_str());
    let Some(code) = parameter("code").filter(|_| is_ours) else {
        let error = parameter("error").unwrap_or_default();
        tracing::info!(provider = provider.name, is_ours, error, "provider sent nobody");
        return stopped(site, visit).await;
    };
    let (link, back) = (journey.link, journey.back.clone());
    let address = return_url(site, provider);
    let known = match site.rules.federation.arrive(provider, &address, journey, code).await {
        Ok(known) => known,
        Err(error @ Unfederated::Unreachable(_)) => return unreachable(site, visit, provider, &error).await,
        Err(error) => {
            tracing::warn!(provider = provider.name, %error, "provider not believed");
            return stopped(site, visit).await;
        }
    };
    if let Some(user) = link {
        // The session may have ended, or be another person's by now.
        if visit.user().is_none_or(|now| now.id != user) {
            return stopped(site, visit).await;
        }
        return link_account(site, visit, &known).await;
    }
    let factor = if known.strong { Factor::OidcStrong } else { Factor::Oidc };
    match site.store.use_identity(&known.issuer, &known.subject).await? {
        Some(user) => sign_in::complete(site, visit, user, factor, &back).await,
        None => {
            let text = visit.text().factor;
            say(
                site,
                visit,
                StatusCode::FORBIDDEN,
                text.oidc_unknown.to_owned(),
                text.oidc_unknown_hint,
            )
            .await
        }
    }
}

async fn link_account(site: &Site, visit: &Visit, known: &Known) -> Result<Response, Failure> {
    let text = visit.text().factor;
    let user = visit.require_user()?;
    let email = known.email.as_deref().and_then(|email| Email::parse(email).ok());
    let Some(email) = email.filter(|email| email.key() == user.email.key()) else {
        return say(
            site,
            visit,
            StatusCode::FORBIDDEN,
            text.oidc_email.to_owned(),
            text.oidc_email_hint,
        )
        .await;
    };
    let linked = site
        .store
        .link_identity(&visit.actor, visit.lang, &known.issuer, &known.subject, email.as_str())
        .await;
    match linked {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/account/factors?linked")).into_response()),
        Err(Unlinkable::Taken) => {
            say(
                site,
                visit,
                StatusCode::CONFLICT,
                text.oidc_taken.to_owned(),
                text.oidc_taken_hint,
            )
            .await
        }
        Err(Unlinkable::Refused(refusal)) => Err(refusal.into()),
    }
}

fn find_journey(site: &Site, headers: &HeaderMap) -> Option<Journey> {
    let sealed = cookie::find(site, headers, JOURNEY)?;
    let plain = site.rules.vault.open(JOURNEY, sealed)?;
    let journey: Journey = serde_json::from_slice(&plain).ok()?;
    (site.now().millis() < journey.until).then_some(journey)
}

/// The one address that has to be registered with the provider.
fn return_url(site: &Site, provider: &Provider) -> String {
    format!("{}/login/oidc/{}/return", site.public_url, provider.name)
}

async fn unreachable(
    site: &Site,
    visit: &Visit,
    provider: &Provider,
    error: &Unfederated,
) -> Result<Response, Failure> {
    tracing::warn!(provider = provider.name, %error, "provider out of reach");
    let text = visit.text().factor;
    let title = (text.oidc_unreachable)(&provider.label);
    say(site, visit, StatusCode::BAD_GATEWAY, title, text.oidc_unreachable_hint).await
}

async fn stopped(site: &Site, visit: &Visit) -> Result<Response, Failure> {
    let text = visit.text().factor;
    say(
        site,
        visit,
        StatusCode::BAD_REQUEST,
        text.oidc_stopped.to_owned(),
        text.oidc_stopped_hint,
    )
    .await
}

/// A page that says how it ended, and how to go on.
async fn say(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    title: String,
    hint: &'static str,
) -> Result<Response, Failure> {
    let head = Head::new(title.clone())
        .here(visit.text().factor.oidc_title)
        .status(status)
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &title, hint)).await
}

fn view(visit: &Visit, title: &str, hint: &'static str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let (href, label) = if visit.user().is_some() {
        (visit.href("/my/account/factors"), text.to_list)
    } else {
        (visit.href("/login"), text.oidc_to_login)
    };
    let title = title.to_owned();
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.oidc_title}</h1>
            <Notice lang tone=NoticeTone::Warning title announced=true>
                <p>{hint}</p>
            </Notice>
            <p><a class="kj-button" data-tone="primary" href=href>{label}</a></p>
        </div>
    }
}
