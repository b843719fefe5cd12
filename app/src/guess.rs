//! Patience for those who guess: the one way to count an attempt at a password or a code before it is looked at.

use domain::value::Email;
use store::{Admission, Attempt, Guess};

use crate::{Failure, Site, Visit};

/// Counts an attempt at the password or code of an account, named as it was typed. Give the answer to [`forgive`] when it
/// was right.
///
/// # Errors
/// [`Failure::TooMany`] while the visitor has to wait; when the database fails.
pub async fn admit(site: &Site, visit: &Visit, typed: &str) -> Result<Attempt, Failure> {
    let account = Email::parse(typed).ok();
    count(site, visit, Guess::SignIn, account.as_ref()).await
}

/// Counts a mail with a link that somebody asks for. It is never taken back, so that nobody fills another's mailbox.
///
/// # Errors
/// As [`admit`].
pub async fn admit_mail(site: &Site, visit: &Visit, account: &Email) -> Result<(), Failure> {
    count(site, visit, Guess::MailedLink, Some(account)).await?;
    Ok(())
}

async fn count(site: &Site, visit: &Visit, what: Guess, account: Option<&Email>) -> Result<Attempt, Failure> {
    match site.store.admit_attempt(what, account, visit.browser).await? {
        Admission::Go(attempt) => Ok(attempt),
        Admission::Wait(wait) => Err(Failure::TooMany {
            seconds: wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX),
        }),
    }
}

/// Takes an attempt back that was right.
///
/// # Errors
/// When the database fails.
pub async fn forgive(site: &Site, attempt: Attempt) -> Result<(), Failure> {
    Ok(site.store.forgive_attempt(attempt).await?)
}
