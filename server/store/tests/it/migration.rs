//! From nothing to the present tables, once.

use crate::support::{Bench, Disposable, Kind};

async fn from_zero(bench: Bench) {
    let pending = bench.store.pending_migrations().await.unwrap();
    assert!(pending.is_sorted(), "{pending:?}");
    assert_eq!(pending.first().map(String::as_str), Some("m0001_organisation"));
    let (one, other) = (bench.store.clone(), bench.second_store().await);
    let (one, other) = tokio::join!(one.migrate(), other.migrate());
    let mut applied = [one.unwrap(), other.unwrap()].concat();
    applied.sort();
    assert_eq!(applied, pending, "two processes, each migration once");
    assert!(bench.store.pending_migrations().await.unwrap().is_empty());
    assert!(bench.store.migrate().await.unwrap().is_empty());
    assert!(bench.store.check().await.unwrap().is_empty());
    bench.store.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn 空のデータベースから移行できる_sqlite() {
    let database = Disposable::create(Kind::Sqlite).await.unwrap();
    from_zero(Bench::empty(&database).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn 空のデータベースから移行できる_postgres() {
    let Some(database) = Disposable::create(Kind::Postgres).await else {
        return;
    };
    from_zero(Bench::empty(&database).await).await;
    database.drop().await;
}

#[tokio::test]
async fn 閉じて開き直しても残る() {
    let database = Disposable::create(Kind::Sqlite).await.unwrap();
    let bench = Bench::new(&database).await;
    let id = bench.society(1).await;
    bench.store.clone().close().await.unwrap();
    let again = bench.second_store().await;
    assert!(again.find_insurer(id).await.unwrap().is_some());
}

#[tokio::test]
async fn 開けない場所は誤りになる() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(domain::value::FixedClock::new(crate::support::MORNING));
    let missing = store::Location::Sqlite(folder.path().join("無い/a.db"));
    assert!(matches!(
        store::Store::open(&missing, clock).await,
        Err(store::StoreError::Db(_))
    ));
}
