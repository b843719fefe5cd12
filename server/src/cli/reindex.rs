//! `server reindex`: builds the search index again. The folder has one writer at a time, so a running server is asked to
//! do it itself.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use search_index::{Analyser, Index, IndexError};

use super::Outcome;
use super::console::{remark, say};
use super::open::open_current;
use crate::config::Config;
use crate::worker::index::rebuild;

pub(super) async fn run(config: &Config) -> Result<Outcome> {
    let store = open_current(config).await?;
    let analyser = Arc::new(Analyser::load(&config.dictionary.value)?);
    let folder = config.index_dir();
    match Index::open(&folder, analyser) {
        Ok((index, writer)) => {
            let started = Instant::now();
            remark(format_args!(
                "Reading the published programs from {}…",
                config.database.value
            ));
            let (_writer, rebuilt) = rebuild(&store, writer).await;
            rebuilt?;
            say(format_args!(
                "The index in {} holds {} programs now ({:.1} s).",
                folder.display(),
                index.len(),
                started.elapsed().as_secs_f64()
            ));
        }
        Err(IndexError::Busy(_)) => {
            store.note_rebuild().await.context("asking the running server")?;
            say("A running server holds the index. It has been asked to build it again; searches go on meanwhile.");
        }
        Err(error) => return Err(error).with_context(|| format!("opening the index in {}", folder.display())),
    }
    store.close().await?;
    Ok(Outcome::Done)
}
