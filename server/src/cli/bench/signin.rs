//! `server bench signin`: whether the time of an answer tells if an address belongs to an account. Known and unknown
//! addresses take turns through the real router, each with a wrong password and from another network address.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use domain::user::NewUser;
use domain::value::Email;
use http::{StatusCode, header};
use search_index::{Analyser, Index};
use store::{Location, Store};
use tower::{Service, ServiceExt as _};

use super::portal::site;
use super::timing::Times;
use crate::cli::console::{remark, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::front::Front;
use crate::router;

/// Attempts of each kind, after some to warm up.
const ROUNDS: u32 = 300;
const WARM_UP: u32 = 20;

/// Requests for a link of each kind; each of them waits on purpose.
const LINKS: u32 = 20;

/// Accounts that exist.
const ACCOUNTS: u32 = 50;

/// What is measured: its name, the page and the status it answers with.
type Kind = (&'static str, &'static str, StatusCode);

const KINDS: [Kind; 2] = [
    ("wrong password", "/login", StatusCode::UNPROCESSABLE_ENTITY),
    ("link for a new password", "/password/forgotten", StatusCode::SEE_OTHER),
];

pub async fn run(config: &Config) -> Result<()> {
    let folder = tempfile::tempdir().context("a folder for the database")?;
    let location = Location::Sqlite(folder.path().join("bench.sqlite3"));
    let store = Store::open(&location, Arc::new(SystemClock)).await?;
    store.migrate().await?;
    remark(format_args!("Registering {ACCOUNTS} people…"));
    let hash = app::password::hash("yane no ue ni neko ga niju ippiki".to_owned()).await?;
    for number in 0..ACCOUNTS {
        let new = NewUser {
            email: Email::parse(&known(number)).map_err(|code| anyhow::anyhow!("{code}"))?,
            name: format!("利用者{number}"),
            password_hash: hash.clone(),
            memberships: Vec::new(),
            platform: Vec::new(),
        };
        store.register_user(new).await?;
    }
    let (index, _writer) = Index::in_memory(Arc::new(Analyser::load(&config.dictionary.value)?))?;
    let site = site(config, store.clone(), index, folder.path())?;
    let service = router::service(&site, &Front::default(), &config.site_root.value);
    say("known and unknown addresses in turns                median ms     p95 ms   calls");
    for (at, kind) in (0..).zip(KINDS) {
        let (name, path, _) = kind;
        let rounds = if path == "/login" { ROUNDS } else { LINKS };
        let (mut existing, mut absent) = (Times::default(), Times::default());
        for round in 0..WARM_UP.min(rounds) + rounds {
            // Which of the two comes first changes, so that neither always follows the other.
            for turn in 0..2 {
                let exists = (round + turn) % 2 == 0;
                let email = if exists {
                    known(round % ACCOUNTS)
                } else {
                    unknown(round)
                };
                let address = Ipv4Addr::from(0x0A00_0000 + (at * 100_000 + round) * 2 + turn);
                let started = Instant::now();
                post(service.clone(), kind, &email, address).await?;
                if round >= WARM_UP.min(rounds) {
                    let times = if exists { &mut existing } else { &mut absent };
                    times.note(started.elapsed());
                }
            }
        }
        say(line(&format!("{name}, known"), &existing));
        say(line(&format!("{name}, unknown"), &absent));
        say(format_args!(
            "  known / unknown: median {:.3}, p95 {:.3}",
            existing.median() / absent.median(),
            existing.quantile(95) / absent.quantile(95)
        ));
    }
    store.close().await?;
    Ok(())
}

fn line(name: &str, times: &Times) -> String {
    let millis = |percent| times.quantile(percent) / 1e3;
    format!(
        "{name:<50} {:>10.2} {:>10.2} {:>7}",
        millis(50),
        millis(95),
        times.len()
    )
}

fn known(number: u32) -> String {
    format!("person{number:05}@example.jp")
}

/// As long as a known one.
fn unknown(number: u32) -> String {
    format!("nobody{number:05}@example.jp")
}

async fn post<S>(service: S, (_, path, expected): Kind, email: &str, address: Ipv4Addr) -> Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("password", "definitely not the password")
        .finish();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(SocketAddr::from((address, 50_000))))
        .body(Body::from(body))?;
    let Ok(response) = service.oneshot(request).await;
    ensure!(
        response.status() == expected,
        "{path} for {email} answers {}",
        response.status()
    );
    to_bytes(response.into_body(), usize::MAX).await?;
    Ok(())
}
