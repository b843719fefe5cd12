//! Sends what is in the outbox. A mail is sent at least once: when the server dies between sending a mail and noting it,
//! the mail goes out again after the lease, with the same Message-ID, by which mail systems know it. Never do two servers
//! send one at the same time.

use std::sync::Arc;
use std::time::Duration;

use store::{Store, WaitingMail};

use crate::mail::{Courier, Envelope, Sender, Undelivered, compose};

/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// Mails claimed at once.
const CLAIM: u64 = 10;

/// How long a claim lasts: longer than ten mails at the slowest server.
const LEASE: Duration = Duration::from_secs(15 * 60);

/// Wait after each failed try; after the last one the mail is given up.
const WAITS: &[Duration] = &[
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(15 * 60),
    Duration::from_secs(3_600),
    Duration::from_secs(4 * 3_600),
    Duration::from_secs(12 * 3_600),
    Duration::from_secs(24 * 3_600),
];

/// How long a mail that was given up can be sent again by hand.
const KEEP_LETTERS: Duration = Duration::from_secs(7 * 24 * 3_600);

/// How long is known that a mail was sent.
const KEEP_ROWS: Duration = Duration::from_secs(90 * 24 * 3_600);

/// How often old rows are cleared away.
const CLEAR: Duration = Duration::from_secs(6 * 3_600);

/// What sending needs.
pub struct Post {
    /// The outbox.
    pub store: Store,
    /// The way out.
    pub courier: Courier,
    /// Who writes.
    pub sender: Sender,
    /// What links begin with.
    pub public_url: Arc<str>,
}

/// Runs until the process ends.
pub async fn run(post: Post) {
    let mut cleared: Option<tokio::time::Instant> = None;
    loop {
        if cleared.is_none_or(|at| at.elapsed() >= CLEAR) {
            cleared = Some(tokio::time::Instant::now());
            if let Err(error) = post.store.purge_mails(KEEP_LETTERS, KEEP_ROWS).await {
                tracing::error!(%error, "could not clear the outbox");
            }
        }
        match post.send_due().await {
            // There may be more.
            Ok(sent) if sent > 0 => {}
            Ok(_) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!(%error, "could not read the outbox");
                tokio::time::sleep(PAUSE * 5).await;
            }
        }
    }
}

impl Post {
    /// Sends what is due now, at most ten mails, and answers how many were tried.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send_due(&self) -> store::Result<usize> {
        let mails = self.store.claim_mails(CLAIM, LEASE).await?;
        for mail in &mails {
            self.send(mail).await?;
        }
        Ok(mails.len())
    }

    async fn send(&self, mail: &WaitingMail) -> store::Result<()> {
        // Neither the recipient nor the content goes to the log.
        let (id, kind) = (mail.id, mail.letter.kind());
        match self.deliver(mail).await {
            Ok(()) => {
                self.store.note_mail_sent(id).await?;
                tracing::info!(id, kind, tries = mail.tries, "mail sent");
            }
            Err(trouble) => {
                let wait = wait_after(mail.tries).filter(|_| !trouble.permanent);
                self.store.note_mail_trouble(id, &trouble.reason, wait).await?;
                match wait {
                    Some(wait) => {
                        tracing::warn!(id, kind, tries = mail.tries, seconds = wait.as_secs(), %trouble, "mail put off");
                    }
                    None => tracing::error!(id, kind, tries = mail.tries, %trouble, "mail given up"),
                }
            }
        }
        Ok(())
    }

    /// Everything but the note that it was done.
    ///
    /// # Errors
    /// Why the mail did not leave.
    pub async fn deliver(&self, mail: &WaitingMail) -> Result<(), Undelivered> {
        let words = app::mail::render(&mail.letter, mail.lang, &self.public_url);
        let envelope = Envelope {
            id: mail.id,
            created_at: mail.created_at,
            to: mail.to.clone(),
        };
        let message = compose(&envelope, &words, &self.sender)?;
        self.courier.deliver(mail.id, &message).await
    }
}

/// The wait after so many tries; `None` when there were enough.
fn wait_after(tries: u32) -> Option<Duration> {
    let index = usize::try_from(tries).ok()?.checked_sub(1)?;
    WAITS.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 待ち時間は一分から一日まで伸びて終わる() {
        assert_eq!(wait_after(1), Some(Duration::from_secs(60)));
        assert_eq!(wait_after(7), Some(Duration::from_secs(86_400)));
        assert_eq!(wait_after(8), None);
        assert!(WAITS.is_sorted());
    }
}
