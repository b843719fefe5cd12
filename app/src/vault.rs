//! Encrypts what must be kept readable but must not be readable in a copy of the database: secrets of authenticator apps,
//! and what the browser keeps for us between two pages. The key lies beside the database, never in it.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use passki::Passki;

use crate::Failure;

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Holder of the key. What is sealed for one purpose opens for no other.
#[derive(Clone)]
pub struct Vault(XChaCha20Poly1305);

impl Vault {
    /// A vault with this key.
    pub fn new(key: &[u8; KEY_BYTES]) -> Self {
        Self(XChaCha20Poly1305::new(&Key::from(*key)))
    }

    /// Encrypts `plain` for a purpose, as text that fits into a form or a cookie.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, Failure> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|error| Failure::fault(error.to_string()))?;
        let payload = Payload {
            msg: plain,
            aad: purpose.as_bytes(),
        };
        let sealed = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Failure::fault("sealing failed"))?;
        Ok(Passki::base64_encode(&[nonce.as_slice(), &sealed].concat()))
    }

    /// What was sealed for this purpose; `None` when it was not, was changed, or was sealed with another key.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = Passki::base64_decode(sealed).ok()?;
        let (nonce, cipher) = bytes.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload {
            msg: cipher,
            aad: purpose.as_bytes(),
        };
        self.0.decrypt(&XNonce::from(nonce), payload).ok()
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 目的と鍵が同じときだけ開く() {
        let vault = Vault::new(&[7; KEY_BYTES]);
        let sealed = vault.seal("totp 1", b"secret").unwrap();
        assert_eq!(vault.open("totp 1", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(vault.open("totp 2", &sealed), None);
        assert_eq!(Vault::new(&[8; KEY_BYTES]).open("totp 1", &sealed), None);
        let mut changed = sealed.clone().into_bytes();
        changed[40] ^= 1;
        assert_eq!(vault.open("totp 1", std::str::from_utf8(&changed).unwrap()), None);
        assert_ne!(sealed, vault.seal("totp 1", b"secret").unwrap());
        for broken in ["", "A", "ééé", &sealed[..20]] {
            assert_eq!(vault.open("totp 1", broken), None, "{broken:?}");
        }
    }
}
