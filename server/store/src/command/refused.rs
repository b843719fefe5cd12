//! Notes attempts to sign in that were refused. What was typed is not noted: people type passwords into the wrong field.

use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::value::UserId;
use serde_json::json;

use crate::{Change, Result, Store};

/// Why an attempt was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyRefused {
    /// Nobody has this address, or the account is disabled.
    UnknownAccount,
    /// The account's password is another one.
    WrongPassword,
}

impl WhyRefused {
    const fn code(self) -> &'static str {
        match self {
            Self::UnknownAccount => "unknown-account",
            Self::WrongPassword => "wrong-password",
        }
    }
}

impl Store {
    /// Records a refused attempt, with the person whose account it was aimed at if there is one.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn record_refused_sign_in(&self, user: Option<UserId>, why: WhyRefused) -> Result<()> {
        let mut write = self.begin().await?;
        let subject = user.map_or(Subject::Portal, Subject::User);
        let change = Change::to(json!({ "reason": why.code() }));
        write
            .record(&Actor::Anonymous, Deed::SignInRefused, subject, change)
            .await?;
        write.commit().await
    }
}
