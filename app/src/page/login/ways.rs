//! The part of `/login` below the password: passkeys, and providers where any are configured.

use leptos::prelude::*;

use super::passkey::words as passkey_words;
use crate::island::passkey::{PasskeyIsland, PasskeyTask};
use crate::second_factor::passkey;
use crate::{Site, Visit};

/// The other ways to sign in.
#[derive(Clone)]
pub struct Ways {
    passkeys: bool,
    /// Label and address of each provider.
    providers: Vec<(String, String)>,
    /// The query that leads back to where the visitor wanted to go, with its `?`; empty for nowhere.
    query: String,
}

impl Ways {
    /// The ways that are open here.
    pub fn of(site: &Site, visit: &Visit, back: &str) -> Self {
        let query = if back.is_empty() {
            String::new()
        } else {
            let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
            format!("?back={back}")
        };
        let text = visit.text().factor;
        let providers = site.rules.federation.providers().iter();
        Self {
            passkeys: passkey::is_possible(site),
            providers: providers
                .map(|provider| {
                    let href = visit.href(&format!("/login/oidc/{}{query}", provider.name));
                    ((text.ways_provider)(&provider.label), href)
                })
                .collect(),
            query,
        }
    }

    /// Draws them; nothing when there is none.
    pub fn view(&self, visit: &Visit) -> AnyView {
        let text = visit.text().factor;
        if !self.passkeys && self.providers.is_empty() {
            return ().into_any();
        }
        let words = passkey_words(visit, text.ways_passkey, text.ways_passkey_without);
        let (ask, tell) = (
            visit.href("/login/passkey/options"),
            visit.href(&format!("/login/passkey{}", self.query)),
        );
        let island = self.passkeys.then(|| {
            view! { <PasskeyIsland task=PasskeyTask::Get ask tell words /> }
        });
        let providers: Vec<_> = self
            .providers
            .iter()
            .map(|(label, href)| {
                view! {
                    <p><a class="kj-button" data-tone="outline" href=href.clone()>{label.clone()}</a></p>
                }
            })
            .collect();
        view! {
            <section class="kj-section" aria-labelledby="ways-title">
                <h2 class="kj-section__title" id="ways-title">{text.ways_title}</h2>
                {island}
                {providers}
            </section>
        }
        .into_any()
    }
}
