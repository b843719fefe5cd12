//! `/my/account/factors`: the ways to sign in that a person has, and the way to each that could be added.

use axum::extract::State;
use axum::response::Response;
use domain::second_factor::{Identity, Passkey, SecondFactors};
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::second_factor::passkey;
use crate::{Failure, Site, Visit};

/// Unused recovery codes from which on new ones are advised.
const FEW: usize = 3;

#[derive(Clone)]
struct Shown {
    factors: SecondFactors,
    identities: Vec<Identity>,
    /// Label and name of each provider.
    providers: Vec<(String, String, String)>,
    passkeys: bool,
}

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let providers = site.rules.federation.providers().iter();
    let shown = Shown {
        factors: site.store.find_second_factors(user.id).await?,
        identities: site.store.list_identities(user.id).await?,
        providers: providers
            .map(|provider| {
                let issuer = provider.issuer.as_str().to_owned();
                (provider.label.clone(), provider.name.clone(), issuer)
            })
            .collect(),
        passkeys: passkey::is_possible(&site),
    };
    let text = visit.text();
    let head = Head::new(text.factor.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.account.title, visit.href("/my/account"))
        .here(text.factor.title)
        .private();
    let visitor = visit.clone();
    respond(&site, &visit, head, move || view(&visitor, &shown)).await
}

fn view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let news = [
        ("added", text.added),
        ("removed", text.removed),
        ("renamed", text.passkey_renamed),
        ("linked", text.linked),
    ]
    .into_iter()
    .find(|(name, _)| super::asks(visit, name))
    .map(|(_, title)| view! { <Notice lang tone=NoticeTone::Success title announced=true /> });
    let identities =
        (!shown.providers.is_empty() || !shown.identities.is_empty()).then(|| identities_view(visit, shown).into_any());
    view! {
        <h1 class="kj-title">{text.title}</h1>
        {news}
        <p class="kj-lead">{text.lead}</p>
        {totp_view(visit, &shown.factors)}
        {passkeys_view(visit, shown)}
        {recovery_view(visit, &shown.factors)}
        {identities}
    }
}

fn totp_view(visit: &Visit, factors: &SecondFactors) -> impl IntoView + use<> {
    let text = visit.text().factor;
    let set_up = visit.href("/my/account/factors/totp");
    let state = match factors.totp {
        Some(since) => {
            let since = (text.since)(&since.day_jst().format(visit.lang));
            view! {
                <p>{since}</p>
                <p class="kj-actions">
                    <a class="kj-button" data-tone="outline" href=set_up>{text.totp_replace}</a>
                    <a class="kj-button" data-tone="text" href=visit.href("/my/account/factors/totp/remove")>
                        {(text.remove_of)(text.totp)}
                    </a>
                </p>
            }
            .into_any()
        }
        None => view! {
            <p>{text.none}</p>
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=set_up>{text.totp_add}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="kj-section" aria-labelledby="totp-title">
            <h2 class="kj-section__title" id="totp-title">{text.totp}</h2>
            <p>{text.totp_lead}</p>
            {state}
        </section>
    }
}

fn passkeys_view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let text = visit.text().factor;
    let rows: Vec<_> = shown
        .factors
        .passkeys
        .iter()
        .map(|passkey| row(visit, passkey))
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{text.none}</p> }.into_any()
    } else {
        view! { <ul class="kj-factors">{rows}</ul> }.into_any()
    };
    let add = if shown.passkeys {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors/passkeys")>
                    {text.passkeys_add}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! { <p class="kj-note">{text.passkey_nowhere}</p> }.into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby="passkeys-title">
            <h2 class="kj-section__title" id="passkeys-title">{text.passkeys}</h2>
            <p>{text.passkeys_lead}</p>
            {list}
            {add}
        </section>
    }
}

fn row(visit: &Visit, passkey: &Passkey) -> impl IntoView + use<> {
    let text = visit.text().factor;
    let used = match passkey.used_at {
        Some(at) => (text.used)(&at.day_jst().format(visit.lang)),
        None => text.unused.to_owned(),
    };
    let since = (text.since)(&passkey.created_at.day_jst().format(visit.lang));
    view! {
        <li class="kj-factors__item">
            <strong class="kj-factors__name">{passkey.name.clone()}</strong>
            <span class="kj-factors__note">{since}</span>
            <span class="kj-factors__note">{used}</span>
            {passkey.backed_up.then(|| view! { <span class="kj-factors__note">{text.backed_up}</span> })}
            <a href=visit.href(&format!("/my/account/factors/passkeys/{}/rename", passkey.id))>
                {(text.passkey_rename)(&passkey.name)}
            </a>
            <a href=visit.href(&format!("/my/account/factors/passkeys/{}/remove", passkey.id))>
                {(text.remove_of)(&passkey.name)}
            </a>
        </li>
    }
}

fn recovery_view(visit: &Visit, factors: &SecondFactors) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let left = factors.recovery_codes;
    let state = if factors.exist() {
        view! {
            <p>{(text.recovery_left)(left)}</p>
            {(left < FEW).then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.recovery_few /> })}
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors/recovery")>
                    {text.recovery_make}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! { <p>{text.recovery_first}</p> }.into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby="recovery-title">
            <h2 class="kj-section__title" id="recovery-title">{text.recovery}</h2>
            <p>{text.recovery_lead}</p>
            {state}
        </section>
    }
}

fn identities_view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let text = visit.text().factor;
    let label_of = |issuer: &str| {
        let known = shown.providers.iter().find(|(_, _, named)| named == issuer);
        known.map_or_else(|| issuer.to_owned(), |(label, ..)| label.clone())
    };
    let linked: Vec<_> = shown
        .identities
        .iter()
        .map(|identity| {
            let label = label_of(&identity.issuer);
            let since = (text.since)(&identity.created_at.day_jst().format(visit.lang));
            let used = match identity.used_at {
                Some(at) => (text.used)(&at.day_jst().format(visit.lang)),
                None => text.unused.to_owned(),
            };
            view! {
                <li class="kj-factors__item">
                    <strong class="kj-factors__name">{label.clone()}</strong>
                    <span class="kj-factors__note">{identity.email.clone()}</span>
                    <span class="kj-factors__note">{since}</span>
                    <span class="kj-factors__note">{used}</span>
                    <a href=visit.href(&format!("/my/account/factors/identities/{}/remove", identity.id))>
                        {(text.identity_unlink_of)(&label)}
                    </a>
                </li>
            }
        })
        .collect();
    let links: Vec<_> = shown
        .providers
        .iter()
        .filter(|(_, _, issuer)| shown.identities.iter().all(|identity| identity.issuer != *issuer))
        .map(|(label, name, _)| {
            view! {
                <a class="kj-button" data-tone="outline" href=visit.href(&format!("/login/oidc/{name}?link"))>
                    {(text.identity_link)(label)}
                </a>
            }
        })
        .collect();
    view! {
        <section class="kj-section" aria-labelledby="identities-title">
            <h2 class="kj-section__title" id="identities-title">{text.identities}</h2>
            <p>{text.identities_lead}</p>
            {(!linked.is_empty()).then(|| view! { <ul class="kj-factors">{linked}</ul> })}
            {(!links.is_empty()).then(|| view! { <p class="kj-actions">{links}</p> })}
        </section>
    }
}
