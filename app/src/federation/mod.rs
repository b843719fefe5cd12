//! Signing in by an OpenID provider: authorisation code with PKCE, state and nonce. It finds out who somebody is at the
//! provider; whom that signs in here is not decided here.

mod provider;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::value::UserId;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse, reqwest,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

pub use provider::Provider;

/// How long one answer of a provider may take.
const TIMEOUT: Duration = Duration::from_secs(8);
/// How long what a provider says of itself is believed.
const METADATA_AGE: Duration = Duration::from_secs(60 * 60);

/// Why a provider could not be asked, or its answer not be believed. The words are for the log.
#[derive(Debug, thiserror::Error)]
pub enum Unfederated {
    /// It does not answer, or not as a provider does.
    #[error("provider out of reach: {0}")]
    Unreachable(String),
    /// Its answer is not to be believed.
    #[error("not believed: {0}")]
    Unbelievable(String),
}

/// What the browser keeps, encrypted, while its user is at the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Journey {
    /// The provider.
    pub provider: String,
    /// What must come back as it is.
    pub state: String,
    /// What must stand in the token.
    pub nonce: String,
    /// What redeems the code.
    pub verifier: String,
    /// Where to go afterwards.
    pub back: String,
    /// Who is to be linked; `None` to sign in.
    pub link: Option<UserId>,
    /// Whether the way began on an English page.
    pub english: bool,
    /// When it ends, in milliseconds.
    pub until: i64,
}

/// Who somebody is at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The provider's address.
    pub issuer: String,
    /// Its name for the account.
    pub subject: String,
    /// The mail address, if it is one the provider stands for.
    pub email: Option<String>,
    /// Whether two factors were shown there.
    pub strong: bool,
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// All providers, with what they last said of themselves.
#[derive(Clone, Default)]
pub struct Federation {
    providers: Arc<[Provider]>,
    metadata: Arc<Mutex<HashMap<String, (Instant, CoreProviderMetadata)>>>,
}

impl std::fmt::Debug for Federation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Federation").field(&self.providers).finish()
    }
}

impl Federation {
    /// These providers, in the order of their buttons.
    pub fn new(providers: Vec<Provider>) -> Self {
        Self {
            providers: providers.into(),
            metadata: Arc::default(),
        }
    }

    /// The providers, in the order of their buttons.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// A provider by name.
    pub fn find(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.name == name)
    }

    /// Where to send the browser, and what to remember until it comes back to `return_url`.
    ///
    /// # Errors
    /// [`Unfederated::Unreachable`].
    pub async fn depart(&self, provider: &Provider, return_url: &str) -> Result<(String, Journey), Unfederated> {
        let client = self.client(provider, return_url).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let journey = Journey {
            provider: provider.name.clone(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            back: String::new(),
            link: None,
            english: false,
            until: 0,
        };
        Ok((address.into(), journey))
    }

    /// Redeems the code that a browser brought back.
    ///
    /// # Errors
    /// [`Unfederated`].
    pub async fn arrive(
        &self,
        provider: &Provider,
        return_url: &str,
        journey: Journey,
        code: String,
    ) -> Result<Known, Unfederated> {
        let client = self.client(provider, return_url).await?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Unfederated::Unreachable(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier))
            .request_async(&http_client()?)
            .await
            .map_err(|error| match error {
                openidconnect::RequestTokenError::Request(_) => Unfederated::Unreachable(chain(&error)),
                _ => Unfederated::Unbelievable(chain(&error)),
            })?;
        let token = answer
            .id_token()
            .ok_or_else(|| Unfederated::Unbelievable("no identity token".to_owned()))?;
        let unbelievable = |error: &dyn std::error::Error| Unfederated::Unbelievable(chain(error));
        // Checks signature, issuer, audience, time and nonce.
        let verifier = client.id_token_verifier();
        let claims = token
            .claims(&verifier, &Nonce::new(journey.nonce))
            .map_err(|error| unbelievable(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|error| unbelievable(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| unbelievable(&error))?;
            let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key)
                .map_err(|error| unbelievable(&error))?;
            if actual != *expected {
                return Err(Unfederated::Unbelievable("access token of another answer".to_owned()));
            }
        }
        let mut known = known(provider, claims);
        // Many providers tell the mail address only to those who ask for it.
        if known.email.is_none()
            && let Ok(request) = client.user_info(answer.access_token().clone(), Some(claims.subject().clone()))
        {
            let more: CoreUserInfoClaims = request
                .request_async(&http_client()?)
                .await
                .map_err(|error| unbelievable(&error))?;
            let email = more.email().map(|email| email.as_str());
            known.email = verified_email(provider, email, more.email_verified());
        }
        Ok(known)
    }

    async fn client(&self, provider: &Provider, return_url: &str) -> Result<Client, Unfederated> {
        let metadata = self.metadata(provider).await?;
        let address =
            RedirectUrl::new(return_url.to_owned()).map_err(|error| Unfederated::Unreachable(error.to_string()))?;
        let (id, secret) = (provider.client_id.clone(), provider.client_secret.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, Some(secret)).set_redirect_uri(address))
    }

    /// Also checks that the provider calls itself as it is configured.
    async fn metadata(&self, provider: &Provider) -> Result<CoreProviderMetadata, Unfederated> {
        if let Some((at, metadata)) = self.metadata.lock().await.get(&provider.name)
            && at.elapsed() < METADATA_AGE
        {
            return Ok(metadata.clone());
        }
        let metadata = CoreProviderMetadata::discover_async(provider.issuer.clone(), &http_client()?)
            .await
            .map_err(|error| Unfederated::Unreachable(chain(&error)))?;
        let mut known = self.metadata.lock().await;
        known.insert(provider.name.clone(), (Instant::now(), metadata.clone()));
        Ok(metadata)
    }
}

fn known(provider: &Provider, claims: &CoreIdTokenClaims) -> Known {
    let acr = claims.auth_context_ref().map(|value| value.as_str().to_owned());
    let amr = claims.auth_method_refs().into_iter().flatten();
    let shown: Vec<String> = acr
        .into_iter()
        .chain(amr.map(|value| value.as_str().to_owned()))
        .collect();
    Known {
        issuer: claims.issuer().as_str().to_owned(),
        subject: claims.subject().as_str().to_owned(),
        email: verified_email(
            provider,
            claims.email().map(|email| email.as_str()),
            claims.email_verified(),
        ),
        strong: shown.iter().any(|value| provider.strong.contains(value)),
    }
}

/// The mail address, if the provider stands for it.
fn verified_email(provider: &Provider, email: Option<&str>, verified: Option<bool>) -> Option<String> {
    email
        .filter(|_| verified.unwrap_or(provider.trusts_email))
        .map(str::to_owned)
}

fn http_client() -> Result<reqwest::Client, Unfederated> {
    reqwest::ClientBuilder::new()
        // A provider that sends us elsewhere could make us ask inside our own network.
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(TIMEOUT)
        .timeout(TIMEOUT)
        .build()
        .map_err(|error| Unfederated::Unreachable(error.to_string()))
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
