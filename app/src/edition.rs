//! Which state of the portal an answer shows: a short mark that changes whenever the answer could, for `ETag` and for
//! kept pages. It never covers what a signed-in person sees.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::value::Day;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use crate::{Failure, Site, Visit};

/// How long the last number of the change log is trusted. Changes of this process are known at once; those of other
/// processes on the same database after this time at the latest, even when the index does not follow.
const TRUSTED: Duration = Duration::from_millis(500);

/// What every public answer depends on besides the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Generation {
    /// Number of the last change the index has taken in.
    pub indexed: i64,
    /// Number of the last change known to be committed.
    pub committed: i64,
    /// Number of the synonyms in use.
    pub synonyms: u64,
    /// Today in Japan: recruiting opens and closes by the day.
    pub today: Day,
}

/// Knows the last number of the change log without asking the database each time.
#[derive(Default)]
pub struct ChangeWatch {
    asked_at: Mutex<Option<Instant>>,
    seen: AtomicI64,
}

impl ChangeWatch {
    /// The state of the portal now. Take it before reading what the answer shows: then an answer may be newer than its
    /// mark, which does no harm, and never older.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn generation(&self, site: &Site) -> Result<Generation, Failure> {
        if self.is_due() {
            let last = site.store.last_change().await?;
            self.seen.fetch_max(last, Ordering::AcqRel);
        }
        let own = *site.store.changes().borrow();
        Ok(Generation {
            indexed: site.index.applied(),
            committed: own.max(self.seen.load(Ordering::Acquire)),
            synonyms: site.index.synonyms_number(),
            today: site.today(),
        })
    }

    fn is_due(&self) -> bool {
        let mut asked_at = self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = asked_at.is_none_or(|at| at.elapsed() > TRUSTED);
        if is_due {
            *asked_at = Some(Instant::now());
        }
        is_due
    }
}

/// The mark of one public answer.
pub struct Edition(String);

impl Edition {
    /// The mark of an address; `request` is its canonical query with whatever else chooses the answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(site: &Site, visit: &Visit, request: &str) -> Result<Self, Failure> {
        let generation = site.pages.watch().generation(site).await?;
        let mut hash = Sha256::new();
        for part in [&*site.assets, visit.lang.tag(), &visit.path, request] {
            hash.update(part);
            hash.update([0]);
        }
        hash.update(generation.indexed.to_be_bytes());
        hash.update(generation.synonyms.to_be_bytes());
        hash.update(generation.committed.to_be_bytes());
        hash.update(generation.today.days_since_epoch().to_be_bytes());
        let digest: String = hash
            .finalize()
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        // Weak, because a compressed answer has other bytes.
        Ok(Self(format!("W/\"{digest}\"")))
    }

    /// The value of `ETag`.
    pub fn etag(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).unwrap_or_else(|_| HeaderValue::from_static("W/\"\""))
    }

    /// Whether whoever asks has this very answer already (`If-None-Match`, weak comparison).
    pub fn is_known(&self, headers: &HeaderMap) -> bool {
        let own = self.0.trim_start_matches("W/");
        headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|tag| tag == "*" || tag.trim_start_matches("W/") == own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 弱い比較で照合する() {
        let edition = Edition("W/\"a1\"".to_owned());
        let known = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, value.parse().unwrap());
            edition.is_known(&headers)
        };
        assert!(known("W/\"a1\"") && known("\"a1\"") && known("\"b\", W/\"a1\"") && known("*"));
        assert!(!known("W/\"a2\"") && !known("a1") && !known(""));
        assert!(!edition.is_known(&HeaderMap::new()));
    }
}
