//! Asks a virus scanner about a content: the `INSTREAM` command of ClamAV's daemon, over TCP or a local socket. It keeps
//! nothing and decides nothing.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use axum::body::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

/// Largest piece sent at once.
const PIECE: usize = 64 * 1024;

/// Longest answer.
const ANSWER_BYTES: u64 = 4 * 1024;

/// Longest time for one file, with the wait for a free thread of the scanner.
const TIME: Duration = Duration::from_secs(120);

/// Where a scanner listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerAddress {
    /// Host and port.
    Tcp(String),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// What the scanner said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// A virus, by the scanner's name for it.
    Found(String),
}

impl ScannerAddress {
    /// Reads `tcp://host:port` or `unix:/path`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if cfg!(unix) && path.starts_with('/') {
                return Ok(Self::Unix(path.into()));
            }
        }
        if let Some(place) = text.strip_prefix("tcp://") {
            let port = place.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
            if port.is_some() {
                return Ok(Self::Tcp(place.to_owned()));
            }
        }
        bail!("must be tcp://host:3310 or unix:/run/clamav/clamd.ctl, not {text:?}")
    }

    /// Has a content scanned.
    ///
    /// # Errors
    /// When the scanner cannot be reached, takes too long, refuses, or the content cannot be read.
    pub async fn scan<E>(&self, content: impl Stream<Item = Result<Bytes, E>> + Unpin) -> Result<Verdict>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let scan = async {
            match self {
                Self::Tcp(place) => ask(TcpStream::connect(place.as_str()).await?, content).await,
                #[cfg(unix)]
                Self::Unix(path) => ask(UnixStream::connect(path).await?, content).await,
                #[cfg(not(unix))]
                Self::Unix(_) => bail!("there are no such sockets on this system"),
            }
        };
        tokio::time::timeout(TIME, scan).await?
    }
}

impl fmt::Display for ScannerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(place) => write!(f, "tcp://{place}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

async fn ask<E>(
    connection: impl AsyncRead + AsyncWrite + Unpin,
    mut content: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Verdict>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let (answers, mut questions) = tokio::io::split(connection);
    let send = async {
        questions.write_all(b"zINSTREAM\0").await?;
        while let Some(bytes) = content.next().await {
            for piece in bytes?.chunks(PIECE) {
                questions.write_all(&u32::try_from(piece.len())?.to_be_bytes()).await?;
                questions.write_all(piece).await?;
            }
        }
        questions.write_all(&0_u32.to_be_bytes()).await?;
        questions.flush().await?;
        anyhow::Ok(())
    };
    let mut answer = Vec::new();
    // A scanner that has enough answers and hangs up while we are still sending; what it says is worth more then.
    let sent = send.await;
    let read = answers.take(ANSWER_BYTES).read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    match read_answer(answer.trim_matches(['\0', '\n', '\r', ' '])) {
        Some(verdict) => verdict,
        None => {
            sent?;
            read?;
            bail!("the scanner gave no answer")
        }
    }
}

/// `stream: OK`, `stream: Name FOUND`, or a text that ends in `ERROR`.
fn read_answer(answer: &str) -> Option<Result<Verdict>> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said.is_empty() {
        return None;
    }
    Some(match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Found(name.to_owned())),
        None if said == "OK" => Ok(Verdict::Clean),
        None => Err(anyhow::anyhow!("the scanner says: {said}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 検査器の場所を読む() {
        assert_eq!(
            ScannerAddress::parse("tcp://clamd:3310").unwrap(),
            ScannerAddress::Tcp("clamd:3310".into())
        );
        assert_eq!(
            ScannerAddress::parse("unix:/run/clamav/clamd.ctl").unwrap(),
            ScannerAddress::Unix("/run/clamav/clamd.ctl".into())
        );
        for wrong in [
            "",
            "clamd:3310",
            "tcp://clamd",
            "tcp://clamd:x",
            "unix:clamd.ctl",
            "http://clamd:3310",
        ] {
            assert!(ScannerAddress::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn 答えを読む() {
        assert_eq!(read_answer("stream: OK").unwrap().unwrap(), Verdict::Clean);
        let found = read_answer("stream: Win.Test.EICAR_HDB-1 FOUND").unwrap().unwrap();
        assert_eq!(found, Verdict::Found("Win.Test.EICAR_HDB-1".into()));
        assert!(read_answer("INSTREAM size limit exceeded. ERROR").unwrap().is_err());
        assert!(read_answer("").is_none());
    }
}
