//! What can go wrong: with the storage itself ([`StoreError`]), and with a command that was understood and refused
//! ([`Refusal`]).

use domain::file::FileFault;
use domain::program::ListingState;
use domain::value::Yen;
use domain::{Field, Problems};
use sea_orm::{DbErr, SqlErr};

/// A failure of a read or of a simple write.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Something the call names does not exist.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Somebody else changed the same row at the same time; trying again may help.
    #[error("changed by somebody else at the same time")]
    Conflict,
    /// Another row already has this value in a field that must be unique.
    #[error("{0} is already used")]
    Taken(Field),
    /// A stored row makes no sense. It is left as it is; `check` lists all such rows.
    #[error("damaged row {id} of table {table}: {reason}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row's id.
        id: i64,
        /// What is wrong with it.
        reason: String,
    },
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

/// Why a command was not carried out. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or nothing this actor may know of.
    #[error("not found")]
    NotFound,
    /// The actor may not do this.
    #[error("not allowed")]
    Forbidden,
    /// The caller saw an older version.
    #[error("changed in the meantime, now at version {current}")]
    Stale {
        /// The version to look at before trying again.
        current: i64,
    },
    /// The step does not exist in the program's state.
    #[error("not possible while {}", .state.code())]
    WrongState {
        /// The state.
        state: ListingState,
    },
    /// The thing is not in a state in which that can be done.
    #[error("not possible in its present state")]
    NotNow,
    /// No place is left in the program.
    #[error("no place is left")]
    Full,
    /// The society does not meet the program's conditions.
    #[error("conditions of participation not met")]
    NotEligible,
    /// Nobody would be left to administer the organisation or the portal.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// An application cannot be submitted now.
    #[error("cannot be submitted: {0:?}")]
    NotSubmittable(domain::application::Refusal),
    /// So much is still to be paid or returned.
    #[error("{0} yen are still open")]
    Unsettled(Yen),
    /// The file is not taken.
    #[error("file refused: {0:?}")]
    File(FileFault),
    /// The content has to be put right first.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// The storage failed.
    #[error(transparent)]
    Db(#[from] StoreError),
}

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        Self::Db(error.into())
    }
}

/// Whether the error says that a unique value exists already.
pub(crate) fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
