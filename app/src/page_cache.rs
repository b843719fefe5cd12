//! Finished pages of anonymous visitors, kept in memory until anything they show could have changed. It refuses pages
//! of signed-in people, and never gives out a script nonce twice: a kept page has gaps where a fresh one goes in.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use domain::Lang;
use domain::permit::Actor;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::nonce::Nonce;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::document::content_security_policy;
use crate::edition::{ChangeWatch, Generation};
use crate::packed::Packed;
use crate::{Failure, Site, Visit};

/// Memory for kept pages, in bytes.
pub const KEPT_BYTES: u64 = 64 << 20;

/// About how long a page is, for the first size of the table.
const USUAL_BYTES: u64 = 64 << 10;

/// The kept pages; clones share them.
#[derive(Clone)]
pub struct PageCache {
    shared: Arc<Shared>,
}

struct Shared {
    /// `None` keeps nothing.
    pages: Option<Cache<Key, Arc<Kept>, ByBytes>>,
    watch: ChangeWatch,
}

/// Equal keys have equal pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    generation: Generation,
    lang: Lang,
    path: String,
    /// The canonical query, so that all spellings of a request share a page.
    query: String,
}

/// A page without its nonces: between two parts stands one.
struct Kept {
    parts: Vec<Bytes>,
    /// The same, compressed.
    packed: Packed,
    headers: HeaderMap,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Kept>> for ByBytes {
    fn weight(&self, key: &Key, page: &Arc<Kept>) -> u64 {
        let parts: usize = page.parts.iter().map(Bytes::len).sum();
        (parts + page.packed.bytes() + key.query.len() + key.path.len() + size_of::<Key>() + size_of::<Kept>()) as u64
    }
}

impl PageCache {
    /// Room for so many bytes of pages; 0 keeps none.
    pub fn new(bytes: u64) -> Self {
        let entries = usize::try_from(bytes / USUAL_BYTES).unwrap_or(usize::MAX).max(16);
        let pages = (bytes > 0).then(|| Cache::with_weighter(entries, bytes, ByBytes));
        Self {
            shared: Arc::new(Shared {
                pages,
                watch: ChangeWatch::default(),
            }),
        }
    }

    /// What knows of changes.
    pub(crate) fn watch(&self) -> &ChangeWatch {
        &self.shared.watch
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> u64 {
        self.shared.pages.as_ref().map_or(0, Cache::weight)
    }

    /// The page of an anonymous visit whose address says nothing but its canonical query: kept, or drawn now. Of many
    /// who ask for the same page at once, one draws it.
    ///
    /// # Errors
    /// Whatever drawing fails with; nothing is kept then. A fault for a visit that is not anonymous.
    pub async fn get_or_draw<F>(
        &self,
        site: &Site,
        visit: &Visit,
        asked: &HeaderMap,
        draw: impl FnOnce() -> F,
    ) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Response, Failure>>,
    {
        if !matches!(visit.actor, Actor::Anonymous) {
            return Err(Failure::fault("a page of a signed-in person must not be kept"));
        }
        let Some(pages) = &self.shared.pages else {
            return draw().await;
        };
        let key = Key {
            generation: self.shared.watch.generation(site).await?,
            lang: visit.lang,
            path: visit.path.clone(),
            query: visit.query.clone(),
        };
        match pages.get_value_or_guard_async(&key).await {
            Ok(kept) => Ok(kept.respond(&Nonce::new(), takes_gzip(asked))),
            Err(place) => {
                let drawn = draw().await?;
                let (parts, body) = drawn.into_parts();
                let body = to_bytes(body, usize::MAX)
                    .await
                    .map_err(|error| Failure::fault(error.to_string()))?;
                if parts.status == StatusCode::OK
                    && let Some(kept) = Kept::of(&parts.headers, &body)
                {
                    // It is full only when somebody else was faster.
                    let _ = place.insert(Arc::new(kept));
                }
                Ok(Response::from_parts(parts, Body::from(body)))
            }
        }
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self::new(KEPT_BYTES)
    }
}

impl Kept {
    /// Takes the nonces out of a drawn page. `None` when the page does not name its nonce or gives somebody a cookie.
    fn of(headers: &HeaderMap, body: &Bytes) -> Option<Self> {
        let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let nonce = policy.split("'nonce-").nth(1)?.split('\'').next()?;
        if nonce.len() < 16 || headers.contains_key(header::SET_COOKIE) {
            return None;
        }
        let text = std::str::from_utf8(body).ok()?;
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, _) in text.match_indices(nonce) {
            parts.push(Bytes::copy_from_slice(body.get(start..at)?));
            start = at + nonce.len();
        }
        parts.push(Bytes::copy_from_slice(body.get(start..)?));
        let mut headers = headers.clone();
        for name in [header::CONTENT_SECURITY_POLICY, header::CONTENT_LENGTH] {
            headers.remove(name);
        }
        let packed = Packed::of(&parts).ok()?;
        Some(Self { parts, packed, headers })
    }

