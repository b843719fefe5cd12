//! The folder of an index: one subfolder per version of schema and analysis, one writer at a time. Damage is answered by
//! starting afresh, since everything can be built again.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use tantivy::schema::Schema;
use tantivy::{Index, IndexSettings};

use crate::{IndexError, schema};

/// Smallest block of stored documents, in bytes: about one program each, because hits lie far apart and a block is
/// decompressed whole.
const BLOCK_BYTES: usize = 4_096;

const PREFIX: &str = "index-";
const LOCK: &str = "writer.lock";

/// A folder this process may write to.
pub struct Place {
    root: PathBuf,
    version: String,
    /// Held as long as the place is.
    _lock: File,
}

impl Place {
    /// Takes the folder for writing.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process has it.
    pub fn take(root: &Path, analysis: &str) -> Result<Self, IndexError> {
        fs::create_dir_all(root)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(IndexError::Busy(root.to_owned())),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(Self {
            root: root.to_owned(),
            version: format!("{PREFIX}{analysis}"),
            _lock: lock,
        })
    }

    /// Opens the index of this version, or makes an empty one when there is none that is whole.
    pub fn open(&self, schema: &Schema) -> Result<Index, IndexError> {
        let folder = self.root.join(&self.version);
        match open_whole(&folder, schema) {
            Ok(index) => Ok(index),
            Err(reason) => {
                if folder.exists() {
                    tracing::warn!(folder = %folder.display(), %reason, "the index is built again");
                }
                self.create(schema)
            }
        }
    }

    /// Makes an empty index in place of whatever is there.
    pub fn create(&self, schema: &Schema) -> Result<Index, IndexError> {
        let folder = self.root.join(&self.version);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let mut index = Index::builder()
            .schema(schema.clone())
            .settings(settings())
            .create_in_dir(&folder)?;
        index.set_tokenizers(schema::tokenizers());
        Ok(index)
    }

    /// Removes the indexes of other versions, now that this one can answer.
    pub fn remove_others(&self) {
        let Ok(entries) = fs::read_dir(&self.root) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with(PREFIX)
                && name != self.version
                && let Err(error) = fs::remove_dir_all(entry.path())
            {
                tracing::warn!(%error, name, "an index of another version could not be removed");
            }
        }
    }
}

/// How an index stores its documents.
pub fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: BLOCK_BYTES,
        ..IndexSettings::default()
    }
}

fn open_whole(folder: &Path, schema: &Schema) -> Result<Index, String> {
    let mut index = Index::open_in_dir(folder).map_err(|error| error.to_string())?;
    if index.schema() != *schema {
        return Err("it has another schema".to_owned());
    }
    let damaged = index.validate_checksum().map_err(|error| error.to_string())?;
    if !damaged.is_empty() {
        return Err(format!("{} files are damaged", damaged.len()));
    }
    index.set_tokenizers(schema::tokenizers());
    Ok(index)
}
