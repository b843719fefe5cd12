//! Settings about mail.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Row, Setting, Source, choose, text};
use crate::mail::{Bounce, Sender, SmtpSetting};

/// The settings.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// `KYODO_SMTP_URL`: the mail server, `smtps://user:password@host:465` for TLS from the start,
    /// `smtp://user:password@host:587` for STARTTLS, which is then required, `smtp://localhost:25?tls=none` for a relay on
    /// the same machine. User and password are percent-encoded. `KYODO_SMTP_PASSWORD` gives the password apart, and
    /// `KYODO_SMTP_CA` a PEM file with further certificates to trust. Default: none, mails are written into the folder
    /// `mail` of the data folder.
    pub smtp: Setting<Option<SmtpSetting>>,
    /// `KYODO_MAIL_FROM`: the sender, `name <address>`; with `KYODO_MAIL_BOUNCE`, where reports about undeliverable mails
    /// go: an address, or `none` for an empty return path. Required with a mail server.
    pub sender: Setting<Sender>,
}

impl MailSettings {
    /// Reads an environment.
    ///
    /// # Errors
    /// A value that cannot be understood, or a mail server without a sender.
    pub fn from(environment: &impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let password = text(environment, "KYODO_SMTP_PASSWORD")?;
        let authority = environment("KYODO_SMTP_CA")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from);
        let smtp = match text(environment, "KYODO_SMTP_URL")? {
            Some(url) => Setting {
                value: Some(SmtpSetting::parse(&url, password, authority)?),
                source: Source::Environment,
            },
            None => Setting {
                value: None,
                source: Source::Default,
            },
        };
        let bounce = match text(environment, "KYODO_MAIL_BOUNCE")? {
            Some(bounce) => Bounce::parse(&bounce)?,
            None => Bounce::Sender,
        };
        let from = text(environment, "KYODO_MAIL_FROM")?;
        if smtp.value.is_some() && from.is_none() {
            bail!("KYODO_MAIL_FROM must name the sender, for instance 共同事業ナビ <no-reply@navi.example.jp>");
        }
        let sender = choose(None, from, || "no-reply@kyodo-navi.example.jp".to_owned())
            .try_map(|from| Sender::parse(&from, bounce))?;
        Ok(Self { smtp, sender })
    }

    /// One row for each setting, the password hidden.
    pub fn rows(&self) -> Vec<Row> {
        let smtp = self.smtp.value.as_ref();
        vec![
            (
                "KYODO_SMTP_URL",
                smtp.map_or_else(|| "(none: into the folder mail)".to_owned(), ToString::to_string),
                self.smtp.source,
            ),
            (
                "KYODO_SMTP_CA",
                smtp.and_then(|smtp| smtp.authority.as_ref())
                    .map_or_else(|| "(the system's)".to_owned(), |file| file.display().to_string()),
                self.smtp.source,
            ),
            ("KYODO_MAIL_FROM", self.sender.value.to_string(), self.sender.source),
            (
                "KYODO_MAIL_BOUNCE",
                self.sender.value.bounce.to_string(),
                self.sender.source,
            ),
        ]
    }
}
