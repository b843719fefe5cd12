//! Files on their way in: written to a nameless file on disk and hashed meanwhile. When the upload breaks, the file goes
//! with its handle, whatever happens to the process.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

/// A file that is coming in.
pub struct Spool {
    file: File,
    hash: Sha256,
    bytes: u64,
}

/// A file that came in whole.
#[derive(Debug)]
pub struct Spooled {
    pub(super) file: File,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// Makes the folder.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

impl Spool {
    pub(super) async fn new(folder: &Path) -> io::Result<Self> {
        let folder = folder.to_owned();
        let file = tokio::task::spawn_blocking(move || tempfile::tempfile_in(folder))
            .await
            .map_err(io::Error::other)??;
        Ok(Self {
            file: File::from_std(file),
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub async fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.hash.update(piece);
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
        self.file.write_all(piece).await
    }

    /// No more pieces.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn finish(mut self) -> io::Result<Spooled> {
        self.file.flush().await?;
        Ok(Spooled {
            file: self.file,
            bytes: self.bytes,
            sha256: self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }
}

impl Spooled {
    /// The file for code that reads it at once; to be used on a thread that may wait.
    ///
    /// # Errors
    /// When the handle cannot be copied.
    pub async fn reader(&mut self) -> io::Result<std::fs::File> {
        self.file.rewind().await?;
        Ok(self.file.try_clone().await?.into_std().await)
    }
}
