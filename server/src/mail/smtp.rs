//! Hands mails to a mail server. Certificates are always checked; a server of one's own is trusted by naming its
//! authority.

use std::time::Duration;

use anyhow::{Context as _, Result};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::Undelivered;
use super::setting::{Security, SmtpSetting};

/// Longest wait for one answer of the server.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Answers of the 500s that speak about us and not about the mail: what we said was not understood or came at the wrong
/// time (RFC 5321), or our account is not right (RFC 4954). An operator can put that right, so the mail waits.
const ABOUT_US: &[u16] = &[500, 501, 502, 503, 504, 530, 534, 535, 538];

/// A mail server to send through.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    pub(super) fn new(setting: &SmtpSetting) -> Result<Self> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(setting.host.as_str())
            .port(setting.port)
            .timeout(Some(TIMEOUT));
        builder = match setting.security {
            Security::None => builder.tls(Tls::None),
            Security::StartTls => builder.tls(Tls::Required(tls(setting)?)),
            Security::Tls => builder.tls(Tls::Wrapper(tls(setting)?)),
        };
        if let Some((user, password)) = &setting.account {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
        })
    }

    pub(super) async fn deliver(&self, message: &Message) -> Result<(), Undelivered> {
        match self.transport.send(message.clone()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let code = error.status().map(u16::from);
                let for_good = error.is_permanent() && !code.is_some_and(|code| ABOUT_US.contains(&code));
                let reason = describe(&error);
                Err(if for_good {
                    Undelivered::for_good(reason)
                } else {
                    Undelivered::for_now(reason)
                })
            }
        }
    }
}

fn tls(setting: &SmtpSetting) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(setting.host.clone());
    if let Some(file) = &setting.authority {
        let pem = std::fs::read(file).with_context(|| format!("reading the certificates in {}", file.display()))?;
        let certificate =
            Certificate::from_pem(&pem).with_context(|| format!("{} holds no certificates", file.display()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().context("preparing TLS for mail")
}

/// The error with what caused it; lettre's own text leaves that out.
fn describe(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        source = cause.source();
    }
    text
}
