//! A portal on generated programs in a folder that vanishes with it, for benchmarks of pages.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::{Files, PageCache, Site};
use domain::second_factor::FactorPolicy;
use domain::value::ProgramId;
use leptos::config::LeptosOptions;
use search_index::{Analyser, Index, Writer};
use store::{Location, Store};

use crate::cli::console::remark;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::seed::{DEFAULT_SEED, load_generated};
use crate::worker;

/// Name of the browser files, as the build tool writes them. None is read here.
const OUTPUT_NAME: &str = "kyodo-navi";

/// The portal and what must live as long as it.
pub(super) struct Portal {
    /// What pages need. It keeps no finished pages.
    pub site: Site,
    /// A program that everybody may read.
    pub program: ProgramId,
    writer: Writer,
    _folder: tempfile::TempDir,
}

impl Portal {
    /// Generates the programs and indexes them.
    pub async fn prepare(config: &Config, programs: u64) -> Result<Self> {
        let folder = tempfile::tempdir().context("a folder for the database")?;
        let location = Location::Sqlite(folder.path().join("bench.sqlite3"));
        let store = Store::open(&location, Arc::new(SystemClock)).await?;
        store.migrate().await?;
        remark(format_args!("Generating {programs} programs…"));
        load_generated(&store, programs, DEFAULT_SEED, |_| {}).await?;
        let (index, writer) = Index::in_memory(Arc::new(Analyser::load(&config.dictionary.value)?))?;
        let (writer, rebuilt) = worker::index::rebuild(&store, writer).await;
        rebuilt?;
        let (program, _) = index
            .versions()
            .into_iter()
            .next()
            .context("no program was generated")?;
        let site = site(config, store, index, folder.path())?;
        Ok(Self {
            site,
            program,
            writer,
            _folder: folder,
        })
    }

    /// Lets the index take in what has changed.
    pub async fn catch_up(mut self) -> Result<Self> {
        self.writer = worker::index::catch_up(&self.site.store, self.writer).await?;
        Ok(self)
    }
}

/// What pages need, over any database. It keeps no finished pages.
pub(super) fn site(config: &Config, store: Store, index: Index, folder: &Path) -> Result<Site> {
    Ok(Site {
        store,
        index,
        clock: Arc::new(SystemClock),
        options: Arc::new(LeptosOptions::builder().output_name(OUTPUT_NAME).build()),
        assets: "bench".into(),
        mail_folder: None,
        public_url: "http://bench.example".into(),
        secure_cookies: false,
        rules: Arc::new(config.sign_in.rules(folder, FactorPolicy::None)?),
        files: Files::in_folder(folder)?,
        check: domain::program::PublicationCheck::None,
        fonts: None,
        pages: PageCache::new(0),
    })
}
