//! Opening the database for a command, with the folder around it.

use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use store::{Location, Store};

use super::Outcome;
use super::console::say;
use crate::clock::SystemClock;
use crate::config::Config;

/// Opens the database, creating an SQLite file where there is none, and brings its tables up to date. Commands that
/// write use this; it also answers the names of the migrations applied now.
///
/// # Errors
/// The folder cannot be made, or the database cannot be opened or migrated.
pub async fn open_migrated(config: &Config) -> Result<(Store, Vec<String>)> {
    make_folders(config)?;
    let store = connect(config).await?;
    let applied = store.migrate().await.context("bringing the tables up to date")?;
    Ok((store, applied))
}

/// Opens a database that is there and current, and changes nothing about it.
///
/// # Errors
/// The database is missing or not current, with what to do.
pub async fn open_current(config: &Config) -> Result<Store> {
    if let Location::Sqlite(file) = &config.database.value
        && !file.exists()
    {
        bail!("there is no database {}; `server migrate` creates one", file.display());
    }
    let store = connect(config).await?;
    let pending = store.pending_migrations().await.context("looking at the tables")?;
    if !pending.is_empty() {
        bail!(
            "the tables are not up to date ({}); run `server migrate`",
            pending.join(", ")
        );
    }
    Ok(store)
}

/// `server migrate`.
pub(super) async fn migrate(config: &Config) -> Result<Outcome> {
    let (store, applied) = open_migrated(config).await?;
    match applied.as_slice() {
        [] => say(format_args!("{} is up to date.", config.database.value)),
        names => say(format_args!("{}: applied {}.", config.database.value, names.join(", "))),
    }
    store.close().await?;
    Ok(Outcome::Done)
}

async fn connect(config: &Config) -> Result<Store> {
    let location = &config.database.value;
    Store::open(location, Arc::new(SystemClock))
        .await
        .with_context(|| format!("opening the database {location}"))
}

fn make_folders(config: &Config) -> Result<()> {
    let data_dir = &config.data_dir.value;
    std::fs::create_dir_all(data_dir).with_context(|| format!("making the data folder {}", data_dir.display()))?;
    if let Location::Sqlite(file) = &config.database.value
        && let Some(folder) = file.parent()
        && !folder.as_os_str().is_empty()
    {
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    Ok(())
}
