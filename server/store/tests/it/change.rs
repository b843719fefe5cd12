//! The change log: complete for whoever follows it, whatever commits at the same time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use store::{ChangeKind, Store};

use crate::support::{NONE, form, on_both};

/// Follows the log as an index does: never looks below the highest number it has seen.
async fn follow(store: Store, done: Arc<AtomicBool>) -> Vec<i64> {
    let mut seen: Vec<i64> = Vec::new();
    loop {
        let finished = done.load(Ordering::SeqCst);
        let rows = store.list_changes(seen.last().copied().unwrap_or(0), 50).await.unwrap();
        if rows.is_empty() && finished {
            return seen;
        }
        seen.extend(rows.iter().map(|row| row.seq));
    }
}

on_both! {
    async fn 同時に書いても読み手は一件も失わない(bench: Bench) {
        const WRITERS: i64 = 8;
        const EACH: i64 = 15;
        let (society, actor) = bench.lead().await;
        let done = Arc::new(AtomicBool::new(false));
        let reader = tokio::spawn(follow(bench.second_store().await, Arc::clone(&done)));
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            // Every other one writes from another process.
            let store = if writer % 2 == 0 { bench.store.clone() } else { bench.second_store().await };
            let actor = actor.clone();
            writers.push(tokio::spawn(async move {
                for number in 0..EACH {
                    let title = format!("事業{writer}-{number}");
                    let id = store.start_program(&actor, society, form(&title)).await.unwrap();
                    store.publish(&actor, id, 1, NONE).await.unwrap();
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        let seen = reader.await.unwrap();
        let all: Vec<_> = bench.store.list_changes(0, 10_000).await.unwrap().iter().map(|row| row.seq).collect();
        assert_eq!(i64::try_from(all.len()).unwrap(), WRITERS * EACH);
        assert_eq!(seen, all);
    }

    async fn 作り直しの依頼と最後の番号(bench: Bench) {
        let (society, actor) = bench.lead().await;
        assert_eq!((bench.store.first_change().await.unwrap(), bench.store.last_change().await.unwrap()), (0, 0));
        let id = bench.published(&actor, society, "一").await;
        bench.store.note_rebuild().await.unwrap();
        let rows = bench.store.list_changes(0, 10).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.kind).collect::<Vec<_>>(), [ChangeKind::Program(id), ChangeKind::Rebuild]);
        assert_eq!(bench.store.last_change().await.unwrap(), rows[1].seq);
        assert_eq!(bench.store.list_changes(rows[0].seq, 10).await.unwrap(), rows[1..]);
        assert_eq!(bench.store.list_changes(0, 1).await.unwrap(), rows[..1]);
    }

    async fn 古い変更は片付けても番号は続く(bench: Bench) {
        let day = Duration::from_secs(24 * 60 * 60);
        for _ in 0..3 {
            bench.store.note_rebuild().await.unwrap();
            bench.clock.advance_millis(12 * 60 * 60 * 1_000);
        }
        let last = bench.store.last_change().await.unwrap();
        assert_eq!(bench.store.prune_changes(day).await.unwrap(), 1);
        assert_eq!(bench.store.first_change().await.unwrap(), last - 1);
        bench.clock.advance_millis(10 * 24 * 60 * 60 * 1_000);
        assert_eq!(bench.store.prune_changes(day).await.unwrap(), 1);
        assert_eq!(bench.store.last_change().await.unwrap(), last, "the last one stays");
        bench.store.note_rebuild().await.unwrap();
        assert!(bench.store.last_change().await.unwrap() > last);
    }

    async fn 知らせを待つ人は起こされる(bench: Bench) {
        let mut news = bench.store.changes();
        let waiting = tokio::spawn(async move {
            news.changed().await.unwrap();
            *news.borrow()
        });
        bench.store.note_rebuild().await.unwrap();
        let told = tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap().unwrap();
        assert_eq!(told, bench.store.last_change().await.unwrap());
    }
}
