//! `server serve`: opens everything, starts the workers, and answers requests until it is told to stop.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::storage::FileStorage;
use app::{Files, PageCache, Site};
use domain::second_factor::FactorPolicy;
use domain::value::Clock;
use leptos::config::LeptosOptions;
use search_index::{Analyser, Index, IndexError};
use sha2::{Digest as _, Sha256};
use store::Store;
use tokio::net::TcpListener;

use crate::cli::console::{remark, say};
use crate::cli::open::open_migrated;
use crate::clock::SystemClock;
use crate::config::{Config, Source};
use crate::front::Front;
use crate::front::limit::Limiter;
use crate::mail::Courier;
use crate::seed::{DEMO_PASSWORD, DemoAccount, has_programs, list_demo_accounts, load_demo, load_demo_files};
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
    let (accounts, is_new) = if demo {
        load_demo_once(&store, &*clock).await?
    } else {
        (Vec::new(), false)
    };
    // Bound early, so that an address in use is known at once; requests wait until the index is ready.
    let listen = config.listen.value;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}; is another server running there? try --listen HOST:PORT"))?;
    let address = listener.local_addr()?;
    let (index, writer) = open_index(&config)?;
    let front = Front {
        proxies: Arc::new(config.front.proxies.value.clone()),
        limiter: Limiter::new(config.front.limit.value, Arc::clone(&clock)).map(Arc::new),
        host: config.public_url.value.as_deref().and_then(Front::host_of),
        secure: config.is_secure(),
    };
    let mail_folder = config.mail_dir();
    let courier = match &config.mail.smtp.value {
        Some(setting) => Courier::smtp(setting).context("KYODO_SMTP_URL")?,
        None => Courier::Folder(mail_folder.clone()),
    };
    let site = Site {
        store: store.clone(),
        index,
        clock,
        // Where people really work, nobody may read a mail that was meant for somebody else.
        mail_folder: (config.mail.smtp.value.is_none() && !config.is_secure()).then(|| mail_folder.into()),
        options: Arc::new(LeptosOptions::builder().output_name(OUTPUT_NAME).build()),
        assets: fingerprint(&config.site_root.value)?.into(),
        public_url: config.public_url_or(address).into(),
        secure_cookies: config.is_secure(),
        rules: Arc::new(config.sign_in.rules(&config.data_dir.value, policy(&config, demo))?),
        files: Files {
            storage: FileStorage::open(&config.files.place.value, &config.spool_dir())?,
            scanning: config.files.scanner.value.is_some(),
        },
        check: config.check.value,
        fonts: load_fonts(&config.fonts.value),
        pages: PageCache::default(),
    };
    if is_new {
        load_demo_files(&store, &site.files.storage).await?;
    }
    // The first start has everything to index; after that there is next to nothing. Answering only when it is done
    // means that nobody ever sees an empty search.
    let writer = worker::index::catch_up(&store, writer).await?;
    tokio::spawn(worker::index::run(store.clone(), writer));
    tokio::spawn(worker::listing::run(store.clone()));
    tokio::spawn(worker::call::run(store.clone()));
    tokio::spawn(worker::decision::run(store.clone()));
    tokio::spawn(worker::participation::run(store.clone()));
    tokio::spawn(worker::application::run(store.clone()));
    tokio::spawn(worker::registration::run(store.clone()));
    tokio::spawn(worker::pending::run(store.clone()));
    tokio::spawn(worker::session::run(store.clone()));
    tokio::spawn(worker::file::run(worker::file::Caretaker {
        store: store.clone(),
        files: site.files.clone(),
        scanner: config.files.scanner.value.clone(),
    }));
    tokio::spawn(worker::digest::run(store.clone()));
    tokio::spawn(worker::mail::run(worker::mail::Post {
        store: store.clone(),
        courier,
        sender: config.mail.sender.value.clone(),
        public_url: Arc::clone(&site.public_url),
    }));
    tokio::spawn(worker::synonym::run(store.clone(), site.index.clone()));
    tokio::spawn(worker::alert::run(worker::alert::Scout {
        store: store.clone(),
        index: site.index.clone(),
        clock: Arc::clone(&site.clock),
    }));
    let anchors = worker::audit::Anchors::new(store.clone(), &config.data_dir.value);
    tokio::spawn(worker::audit::run(anchors.clone(), config.audit_days.value));
    greet(&format!("http://{address}/"), &accounts);

    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let signal = async move {
        wait_for_signal().await;
        remark("Stopping; running requests may finish.");
        let _ = stopping.send(true);
    };
    let serving = router::serve(listener, &site, &front, &config.site_root.value, signal);
    tokio::select! {
        served = serving => served.context("serving")?,
        () = async {
            // Connections that stay open without a request must not hold the process.
            let _ = stopped.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(GRACE).await;
        } => remark("Some connections were cut."),
    }
    drop(site);
    anchors.note().await;
    store.close().await?;
    Ok(())
}

/// Who must have a second factor. With demo data nobody, unless it was set: the accounts are for trying things out.
fn policy(config: &Config, demo: bool) -> FactorPolicy {
    let policy = &config.sign_in.policy;
    if demo && policy.source == Source::Default {
        remark("Demo: no account has to set up a second factor. KYODO_SECOND_FACTOR=platform demands it.");
        return FactorPolicy::None;
    }
    policy.value
}

/// The demo data goes into a database without programs only. Answers the demo accounts to print, and whether it has gone
/// in now.
async fn load_demo_once(store: &Store, clock: &dyn Clock) -> Result<(Vec<DemoAccount>, bool)> {
    let is_new = !has_programs(store).await?;
    if is_new {
        remark("The database is empty: loading the demo data (a few seconds).");
        load_demo(store, clock.today()).await?;
    }
    Ok((list_demo_accounts(store).await?, is_new))
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

/// Everything but PDF works without fonts, so that their absence is said and stops nothing.
fn load_fonts(folder: &Path) -> Option<paper::Fonts> {
    paper::Fonts::load(folder)
        .inspect_err(|error| {
            tracing::warn!(%error, "no fonts: there will be no PDF documents; see KYODO_FONTS in docs/operations.md");
        })
        .ok()
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
