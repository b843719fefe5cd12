//! What an operator says about mail: the server with its security and account, and who the sender is. The password is
//! never shown.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use domain::value::Email;
use url::Url;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte: `smtps://`.
    Tls,
    /// TLS after `STARTTLS`, and no mail without it: `smtp://`.
    StartTls,
    /// None: `smtp://…?tls=none`, for a relay on the same machine.
    None,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSetting {
    /// Name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Protection of the connection.
    pub security: Security,
    /// User and password.
    pub account: Option<(String, String)>,
    /// A file with further certificates to trust, in PEM.
    pub authority: Option<PathBuf>,
}

impl SmtpSetting {
    /// Reads `smtps://user:password@host:port` or `smtp://…`; user and password are percent-encoded. A password given
    /// apart counts more.
    ///
    /// # Errors
    /// Another scheme, no host, an unknown option, a password without a user or without protection.
    pub fn parse(text: &str, password: Option<String>, authority: Option<PathBuf>) -> Result<Self> {
        // The address may hold a password, so no message repeats it.
        let url = Url::parse(text).context("KYODO_SMTP_URL is no address like smtps://user:password@host:465")?;
        let tls = url
            .query_pairs()
            .find(|(name, _)| name == "tls")
            .map(|(_, value)| value);
        if url.query_pairs().any(|(name, _)| name != "tls") || !matches!(url.path(), "" | "/") {
            bail!("KYODO_SMTP_URL has an option other than ?tls=none");
        }
        let (security, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None) => (Security::Tls, 465),
            ("smtp", None | Some("required")) => (Security::StartTls, 587),
            ("smtp", Some("none")) => (Security::None, 25),
            _ => bail!("KYODO_SMTP_URL must begin with smtps:// or smtp://, and may end with ?tls=none"),
        };
        let host = url
            .host_str()
            .filter(|host| !host.is_empty())
            .context("KYODO_SMTP_URL names no host")?;
        // Read as the value of a form field, in which two more characters would have a meaning.
        let decode = |part: &str| -> String {
            let field = format!("x={}", part.replace('+', "%2B").replace('&', "%26"));
            let mut fields = form_urlencoded::parse(field.as_bytes());
            fields.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        let user = decode(url.username());
        let password = match (password, url.password()) {
            (Some(given), _) => Some(given),
            (None, Some(encoded)) => Some(decode(encoded)),
            (None, None) => None,
        };
        let account = match (user.is_empty(), password) {
            (false, Some(password)) => Some((user, password)),
            (true, None) => None,
            _ => bail!("KYODO_SMTP_URL and KYODO_SMTP_PASSWORD must name a user and a password, or neither"),
        };
        if account.is_some() && security == Security::None {
            bail!("KYODO_SMTP_URL would send the password without TLS");
        }
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(port),
            security,
            account,
            authority,
        })
    }
}

impl std::fmt::Display for SmtpSetting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.security == Security::Tls {
            "smtps"
        } else {
            "smtp"
        };
        let account = self
            .account
            .as_ref()
            .map(|(user, _)| format!("{user}:***@"))
            .unwrap_or_default();
        let host = if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        let option = if self.security == Security::None {
            "?tls=none"
        } else {
            ""
        };
        f.pad(&format!("{scheme}://{account}{host}:{}{option}", self.port))
    }
}

impl std::fmt::Debug for SmtpSetting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// Where reports about mails that could not be delivered go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bounce {
    /// To the sender's address.
    Sender,
    /// To an address of its own.
    To(Email),
    /// Nowhere: the return path is empty, as for mails that answer a machine.
    Nobody,
}

impl Bounce {
    /// Reads an address or `none`.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self> {
        if text.trim() == "none" {
            return Ok(Self::Nobody);
        }
        let email =
            Email::parse(text).map_err(|_| anyhow::anyhow!("KYODO_MAIL_BOUNCE is neither an address nor none"))?;
        Ok(Self::To(email))
    }
}

impl std::fmt::Display for Bounce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sender => f.pad("(the sender)"),
            Self::To(email) => f.pad(email.as_str()),
            Self::Nobody => f.pad("none"),
        }
    }
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Shown name.
    pub name: String,
    /// Address.
    pub address: Email,
    /// Return path.
    pub bounce: Bounce,
}

impl Sender {
    /// Name used when none is given.
    pub const NAME: &'static str = "共同事業ナビ";

    /// Reads `name <address>` or an address alone.
    ///
    /// # Errors
    /// No address.
    pub fn parse(text: &str, bounce: Bounce) -> Result<Self> {
        let (name, address) = match text.trim().strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address),
            None => ("", text),
        };
        let address = Email::parse(address)
            .map_err(|_| anyhow::anyhow!("KYODO_MAIL_FROM must be like 共同事業ナビ <no-reply@navi.example.jp>"))?;
        Ok(Self {
            name: if name.is_empty() { Self::NAME } else { name }.to_owned(),
            address,
            bounce,
        })
    }
}

impl std::fmt::Display for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} <{}>", self.name, self.address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(text: &str) -> Result<SmtpSetting> {
        SmtpSetting::parse(text, None, None)
    }

    #[test]
    fn 接続先の書き方() {
        let setting = smtp("smtps://navi%40example.jp:p%40s+&=s%2F@mail.example.jp").unwrap();
        assert_eq!(
            (setting.host.as_str(), setting.port, setting.security),
            ("mail.example.jp", 465, Security::Tls)
        );
        assert_eq!(setting.account, Some(("navi@example.jp".into(), "p@s+&=s/".into())));
        let setting = smtp("smtp://mail.example.jp:2525").unwrap();
        assert_eq!(
            (setting.port, setting.security, setting.account),
            (2525, Security::StartTls, None)
        );
        assert_eq!(
            smtp("smtp://[::1]?tls=none").unwrap().to_string(),
            "smtp://[::1]:25?tls=none"
        );
        let apart = SmtpSetting::parse("smtps://u@h", Some("apart".into()), None).unwrap();
        assert_eq!(apart.account, Some(("u".into(), "apart".into())));
    }

    #[test]
    fn 使えない接続先は断りパスワードを見せない() {
        for wrong in [
            "mail.example.jp:25",
            "http://mail.example.jp",
            "smtp://",
            "smtp://h?tls=maybe",
            "smtps://h?tls=none",
            "smtp://h?x=1",
            "smtp://h/path",
            "smtp://user@h",
            "smtp://user:s3cret@h?tls=none",
            "smtp://user:s3cret@h:99999",
        ] {
            let error = format!("{:#}", smtp(wrong).expect_err(wrong));
            assert!(!error.contains("s3cret"), "{error}");
        }
        let setting = smtp("smtps://user:s3cret@h").unwrap();
        assert!(!format!("{setting} {setting:?}").contains("s3cret"));
    }

    #[test]
    fn 差出人の書き方() {
        let sender = |text| Sender::parse(text, Bounce::Sender).map(|sender| sender.to_string());
        assert_eq!(sender("navi@example.jp").unwrap(), "共同事業ナビ <navi@example.jp>");
        assert_eq!(
            sender("\"事務局\" <navi@example.jp>").unwrap(),
            "事務局 <navi@example.jp>"
        );
        assert!(sender("事務局").is_err());
        assert_eq!(Bounce::parse("none").unwrap(), Bounce::Nobody);
        assert!(Bounce::parse("").is_err());
    }
}
