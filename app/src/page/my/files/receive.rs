//! Reads a multipart form with files: in pieces, to disk, never whole in memory. What the form says beside the file is
//! short; everything else is let go by.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use domain::file::{FILE_BYTES, FileFault};
use http::StatusCode;

use crate::Failure;
use crate::storage::{FileStorage, Spooled};

/// Largest body with a file, in bytes. Above the largest file, so that one that is somewhat too large is answered in
/// words with the page around it.
pub const BODY_BYTES: usize = 64 * 1024 * 1024;

/// Longest other field, in bytes.
const FIELD_BYTES: usize = 1024;

/// Most fields of the form.
const MOST_FIELDS: usize = 20;

/// Most files of one form.
pub const MOST_AT_ONCE: usize = 10;

/// A file that came with the form.
pub struct Sent {
    /// What the sender calls it; empty when none was chosen.
    pub name: String,
    /// The file, or why it is none.
    pub file: Result<Spooled, FileFault>,
}

/// What came with the form.
pub struct Received {
    /// The files in their order, at least one: a form without a file holds one that is missing.
    pub files: Vec<Sent>,
    /// The version the sender has seen, where one is replaced.
    pub seen: Option<u32>,
}

impl Received {
    /// The only file, where one form takes one.
    pub fn into_first(self) -> Sent {
        self.files.into_iter().next().unwrap_or(Sent {
            name: String::new(),
            file: Err(FileFault::Missing),
        })
    }
}

/// Takes the fields `file` and `seen` of a form; `most` files, and what comes after them is too many.
///
/// # Errors
/// 400 for a body that is no such form or breaks off, 413 for one that is too large as a whole; when the disk fails.
pub async fn receive(mut form: Multipart, storage: &FileStorage, most: usize) -> Result<Received, Failure> {
    let (mut files, mut seen) = (Vec::new(), None);
    let mut fields = 0;
    while let Some(mut field) = form.next_field().await.map_err(|error| refused(&error))? {
        fields += 1;
        if fields > MOST_FIELDS {
            return Err(Failure::Http(StatusCode::BAD_REQUEST));
        }
        match field.name() {
            // A browser sends an empty file without a name when none was chosen.
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let file = if files.len() < most {
                    take_file(&mut field, storage, &name).await?
                } else {
                    drop_rest(&mut field).await?;
                    Err(FileFault::TooMany)
                };
                files.push(Sent { name, file });
            }
            Some("seen") => seen = short_text(&mut field).await?.parse().ok(),
            _ => drop_rest(&mut field).await?,
        }
    }
    // An empty field beside chosen files says nothing.
    if files.iter().any(|sent| !sent.name.is_empty()) {
        files.retain(|sent| !sent.name.is_empty());
    }
    files.truncate(most.max(1) + 1);
    Ok(Received { files, seen })
}

async fn drop_rest(field: &mut Field<'_>) -> Result<(), Failure> {
    while field.chunk().await.map_err(|error| refused(&error))?.is_some() {}
    Ok(())
}

async fn take_file(
    field: &mut Field<'_>,
    storage: &FileStorage,
    name: &str,
) -> Result<Result<Spooled, FileFault>, Failure> {
    let mut spool = storage.spool().await?;
    while let Some(piece) = field.chunk().await.map_err(|error| refused(&error))? {
        if spool.bytes() + piece.len() as u64 > FILE_BYTES {
            // The rest is read and dropped: a browser shows no answer before it has sent everything.
            drop_rest(field).await?;
            return Ok(Err(FileFault::TooLarge));
        }
        spool.write(&piece).await.map_err(crate::storage::StorageError::Io)?;
    }
    if spool.bytes() == 0 {
        let fault = if name.is_empty() {
            FileFault::Missing
        } else {
            FileFault::Empty
        };
        return Ok(Err(fault));
    }
    Ok(Ok(spool.finish().await.map_err(crate::storage::StorageError::Io)?))
}

/// The beginning of a field; what is longer is no value of ours.
async fn short_text(field: &mut Field<'_>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| refused(&error))? {
        let room = FIELD_BYTES.saturating_sub(bytes.len());
        bytes.extend(piece.iter().take(room));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn refused(error: &MultipartError) -> Failure {
    // 500 would mean that our side of the connection broke; whoever sends less than announced breaks it as well.
    let status = error.status();
    if status.is_server_error() {
        Failure::Http(StatusCode::BAD_REQUEST)
    } else {
        Failure::Http(status)
    }
}
