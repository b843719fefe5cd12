//! Puts a rendered letter into an envelope: headers, two bodies, sender and return path. Nothing that a person typed
//! reaches a header with a line end in it.

use app::mail::Mail;
use domain::value::{Email, Instant};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::Undelivered;
use super::setting::{Bounce, Sender};

/// What is around a letter.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Number in the outbox.
    pub id: i64,
    /// When it was put there.
    pub created_at: Instant,
    /// To whom.
    pub to: Email,
}

impl Envelope {
    /// The same for every try, so that a mail that was sent twice can be recognised.
    pub fn message_id(&self, sender: &Sender) -> String {
        let domain = sender.address.as_str().rsplit('@').next().unwrap_or("localhost");
        format!("<outbox.{}.{}@{domain}>", self.id, self.created_at.millis())
    }
}

/// Builds the message.
///
/// # Errors
/// Parts that no mail can have; that is for good.
pub fn compose(envelope: &Envelope, mail: &Mail, sender: &Sender) -> Result<Message, Undelivered> {
    let to = address(&envelope.to);
    let from = address(&sender.address);
    let reverse_path = match &sender.bounce {
        Bounce::Sender => Some(from.clone()),
        Bounce::To(bounce) => Some(address(bounce)),
        Bounce::Nobody => None,
    };
    let path = lettre::address::Envelope::new(reverse_path, vec![to.clone()]).map_err(Undelivered::for_good)?;
    let created_at = std::time::UNIX_EPOCH
        + std::time::Duration::from_millis(u64::try_from(envelope.created_at.millis()).unwrap_or_default());
    let mut builder = Message::builder()
        .envelope(path)
        .from(Mailbox::new(Some(plain(&sender.name)), from))
        .to(Mailbox::new(None, to))
        .subject(plain(&mail.subject))
        .date(created_at)
        .message_id(Some(envelope.message_id(sender)))
        // Answers by machines to machines end here (RFC 3834), and so do those of Exchange.
        .header(AutoSubmitted)
        .header(NoAutoResponse);
    if let Some(address) = &mail.unsubscribe {
        builder = builder.header(Unsubscribe(plain(address))).header(OneClick);
    }
    builder
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(Undelivered::for_good)
}

/// Addresses of ours are checked, but some of Japan's carriers gave out ones that must stand in quotes.
fn address(email: &Email) -> Address {
    let (local, domain) = email.as_str().rsplit_once('@').unwrap_or((email.as_str(), ""));
    Address::new(local, domain).unwrap_or_else(|_| Address::new_dangerous(format!("\"{local}\""), domain))
}

/// Without anything that could end a line or hide.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_control())
        .filter(|part| !part.is_empty())
        .collect();
    words.join(" ")
}

/// Declares headers of a fixed value.
macro_rules! fixed_header {
    ($($type:ident: $name:literal = $value:literal),+) => {
        $(
            #[derive(Clone)]
            struct $type;

            impl Header for $type {
                fn name() -> HeaderName {
                    HeaderName::new_from_ascii_str($name)
                }

                fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                    Ok(Self)
                }

                fn display(&self) -> HeaderValue {
                    HeaderValue::new(Self::name(), $value.to_owned())
                }
            }
        )+
    };
}

fixed_header! {
    AutoSubmitted: "Auto-Submitted" = "auto-generated",
    NoAutoResponse: "X-Auto-Response-Suppress" = "All",
    OneClick: "List-Unsubscribe-Post" = "List-Unsubscribe=One-Click"
}

#[derive(Clone)]
struct Unsubscribe(String);

