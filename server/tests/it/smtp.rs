//! A mail server on the loopback with TLS and accounts: the SMTP of the `mailin` crate on sockets of this process. It
//! does what tests tell it and keeps what it takes.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, OK};
use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder};
use server::mail::{Security, SmtpSetting};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

pub const USER: &str = "navi";
pub const PASSWORD: &str = "mail-p@ssword/秘密";

/// What the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
    pub encrypted: bool,
}

impl Taken {
    /// A header of the mail, decoded.
    pub fn header(&self, name: &str) -> String {
        use mailparse::MailHeaderMap as _;
        let mail = mailparse::parse_mail(self.data.as_bytes()).unwrap();
        mail.headers.get_first_value(name).unwrap_or_default()
    }

    /// The two bodies.
    pub fn bodies(&self) -> (String, String) {
        let mail = mailparse::parse_mail(self.data.as_bytes()).unwrap();
        let body = |at: usize| mail.subparts[at].get_body().unwrap();
        (body(0), body(1))
    }
}

#[derive(Default)]
struct Desk {
    taken: Mutex<Vec<Taken>>,
    /// Answers to the coming recipients, instead of OK.
    answers: Mutex<VecDeque<Response>>,
}

/// The server.
pub struct MailServer {
    pub port: u16,
    desk: Arc<Desk>,
    folder: tempfile::TempDir,
    security: Security,
}

impl MailServer {
    pub async fn start(security: Security) -> Self {
        let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), certified.cert.pem()).unwrap();
        let key = PrivateKeyDer::Pkcs8(certified.signing_key.serialize_der().into());
        let chain = vec![CertificateDer::from(certified.cert.der().to_vec())];
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Arc::new(Desk::default());
        let serving = Arc::clone(&desk);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (desk, acceptor) = (Arc::clone(&serving), acceptor.clone());
                tokio::spawn(async move {
                    // A client that goes away is not the server's trouble.
                    let _ = talk(stream, acceptor, security, desk).await;
                });
            }
        });
        Self {
            port,
            desk,
            folder,
            security,
        }
    }

    /// How the portal reaches it; it trusts the certificate unless told otherwise.
    pub fn setting(&self) -> SmtpSetting {
        SmtpSetting {
            host: "localhost".to_owned(),
            port: self.port,
            security: self.security,
            account: Some((USER.to_owned(), PASSWORD.to_owned())),
            authority: Some(self.authority()),
        }
    }

    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The next recipients get this answer.
    pub fn answer(&self, code: u16, words: &str) {
        self.desk
            .answers
            .lock()
            .unwrap()
            .push_back(Response::custom(code, words.to_owned()));
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.desk.taken.lock().unwrap().clone()
    }
}

struct Clerk {
    desk: Arc<Desk>,
    known: bool,
    encrypted: bool,
    mail: Taken,
}

impl Handler for Clerk {
    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        self.known = user == USER && password == PASSWORD;
        if self.known { AUTH_OK } else { INVALID_CREDENTIALS }
    }

    fn mail(&mut self, _: IpAddr, _: &str, from: &str) -> Response {
        if !self.known {
            return Response::custom(530, "5.7.0 Authentication required".to_owned());
        }
        from.clone_into(&mut self.mail.from);
        self.mail.to.clear();
        OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.mail.to.push(to.to_owned());
        self.desk.answers.lock().unwrap().pop_front().unwrap_or(OK)
    }

    fn data(&mut self, data: &[u8]) -> io::Result<()> {
        self.mail.data.push_str(std::str::from_utf8(data).unwrap());
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mut mail = self.mail.clone();
        mail.encrypted = self.encrypted;
        self.desk.taken.lock().unwrap().push(mail);
        self.mail.data.clear();
        OK
    }
}

async fn talk(stream: TcpStream, acceptor: TlsAcceptor, security: Security, desk: Arc<Desk>) -> io::Result<()> {
    let clerk = Clerk {
        desk,
        known: false,
        encrypted: security == Security::Tls,
        mail: Taken {
            from: String::new(),
            to: Vec::new(),
            data: String::new(),
            encrypted: false,
        },
    };
    let mut builder = SessionBuilder::new("localhost");
    builder.enable_auth(AuthMechanism::Plain);
    match security {
        Security::Tls => {
            let mut session = builder.build(Ipv4Addr::LOCALHOST.into(), clerk);
            session.tls_active();
            let mut stream = BufReader::new(acceptor.accept(stream).await?);
            greet(&mut stream, &session).await?;
            converse(&mut stream, &mut session).await.map(|_| ())
        }
        Security::StartTls | Security::None => {
            builder.enable_start_tls();
            let encrypted = Clerk {
                encrypted: true,
                desk: Arc::clone(&clerk.desk),
                mail: clerk.mail.clone(),
                known: false,
            };
            let mut plain = builder.build(Ipv4Addr::LOCALHOST.into(), clerk);
            let mut stream = BufReader::new(stream);
            greet(&mut stream, &plain).await?;
            if !converse(&mut stream, &mut plain).await? {
                return Ok(());
            }
            let mut session = builder.build(Ipv4Addr::LOCALHOST.into(), encrypted);
            session.tls_active();
            let mut stream = BufReader::new(acceptor.accept(stream.into_inner()).await?);
            converse(&mut stream, &mut session).await.map(|_| ())
        }
    }
}

async fn greet<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    session: &Session<Clerk>,
) -> io::Result<()> {
    stream.write_all(&session.greeting().buffer()?).await?;
    stream.flush().await
}

/// Talks until one side ends it, or until the client wants TLS, which is told.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    session: &mut Session<Clerk>,
) -> io::Result<bool> {
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(false);
        }
        // The crate does not know the empty return path (RFC 5321, 4.5.5).
        let text = String::from_utf8_lossy(&line).replace("FROM:<>", "FROM:<null@return.invalid>");
        let response = session.process(text.as_bytes());
        stream.write_all(&response.buffer()?).await?;
        stream.flush().await?;
        match response.action {
            Action::Close => return Ok(false),
            Action::UpgradeTls => return Ok(true),
            Action::NoReply | Action::Reply => {}
        }
    }
}
