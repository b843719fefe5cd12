//! Deciding whether a result is current: a stamp is a small file that repeats the key of the inputs a result was
//! made from. Also writes files only when their content changes, so that time stamps stay true.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A record of the inputs from which a result was made.
pub struct Stamp {
    path: PathBuf,
    key: String,
}

impl Stamp {
    /// A stamp that lies at `path` once the result of the inputs described by `key` exists.
    pub fn new(path: PathBuf, key: String) -> Self {
        Self { path, key }
    }

    /// Whether the result was made from exactly these inputs and all its files are still there.
    pub fn is_current(&self, results: &[&Path]) -> bool {
        let recorded = fs::read_to_string(&self.path).unwrap_or_default();
        recorded == self.key && results.iter().all(|result| result.exists())
    }

    /// Records that the result now exists.
    pub fn set(&self) -> Result<()> {
        write_if_changed(&self.path, self.key.as_bytes())?;
        Ok(())
    }
}

/// Length and time of change of a file: enough for files that a compiler writes only when they change.
pub fn describe_file(path: &Path) -> Result<String> {
    let data = path
        .metadata()
        .with_context(|| format!("looking at {}", path.display()))?;
    let changed = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {} {}", path.display(), data.len(), changed.as_nanos()))
}

/// SHA-256 of some bytes as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file and the folders above it, unless it has this content already. Returns whether it wrote.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("writing {}", path.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_current_only_for_its_own_key_and_present_results() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let result = folder.path().join("result");
        let stamp_path = folder.path().join("deep/stamp");
        let stamp = Stamp::new(stamp_path.clone(), "inputs 1".into());
        assert!(!stamp.is_current(&[]), "nothing was made yet");

        fs::write(&result, "made")?;
        stamp.set()?;
        assert!(stamp.is_current(&[&result]));
        let other = Stamp::new(stamp_path, "inputs 2".into());
        assert!(!other.is_current(&[&result]), "the inputs changed");

        fs::remove_file(&result)?;
        assert!(!stamp.is_current(&[&result]), "the result is gone");
        Ok(())
    }

    #[test]
    fn a_file_with_the_same_content_is_not_touched() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("style.css");
        assert!(write_if_changed(&path, b"a")?);
        let before = describe_file(&path)?;
        assert!(!write_if_changed(&path, b"a")?);
        assert_eq!(describe_file(&path)?, before);
        assert!(write_if_changed(&path, b"b")?);
        assert_eq!(fs::read(&path)?, b"b");
        Ok(())
    }

    #[test]
    fn sha256_of_a_known_text() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex(b"abc"), expected);
    }
}