impl Header for Unsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mailparse::MailHeaderMap as _;

    fn sender(bounce: Bounce) -> Sender {
        Sender {
            name: "共同事業ナビ".into(),
            address: Email::parse("no-reply@navi.example.jp").unwrap(),
            bounce,
        }
    }

    fn envelope(to: &str) -> Envelope {
        Envelope {
            id: 7,
            created_at: Instant::from_millis(1_775_001_600_000),
            to: Email::parse(to).unwrap(),
        }
    }

    fn mail(subject: &str) -> Mail {
        Mail {
            subject: subject.to_owned(),
            text: "健保の皆様\n.\nhttps://navi.example.jp/my\n".into(),
            html: "<p>健保の皆様</p>".into(),
            unsubscribe: Some("https://navi.example.jp/unsubscribe/abc".into()),
        }
    }

    fn composed(mail: &Mail, to: &str, bounce: Bounce) -> Message {
        compose(&envelope(to), mail, &sender(bounce)).unwrap()
    }

    #[test]
    fn 見出しと二つの本文がそろう() {
        let message = composed(
            &mail("【共同事業ナビ】パスワードを変更しました"),
            "a@example.jp",
            Bounce::Sender,
        );
        let bytes = message.formatted();
        let parsed = mailparse::parse_mail(&bytes).unwrap();
        for (name, value) in [
            ("Subject", "【共同事業ナビ】パスワードを変更しました"),
            ("To", "a@example.jp"),
            ("From", "\"共同事業ナビ\" <no-reply@navi.example.jp>"),
            ("Date", "Wed, 01 Apr 2026 00:00:00 +0000"),
            ("Message-ID", "<outbox.7.1775001600000@navi.example.jp>"),
            ("Auto-Submitted", "auto-generated"),
            ("List-Unsubscribe", "<https://navi.example.jp/unsubscribe/abc>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ] {
            let found = parsed.headers.get_first_value(name).unwrap_or_default();
            assert_eq!(found.replace('"', ""), value.replace('"', ""), "{name}");
        }
        assert_eq!(parsed.ctype.mimetype, "multipart/alternative");
        let bodies: Vec<_> = parsed
            .subparts
            .iter()
            .map(|part| part.ctype.mimetype.as_str())
            .collect();
        assert_eq!(bodies, ["text/plain", "text/html"]);
        assert!(parsed.subparts[0].get_body().unwrap().contains("健保の皆様"));
        assert!(bytes.is_ascii(), "servers without 8BITMIME take it as well");
    }

    #[test]
    fn 見出しは差し込めない() {
        let attack = "件名\r\nBcc: evil@example.com\r\n\r\n本文\nX: y\u{2028}\u{85}\0";
        let bytes = composed(&mail(attack), "a@example.jp", Bounce::Sender).formatted();
        let parsed = mailparse::parse_mail(&bytes).unwrap();
        assert!(parsed.headers.get_first_value("Bcc").is_none());
        assert!(parsed.headers.get_first_value("X").is_none());
        let subject = parsed.headers.get_first_value("Subject").unwrap();
        assert!(subject.starts_with("件名 Bcc: evil@example.com 本文 X: y"), "{subject}");
        assert_eq!(parsed.subparts.len(), 2);
        let injected = Mail {
            unsubscribe: Some("https://navi.example.jp/>\r\nBcc: evil@example.com".into()),
            ..mail("件名")
        };
        let bytes = composed(&injected, "a@example.jp", Bounce::Sender).formatted();
        assert!(
            mailparse::parse_mail(&bytes)
                .unwrap()
                .headers
                .get_first_value("Bcc")
                .is_none()
        );
    }

    #[test]
    fn 戻り先を選べる() {
        let from = |bounce| {
            let message = composed(&mail("件名"), "a@example.jp", bounce);
            message.envelope().from().map(ToString::to_string)
        };
        assert_eq!(from(Bounce::Sender).as_deref(), Some("no-reply@navi.example.jp"));
        assert_eq!(from(Bounce::Nobody), None);
        let bounce = Bounce::To(Email::parse("bounce@navi.example.jp").unwrap());
        assert_eq!(from(bounce).as_deref(), Some("bounce@navi.example.jp"));
    }

    #[test]
    fn 点の続く宛先は引用符で囲む() {
        let message = composed(&mail("件名"), "a..b.@example.ne.jp", Bounce::Sender);
        assert_eq!(message.envelope().to()[0].to_string(), "\"a..b.\"@example.ne.jp");
    }
}
