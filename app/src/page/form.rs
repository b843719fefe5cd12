//! Reading a posted form: pairs in the order they were sent, or a clear refusal.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::{StatusCode, header};

use crate::Failure;

/// The fields of a posted form; names may repeat.
#[derive(Clone, Debug, Default)]
pub struct FormPairs(Vec<(String, String)>);

impl FormPairs {
    /// The pairs as they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The last value of a field; empty when it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .rev()
            .find(|(named, _)| named == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// The same with one of several forms of a page, whose fields begin with the name of the form, as if it were the only one.
    #[must_use]
    pub fn of_form(&self, form: &str) -> Self {
        let own = |name: &str| name.strip_prefix(form)?.strip_prefix('-').map(str::to_owned);
        Self(
            self.0
                .iter()
                .map(|(name, value)| (own(name).unwrap_or_else(|| name.clone()), value.clone()))
                .collect(),
        )
    }

    /// The version that the sender has seen, from a form that changes something. One that is missing or forged counts as
    /// old.
    ///
    /// # Errors
    /// [`Failure::Stale`].
    pub fn seen_version(&self) -> Result<i64, Failure> {
        self.text("version").parse().map_err(|_| Failure::Stale)
    }

    /// Reads URL-encoded text.
    ///
    /// # Errors
    /// 400 when it is not UTF-8.
    fn parse(body: &[u8]) -> Result<Self, Failure> {
        let broken = || Failure::Http(StatusCode::BAD_REQUEST);
        // Browsers send line ends as CRLF, whatever was typed or loaded. Keeping them would make a text that nobody
        // touched look changed.
        let pairs: Vec<(String, String)> = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
            .collect();
        // The parser puts U+FFFD where bytes were not UTF-8. Saving that would lose what was typed, so it is refused,
        // unless the character was really sent.
        let replaced = pairs
            .iter()
            .any(|(name, value)| name.contains('\u{FFFD}') || value.contains('\u{FFFD}'));
        let sent = std::str::from_utf8(body)
            .is_ok_and(|text| text.contains('\u{FFFD}') || text.to_ascii_uppercase().contains("%EF%BF%BD"));
        if replaced && !sent {
            Err(broken())
        } else {
            Ok(Self(pairs))
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for FormPairs {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Failure::Http(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Failure::Http(rejection.status()))?;
        Self::parse(&body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 改行は一種類にそろえる() {
        assert_eq!(
            FormPairs::parse(b"content=a%0D%0Ab%0Ac").unwrap().text("content"),
            "a\nb\nc"
        );
    }

    #[test]
    fn 壊れた文字は受け付けない() {
        assert!(FormPairs::parse(b"title=%E5%81%A5%FF").is_err());
        assert!(FormPairs::parse(b"title=\xFF").is_err());
        assert_eq!(
            FormPairs::parse("title=健診&pref=13&pref=14".as_bytes())
                .unwrap()
                .iter()
                .count(),
            3
        );
        assert_eq!(FormPairs::parse(b"title=%EF%BF%BD").unwrap().text("title"), "\u{FFFD}");
    }
}
