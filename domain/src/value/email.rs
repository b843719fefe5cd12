//! An e-mail address that a mail server will take. It is not proof that anyone reads it: that takes a mail.

use std::fmt;

use super::serde_as_text;
use crate::problem::ProblemCode;

/// A checked address in ASCII, at most 254 characters; the domain is in lower case, the local part as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads what was typed, in any width; see [`normalise::email`](crate::normalise::email) for what is tolerated.
    ///
    /// # Errors
    ///
    /// `Empty` or `NotAnEmail`.
    pub fn parse(typed: &str) -> Result<Self, ProblemCode> {
        crate::normalise::email(typed)
    }

    /// Takes an address that is already in its stored form.
    pub(crate) fn from_exact(address: String) -> Option<Self> {
        is_address(&address).then_some(Self(address))
    }

    /// The address as stored and sent to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with most of it hidden, for mails to another address: `h***@example.jp`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let first: String = local.chars().take(1).collect();
        format!("{first}***@{domain}")
    }

    /// The form in which two addresses count as the same account: all in lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// RFC 5321 lengths and characters, but lenient on dots: Japanese carriers gave out addresses such as `a..b.@…`.
fn is_address(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let local_ok = (1..=64).contains(&local.len()) && local.bytes().all(is_local_byte);
    let labels_ok = domain.contains('.') && domain.split('.').all(is_domain_label);
    let top_is_name = domain
        .rsplit('.')
        .next()
        .is_some_and(|top| top.bytes().any(|byte| byte.is_ascii_alphabetic()));
    address.len() <= 254 && local_ok && labels_ok && top_is_name
}

fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_domain_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for Email {
    type Err = ProblemCode;

    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        Self::parse(text)
    }
}

serde_as_text!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &str) -> Result<String, ProblemCode> {
        Email::parse(typed).map(|email| email.as_str().to_owned())
    }

    #[test]
    fn 正しい宛先() {
        assert_eq!(parse("Taro.Kenpo@Example.JP").unwrap(), "Taro.Kenpo@example.jp");
        assert_eq!(parse("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ。").unwrap(), "taro@example.jp");
        assert_eq!(parse("a..b.@example.ne.jp").unwrap(), "a..b.@example.ne.jp");
        assert_eq!(Email::parse("Taro@example.jp").unwrap().key(), "taro@example.jp");
    }

    #[test]
    fn 宛先でないもの() {
        let long_local = format!("{}@example.jp", "a".repeat(65));
        let long_domain = format!("a@{}jp", "abcdefgh.".repeat(30));
        let wrong = [
            "taro",
            "taro@",
            "@example.jp",
            "taro@localhost",
            "ta ro@example.jp",
            "taro@example..jp",
            "a@b@example.jp",
            "taro@-example.jp",
            "taro@192.168.0.1",
            "健保@example.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            &long_local,
            &long_domain,
        ];
        for typed in wrong {
            assert_eq!(parse(typed), Err(ProblemCode::NotAnEmail), "{typed}");
        }
        assert_eq!(parse(" "), Err(ProblemCode::Empty));
    }
}
