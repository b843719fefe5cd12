//! `all.zip`: every document and every attached file in one archive for the society's own shelf (PRNT-04). It is written while
//! it is sent: one document, or a piece of one file, is in memory at a time.

use std::io::{self, BufWriter, Write};

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use domain::Lang;
use futures_util::{StreamExt as _, stream};
use http::{HeaderValue, header};
use paper::write_pdf;
use store::Application;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Document, Source, sheet};
use crate::page::programs::file_name;
use crate::text::application_document::name;
use crate::{Failure, Site, Visit};

/// Pieces that may wait for a slow reader.
const WAITING: usize = 4;
const PIECE: usize = 64 << 10;

/// A file that goes in as it is stored.
struct Attached {
    name: String,
    sha256: String,
}

/// Sends the archive.
pub(super) async fn respond(
    site: &Site,
    visit: &Visit,
    whole: &Application,
    source: Source,
) -> Result<Response, Failure> {
    let attached = attached(site, whole).await?;
    let json = site.store.list_submissions(whole.id).await?.into_iter().next();
    let json = json.map(|last| last.json);
    let (send, receive) = channel(WAITING);
    let (site, handle) = (site.clone(), Handle::current());
    let title = format!("{}_{}", source.content.number, source.content.content.plan.title);
    tokio::task::spawn_blocking(move || {
        let pipe = Pipe(send.clone());
        if let Err(error) = write(&site, &handle, &source, json, &attached, pipe) {
            // A body that ends in an error is no archive, and the browser says so.
            tracing::warn!(%error, "an archive of an application broke off");
            let _ = send.blocking_send(Err(error));
        }
    });
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (
            header::CONTENT_DISPOSITION,
            file_name(visit, title.trim_start_matches('_'), "zip"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, body(receive)).into_response())
}

fn body(receive: Receiver<io::Result<Bytes>>) -> Body {
    Body::from_stream(stream::unfold(receive, async |mut receive| {
        receive.recv().await.map(|piece| (piece, receive))
    }))
}

/// The files that can be handed out, each under a name of its own.
async fn attached(site: &Site, whole: &Application) -> Result<Vec<Attached>, Failure> {
    let mut found: Vec<Attached> = Vec::new();
    for (paper, file) in site.store.list_papers(whole.id).await? {
        if !file.current.scan.is_served(site.files.scanning) {
            continue;
        }
        let plain = file.current.name.replace(['/', '\\'], "_");
        let mut name = format!("添付書類/{}/{plain}", paper.name(Lang::Ja));
        if found.iter().any(|other| other.name == name) {
            name = format!("添付書類/{}/{}_{plain}", paper.name(Lang::Ja), found.len() + 1);
        }
        let sha256 = file.current.sha256;
        found.push(Attached { name, sha256 });
    }
    Ok(found)
}

fn write(
    site: &Site,
    handle: &Handle,
    source: &Source,
    json: Option<String>,
    attached: &[Attached],
    pipe: Pipe,
) -> io::Result<()> {
    let packed = SimpleFileOptions::default();
    let stored = packed.compression_method(CompressionMethod::Stored).large_file(true);
    let mut zip = ZipWriter::new_stream(BufWriter::with_capacity(PIECE, pipe));
    for (number, document) in (1..).zip(Document::ALL) {
        let paper = source.paper(*document);
        let title = format!("{number:02}_{}", name(Lang::Ja, *document));
        if let Some(fonts) = &site.fonts {
            let pdf = write_pdf(&paper, fonts).map_err(io::Error::other)?;
            zip.start_file(format!("{title}.pdf"), packed)?;
            zip.write_all(&pdf)?;
        }
        if document.has_workbook() {
            let xlsx = sheet::write(&paper).map_err(io::Error::other)?;
            zip.start_file(format!("{title}.xlsx"), stored)?;
            zip.write_all(&xlsx)?;
        }
    }
    if let Some(json) = json {
        zip.start_file("提出内容.json", packed)?;
        zip.write_all(json.as_bytes())?;
    }
    for file in attached {
        zip.start_file(file.name.as_str(), stored)?;
        let read = site.files.storage.read(&file.sha256, None);
        let mut pieces = handle.block_on(read).map_err(io::Error::other)?;
        while let Some(piece) = handle.block_on(pieces.next()) {
            zip.write_all(&piece.map_err(io::Error::other)?)?;
        }
    }
    zip.finish()?.into_inner().flush()
}

/// What is written comes out as pieces of the body; a reader that has gone away ends the writing.
struct Pipe(Sender<io::Result<Bytes>>);

impl Write for Pipe {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(Bytes::copy_from_slice(piece))).map_err(gone)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