    fn respond(&self, nonce: &Nonce, as_gzip: bool) -> Response {
        let body = if as_gzip {
            self.packed.fill(nonce.as_bytes())
        } else {
            self.fill(nonce)
        };
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        *headers = self.headers.clone();
        if let Some(policy) = content_security_policy(nonce) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if as_gzip {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        response
    }

    fn fill(&self, nonce: &Nonce) -> Vec<u8> {
        let size: usize = self.parts.iter().map(|part| part.len() + nonce.len()).sum();
        let mut body = Vec::with_capacity(size);
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(part);
        }
        body
    }
}

/// Whether a compressed answer is understood. Brotli would be smaller but cannot be put together from parts.
fn takes_gzip(asked: &HeaderMap) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|coding| {
            let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
            let quality = quality.trim().strip_prefix("q=").unwrap_or("1");
            name.trim()
                .eq_ignore_ascii_case("gzip")
                .then(|| quality.parse::<f32>().unwrap_or(0.0))
        })
        .any(|quality| quality > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "0123456789abcdefABCDEF==";

    fn headers() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy(OLD).unwrap());
        headers.insert(header::CONTENT_TYPE, "text/html".parse().unwrap());
        headers
    }

    #[tokio::test]
    async fn 保存したページのnonceは毎回新しい() {
        let body = Bytes::from(format!(
            "<script nonce=\"{OLD}\">a</script><script nonce=\"{OLD}\">b</script>"
        ));
        let kept = Kept::of(&headers(), &body).unwrap();
        assert_eq!(kept.parts.len(), 3);
        let mut seen = Vec::new();
        for _ in 0..3 {
            let nonce = Nonce::new();
            let response = kept.respond(&nonce, false);
            let policy = response.headers()[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .to_owned();
            assert!(policy.contains(&format!("'nonce-{}'", &*nonce)) && !policy.contains(OLD));
            let text = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let text = String::from_utf8(text.to_vec()).unwrap();
            assert_eq!(text.matches(&*nonce).count(), 2);
            assert!(!text.contains(OLD) && !seen.contains(&text));
            seen.push(text);
        }
    }

    #[test]
    fn 圧縮を受け取れるかを読む() {
        let takes = |value: &str| {
            let mut asked = HeaderMap::new();
            asked.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
            takes_gzip(&asked)
        };
        assert!(takes("gzip, deflate, br, zstd") && takes("br;q=1.0, GZIP;q=0.5"));
        assert!(!takes("gzip;q=0") && !takes("br") && !takes("") && !takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn cookieを渡すページとnonceのないページは保存しない() {
        let body = Bytes::from_static(b"<p></p>");
        let mut with_cookie = headers();
        with_cookie.insert(header::SET_COOKIE, "a=b".parse().unwrap());
        assert!(Kept::of(&with_cookie, &body).is_none());
        assert!(Kept::of(&HeaderMap::new(), &body).is_none());
    }
}
