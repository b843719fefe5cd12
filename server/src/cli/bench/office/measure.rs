//! Asking for pages in turns, and for tables with an eye on memory; and how both are told.

use std::convert::Infallible;
use std::time::Instant;

use anyhow::{Result, ensure};
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use futures_util::StreamExt as _;
use http::{HeaderValue, StatusCode, header};
use tower::{Service, ServiceExt as _};

use crate::cli::bench::memory;
use crate::cli::bench::timing::Times;
use crate::cli::console::say;

/// Requests before those that are measured.
const WARM_UP: usize = 3;

/// What 95 of a hundred requests must not exceed, in milliseconds.
const TARGET: f64 = 150.0;

/// A page to ask for.
pub struct Page {
    name: &'static str,
    path: String,
}

impl Page {
    /// A page under a name.
    pub fn new(name: &'static str, path: impl Into<String>) -> Self {
        Self {
            name,
            path: path.into(),
        }
    }
}

/// The router with somebody who has signed in.
pub struct Pages<S> {
    service: S,
    cookie: HeaderValue,
    rounds: usize,
}

impl<S> Pages<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone,
{
    pub fn new(service: S, cookie: HeaderValue, rounds: usize) -> Self {
        Self {
            service,
            cookie,
            rounds,
        }
    }

    /// Asks for all pages in turns and tells how long they took; the first one is the peer.
    pub async fn measure(&mut self, pages: &[Page]) -> Result<()> {
        let mut times: Vec<Times> = pages.iter().map(|_| Times::default()).collect();
        let (mut firsts, mut sizes) = (vec![0.0; pages.len()], vec![0; pages.len()]);
        for round in 0..WARM_UP + self.rounds {
            for (at, page) in pages.iter().enumerate() {
                let started = Instant::now();
                sizes[at] = self.get(&page.path).await?;
                let took = started.elapsed();
                if round == 0 {
                    firsts[at] = took.as_secs_f64() * 1e3;
                }
                if round >= WARM_UP {
                    times[at].note(took);
                }
            }
        }
        say(format_args!(
            "{:<26} {:>9} {:>9} {:>9} {:>10} {:>9}  within {TARGET} ms",
            "page", "p50 ms", "p95 ms", "first ms", "x smallest", "bytes"
        ));
        let least = times.first().map_or(0.0, Times::median);
        for (at, page) in pages.iter().enumerate() {
            let (median, most) = (times[at].median(), times[at].quantile(95) / 1e3);
            say(format_args!(
                "{:<26} {:>9.2} {:>9.2} {:>9.1} {:>10.0} {:>9}  {}",
                page.name,
                median / 1e3,
                most,
                firsts[at],
                median / least,
                sizes[at],
                if most <= TARGET { "yes" } else { "NO" }
            ));
        }
        Ok(())
    }

    /// Asks for a table, reads it piece by piece and tells what memory it took.
    pub async fn download(&mut self, path: &str) -> Result<()> {
        memory::forget_peak();
        let before = memory::resident();
        let started = Instant::now();
        let mut body = self.ask(path).await?.into_body().into_data_stream();
        let (mut bytes, mut pieces) = (0, 0);
        while let Some(piece) = body.next().await {
            bytes += piece?.len();
            pieces += 1;
        }
        let took = started.elapsed().as_secs_f64() * 1e3;
        let (peak, after) = (memory::peak(), memory::resident());
        let shown = |figure: Option<f64>| figure.map_or_else(|| "?".to_owned(), |figure| format!("{figure:.1}"));
        say(format_args!(
            "{path}: {took:.1} ms, {bytes} bytes in {pieces} pieces; resident MB before {}, most {}, after {}",
            shown(before),
            shown(peak),
            shown(after)
        ));
        Ok(())
    }

    /// Asks for a page and answers its length.
    async fn get(&mut self, path: &str) -> Result<usize> {
        let body = self.ask(path).await?.into_body();
        Ok(axum::body::to_bytes(body, usize::MAX).await?.len())
    }

    async fn ask(&mut self, path: &str) -> Result<Response> {
        let request = Request::get(path)
            .header(header::COOKIE, self.cookie.clone())
            .body(Body::empty())?;
        let Ok(response) = self.service.clone().oneshot(request).await;
        let status = response.status();
        ensure!(status == StatusCode::OK, "{path} answers {status}");
        Ok(response)
    }
}
