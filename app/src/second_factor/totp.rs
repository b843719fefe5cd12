//! Codes of authenticator apps (RFC 6238). The parameters are those that every app understands: SHA-1, six digits, thirty
//! seconds, and one step before and after for clocks that differ.

use domain::normalise::fold;
use domain::user::User;
use domain::value::{Instant, UserId};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::vault::Vault;
use crate::{Failure, Site};

/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Seconds of a time step.
const STEP: u64 = 30;
/// What apps show as the portal's name.
const ISSUER: &str = "共同事業ナビ";

/// A secret that an app is given by a picture or by typing.
pub struct Enrolment {
    totp: Totp,
    /// The secret, encrypted for the form that confirms it.
    pub sealed: String,
}

impl Enrolment {
    /// A fresh secret for a person.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn begin(vault: &Vault, user: &User, now: Instant) -> Result<Self, Failure> {
        let mut secret = [0; SECRET_BYTES];
        getrandom::fill(&mut secret).map_err(|error| Failure::fault(error.to_string()))?;
        let until = now.millis() / 1000 + ENROLMENT_SECONDS;
        let plain = [until.to_be_bytes().as_slice(), &secret].concat();
        Ok(Self {
            totp: build(&secret, user)?,
            sealed: vault.seal(&form_purpose(user.id), &plain)?,
        })
    }

    /// The secret that a form brought back; `None` when it is not of this person or too old.
    ///
    /// # Errors
    /// Never for what was typed.
    pub fn resume(vault: &Vault, user: &User, sealed: &str, now: Instant) -> Result<Option<Self>, Failure> {
        let Some(plain) = vault.open(&form_purpose(user.id), sealed) else {
            return Ok(None);
        };
        let Some((until, secret)) = plain.split_first_chunk::<8>() else {
            return Ok(None);
        };
        if i64::from_be_bytes(*until) < now.millis() / 1000 {
            return Ok(None);
        }
        Ok(Some(Self {
            totp: build(secret, user)?,
            sealed: sealed.to_owned(),
        }))
    }

    /// The time step of a right code.
    pub fn step_of(&self, code: &str, now: Instant) -> Option<i64> {
        step_of(&self.totp, code, now)
    }

    /// The secret as it is stored.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, vault: &Vault, user: UserId) -> Result<String, Failure> {
        vault.seal(&stored_purpose(user), self.totp.secret().as_bytes())
    }

    /// The secret for typing, in groups of four.
    pub fn key(&self) -> String {
        let key: Vec<char> = self.totp.secret().to_base32().chars().collect();
        key.chunks(4)
            .map(|part| part.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The secret as an address that apps understand.
    ///
    /// # Errors
    /// When the name cannot be put into an address.
    pub fn address(&self) -> Result<String, Failure> {
        self.totp.to_url().map_err(|error| Failure::fault(error.to_string()))
    }

    /// The address as a picture: an `src` with an SVG inside.
    ///
    /// # Errors
    /// As [`Self::address`].
    pub fn picture(&self) -> Result<String, Failure> {
        let address = self.address()?;
        let code = QrCode::with_error_correction_level(address, EcLevel::M)
            .map_err(|error| Failure::fault(error.to_string()))?;
        let picture = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
        let picture: String = form_urlencoded::byte_serialize(picture.as_bytes()).collect();
        Ok(format!("data:image/svg+xml,{}", picture.replace('+', "%20")))
    }
}

/// How long an enrolment may take, in seconds.
const ENROLMENT_SECONDS: i64 = 15 * 60;

/// Checks a code of a person's app and uses it up. A code works once.
///
/// # Errors
/// When the database fails, or the secret was encrypted with another key.
pub async fn verify(site: &Site, user: &User, code: &str) -> Result<bool, Failure> {
    let Some(sealed) = site.store.find_totp(user.id).await? else {
        return Ok(false);
    };
    let secret = site
        .rules
        .vault
        .open(&stored_purpose(user.id), &sealed)
        .ok_or_else(|| {
            Failure::fault("the secret of an authenticator app was encrypted with another key; see KYODO_SECRET")
        })?;
    match step_of(&build(&secret, user)?, code, site.now()) {
        Some(step) => Ok(site.store.use_totp_step(user.id, step).await?),
        None => Ok(false),
    }
}

fn build(secret: &[u8], user: &User) -> Result<Totp, Failure> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_secret(Secret::new(secret.into()))
        .with_account_name(user.email.as_str().replace(':', ""))
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|error| Failure::fault(error.to_string()))
}

/// Digits may be full-width and grouped.
fn step_of(totp: &Totp, typed: &str, now: Instant) -> Option<i64> {
    let code: String = fold(typed).chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.millis() / 1000).ok()?;
    i64::try_from(totp.check(&code, seconds)?).ok()
}

fn stored_purpose(user: UserId) -> String {
    format!("totp {user}")
}

fn form_purpose(user: UserId) -> String {
    format!("totp enrolment {user}")
}
