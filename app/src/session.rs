//! The sign-in cookie. The browser holds a random token, the database its hash, so that a copy of the database opens no
//! session.

use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use crate::{Failure, Site};

/// What the browser keeps: 32 random bytes.
pub struct Token([u8; 32]);

impl Token {
    /// A fresh one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate() -> Result<Self, Failure> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Failure::fault(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// What the database keeps.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// The token as cookies and links carry it: hexadecimal.
    pub fn encode(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`Self::encode`] wrote.
    pub fn decode(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The session token of a request, if there is a well-formed one.
    pub fn of_request(site: &Site, headers: &HeaderMap) -> Option<Self> {
        Self::of_cookie(headers, cookie_name(site))
    }

    /// The token in a cookie of this name.
    pub(crate) fn of_cookie(headers: &HeaderMap, name: &str) -> Option<Self> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(named, _)| *named == name)
            .and_then(|(_, value)| Self::decode(value))
    }

    /// The `Set-Cookie` header that gives the token to the browser. It ends with the browser's session; the server ends
    /// it earlier when it is idle.
    pub fn set_cookie(&self, site: &Site) -> HeaderValue {
        cookie(site, cookie_name(site), &self.encode(), "")
    }
}

/// The `Set-Cookie` header that takes the token away.
pub fn clear_cookie(site: &Site) -> HeaderValue {
    cookie(site, cookie_name(site), "", "; Max-Age=0")
}

/// `__Host-` binds the cookie to this host and to TLS; without TLS browsers refuse the prefix.
fn cookie_name(site: &Site) -> &'static str {
    if site.secure_cookies {
        "__Host-kyodo-session"
    } else {
        "kyodo-session"
    }
}

/// A `Set-Cookie` header that no script can read and no other site makes the browser send with a form.
pub(crate) fn cookie(site: &Site, name: &str, value: &str, more: &str) -> HeaderValue {
    let secure = if site.secure_cookies { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 符号化して戻せる() {
        let token = Token::generate().unwrap();
        let again = Token::decode(&token.encode()).unwrap();
        assert_eq!(token.digest(), again.digest());
    }

    #[test]
    fn 壊れたトークンは無視する() {
        for text in ["", "zz", &"g".repeat(64), &"あ".repeat(22), &"0".repeat(63)] {
            assert!(Token::decode(text).is_none(), "{text}");
        }
    }
}
