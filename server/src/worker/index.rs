//! Carries changes from the database into the index. The only owner of the index writer in a running server; follows
//! the change log from the number the index itself remembers, so that nothing is lost or applied twice by a crash.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Context;
use domain::value::ProgramId;
use search_index::{Change, Writer};
use store::{ChangeKind, Store};

/// Most changes taken in one commit of the index.
const BATCH: u64 = 500;

/// How long to wait without being woken: changes of other processes do not wake us.
const POLL: Duration = Duration::from_millis(300);

/// Pause after a failure, so that a broken disk does not fill the log.
const BACK_OFF: Duration = Duration::from_secs(5);

/// Listings read at once while rebuilding.
const PAGE: u64 = 1000;

/// Runs until the process ends.
pub async fn run(store: Store, mut writer: Writer) {
    let mut woken = store.changes();
    loop {
        match step(&store, writer).await {
            (returned, Ok(done)) => {
                writer = returned;
                if !done {
                    continue;
                }
                // A closed channel cannot happen while we hold the store; the poll would still serve.
                let _ = tokio::time::timeout(POLL, woken.changed()).await;
            }
            (returned, Err(error)) => {
                writer = returned;
                tracing::error!(
                    error = format!("{error:#}"),
                    "the index could not be updated; trying again"
                );
                tokio::time::sleep(BACK_OFF).await;
            }
        }
    }
}

/// Applies everything there is, then returns the writer. For the command line and for tests.
///
/// # Errors
/// When the database or the index fails.
pub async fn catch_up(store: &Store, mut writer: Writer) -> anyhow::Result<Writer> {
    loop {
        let (returned, done) = step(store, writer).await;
        writer = returned;
        if done? {
            return Ok(writer);
        }
    }
}

/// Applies one batch; says whether nothing was left.
async fn step(store: &Store, writer: Writer) -> (Writer, anyhow::Result<bool>) {
    let changes = match store.list_changes(writer.applied(), BATCH).await {
        Ok(changes) => changes,
        Err(error) => return (writer, Err(error.into())),
    };
    let Some(last) = changes.last().map(|change| change.seq) else {
        return (writer, Ok(true));
    };
    // An empty index has to read everything anyway, and reading the listings costs less than reading the log.
    let fresh = writer.applied() == 0;
    if fresh || changes.iter().any(|change| matches!(change.kind, ChangeKind::Rebuild)) {
        let (writer, rebuilt) = rebuild(store, writer).await;
        return (writer, rebuilt.map(|()| false));
    }
    let ids: BTreeSet<ProgramId> = changes
        .iter()
        .filter_map(|change| match change.kind {
            ChangeKind::Program(id) => Some(id),
            ChangeKind::Rebuild => None,
        })
        .collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let listings = match store.get_listings(&ids).await {
        Ok(listings) => listings,
        Err(error) => return (writer, Err(error.into())),
    };
    let gone = ids
        .iter()
        .filter(|id| listings.iter().all(|listing| listing.id != **id));
    let mut batch: Vec<_> = gone.map(|id| Change::Remove(*id)).collect();
    batch.extend(listings.into_iter().map(|listing| Change::Put(Box::new(listing))));
    blocking(writer, move |writer| {
        writer.apply(&batch, last).context("applying changes")
    })
    .await
}

/// Reads every listing and replaces the whole index by it; searches see the old one until the new one is complete.
///
/// # Errors
/// In the second part of the answer, when the database or the index fails.
pub async fn rebuild(store: &Store, writer: Writer) -> (Writer, anyhow::Result<()>) {
    let read = async {
        // The number is taken first: a change that comes in between is read here and applied once more later.
        let last = store.last_change().await?;
        let mut listings = Vec::new();
        let mut after = None;
        loop {
            let page = store.list_listings_after(after, PAGE).await?;
            let Some(end) = page.last() else { break };
            after = Some(end.id);
            listings.extend(page);
        }
        anyhow::Ok((listings, last))
    };
    let (listings, last) = match read.await {
        Ok(read) => read,
        Err(error) => return (writer, Err(error)),
    };
    tracing::info!(programs = listings.len(), "rebuilding the index");
    let (writer, done) = blocking(writer, move |writer| {
        writer
            .replace_all(listings.into_iter(), last)
            .context("replacing the index")
    })
    .await;
    (writer, done.map(|_| ()))
}

/// Runs a change of the index on a thread of its own: a commit may take a while.
async fn blocking(
    mut writer: Writer,
    change: impl FnOnce(&mut Writer) -> anyhow::Result<()> + Send + 'static,
) -> (Writer, anyhow::Result<bool>) {
    let task = tokio::task::spawn_blocking(move || {
        let done = change(&mut writer);
        (writer, done)
    });
    match task.await {
        Ok((writer, done)) => (writer, done.map(|()| false)),
        // The writer is gone with the panicking thread, and with it the only way to keep the index right.
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
