//! Notes down the end of the audit log outside of the database, in a file and in the server's own log, so that rows cut
//! off or written anew are noticed by who compares; and clears away rows that need not be kept any longer.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use store::{Anchor, Store};

/// How often the end is noted down.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// Rounds between two clearings: a day.
const CLEAR_EVERY: u32 = 144;

/// Name of the file in the data folder.
const FILE: &str = "audit-anchors.log";

/// Where the end of the log is noted down.
#[derive(Clone)]
pub struct Anchors {
    store: Store,
    file: PathBuf,
    last: Arc<Mutex<i64>>,
}

impl Anchors {
    /// In the file of this data folder.
    pub fn new(store: Store, data_dir: &Path) -> Self {
        Self {
            store,
            file: path(data_dir),
            last: Arc::default(),
        }
    }

    /// Notes the end down if it has moved. Trouble goes to the log: the portal runs on without.
    pub async fn note(&self) {
        if let Err(error) = self.try_note().await {
            tracing::error!(
                error = format!("{error:#}"),
                "could not note down the end of the audit log"
            );
        }
    }

    async fn try_note(&self) -> Result<()> {
        let Some((seq, hash)) = self.store.last_audit().await? else {
            return Ok(());
        };
        {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            if *last == seq {
                return Ok(());
            }
            *last = seq;
        }
        let line = format!("{} {seq} {hash}\n", self.store.clock().now().iso_utc());
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.file)
            .with_context(|| format!("opening {}", self.file.display()))?;
        file.write_all(line.as_bytes())?;
        file.sync_data()?;
        tracing::info!(seq, hash, "end of the audit log");
        Ok(())
    }
}

/// The file of a data folder.
pub fn path(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE)
}

/// What was noted down in a data folder; nothing when there is no file. Lines that were not written by us are told.
///
/// # Errors
/// The file cannot be read, or a line of it makes no sense.
pub fn read(data_dir: &Path) -> Result<Vec<Anchor>> {
    let path = path(data_dir);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
    };
    text.lines()
        .enumerate()
        .map(|(number, line)| {
            parse(line).with_context(|| format!("{}, line {}: not an anchor", path.display(), number + 1))
        })
        .collect()
}

fn parse(line: &str) -> Option<Anchor> {
    let mut words = line.split(' ');
    let (_, seq, hash) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
    (words.next().is_none() && hash.len() == 64).then(|| Anchor {
        seq,
        hash: hash.to_owned(),
    })
}

/// Runs until the process ends.
pub async fn run(anchors: Anchors, keep_days: Option<u32>) {
    let mut round = 0_u32;
    loop {
        if let Some(days) = keep_days.filter(|_| round.is_multiple_of(CLEAR_EVERY)) {
            match anchors.store.clear_audit(days).await {
                Ok(0) => {}
                Ok(rows) => tracing::info!(rows, days, "cleared old rows of the audit log away"),
                Err(error) => tracing::error!(%error, "could not clear the audit log"),
            }
        }
        anchors.note().await;
        round = round.wrapping_add(1);
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 控えの行を読む() {
        let hash = "a".repeat(64);
        let anchor = parse(&format!("2026-04-01T00:00:00.000Z 12 {hash}")).unwrap();
        assert_eq!((anchor.seq, anchor.hash), (12, hash.clone()));
        for wrong in [
            "",
            "x",
            "t 1 short",
            &format!("t x {hash}"),
            &format!("t 1 {hash} more"),
        ] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
