//! Password hashing with argon2id. Runs on the blocking pool, because one hash costs tens of milliseconds on purpose.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// Hashing could not be done; never says anything about the password.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct PasswordError(String);

/// Longest password that is hashed, in bytes; longer ones are refused before any work is done.
pub const MAX_BYTES: usize = 1024;

/// A hash nobody knows the password of. Unknown accounts are checked against it, so that they take as long as known ones.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIHRoaXM$s0oZ1Vn4hR9tWgF0l5Zk0o0S2yDk9lQKx3W2m7p0b8E";

/// The PHC string of a password, with a fresh salt.
///
/// # Errors
/// When the system has no randomness or the password is longer than [`MAX_BYTES`].
pub async fn hash(password: String) -> Result<String, PasswordError> {
    if password.len() > MAX_BYTES {
        return Err(PasswordError("too long".to_owned()));
    }
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
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
    let checked = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && right
    });
    checked.await.unwrap_or(false)
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

    #[test]
    fn 存在しない利用者にも同じ手間をかける() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let fresh = Argon2::default()
            .hash_password(b"x")
            .map(|hash: PasswordHash| hash)
            .unwrap();
        assert_eq!(nobody.params.to_string(), fresh.params.to_string());
    }
}
