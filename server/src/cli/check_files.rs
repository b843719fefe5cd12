//! Part of `server check`: whether the storage has every content of an attached file, whole and unchanged.

use std::path::Path;

use anyhow::Result;
use app::storage::{FileStorage, StoragePlace};
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use store::{ContentPlace, KnownContent, Store};

use crate::config::Config;

/// Contents read at once.
const PAGE: u64 = 500;

/// What is missing or damaged.
pub(super) async fn check(config: &Config, store: &Store) -> Result<Vec<String>> {
    check_in(&config.files.place.value, &config.spool_dir(), store).await
}

async fn check_in(place: &StoragePlace, spool: &Path, store: &Store) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let mut after = String::new();
    let mut storage = None;
    loop {
        let page = store.list_contents_after(&after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(findings) };
        after.clone_from(&last.sha256);
        for content in page.iter().filter(|content| content.place == ContentPlace::Stored) {
            // Opened only when there is something to look at.
            let storage = match &storage {
                Some(storage) => storage,
                None => storage.insert(FileStorage::open(place, spool)?),
            };
            findings.extend(look(storage, content).await);
        }
    }
}

async fn look(storage: &FileStorage, content: &KnownContent) -> Option<String> {
    let (sha256, bytes) = (&content.sha256, content.bytes);
    match storage.find_size(sha256).await {
        Err(error) => return Some(format!("files: {sha256}: {error}")),
        Ok(None) => return Some(format!("files: {sha256} is missing")),
        Ok(Some(size)) if size != bytes => return Some(format!("files: {sha256} has {size} bytes instead of {bytes}")),
        Ok(Some(_)) => {}
    }
    let mut pieces = match storage.read(sha256, None).await {
        Ok(pieces) => pieces,
        Err(error) => return Some(format!("files: {sha256}: {error}")),
    };
    let mut hash = Sha256::new();
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => hash.update(&piece),
            Err(error) => return Some(format!("files: {sha256}: {error}")),
        }
    }
    let found: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    (found != *sha256).then(|| format!("files: {sha256} has other bytes: {found}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::file::{FileKind, FileOwner};
    use domain::permit::Actor;
    use domain::program::ProgramForm;
    use domain::value::{Clock, Day, FixedClock, Instant, TimeOfDay};
    use store::{Location, NewFile};

    use super::*;

    /// A database with demo data, a storage, and the SHA-256 of a file attached to the first program.
    async fn prepare(folder: &Path) -> (Store, StoragePlace, String) {
        let noon = Instant::from_jst(Day::from_iso("2026-09-01").unwrap(), TimeOfDay::new(12, 0).unwrap());
        let clock: Arc<dyn Clock> = Arc::new(FixedClock::new(noon));
        let store = Store::open(&Location::Sqlite(folder.join("test.sqlite3")), clock)
            .await
            .unwrap();
        store.migrate().await.unwrap();
        crate::seed::load_demo(&store, Day::from_iso("2026-09-01").unwrap())
            .await
            .unwrap();
        let place = StoragePlace::Folder(folder.join("files"));
        let storage = FileStorage::open(&place, &folder.join("incoming")).unwrap();
        let mut spool = storage.spool().await.unwrap();
        spool.write(b"%PDF-1.7 whole").await.unwrap();
        let mut file = spool.finish().await.unwrap();
        store.want_content(&file.sha256, file.bytes).await.unwrap();
        storage.keep(&mut file).await.unwrap();
        let insurer = store.list_insurers().await.unwrap().remove(0).id;
        let program = store
            .import_program(insurer, &ProgramForm::default(), store::ImportState::Draft)
            .await
            .unwrap()
            .id();
        let new = NewFile {
            name: "a.pdf".into(),
            kind: FileKind::Pdf,
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        };
        store
            .attach_file(&Actor::Operator, FileOwner::Program(program), &new)
            .await
            .unwrap();
        (store, place, file.sha256)
    }

    #[tokio::test]
    async fn 欠けた内容や変わった内容を見つける() {
        let folder = tempfile::tempdir().unwrap();
        let (store, place, sha256) = prepare(folder.path()).await;
        let spool = folder.path().join("incoming");
        let found = async || check_in(&place, &spool, &store).await.unwrap();
        assert_eq!(found().await, Vec::<String>::new());
        let path = folder.path().join("files/sha256").join(&sha256[..2]).join(&sha256);
        std::fs::write(&path, b"%PDF-1.7 other").unwrap();
        assert!(found().await[0].contains("has other bytes"));
        std::fs::write(&path, b"%PDF").unwrap();
        assert!(found().await[0].contains("has 4 bytes instead of 14"));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(found().await, [format!("files: {sha256} is missing")]);
    }
}
