//! What can go wrong with an index. A search is not among it: any text a user types has an answer.

use std::path::PathBuf;

/// Why an index could not be opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The dictionary folder is missing or not one of this lindera release.
    #[error("the dictionary in {path} cannot be loaded: {reason}")]
    Dictionary {
        /// The folder.
        path: PathBuf,
        /// What the loader said.
        reason: String,
    },
    /// The data compiled into this crate is wrong; a test guards against it.
    #[error("the search tables are wrong: {0}")]
    Tables(String),
    /// Another process writes to this folder.
    #[error("another process is writing to the index in {0}")]
    Busy(PathBuf),
    /// The folder cannot be read or written.
    #[error("the index folder: {0}")]
    Io(#[from] std::io::Error),
    /// The engine refused.
    #[error("the index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A listing could not be turned into a document, or back.
    #[error("a stored program cannot be read: {0}")]
    Stored(#[from] serde_json::Error),
    /// What is stored of a program was not written by this crate.
    #[error("a stored program is of an unknown form")]
    Foreign,
}
