//! `server serve`: opens everything, starts the workers, and answers requests until it is told to stop.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::Site;
use domain::value::Clock;
use leptos::config::LeptosOptions;
use search_index::{Analyser, Index, IndexError};
use sha2::{Digest as _, Sha256};
use store::Store;
use tokio::net::TcpListener;

use crate::cli::console::{remark, say};
use crate::cli::open::open_migrated;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::seed::{DEMO_PASSWORD, DemoAccount, has_programs, list_demo_accounts, load_demo};
use crate::{router, worker};

/// Name of the browser files, as the build tool writes them.
const OUTPUT_NAME: &str = "kyodo-navi";

/// How long running requests may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Runs until interrupted or terminated.
///
/// # Errors
/// When something that is needed is missing or in use, with what to do.
pub async fn run(config: Config, demo: bool) -> Result<()> {
    let (store, applied) = open_migrated(&config).await?;
    if !applied.is_empty() {
        tracing::info!(migrations = applied.join(", "), "brought the tables up to date");
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let accounts = if demo {
        load_demo_once(&store, &*clock).await?
    } else {
        Vec::new()
    };
    let (index, writer) = open_index(&config)?;
    let site = Site {
        store: store.clone(),
        index,
        clock,
        options: LeptosOptions::builder().output_name(OUTPUT_NAME).build(),
        assets: fingerprint(&config.site_root.value)?.into(),
        secure_cookies: config.is_secure(),
    };
    // The first start has everything to index; after that there is next to nothing. Answering only when it is done
    // means that nobody ever sees an empty search.
    let writer = worker::index::catch_up(&store, writer).await?;
    let listen = config.listen.value;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}; is another server running there? try --listen HOST:PORT"))?;
    let address = listener.local_addr()?;
    tokio::spawn(worker::index::run(store.clone(), writer));
    tokio::spawn(worker::session::run(store.clone()));
    greet(&format!("http://{address}/"), &accounts);

    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let signal = async move {
        wait_for_signal().await;
        remark("Stopping; running requests may finish.");
        let _ = stopping.send(true);
    };
    let serving = router::serve(listener, &site, &config.site_root.value, signal);
    tokio::select! {
        served = serving => served.context("serving")?,
        () = async {
            // Connections that stay open without a request must not hold the process.
            let _ = stopped.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(GRACE).await;
        } => remark("Some connections were cut."),
    }
    drop(site);
    store.close().await?;
    Ok(())
}

/// The demo data goes into a database without programs only. Answers the demo accounts to print.
async fn load_demo_once(store: &Store, clock: &dyn Clock) -> Result<Vec<DemoAccount>> {
    if !has_programs(store).await? {
        remark("The database is empty: loading the demo data (a few seconds).");
        load_demo(store, clock.today()).await?;
    }
    list_demo_accounts(store).await
}

fn open_index(config: &Config) -> Result<(Index, search_index::Writer)> {
    let dictionary = &config.dictionary.value;
    let analyser = Analyser::load(dictionary).with_context(|| {
        format!(
            "loading the Japanese dictionary from {}; `cargo xtask serve` builds one",
            dictionary.display()
        )
    })?;
    let folder = config.index_dir();
    match Index::open(&folder, Arc::new(analyser)) {
        Err(IndexError::Busy(_)) => anyhow::bail!(
            "the index in {} is in use: another server runs with this data folder; stop it or choose --data-dir DIR",
            folder.display()
        ),
        opened => opened.with_context(|| format!("opening the index in {}", folder.display())),
    }
}

/// A short hash of the browser files, to stand in their address.
fn fingerprint(site_root: &Path) -> Result<String> {
    let folder = site_root.join("pkg");
    let mut files = std::fs::read_dir(&folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .with_context(|| {
            format!(
                "reading the browser files in {}; `cargo xtask serve` builds them",
                folder.display()
            )
        })?;
    files.sort();
    let mut hash = Sha256::new();
    for file in files.iter().filter(|file| file.is_file()) {
        hash.update(file.file_name().map(|name| name.as_encoded_bytes()).unwrap_or_default());
        hash.update(std::fs::read(file).with_context(|| format!("reading {}", file.display()))?);
    }
    Ok(hash
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn greet(address: &str, accounts: &[DemoAccount]) {
    if !accounts.is_empty() {
        say(format_args!(
            "デモの利用者（パスワードはすべて {DEMO_PASSWORD}） / Demo accounts, password for all: {DEMO_PASSWORD}"
        ));
    }
    for account in accounts {
        say(format_args!(
            "  {:<28} {} / {}",
            account.email, account.role_ja, account.role_en
        ));
        say(format_args!("  {:<28} {}", "", account.note_ja));
    }
    say(format_args!("\n  共同事業ナビ / Kyodo Navi:  {address}\n"));
}

async fn wait_for_signal() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
