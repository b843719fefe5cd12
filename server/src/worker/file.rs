//! Looks after the contents of attached files: has them scanned, sets infected ones apart, and deletes what broken
//! uploads left. Several servers share the work; what one claims comes back when it dies.

use std::time::Duration;

use app::Files;
use domain::file::ScanResult;
use store::{DueScan, Store};

use crate::scan::{ScannerAddress, Verdict};

/// How often is looked whether something is to be scanned.
const PAUSE: Duration = Duration::from_secs(2);

/// Scans claimed at once.
const CLAIM: u64 = 5;

/// How long a claim lasts: longer than all of them at the slowest scanner.
const LEASE: Duration = Duration::from_secs(15 * 60);

/// Wait after each failed try; the last one is repeated, so that a scanner that was away for a week finds its work.
const WAITS: &[Duration] = &[
    Duration::from_secs(30),
    Duration::from_secs(2 * 60),
    Duration::from_secs(10 * 60),
    Duration::from_secs(3_600),
    Duration::from_secs(6 * 3_600),
];

/// How often is looked for contents that nobody needs.
const SWEEP: Duration = Duration::from_secs(3_600);

/// Contents deleted at once.
const MOST_SWEPT: u64 = 100;

/// How long a content without a file is left alone: far longer than an upload takes.
const UNUSED: Duration = Duration::from_secs(24 * 3_600);

/// What the work needs.
pub struct Caretaker {
    /// The tables.
    pub store: Store,
    /// The bytes.
    pub files: Files,
    /// The scanner, where there is one.
    pub scanner: Option<ScannerAddress>,
}

/// Runs until the process ends.
pub async fn run(caretaker: Caretaker) {
    let mut swept: Option<tokio::time::Instant> = None;
    loop {
        if swept.is_none_or(|at| at.elapsed() >= SWEEP) {
            swept = Some(tokio::time::Instant::now());
            match caretaker.sweep().await {
                Ok(0) => {}
                Ok(removed) => tracing::info!(removed, "removed contents of broken uploads"),
                Err(error) => tracing::error!(%error, "could not remove contents of broken uploads"),
            }
        }
        match caretaker.scan_due().await {
            // There may be more.
            Ok(scanned) if scanned > 0 => {}
            Ok(_) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!(%error, "could not look after the files");
                tokio::time::sleep(PAUSE * 5).await;
            }
        }
    }
}

impl Caretaker {
    /// Scans what is due now, at most five contents, and answers how many were tried. Sets apart what is infected.
    ///
    /// # Errors
    /// When the database fails, or the storage cannot set something apart.
    pub async fn scan_due(&self) -> anyhow::Result<usize> {
        let mut tried = 0;
        if let Some(scanner) = &self.scanner {
            for due in self.store.claim_scans(CLAIM, LEASE).await? {
                tried += 1;
                self.scan(scanner, &due).await?;
            }
        }
        for sha256 in self.store.list_unquarantined().await? {
            self.files.storage.quarantine(&sha256).await?;
            self.store.note_quarantined(&sha256).await?;
            tracing::warn!(sha256, "a file with a virus was set apart");
        }
        Ok(tried)
    }

    async fn scan(&self, scanner: &ScannerAddress, due: &DueScan) -> anyhow::Result<()> {
        let sha256 = due.sha256.as_str();
        let verdict = match self.files.storage.read(sha256, None).await {
            Ok(content) => scanner.scan(content).await,
            Err(error) => Err(error.into()),
        };
        let (result, finding, pause) = match verdict {
            Ok(Verdict::Clean) => (ScanResult::Clean, String::new(), Duration::ZERO),
            Ok(Verdict::Found(name)) => (ScanResult::Infected, name, Duration::ZERO),
            Err(error) => {
                let wait = wait_after(due.tries);
                tracing::warn!(sha256, tries = due.tries, seconds = wait.as_secs(), %error, "virus scan put off");
                (ScanResult::Failed, error.to_string(), wait)
            }
        };
        self.store.note_scan(sha256, result, &finding, pause).await?;
        Ok(())
    }

    /// Deletes contents of uploads that broke, and answers how many.
    ///
    /// # Errors
    /// When database or storage fail; what was claimed comes back.
    pub async fn sweep(&self) -> anyhow::Result<usize> {
        let unused = self.store.claim_unused_contents(UNUSED, MOST_SWEPT).await?;
        for sha256 in &unused {
            self.files.storage.remove(sha256).await?;
            self.store.forget_content(sha256).await?;
        }
        Ok(unused.len())
    }
}

/// The wait after so many tries.
fn wait_after(tries: u32) -> Duration {
    let index = usize::try_from(tries).unwrap_or(usize::MAX).saturating_sub(1);
    let last = WAITS.last().copied().unwrap_or(PAUSE);
    WAITS.get(index).copied().unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 待ち時間は伸びて六時間で止まる() {
        assert_eq!(wait_after(1), Duration::from_secs(30));
        assert_eq!(wait_after(5), Duration::from_secs(6 * 3_600));
        assert_eq!(wait_after(500), Duration::from_secs(6 * 3_600));
        assert!(WAITS.is_sorted());
    }
}
