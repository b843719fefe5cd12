//! Damaged rows are named, never a panic, and never hide the sound ones.

use store::StoreError;

use crate::support::{NONE, form, on_both};

on_both! {
    async fn 読めない内容は壊れた行として知らせる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let sound = bench.published(&actor, society, "正常").await;
        let broken = bench.published(&actor, society, "破損").await;
        bench.execute(&format!("UPDATE program SET content = '{{\"title\": 1}}', draft = '[' WHERE id = {broken}")).await.unwrap();
        let found = bench.store.find_listing(broken).await;
        assert!(matches!(found, Err(StoreError::Corrupt { table: "program", id, .. }) if id == broken.get()), "{found:?}");
        assert!(matches!(bench.store.find_draft(broken).await, Err(StoreError::Corrupt { .. })));
        assert!(bench.store.publish(&actor, broken, 2, NONE).await.is_err());
        let ids: Vec<_> = bench.store.get_listings(&[broken, sound]).await.unwrap().iter().map(|one| one.id).collect();
        assert_eq!(ids, [sound]);
        assert_eq!(bench.store.list_programs_of(&[society]).await.unwrap().len(), 1);
        let findings = bench.store.check().await.unwrap();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings.iter().all(|finding| finding.table == "program" && finding.id == broken.get()));
    }

    async fn 知らない符号は壊れた行として知らせる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        let content = serde_json::to_string(&form("一").check().unwrap()).unwrap().replace("population", "from-the-future");
        bench.execute(&format!("UPDATE program SET content = '{content}'")).await.unwrap();
        assert!(matches!(bench.store.find_listing(id).await, Err(StoreError::Corrupt { .. })));
    }

    async fn 内容と列の食い違いを見つける(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        assert_eq!(bench.store.check().await.unwrap(), []);
        bench.execute("UPDATE program SET title = '別', fiscal_year = 1999").await.unwrap();
        bench.execute("UPDATE organisation SET name = '改名', members_as_of = 'きのう'").await.unwrap();
        bench.execute("UPDATE app_user SET email = '@'").await.unwrap();
        bench.execute("UPDATE change SET subject_id = NULL").await.unwrap();
        bench.execute(&format!("DELETE FROM program_event WHERE program_id = {id}")).await.unwrap();
        let findings = bench.store.check().await.unwrap();
        let tables: Vec<_> = findings.iter().map(|finding| finding.table).collect();
        assert_eq!(tables, ["organisation", "organisation", "app_user", "program", "program", "program", "change"], "{findings:#?}");
        bench.execute("UPDATE program SET state = 'draft'").await.unwrap();
        assert!(bench.store.check().await.unwrap().iter().any(|finding| finding.reason.contains("says draft")));
    }
}
