//! Why a file is not taken. The sentences are `app`'s.

use super::FileKind;

/// What is wrong with a file, or with one more of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No file was chosen.
    Missing,
    /// It has no bytes.
    Empty,
    /// More bytes than [`super::FILE_BYTES`].
    TooLarge,
    /// Its content is of no kind that is taken.
    OtherKind,
    /// Its content is of a kind that is taken, but its name says another one.
    Misnamed {
        /// What it is by its content.
        found: FileKind,
    },
    /// It can only be opened with a password.
    Encrypted,
    /// It carries a program that would run when it is opened.
    Macro,
    /// It ends too early or is damaged.
    Broken,
    /// The owner has as many files as it may have.
    TooMany,
    /// With this one the owner's files would be larger in total than allowed.
    TotalTooLarge,
    /// The file has been replaced as often as it may be.
    TooManyVersions,
    /// The virus scan has found something in this very content before.
    Infected,
}
