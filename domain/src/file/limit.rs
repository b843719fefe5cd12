//! How many files, and how large. The numbers stand on the page before anybody chooses a file (ux 7.7).

use super::{FileFault, FileOwner};

/// Largest file, in bytes (20 MB, domain 8.7 B `files`).
pub const FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Most versions of one file that are kept, the present one included.
pub const MOST_VERSIONS: u32 = 30;

/// The limits of one owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most files at once; earlier versions do not count.
    pub files: u32,
    /// Most bytes of all files together; earlier versions do not count.
    pub total: u64,
}

impl FileOwner {
    /// What this owner may have.
    pub const fn limits(self) -> Limits {
        match self {
            Self::Consent(_) | Self::Place(_) => Limits {
                files: 5,
                total: 50 * 1024 * 1024,
            },
            Self::Shelf(_) => Limits {
                files: 30,
                total: 200 * 1024 * 1024,
            },
            Self::Application(..) | Self::Program(_) => Limits {
                files: 10,
                total: 100 * 1024 * 1024,
            },
        }
    }
}

impl Limits {
    /// Whether a file of `bytes` fits beside others of these sizes.
    ///
    /// # Errors
    /// [`FileFault::TooMany`] or [`FileFault::TotalTooLarge`].
    pub fn check(self, others: &[u64], bytes: u64) -> Result<(), FileFault> {
        if others.len() >= self.files as usize {
            return Err(FileFault::TooMany);
        }
        let total = others.iter().fold(bytes, |sum, more| sum.saturating_add(*more));
        if total > self.total {
            return Err(FileFault::TotalTooLarge);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::ProgramId;

    #[test]
    fn 件数と合計の境目() {
        let limits = FileOwner::Program(ProgramId::new(1)).limits();
        assert_eq!(limits.check(&[1; 9], 1), Ok(()));
        assert_eq!(limits.check(&[1; 10], 1), Err(FileFault::TooMany));
        assert_eq!(limits.check(&[FILE_BYTES; 4], FILE_BYTES), Ok(()));
        assert_eq!(limits.check(&[FILE_BYTES; 5], 1), Err(FileFault::TotalTooLarge));
        assert_eq!(limits.check(&[u64::MAX], 1), Err(FileFault::TotalTooLarge));
    }
}
