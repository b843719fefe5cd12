//! Settings about attached files.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use app::storage::StoragePlace;

use super::{Row, Setting, Source, text};
use crate::scan::ScannerAddress;

/// The settings.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// `KYODO_FILES_URL`: where attached files are stored, `file:///folder` or
    /// `s3://bucket/prefix?region=ap-northeast-1&endpoint=https%3A%2F%2Fs3.example.jp`. `KYODO_FILES_KEY_ID` and
    /// `KYODO_FILES_SECRET` open the bucket; without them `AWS_ACCESS_KEY_ID` and the like, or the machine's role, do.
    /// Default: the folder `files` of the data folder.
    pub place: Setting<StoragePlace>,
    /// `KYODO_CLAMD`: the virus scanner, `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. Default: none; then files are
    /// handed out without a scan, and the pages say so.
    pub scanner: Setting<Option<ScannerAddress>>,
}

impl FileSettings {
    /// Reads an environment.
    ///
    /// # Errors
    /// A value that cannot be understood.
    pub fn from(environment: &impl Fn(&str) -> Option<OsString>, data_dir: &Path) -> Result<Self> {
        let access = match (
            text(environment, "KYODO_FILES_KEY_ID")?,
            text(environment, "KYODO_FILES_SECRET")?,
        ) {
            (Some(id), Some(secret)) => Some((id, secret)),
            (None, None) => None,
            _ => bail!("KYODO_FILES_KEY_ID and KYODO_FILES_SECRET go together"),
        };
        let place = match text(environment, "KYODO_FILES_URL")? {
            Some(url) => Setting {
                value: StoragePlace::parse(&url, access).context("KYODO_FILES_URL")?,
                source: Source::Environment,
            },
            None => Setting {
                value: StoragePlace::Folder(data_dir.join("files")),
                source: Source::Default,
            },
        };
        let scanner = match text(environment, "KYODO_CLAMD")? {
            Some(address) => Setting {
                value: Some(ScannerAddress::parse(&address).context("KYODO_CLAMD")?),
                source: Source::Environment,
            },
            None => Setting {
                value: None,
                source: Source::Default,
            },
        };
        Ok(Self { place, scanner })
    }

    /// One row for each setting, the secret hidden.
    pub fn rows(&self) -> Vec<Row> {
        let scanner = self.scanner.value.as_ref();
        vec![
            ("KYODO_FILES_URL", self.place.value.to_string(), self.place.source),
            (
                "KYODO_CLAMD",
                scanner.map_or_else(|| "(none: no virus scan)".to_owned(), ToString::to_string),
                self.scanner.source,
            ),
        ]
    }
}
