//! How letters leave the portal: by SMTP, or into a folder while none is configured. What they say is `app::mail`'s, what
//! is to be sent the store's, when it is sent the worker's.

mod folder;
mod message;
mod setting;
mod smtp;

use std::path::PathBuf;

use lettre::Message;

pub use message::{Envelope, compose};
pub use setting::{Bounce, Security, Sender, SmtpSetting};

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Undelivered {
    /// Trying again cannot help: the server will never take this mail.
    pub permanent: bool,
    /// What the server or the system said, one line.
    pub reason: String,
}

impl Undelivered {
    /// Worth another try.
    pub fn for_now(reason: impl std::fmt::Display) -> Self {
        Self {
            permanent: false,
            reason: one_line(&reason.to_string()),
        }
    }

    /// Not worth another try.
    pub fn for_good(reason: impl std::fmt::Display) -> Self {
        Self {
            permanent: true,
            reason: one_line(&reason.to_string()),
        }
    }
}

/// Longest reason kept, in characters.
const REASON: usize = 300;

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_control() || c == ' ')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(REASON).collect()
}

/// The way out.
pub enum Courier {
    /// A mail server.
    Smtp(Box<smtp::Smtp>),
    /// A folder that gets one `.eml` file for each mail.
    Folder(PathBuf),
}

impl Courier {
    /// A courier to a mail server.
    ///
    /// # Errors
    /// A certificate file that cannot be read.
    pub fn smtp(setting: &SmtpSetting) -> anyhow::Result<Self> {
        Ok(Self::Smtp(Box::new(smtp::Smtp::new(setting)?)))
    }

    /// Hands a mail over. Returns when the server has taken responsibility for it, or the file is written.
    ///
    /// # Errors
    /// What kept it, and whether another try makes sense.
    pub async fn deliver(&self, id: i64, message: &Message) -> Result<(), Undelivered> {
        match self {
            Self::Smtp(smtp) => smtp.deliver(message).await,
            Self::Folder(folder) => folder::write(folder, id, message).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 理由は一行に収まる() {
        assert_eq!(Undelivered::for_now("a\r\n b\t c").reason, "a b c");
        assert_eq!(Undelivered::for_good("あ".repeat(500)).reason.chars().count(), REASON);
    }
}
