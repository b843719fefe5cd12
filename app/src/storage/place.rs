//! The configured place of a file storage.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;

use super::StorageError;

/// Where files are stored.
#[derive(Clone, PartialEq, Eq)]
pub enum StoragePlace {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of S3 or of something that speaks its protocol.
    Bucket {
        /// Its name.
        name: String,
        /// What all keys begin with; may be empty.
        prefix: String,
        /// `ap-northeast-1` and the like.
        region: Option<String>,
        /// Address of a server that is not Amazon's; it then gets the bucket's name in the path.
        endpoint: Option<String>,
        /// Key id and secret; without them the environment or the machine's role gives them.
        access: Option<(String, String)>,
    },
}

/// A text that names no storage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be file:///folder or s3://bucket/prefix?region=…&endpoint=https://…")]
pub struct UnknownPlace;

impl StoragePlace {
    /// Reads `file:///folder` or `s3://bucket/prefix?region=…&endpoint=…`; `access` is key id and secret of a bucket.
    ///
    /// # Errors
    /// [`UnknownPlace`].
    pub fn parse(url: &str, access: Option<(String, String)>) -> Result<Self, UnknownPlace> {
        if let Some(folder) = url.strip_prefix("file://") {
            return match folder {
                "" => Err(UnknownPlace),
                folder => Ok(Self::Folder(folder.into())),
            };
        }
        let rest = url.strip_prefix("s3://").ok_or(UnknownPlace)?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        // Keys and secrets do not belong into an address that is shown.
        if name.is_empty() || name.contains(['@', ':']) {
            return Err(UnknownPlace);
        }
        let (mut region, mut endpoint) = (None, None);
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match key.as_ref() {
                "region" => region = Some(value.into_owned()),
                "endpoint" if value.starts_with("https://") || value.starts_with("http://") => {
                    endpoint = Some(value.into_owned());
                }
                _ => return Err(UnknownPlace),
            }
        }
        Ok(Self::Bucket {
            name: name.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            region,
            endpoint,
            access,
        })
    }

    pub(super) fn open(&self) -> Result<(Arc<dyn ObjectStore>, Key), StorageError> {
        match self {
            Self::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                let local = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
                Ok((Arc::new(local), Key::default()))
            }
            Self::Bucket {
                name,
                prefix,
                region,
                endpoint,
                access,
            } => {
                // The client under it takes the process-wide choice; a second installation finds it made already.
                let _ = rustls::crypto::ring::default_provider().install_default();
                // One deletion at a time is all we need, and what every server of the protocol understands.
                let mut bucket = AmazonS3Builder::from_env()
                    .with_bucket_name(name)
                    .with_disable_bulk_delete(true);
                if let Some(region) = region {
                    bucket = bucket.with_region(region);
                }
                if let Some(endpoint) = endpoint {
                    bucket = bucket
                        .with_endpoint(endpoint)
                        .with_virtual_hosted_style_request(false)
                        .with_allow_http(endpoint.starts_with("http://"));
                }
                if let Some((id, secret)) = access {
                    bucket = bucket.with_access_key_id(id).with_secret_access_key(secret);
                }
                Ok((Arc::new(bucket.build()?), Key::from(prefix.as_str())))
            }
        }
    }
}

/// Deletes files that `object_store` began to write into a folder under this name and never finished. What cannot be
/// deleted only takes up room.
pub(super) fn clear_staged(shelf: &Path, start: &str) {
    let entries = std::fs::read_dir(shelf).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(start) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Without the secret.
impl fmt::Display for StoragePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket {
                name,
                prefix,
                region,
                endpoint,
                access,
            } => {
                write!(f, "s3://{name}/{prefix}")?;
                let pairs = [("region", region), ("endpoint", endpoint)];
                for (key, value) in pairs
                    .into_iter()
                    .filter_map(|(key, value)| Some((key, value.as_ref()?)))
                {
                    write!(f, " {key}={value}")?;
                }
                match access {
                    Some((id, _)) => write!(f, " key={id}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl fmt::Debug for StoragePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 置き場所を読む() {
        assert_eq!(
            StoragePlace::parse("file:///srv/files", None),
            Ok(StoragePlace::Folder("/srv/files".into()))
        );
        let access = Some(("AKIA".to_owned(), "s3cret".to_owned()));
        let url = "s3://navi-files/a/b?region=ap-northeast-1&endpoint=https%3A%2F%2Fs3.example.jp";
        let bucket = StoragePlace::parse(url, access).unwrap();
        let shown = bucket.to_string();
        assert_eq!(
            shown,
            "s3://navi-files/a/b region=ap-northeast-1 endpoint=https://s3.example.jp key=AKIA"
        );
        assert!(!format!("{bucket:?}").contains("s3cret"));
        assert!(bucket.open().is_ok());
        for wrong in [
            "",
            "/srv",
            "file://",
            "s3://",
            "s3://id:secret@bucket",
            "s3://b?region=x&acl=public",
            "s3://b?endpoint=x",
        ] {
            assert_eq!(StoragePlace::parse(wrong, None), Err(UnknownPlace), "{wrong}");
        }
    }
}
