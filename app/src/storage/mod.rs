//! Where the bytes of attached files lie: a folder by default, an S3 bucket by configuration, both through
//! `object_store`. A content is named by its SHA-256 and appears whole or not at all; which contents there are is the
//! database's knowledge.

mod place;
mod spool;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use object_store::buffered::BufWriter;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

pub use place::{StoragePlace, UnknownPlace};
pub use spool::{Spool, Spooled};

/// Bytes sent to the storage at once; S3 takes no smaller parts but the last.
const PART: usize = 5 * 1024 * 1024;

/// What went wrong with the storage.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The folder or the bucket.
    #[error("file storage: {0}")]
    Objects(#[from] object_store::Error),
    /// The folder for files on their way.
    #[error("file storage: {0}")]
    Io(#[from] std::io::Error),
    /// It took other bytes than it was given.
    #[error("file storage: {0} was not stored whole")]
    NotWhole(String),
}

/// The storage. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStorage {
    objects: Arc<dyn ObjectStore>,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
    /// In the bucket, below what was configured.
    prefix: Key,
    /// Where files wait until they are known to be welcome.
    spool: PathBuf,
}

impl FileStorage {
    /// Opens a storage; `spool` is a folder on a disk of this machine.
    ///
    /// # Errors
    /// When a folder cannot be made, or the bucket's settings make no sense. A bucket is not asked for anything yet.
    pub fn open(place: &StoragePlace, spool: &Path) -> Result<Self, StorageError> {
        let (objects, prefix) = place.open()?;
        spool::prepare(spool)?;
        let folder = match place {
            StoragePlace::Folder(folder) => Some(folder.clone()),
            StoragePlace::Bucket { .. } => None,
        };
        Ok(Self {
            objects,
            folder,
            prefix,
            spool: spool.to_owned(),
        })
    }

    /// A place for a file that comes in.
    ///
    /// # Errors
    /// [`StorageError::Io`].
    pub async fn spool(&self) -> Result<Spool, StorageError> {
        Ok(Spool::new(&self.spool).await?)
    }

    /// Stores a file that came in. When this returns, its bytes survive a crash.
    ///
    /// # Errors
    /// [`StorageError`]; nothing is stored then.
    pub async fn keep(&self, file: &mut Spooled) -> Result<(), StorageError> {
        let key = self.key(&file.sha256);
        file.file.rewind().await?;
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.objects), key.clone(), PART).with_max_concurrency(2);
        let copied = match tokio::io::copy(&mut file.file, &mut writer).await {
            Ok(copied) => writer.shutdown().await.map(|()| copied),
            Err(error) => {
                // What a bucket keeps of parts that were never put together, its own rules clear away.
                let _ = writer.abort().await;
                Err(error)
            }
        }?;
        let stored = self.objects.head(&key).await?.size;
        if copied == file.bytes && stored == file.bytes {
            Ok(())
        } else {
            Err(StorageError::NotWhole(file.sha256.clone()))
        }
    }

    /// The size of a content, if it is there.
    ///
    /// # Errors
    /// [`StorageError::Objects`].
    pub async fn find_size(&self, sha256: &str) -> Result<Option<u64>, StorageError> {
        match self.objects.head(&self.key(sha256)).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a content, or a part of them, in pieces.
    ///
    /// # Errors
    /// [`StorageError::Objects`], also when it is not there.
    pub async fn read(
        &self,
        sha256: &str,
        part: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<Bytes, StorageError>>, StorageError> {
        let options = GetOptions::new().with_range(part.map(GetRange::Bounded));
        let found = self.objects.get_opts(&self.key(sha256), options).await?;
        Ok(found.into_stream().map(|piece| piece.map_err(Into::into)).boxed())
    }

    /// Sets a content apart, out of reach of [`Self::read`]. Doing it again is fine.
    ///
    /// # Errors
    /// [`StorageError::Objects`].
    pub async fn quarantine(&self, sha256: &str) -> Result<(), StorageError> {
        let apart = self.prefix.clone().join("quarantine").join(sha256);
        match self.objects.copy(&self.key(sha256), &apart).await {
            Ok(()) => self.remove(sha256).await,
            // Done before, by a server that died before it could say so.
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a content, with what a crash left of bringing it. Doing it again is fine.
    ///
    /// # Errors
    /// [`StorageError::Objects`].
    pub async fn remove(&self, sha256: &str) -> Result<(), StorageError> {
        if let Some(folder) = &self.folder {
            let shelf = folder.join("sha256").join(sha256.get(..2).unwrap_or("00"));
            let staged = format!("{sha256}#");
            tokio::task::spawn_blocking(move || place::clear_staged(&shelf, &staged))
                .await
                .map_err(std::io::Error::other)?;
        }
        match self.objects.delete(&self.key(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// `sha256/ab/abcd…`: folders of two digits, so that none has too many entries.
    fn key(&self, sha256: &str) -> Key {
        let folder = sha256.get(..2).unwrap_or("00");
        self.prefix.clone().join("sha256").join(folder).join(sha256)
    }
}
