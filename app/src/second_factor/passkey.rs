//! Passkeys (WebAuthn): questions to authenticators and their answers. A passkey always verifies its user, by a finger, a
//! face or a PIN, so one alone is two factors. Each question can be answered once, within five minutes.

use domain::user::User;
use domain::value::UserId;
use http::Uri;
use passki::{
    AuthenticationCredential, AuthenticationOptions, AuthenticationState, ClientData, Passki, RegistrationCredential,
    RegistrationOptions, RegistrationState, ResidentKeyRequirement, StoredPasskey, UserVerificationRequirement,
};
use serde_json::{Value, json};
use store::NewPasskey;

use crate::{Failure, Site};

/// How long browsers wait for their user, in milliseconds: less than the server does.
const TIMEOUT_MILLIS: u64 = 4 * 60 * 1000;
/// Bytes of the name authenticators know a person by.
const HANDLE_BYTES: usize = 32;
/// Where the flags stand in the authenticator's data, and two of them.
const FLAGS_AT: usize = 32;
const BACKUP_ELIGIBLE: u8 = 0b0000_1000;
const BACKED_UP: u8 = 0b0001_0000;

/// What went wrong with an answer. The words are for the log; people are told to try again.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    /// The answer is not what an authenticator of this person says to this question.
    #[error("{0}")]
    Wrong(String),
    /// Ours.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<store::StoreError> for Unproven {
    fn from(error: store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<passki::PasskiError> for Unproven {
    fn from(error: passki::PasskiError) -> Self {
        Self::Wrong(error.to_string())
    }
}

fn wrong(text: &str) -> Unproven {
    Unproven::Wrong(text.to_owned())
}

/// Whether the portal's address is one that passkeys can be bound to: a name, not a number.
pub fn is_possible(site: &Site) -> bool {
    relying_party(site).is_some()
}

fn relying_party(site: &Site) -> Option<Passki> {
    let address: Uri = site.public_url.parse().ok()?;
    let host = address.host()?;
    if host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok() {
        return None;
    }
    let origin = format!("{}://{}", address.scheme_str()?, address.authority()?);
    Some(Passki::new(host, &[origin], "共同事業ナビ"))
}

fn get_relying_party(site: &Site) -> Result<Passki, Failure> {
    relying_party(site).ok_or(Failure::NotFound)
}

/// Asks for a new passkey of the person: what the browser passes on to the authenticator.
///
/// # Errors
/// 404 where passkeys are not possible; when the database fails.
pub async fn ask_to_register(site: &Site, user: &User) -> Result<Value, Failure> {
    let relying_party = get_relying_party(site)?;
    let known = site.store.list_passkeys(user.id).await?;
    let handle = match known.first() {
        Some(passkey) => Passki::base64_decode(&passkey.user_handle).map_err(|error| fault(&error))?,
        None => {
            let mut handle = vec![0; HANDLE_BYTES];
            getrandom::fill(&mut handle).map_err(|error| fault(&error))?;
            handle
        }
    };
    let known = known.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut options = RegistrationOptions::default();
    options.timeout = TIMEOUT_MILLIS;
    options.resident_key = ResidentKeyRequirement::Required;
    options.user_verification = UserVerificationRequirement::Required;
    options.exclude_credentials = Some(&known);
    let (question, state) = relying_party
        .start_passkey_registration(&handle, user.email.as_str(), &user.name, options)
        .map_err(|error| fault(&error))?;
    let state = serde_json::to_string(&state).map_err(|error| fault(&error))?;
    site.store
        .open_challenge(&question.challenge, Some(user.id), state)
        .await?;
    let mut question = serde_json::to_value(&question).map_err(|error| fault(&error))?;
    // Older browsers know only this name for it.
    if let Some(selection) = question.get_mut("authenticatorSelection") {
        selection["requireResidentKey"] = json!(true);
    }
    Ok(question)
}

/// The passkey in an authenticator's answer, to be kept under a name.
///
/// # Errors
/// [`Unproven`].
pub async fn register(site: &Site, user: &User, name: &str, answer: Value) -> Result<NewPasskey, Unproven> {
    let relying_party = get_relying_party(site)?;
    let answer: RegistrationCredential =
        serde_json::from_value(answer).map_err(|error| Unproven::Wrong(error.to_string()))?;
    let challenge = ClientData::from_base64(&answer.response.client_data_json)?.challenge;
    let (asked, state) = site
        .store
        .take_challenge(&challenge)
        .await?
        .ok_or_else(|| wrong("no such question"))?;
    if asked != Some(user.id) {
        return Err(wrong("asked somebody else"));
    }
    let state: RegistrationState = serde_json::from_str(&state).map_err(|error| fault(&error))?;
    let passkey = relying_party.finish_passkey_registration(&answer, &state)?;
    Ok(NewPasskey {
        credential_id: Passki::base64_encode(&passkey.credential_id),
        user_handle: state.user.id,
        name: name.to_owned(),
        counter: passkey.counter,
        backed_up: passkey.bs,
        credential: serde_json::to_string(&passkey).map_err(|error| fault(&error))?,
    })
}

/// Asks for any passkey of the portal, or for one of a person who has shown a first factor.
///
/// # Errors
/// As [`ask_to_register`].
pub async fn ask_to_sign_in(site: &Site, user: Option<UserId>) -> Result<Value, Failure> {
    let relying_party = get_relying_party(site)?;
    let known = match user {
        Some(user) => site.store.list_passkeys(user).await?,
        None => Vec::new(),
    };
    let known = known.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut options = AuthenticationOptions::default();
    options.timeout = TIMEOUT_MILLIS;
    options.user_verification = UserVerificationRequirement::Required;
    let (question, state) = relying_party
        .start_passkey_authentication(&known, options)
        .map_err(|error| fault(&error))?;
    let state = serde_json::to_string(&state).map_err(|error| fault(&error))?;
    site.store.open_challenge(&question.challenge, user, state).await?;
    serde_json::to_value(&question).map_err(|error| fault(&error))
}

/// Who has answered.
///
/// # Errors
/// [`Unproven`].
pub async fn verify(site: &Site, answer: Value) -> Result<UserId, Unproven> {
    let relying_party = get_relying_party(site)?;
    let answer: AuthenticationCredential =
        serde_json::from_value(answer).map_err(|error| Unproven::Wrong(error.to_string()))?;
    let challenge = ClientData::from_base64(&answer.response.client_data_json)?.challenge;
    let (asked, state) = site
        .store
        .take_challenge(&challenge)
        .await?
        .ok_or_else(|| wrong("no such question"))?;
    let found = site
        .store
        .find_passkey(answer.raw_id.trim_end_matches('='))
        .await?
        .ok_or_else(|| wrong("unknown passkey"))?;
    if asked.is_some_and(|user| user != found.user) {
        return Err(wrong("asked somebody else"));
    }
    let state: AuthenticationState = serde_json::from_str(&state).map_err(|error| fault(&error))?;
    let passkey = read(&found)?;
    let proven = relying_party.finish_passkey_authentication(&answer, &state, &passkey)?;
    // Without a first factor the authenticator has to say whose passkey it is; where it says so, it must be right.
    let handle = proven.user_handle.map(|handle| Passki::base64_encode(&handle));
    if handle.as_ref().is_some_and(|handle| *handle != found.user_handle) || (asked.is_none() && handle.is_none()) {
        return Err(wrong("another person's handle"));
    }
    let data = Passki::base64_decode(&answer.response.authenticator_data)?;
    let flags = data.get(FLAGS_AT).copied().unwrap_or_default();
    if (flags & BACKUP_ELIGIBLE != 0) != passkey.be {
        return Err(wrong("another kind of passkey than at registration"));
    }
    let backed_up = flags & BACKED_UP != 0;
    if !site
        .store
        .use_passkey(found.id, found.counter, proven.counter, backed_up)
        .await?
    {
        return Err(wrong("answered twice with one count"));
    }
    Ok(found.user)
}

fn read(stored: &store::StoredPasskey) -> Result<StoredPasskey, Failure> {
    let mut passkey: StoredPasskey = serde_json::from_str(&stored.credential).map_err(|error| fault(&error))?;
    passkey.counter = stored.counter;
    Ok(passkey)
}

fn fault(error: &impl std::fmt::Display) -> Failure {
    Failure::fault(error.to_string())
}
