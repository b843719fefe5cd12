//! `server check`: damage in the database, differences between it and the index, breaks in the audit log, attached files
//! that are missing or damaged. Repairs nothing.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use domain::value::ProgramId;
use search_index::{Analyser, Index, IndexError};
use store::Store;

use super::console::{remark, say};
use super::open::open_current;
use super::{Outcome, check_files};
use crate::config::Config;
use crate::worker;

/// Programs read at once.
const PAGE: u64 = 500;

pub(super) async fn run(config: &Config) -> Result<Outcome> {
    let store = open_current(config).await?;
    let mut findings: Vec<String> = store.check().await?.iter().map(ToString::to_string).collect();
    findings.extend(check_index(config, &store).await?);
    let anchors = worker::audit::read(&config.data_dir.value)?;
    if anchors.is_empty() {
        remark("No end of the audit log was noted down in this data folder; only its chain is checked.");
    }
    findings.extend(store.check_audit(&anchors).await?.iter().map(ToString::to_string));
    findings.extend(check_files::check(config, &store).await?);
    store.close().await?;
    findings.iter().for_each(say);
    if findings.is_empty() {
        say(format_args!("{}: nothing wrong.", config.database.value));
        return Ok(Outcome::Done);
    }
    say(format_args!(
        "{} findings. docs/operations.md says what to do.",
        findings.len()
    ));
    Ok(Outcome::Partly)
}

/// An index that is missing, busy or behind is no finding: it is built or caught up by the server itself.
async fn check_index(config: &Config, store: &Store) -> Result<Vec<String>> {
    let folder = config.index_dir();
    if !folder.exists() {
        remark("There is no index yet; the server builds it when it starts.");
        return Ok(Vec::new());
    }
    let analyser = match Analyser::load(&config.dictionary.value) {
        Ok(analyser) => Arc::new(analyser),
        Err(error) => return Ok(vec![format!("index: cannot be looked at, {error}")]),
    };
    let index = match Index::open(&folder, analyser) {
        Ok((index, _)) => index,
        Err(IndexError::Busy(_)) => {
            remark(
                "A running server holds the index, so it was not compared; GET /readyz tells whether it is current.",
            );
            return Ok(Vec::new());
        }
        Err(error) => return Err(error).with_context(|| format!("opening the index in {}", folder.display())),
    };
    let (applied, last) = (index.applied(), store.last_change().await?);
    if applied < last {
        remark(format_args!(
            "The index is at change {applied} of {last}; the server catches up when it starts."
        ));
        return Ok(Vec::new());
    }
    let mut indexed: HashMap<ProgramId, i64> = index.versions().into_iter().collect();
    let mut findings = Vec::new();
    let mut after = None;
    loop {
        let page = store.list_listings_after(after, PAGE).await?;
        let Some(end) = page.last() else { break };
        after = Some(end.id);
        for listing in &page {
            match indexed.remove(&listing.id) {
                None => findings.push(format!("index: program {} is missing", listing.id)),
                Some(version) if version != listing.version => {
                    let (id, now) = (listing.id, listing.version);
                    findings.push(format!(
                        "index: program {id} is at version {version}, the database at {now}"
                    ));
                }
                Some(_) => {}
            }
        }
    }
    let mut surplus: Vec<_> = indexed.into_keys().collect();
    surplus.sort_unstable();
    findings.extend(
        surplus
            .iter()
            .map(|id| format!("index: program {id} is not in the database")),
    );
    Ok(findings)
}
