//! Password hashing with argon2id. Runs on the blocking pool, because one hash costs tens of milliseconds on purpose. What
//! a password must be like is decided in `domain::password`; the same normal form is hashed and checked here.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::normalise;

/// Hashing could not be done; never says anything about the password.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct PasswordError(String);

/// Longest password that is hashed, in bytes; longer ones are refused before any work is done.
pub const MAX_BYTES: usize = 1024;

/// Memory in KiB, passes and lanes: the first choice for argon2id in the OWASP password storage cheat sheet of 2026.
/// When they change, hashes are renewed as people sign in.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash nobody knows the password of. Unknown accounts are checked against it, so that they take as long as known ones.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIHRoaXM$s0oZ1Vn4hR9tWgF0l5Zk0o0S2yDk9lQKx3W2m7p0b8E";

fn argon2id() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| PasswordError(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string of a password, with a fresh salt.
///
/// # Errors
/// When the system has no randomness or the password is longer than [`MAX_BYTES`].
pub async fn hash(password: String) -> Result<String, PasswordError> {
    let password = normalise(&password);
    if password.len() > MAX_BYTES {
        return Err(PasswordError("too long".to_owned()));
    }
    let argon2id = argon2id()?;
    let hashed = tokio::task::spawn_blocking(move || {
        argon2id
            .hash_password(password.as_bytes())
            .map(|hash: PasswordHash| hash.to_string())
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(PasswordError(error.to_string())),
        Err(error) => Err(PasswordError(error.to_string())),
    }
}

/// Whether the password belongs to the hash. Without a hash the same work is done and the answer is no.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    if password.len() > MAX_BYTES {
        return false;
    }
    let password = normalise(&password);
    let checked = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && right
    });
    checked.await.unwrap_or(false)
}

/// Whether a hash was made at another cost than new ones are.
pub fn is_outdated(hash: &str) -> bool {
    let wanted = format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$");
    !hash.starts_with(&wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn 正しいパスワードだけが通る() {
        let hashed = hash("春の健診2026".to_owned()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify("春の健診2026".to_owned(), Some(hashed.clone())).await);
        assert!(!verify("春の健診2027".to_owned(), Some(hashed)).await);
        assert!(!verify("春の健診2026".to_owned(), None).await);
    }

    #[tokio::test]
    async fn 入力のしかたが違っても同じパスワード() {
        let hashed = hash("ガギグ-ｋｅｎｓｈｉｎ-①".to_owned()).await.unwrap();
        assert!(verify("カ\u{3099}キ\u{3099}ク\u{3099}-kenshin-1".to_owned(), Some(hashed)).await);
    }

    #[tokio::test]
    async fn 手間の変わったハッシュは作り直す() {
        assert!(!is_outdated(&hash("ある日の長い文".to_owned()).await.unwrap()));
        assert!(!is_outdated(NOBODY), "an unknown account costs what a fresh hash costs");
        let cheap = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(1024, 1, 1, None).unwrap(),
        );
        let old = cheap
            .hash_password("ある日の長い文".as_bytes())
            .map(|hash: PasswordHash| hash.to_string())
            .unwrap();
        assert!(is_outdated(&old));
        assert!(verify("ある日の長い文".to_owned(), Some(old)).await);
    }
}
