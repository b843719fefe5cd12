//! `server bench page`: whole pages through the real router, in the process and without a network, beside the smallest
//! answer of the same router.

use std::convert::Infallible;
use std::time::Instant;

use anyhow::{Result, ensure};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use http::StatusCode;
use tower::{Service, ServiceExt as _};

use super::portal::Portal;
use super::timing::{Times, head};
use crate::cli::console::say;
use crate::config::Config;
use crate::front::Front;
use crate::router;

/// Requests of each page, after some to warm up.
const ROUNDS: usize = 200;
const WARM_UP: usize = 20;

/// The peer.
const SMALLEST: &str = "/healthz";

pub async fn run(config: &Config, programs: u64) -> Result<()> {
    let portal = Portal::prepare(config, programs).await?;
    let site = &portal.site;
    let service = router::service(site, &Front::default(), &config.site_root.value);
    let program = format!("/programs/{}", portal.program);
    let pages = [
        ("smallest answer", SMALLEST),
        ("home", "/"),
        ("all programs", "/programs"),
        ("one word", "/programs?q=%E7%89%B9%E5%AE%9A%E5%81%A5%E8%A8%BA"),
        ("word and filters", "/programs?q=%E7%A6%81%E7%85%99&pref=13&status=open"),
        ("in English", "/en/programs?q=%E7%A6%81%E7%85%99"),
        ("one program", &program),
    ];
    let mut times: Vec<Times> = pages.iter().map(|_| Times::default()).collect();
    let mut sizes = vec![0; pages.len()];
    // Taking turns, so that other work on the machine meets all of them alike.
    for round in 0..WARM_UP + ROUNDS {
        for (at, (_, path)) in pages.iter().enumerate() {
            let started = Instant::now();
            sizes[at] = get(service.clone(), path).await?;
            if round >= WARM_UP {
                times[at].note(started.elapsed());
            }
        }
    }
    say(format_args!("{}    bytes  x smallest", head("page")));
    let least = times[0].median();
    for (((name, _), times), bytes) in pages.iter().zip(&times).zip(sizes) {
        say(format_args!(
            "{} {bytes:>8} {:>11.1}",
            times.line(name),
            times.median() / least
        ));
    }
    Ok(())
}

/// Asks for a page and answers its length.
async fn get<S>(service: S, path: &str) -> Result<usize>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    let request = Request::get(path).body(Body::empty())?;
    let Ok(response) = service.oneshot(request).await;
    ensure!(
        response.status() == StatusCode::OK,
        "{path} answers {}",
        response.status()
    );
    Ok(to_bytes(response.into_body(), usize::MAX).await?.len())
}
