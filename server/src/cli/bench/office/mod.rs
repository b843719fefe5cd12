//! `server bench office`: the pages of the office and the public results with one large call, whole pages through the real router
//! with an officer who has signed in, beside the smallest answer of the same router; and the tables that can be downloaded,
//! with the memory they take.

mod fill;
mod measure;

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use clap::Args;
use search_index::{Analyser, Index};
use store::{Location, Store};

use self::fill::Filled;
use self::measure::{Page, Pages};
use super::portal::site;
use crate::cli::console::{remark, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::front::Front;
use crate::router;

/// How much to measure with, and where.
#[derive(Debug, Args)]
pub struct OfficeSize {
    /// Submitted applications, each with five submitted reviews
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(30..=20_000))]
    applications: u64,
    /// Requests of each page
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u64).range(5..=10_000))]
    rounds: u64,
    /// A database of its own to fill and keep; one that this command has filled before is measured again. Without it, a
    /// database is made that vanishes
    #[arg(long, value_name = "URL")]
    database: Option<Location>,
}

pub(super) async fn run(config: &Config, size: OfficeSize) -> Result<()> {
    let folder = tempfile::tempdir().context("a folder for the database")?;
    let location = size
        .database
        .unwrap_or_else(|| Location::Sqlite(folder.path().join("bench.sqlite3")));
    let store = Store::open(&location, Arc::new(SystemClock)).await?;
    store.migrate().await?;
    let filled = Filled::prepare(&store, usize::try_from(size.applications)?).await?;
    let (index, _writer) = Index::in_memory(Arc::new(Analyser::load(&config.dictionary.value)?))?;
    let site = site(config, store.clone(), index, folder.path())?;
    let service = router::service(&site, &Front::default(), &config.site_root.value);
    let cookie = filled.sign_in(&site).await?;
    let mut pages = Pages::new(service, cookie, usize::try_from(size.rounds)?);
    remark(format_args!("Asking for each page {} times…", size.rounds));
    if !filled.is_released(&store).await? {
        say("before the release of any decision");
        pages.measure(&before(&filled)).await?;
        release(&store, &filled).await?;
    }
    say("after the release of all decisions");
    pages.measure(&after(&filled)).await?;
    say("tables to download");
    for path in tables(&filled) {
        pages.download(&path).await?;
    }
    drop(site);
    store.close().await?;
    Ok(())
}

/// Pages while decisions are prepared.
fn before(filled: &Filled) -> Vec<Page> {
    let call = format!("/admin/decisions/{}", filled.call);
    let mut pages = queue();
    pages.extend([
        Page::new(
            "assignments of the call",
            format!("/admin/assignments?call={}", filled.call),
        ),
        Page::new(
            "assignments, in lots",
            format!("/admin/assignments?call={}&way=lot", filled.call),
        ),
        Page::new("calls under decision", "/admin/decisions"),
        Page::new("ranking", call.clone()),
        Page::new("ranking, last page", format!("{call}?page=999")),
        Page::new("ranking, shared out", format!("{call}?share=1&try_budget=1000000000")),
        Page::new("small batch, prepared", format!("{call}/{}", filled.small)),
        Page::new("large batch, prepared", format!("{call}/{}", filled.large)),
        Page::new("large batch, last page", format!("{call}/{}?page=999", filled.large)),
        Page::new("small batch, checked", format!("{call}/{}/check", filled.small)),
        Page::new("large batch, checked", format!("{call}/{}/check", filled.large)),
    ]);
    pages.extend(reports(filled));
    pages
}

/// Pages once everything is decided.
fn after(filled: &Filled) -> Vec<Page> {
    let call = format!("/admin/decisions/{}", filled.call);
    let mut pages = queue();
    pages.extend([
        Page::new("calls under decision", "/admin/decisions"),
        Page::new("ranking", call.clone()),
        Page::new("large batch, released", format!("{call}/{}", filled.large)),
        Page::new("grants", "/admin/grants"),
        Page::new("results", "/results"),
        Page::new("results of the year", format!("/results/{}", filled.year)),
    ]);
    pages.extend(reports(filled));
    pages
}

fn queue() -> Vec<Page> {
    vec![
        Page::new("smallest answer", "/healthz"),
        Page::new("queue", "/admin/applications"),
        Page::new("queue, scored", "/admin/applications?view=scored"),
        Page::new("queue, all", "/admin/applications?view=all"),
        Page::new("queue, all, last page", "/admin/applications?view=all&page=999"),
    ]
}

fn reports(filled: &Filled) -> [Page; 2] {
    [
        Page::new("reports", "/admin/reports"),
        Page::new("reports of the call", format!("/admin/reports?call={}", filled.call)),
    ]
}

fn tables(filled: &Filled) -> Vec<String> {
    let year = filled.year;
    vec![
        format!("/results/{year}/results.csv"),
        format!("/results/{year}/results.csv?encoding=shift_jis"),
        "/admin/reports/days.csv".to_owned(),
        "/admin/reports/prefectures.csv".to_owned(),
    ]
}

/// Both batches are proposed, approved and released.
async fn release(store: &Store, filled: &Filled) -> Result<()> {
    for batch in [filled.small, filled.large] {
        let lines = store.find_batch(batch).await?.map_or(0, |batch| batch.lines.len());
        let mut took = Vec::new();
        let started = Instant::now();
        store
            .propose_decisions(&filled.officer, batch, filled.version(store, batch).await?)
            .await?;
        took.push(started.elapsed());
        let started = Instant::now();
        store
            .approve_decisions(&filled.approver, batch, filled.version(store, batch).await?)
            .await?;
        took.push(started.elapsed());
        let started = Instant::now();
        store.release_decisions(batch).await?;
        took.push(started.elapsed());
        let millis: Vec<String> = took
            .iter()
            .map(|it| format!("{:.0} ms", it.as_secs_f64() * 1e3))
            .collect();
        say(format_args!(
            "batch of {lines}: proposed, approved, released in {}",
            millis.join(", ")
        ));
    }
    Ok(())
}
