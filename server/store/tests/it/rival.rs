//! Two at once: exactly one wins, and the other is told.

use domain::ProblemCode;
use store::{ImportState, Imported, Refusal};

use crate::support::{ALL, NONE, form, on_both};

on_both! {
    async fn 同じ版からの保存は一人だけ成功する(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let rival = bench.second_store().await;
        let id = bench.store.start_program(&actor, society, form("元")).await.unwrap();
        for version in 1..=20 {
            let (one, other) = tokio::join!(
                bench.store.save_draft(&actor, id, version, ALL, form(&format!("甲{version}"))),
                rival.save_draft(&actor, id, version, ALL, form(&format!("乙{version}"))),
            );
            let results = [one, other];
            assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
            let current = version + 1;
            assert!(results.iter().any(|result| matches!(result, Err(Refusal::Stale { current: now }) if *now == current)));
        }
    }

    async fn 同じ名称の同時公開は一件だけ成功する(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let rival = bench.second_store().await;
        for round in 0..10 {
            let title = format!("事業{round}");
            let one = bench.store.start_program(&actor, society, form(&title)).await.unwrap();
            let other = bench.store.start_program(&actor, society, form(&title)).await.unwrap();
            let results = tokio::join!(bench.store.publish(&actor, one, 1, NONE), rival.publish(&actor, other, 1, NONE));
            let results = [results.0, results.1];
            assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
            let taken = domain::Problems::one("title", ProblemCode::Taken);
            assert!(results.iter().any(|result| matches!(result, Err(Refusal::Problems(found)) if *found == taken)));
        }
    }

    async fn 同時の取込みでも二重にならない(bench: Bench) {
        let society = bench.society(1).await;
        let rival = bench.second_store().await;
        for round in 0..10 {
            let typed = form(&format!("事業{round}"));
            let results = tokio::join!(
                bench.store.import_program(society, &typed, ImportState::Published),
                rival.import_program(society, &typed, ImportState::Published),
            );
            let added = [&results.0, &results.1].into_iter().filter(|result| matches!(result, Ok(Imported::Added(_))));
            assert_eq!(added.count(), 1, "{results:?}");
        }
        assert_eq!(bench.store.statistics().await.unwrap().published, 10);
    }

    async fn 多数の同時書込みも待って成功する(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let tasks: Vec<_> = (0..40)
            .map(|number| {
                let (store, actor) = (bench.store.clone(), actor.clone());
                tokio::spawn(async move { store.start_program(&actor, society, form(&format!("{number}"))).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(bench.store.list_programs_of(&[society]).await.unwrap().len(), 40);
    }

    async fn 中断した書込みは残らない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        for _ in 0..20 {
            let start = bench.store.start_program(&actor, society, form("中断"));
            let _ = tokio::time::timeout(std::time::Duration::from_micros(300), start).await;
        }
        // Whether each got through is a matter of luck; the writer works on, and no program lacks its event.
        bench.published(&actor, society, "続き").await;
        assert_eq!(bench.store.check().await.unwrap(), []);
    }
}
