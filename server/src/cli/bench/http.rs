//! `server bench http`: the search page over connections on the loopback device, beside a handler that answers "ok", in
//! one run. Client and servers share the processors, so ratios count, not requests per second.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use app::{PageCache, Site, Visit};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use http::{StatusCode, header};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::Service;

use super::portal::Portal;
use super::timing::Times;
use crate::cli::console::{remark, say};
use crate::config::Config;
use crate::front::Front;
use crate::front::listen::{self, Bounds};
use crate::middleware::visit::unknown_visit;
use crate::router;

/// Connections that ask one after the other, all at once.
const CONNECTIONS: usize = 16;

/// How long each subject is asked in a round.
const SPELL: Duration = Duration::from_secs(2);

/// Rounds; the subjects take turns, so that other work on the machine meets all of them alike.
const ROUNDS: usize = 4;

/// The page: a word, a filter, twenty results.
const SEARCH: &str = "/programs?q=%E7%89%B9%E5%AE%9A%E5%81%A5%E8%A8%BA&status=open";

/// One thing that is asked again and again.
struct Subject {
    name: &'static str,
    address: SocketAddr,
    path: &'static str,
    gzip: bool,
    times: Times,
    seconds: f64,
    bytes: usize,
}

pub(super) async fn run(config: &Config, programs: u64) -> Result<()> {
    let portal = Portal::prepare(config, programs).await?;
    let site = &portal.site;
    let root = &config.site_root.value;
    let trivial = serve(Router::new().route("/", get(|| async { "ok" }))).await?;
    let bare = serve(bare(site)).await?;
    let whole = serve(router::service(site, &Front::default(), root)).await?;
    let kept = Site {
        pages: PageCache::default(),
        ..site.clone()
    };
    let kept = serve(router::service(&kept, &Front::default(), root)).await?;
    let subject = |name, address, path, gzip| Subject {
        name,
        address,
        path,
        gzip,
        times: Times::default(),
        seconds: 0.0,
        bytes: 0,
    };
    let mut subjects = [
        subject("handler that answers ok", trivial, "/", false),
        subject("search page, its handler alone", bare, SEARCH, false),
        subject("search page, nothing kept", whole, SEARCH, false),
        subject("search page, nothing kept, gzip", whole, SEARCH, true),
        subject("search page, kept", kept, SEARCH, false),
        subject("search page, kept, gzip", kept, SEARCH, true),
    ];
    remark("Asking…");
    for round in 0..=ROUNDS {
        for subject in &mut subjects {
            // The first round warms up.
            subject.ask(round > 0).await?;
        }
    }
    say(format_args!(
        "{:<34} {:>10} {:>8} {:>9} {:>9} {:>8}",
        "over HTTP", "requests/s", "x ok", "p50 us", "p99 us", "bytes"
    ));
    let most = subjects[0].rate();
    for subject in &subjects {
        say(format_args!(
            "{:<34} {:>10.0} {:>8.3} {:>9.0} {:>9.0} {:>8}",
            subject.name,
            subject.rate(),
            subject.rate() / most,
            subject.times.median(),
            subject.times.quantile(99),
            subject.bytes
        ));
    }
    Ok(())
}

/// The page without anything around it: no middleware, no limits, no compression.
fn bare(site: &Site) -> Router {
    async fn visit(
        axum::extract::State(site): axum::extract::State<Site>,
        mut request: Request,
        next: Next,
    ) -> Response {
        let visit: Visit = unknown_visit(&site, &request);
        request.extensions_mut().insert(visit);
        next.run(request).await
    }
    Router::new()
        .route("/programs", get(app::page::programs::list::get))
        .layer(from_fn_with_state(site.clone(), visit))
        .with_state(site.clone())
}

/// Serves on a free port for as long as the process lives, as the portal serves.
async fn serve<S>(service: S) -> Result<SocketAddr>
where
    S: Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send> + Clone + Send + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("a port")?;
    let address = listener.local_addr()?;
    tokio::spawn(listen::serve(
        listener,
        service,
        Arc::default(),
        Bounds::default(),
        std::future::pending(),
    ));
    Ok(address)
}

impl Subject {
    fn rate(&self) -> f64 {
        self.times.len() as f64 / self.seconds
    }

    /// All connections ask until the time is over.
    async fn ask(&mut self, noted: bool) -> Result<()> {
        let started = Instant::now();
        let mut askers = tokio::task::JoinSet::new();
        for _ in 0..CONNECTIONS {
            askers.spawn(ask_until(started + SPELL, self.address, self.path, self.gzip));
        }
        let mut times = Vec::new();
        while let Some(asker) = askers.join_next().await {
            let (taken, bytes) = asker??;
            times.extend(taken);
            self.bytes = bytes;
        }
        if noted {
            self.seconds += started.elapsed().as_secs_f64();
            times.into_iter().for_each(|time| self.times.note(time));
        }
        Ok(())
    }
}

async fn ask_until(end: Instant, address: SocketAddr, path: &str, gzip: bool) -> Result<(Vec<Duration>, usize)> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let (mut times, mut bytes) = (Vec::new(), 0);
    while Instant::now() < end {
        let asked = Instant::now();
        bytes = ask(&mut sender, path, gzip).await?;
        times.push(asked.elapsed());
    }
    Ok((times, bytes))
}

/// Asks once and reads the whole answer; answers its length.
async fn ask(sender: &mut SendRequest<Body>, path: &str, gzip: bool) -> Result<usize> {
    let mut request = Request::get(path).header(header::HOST, "bench.example");
    if gzip {
        request = request.header(header::ACCEPT_ENCODING, "gzip");
    }
    sender.ready().await?;
    let response = sender.send_request(request.body(Body::empty())?).await?;
    ensure!(
        response.status() == StatusCode::OK,
        "{path} answers {}",
        response.status()
    );
    Ok(to_bytes(Body::new(response.into_body()), usize::MAX).await?.len())
}
