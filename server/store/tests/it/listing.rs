//! What readers get: by id, many in order, page by page; and the states of the table.

use domain::program::ListingState;
use domain::value::ProgramId;

use crate::support::{form, on_both};

on_both! {
    async fn 指定した順に返し無いものは除く(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let one = bench.published(&actor, society, "一").await;
        let draft = bench.store.start_program(&actor, society, form("下書き")).await.unwrap();
        let two = bench.published(&actor, society, "二").await;
        let wanted = [two, ProgramId::new(999), draft, one];
        let found: Vec<_> = bench.store.get_listings(&wanted).await.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(found, [two, one]);
        assert!(bench.store.get_listings(&[]).await.unwrap().is_empty());
        let many: Vec<_> = (1..=1_200).map(ProgramId::new).collect();
        assert_eq!(bench.store.get_listings(&many).await.unwrap().len(), 2);
    }

    async fn 頁ごとにすべて読める(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let mut expected = Vec::new();
        for number in 0..7 {
            expected.push(bench.published(&actor, society, &format!("事業{number}")).await);
            bench.store.start_program(&actor, society, form("下書き")).await.unwrap();
        }
        // A page in which nothing can be read does not look like the end.
        bench.execute(&format!("UPDATE program SET content = '{{}}' WHERE id IN ({}, {})", expected[2], expected[3])).await.unwrap();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = bench.store.list_listings_after(after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            seen.extend(page.iter().map(|listing| listing.id));
        }
        expected.drain(2..4);
        assert_eq!(seen, expected);
    }

    async fn 状態ごとに見えるかどうか(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        for state in ListingState::ALL {
            bench.execute(&format!("UPDATE program SET state = '{}'", state.code())).await.unwrap();
            let listing = bench.store.find_listing(id).await.unwrap();
            assert_eq!(listing.is_some(), state.shows_content(), "{state:?}");
            assert_eq!(bench.store.get_listings(&[id]).await.unwrap().len(), usize::from(state.shows_content()));
            assert_eq!(listing.is_some_and(|listing| listing.ended), *state == ListingState::Closed);
        }
        assert!(bench.execute("UPDATE program SET state = 'xyz'").await.is_err());
        assert!(bench.execute("UPDATE program SET title = NULL").await.is_err(), "published columns stand together");
    }

    async fn 統計は数を返す(bench: Bench) {
        let (society, actor) = bench.lead().await;
        bench.society(2).await;
        bench.published(&actor, society, "一").await;
        bench.published(&actor, society, "二").await;
        bench.store.start_program(&actor, society, form("三")).await.unwrap();
        let statistics = bench.store.statistics().await.unwrap();
        let expected = store::Statistics { published: 2, leads: 1, insurers: 2, users: 1 };
        assert_eq!(statistics, expected);
    }
}
