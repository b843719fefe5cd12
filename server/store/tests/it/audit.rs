//! The chain of the audit log under tampering, clearing and two writers.

use domain::audit::Deed;
use domain::code::{OrgRole, PlatformRole};
use domain::grant::AuditScope;
use domain::permit::Actor;
use domain::user::{NewUser, User};
use domain::value::{Email, FiscalYear};
use store::{Anchor, AuditActor, AuditFilter, Finding, ImportItem, ImportState, Refusal};

use crate::support::{ALL, Bench, NONE, form, insurer, on_both};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// A log of at least eight rows; answers the number of the last.
async fn filled(bench: &Bench) -> i64 {
    let (society, actor) = bench.lead().await;
    for title in ["一", "二", "三"] {
        bench.published(&actor, society, title).await;
    }
    let last = end(bench).await.seq;
    assert!(last >= 8 && findings(bench, &[]).await.is_empty());
    last
}

async fn end(bench: &Bench) -> Anchor {
    let (seq, hash) = bench.store.last_audit().await.unwrap().unwrap();
    Anchor { seq, hash }
}

async fn findings(bench: &Bench, anchors: &[Anchor]) -> Vec<Finding> {
    bench.store.check_audit(anchors).await.unwrap()
}

/// Number and reason of the only finding.
async fn finding(bench: &Bench, anchors: &[Anchor]) -> (i64, String) {
    match &findings(bench, anchors).await[..] {
        [one] => (one.id, one.reason.clone()),
        other => panic!("{other:?}"),
    }
}

async fn person(bench: &Bench, role: PlatformRole) -> Actor {
    let new = NewUser {
        email: Email::parse(&format!("{}@example.jp", role.code())).unwrap(),
        name: "監査 太郎".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![role],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

on_both! {
    async fn 監査閲覧者には範囲の記録だけが見える(bench: Bench) {
        filled(&bench).await;
        let other = bench.store.register_insurer(insurer(2)).await.unwrap();
        let Actor::User(user) = person(&bench, PlatformRole::Auditor).await else { unreachable!() };
        let auditor = |audit_scope| Actor::User(User { audit_scope, ..user.clone() });
        let only = AuditScope { organisations: vec![other], years: vec![] };
        let all = bench.store.export_audit(&auditor(AuditScope::default()), &AuditFilter::default()).await.unwrap();
        let few = bench.store.export_audit(&auditor(only.clone()), &AuditFilter::default()).await.unwrap();
        assert!(few.len() < all.len() && !few.is_empty());
        assert!(few.iter().all(|row| row.organisation.as_ref().is_some_and(|(id, _)| *id == other)), "{few:?}");
        let earlier = AuditScope { years: vec![FiscalYear::new(2020).unwrap()], organisations: vec![] };
        assert_eq!(bench.store.export_audit(&auditor(earlier), &AuditFilter::default()).await.unwrap(), []);
        let now = AuditScope { years: vec![FiscalYear::new(2026).unwrap()], organisations: vec![] };
        let now = AuditFilter { scope: now, ..AuditFilter::default() };
        assert!(bench.store.list_audit(&now, None, 500).await.unwrap().len() >= all.len());
    }

    async fn 変えた行の位置が分かる(bench: Bench) {
        filled(&bench).await;
        for (column, value) in [("why", "'別の理由'"), ("at", "at + 1"), ("user_id", "77"), ("address", "'192.0.2.1'")] {
            let raw = bench.raw().await;
            use sea_orm::ConnectionTrait as _;
            let quote = |text: &str| text.to_owned();
            let kept = format!("CREATE TABLE kept_{column} AS SELECT * FROM audit WHERE seq = 4");
            raw.execute_unprepared(&kept).await.unwrap();
            raw.execute_unprepared(&format!("UPDATE audit SET {column} = {} WHERE seq = 4", quote(value))).await.unwrap();
            let (at, reason) = finding(&bench, &[]).await;
            assert_eq!(at, 4, "{column}");
            assert!(reason.contains("changed"), "{reason}");
            raw.execute_unprepared("DELETE FROM audit WHERE seq = 4").await.unwrap();
            raw.execute_unprepared(&format!("INSERT INTO audit SELECT * FROM kept_{column}")).await.unwrap();
            assert!(findings(&bench, &[]).await.is_empty(), "{column} put right again");
        }
    }

    async fn 変えた行の値を作り直しても次の行で分かる(bench: Bench) {
        filled(&bench).await;
        bench.execute("UPDATE audit SET hash = 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff' WHERE seq = 5").await.unwrap();
        assert_eq!(finding(&bench, &[]).await.0, 5);
    }

    async fn 途中から消した行の位置が分かる(bench: Bench) {
        filled(&bench).await;
        bench.execute("DELETE FROM audit WHERE seq IN (3, 4)").await.unwrap();
        let (at, reason) = finding(&bench, &[]).await;
        assert_eq!((at, reason.as_str()), (3, "rows 3 to 4 were removed"));
    }

    async fn はじめから消した行が分かる(bench: Bench) {
        filled(&bench).await;
        bench.execute("DELETE FROM audit WHERE seq = 1").await.unwrap();
        assert_eq!(finding(&bench, &[]).await.0, 1);
        // Nor does it help to say that they were cleared away.
        bench.execute("INSERT INTO audit_mark SELECT 'cleared', 1, hash, at FROM audit WHERE seq = 2").await.unwrap();
        assert!(!findings(&bench, &[]).await.is_empty());
    }

    async fn 終わりから消した行が分かる(bench: Bench) {
        let last = filled(&bench).await;
        let anchor = end(&bench).await;
        bench.execute(&format!("DELETE FROM audit WHERE seq > {}", last - 2)).await.unwrap();
        let (at, reason) = finding(&bench, &[]).await;
        assert_eq!(at, last - 1, "{reason}");
        assert!(reason.contains("removed from the end"), "{reason}");
        // Somebody who knows the mark moves it as well. Only what was noted down outside still tells.
        let moved = format!("UPDATE audit_mark SET seq = {0}, hash = (SELECT hash FROM audit WHERE seq = {0}) WHERE kind = 'last'", last - 2);
        bench.execute(&moved).await.unwrap();
        assert!(findings(&bench, &[]).await.is_empty());
        assert_eq!(finding(&bench, std::slice::from_ref(&anchor)).await.0, last - 1);
        // It tells as well when other rows have taken the numbers since.
        let society = bench.society(7).await;
        bench.staff(society, OrgRole::Editor).await;
        let (at, reason) = finding(&bench, &[anchor]).await;
        assert_eq!(at, last, "{reason}");
        assert!(reason.contains("written anew"), "{reason}");
    }

    async fn 差し込んだ行が分かる(bench: Bench) {
        let last = filled(&bench).await;
        let copy = format!(
            "INSERT INTO audit (seq, at, actor, user_id, organisation_id, deed, subject_kind, subject_id, before, after, why, address, agent, reference, hash) \
             SELECT {}, at, actor, user_id, organisation_id, deed, subject_kind, subject_id, before, after, why, address, agent, reference, hash FROM audit WHERE seq = {last}",
            last + 1
        );
        bench.execute(&copy).await.unwrap();
        let (at, reason) = finding(&bench, &[]).await;
        assert_eq!(at, last + 1, "{reason}");
    }

    async fn 期限を過ぎた行を整理しても残りは証明できる(bench: Bench) {
        filled(&bench).await;
        let old = end(&bench).await;
        bench.clock.advance_millis(400 * DAY);
        let society = bench.society(9).await;
        let young = bench.store.last_audit().await.unwrap().unwrap().0;
        assert_eq!(bench.store.clear_audit(500).await.unwrap(), 0);
        let cleared = bench.store.clear_audit(365).await.unwrap();
        assert_eq!(cleared, u64::try_from(old.seq).unwrap());
        let rows = bench.store.list_audit(&AuditFilter::default(), None, 100).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [young + 1, young]);
        assert_eq!((rows[0].deed.as_str(), &rows[0].actor), (Deed::AuditCleared.code(), &AuditActor::Operator));
        assert!(findings(&bench, std::slice::from_ref(&old)).await.is_empty());
        bench.staff(society, OrgRole::Viewer).await;
        assert!(findings(&bench, &[]).await.is_empty());
        // More than was cleared away is missing.
        bench.execute(&format!("DELETE FROM audit WHERE seq = {young}")).await.unwrap();
        assert_eq!(finding(&bench, &[]).await.0, young);
    }

    async fn 二つのサーバーが同時に書いても鎖は一本になる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let second = bench.second_store().await;
        let before = end(&bench).await.seq;
        let write = async |store: store::Store, name: &'static str| {
            for number in 0..20 {
                let id = store.start_program(&actor, society, form(&format!("{name}{number}"))).await.unwrap();
                let mut typed = form("題");
                typed.title = format!("{name}の新しい題{number}");
                store.save_draft(&actor, id, 1, ALL, typed).await.unwrap();
            }
        };
        tokio::join!(write(bench.store.clone(), "甲"), write(second, "乙"));
        assert_eq!(end(&bench).await.seq, before + 80);
        assert!(findings(&bench, &[]).await.is_empty());
    }

    async fn 大量の取込みも一つの鎖に入る(bench: Bench) {
        let (society, _) = bench.lead().await;
        let before = end(&bench).await.seq;
        let items: Vec<ImportItem> = (0..150)
            .map(|number| ImportItem {
                owner: society,
                form: form(&format!("取込み{number}")),
                state: ImportState::Published,
            })
            .collect();
        bench.store.import_programs(&items).await.unwrap();
        assert_eq!(end(&bench).await.seq, before + 300);
        assert!(findings(&bench, &[]).await.is_empty());
    }

    async fn 自動保存は次の保存とまとめて残る(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("はじめ")).await.unwrap();
        let before = end(&bench).await.seq;
        let mut typed = form("途中");
        let version = bench.store.autosave_draft(&actor, id, 1, &["title"], typed.clone()).await.unwrap();
        typed.title = "おわり".into();
        let version = bench.store.autosave_draft(&actor, id, version, &["title"], typed.clone()).await.unwrap();
        assert_eq!(end(&bench).await.seq, before);
        // The save finds everything stored already, and the log learns of it all the same.
        assert_eq!(bench.store.save_draft(&actor, id, version, &["title"], typed).await.unwrap(), version);
        let row = bench.store.list_audit(&AuditFilter::default(), None, 1).await.unwrap().remove(0);
        assert_eq!((row.seq, row.deed.as_str()), (before + 1, "program-saved"));
        assert_eq!((&row.before.unwrap()["title"], &row.after.unwrap()["title"]), (&"はじめ".into(), &"おわり".into()));
        // What was only saved by itself is told with the publication.
        let mut typed = form("おわり");
        typed.summary = "自動で保存した概要".into();
        let version = bench.store.autosave_draft(&actor, id, version, &["summary"], typed).await.unwrap();
        bench.store.publish(&actor, id, version, NONE).await.unwrap();
        let row = bench.store.list_audit(&AuditFilter::default(), None, 1).await.unwrap().remove(0);
        assert_eq!((row.deed.as_str(), &row.after.unwrap()["summary"]), ("program-published", &"自動で保存した概要".into()));
        assert_eq!(row.actor, AuditActor::User(actor.user().unwrap().id, Some("佐藤 花子".into())));
    }

    async fn 出力は許された人だけができて記録される(bench: Bench) {
        filled(&bench).await;
        let filter = AuditFilter { deed: Some(Deed::ProgramPublished), ..AuditFilter::default() };
        for role in [PlatformRole::Sysadmin, PlatformRole::Reviewer, PlatformRole::Officer] {
            let actor = person(&bench, role).await;
            assert!(matches!(bench.store.export_audit(&actor, &filter).await, Err(Refusal::Forbidden)), "{role:?}");
        }
        let auditor = person(&bench, PlatformRole::Auditor).await;
        let rows = bench.store.export_audit(&auditor, &filter).await.unwrap();
        assert_eq!(rows.len(), 3);
        assert!(rows.is_sorted_by_key(|row| row.seq));
        let last = bench.store.list_audit(&AuditFilter::default(), None, 1).await.unwrap().remove(0);
        assert_eq!((last.deed.as_str(), &last.after.unwrap()["rows"]), ("audit-exported", &3.into()));
        let own = bench.store.register_insurer(insurer(5)).await.unwrap();
        let admin = bench.staff(own, OrgRole::Admin).await;
        let scoped = AuditFilter { organisation: Some(own), ..AuditFilter::default() };
        assert_eq!(bench.store.export_audit(&admin, &scoped).await.unwrap().len(), 1);
        assert!(matches!(bench.store.export_audit(&admin, &AuditFilter::default()).await, Err(Refusal::Forbidden)));
    }

    async fn 人の名前と期間で探せる(bench: Bench) {
        filled(&bench).await;
        let find = async |filter: AuditFilter| bench.store.list_audit(&filter, None, 100).await.unwrap().len();
        assert_eq!(find(AuditFilter { who: "佐藤".into(), ..AuditFilter::default() }).await, 6);
        assert_eq!(find(AuditFilter { who: "APPROVER-".into(), ..AuditFilter::default() }).await, 6);
        assert_eq!(find(AuditFilter { who: "100%_".into(), ..AuditFilter::default() }).await, 0);
        let today = bench.store.clock().today();
        let days = |from, to| AuditFilter { from, to, ..AuditFilter::default() };
        assert_eq!(find(days(Some(today), Some(today))).await, find(AuditFilter::default()).await);
        assert_eq!(find(days(today.plus_days(1), None)).await, 0);
        assert_eq!(find(days(None, today.plus_days(-1))).await, 0);
        let page = bench.store.list_audit(&AuditFilter::default(), Some(3), 100).await.unwrap();
        assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 1]);
    }
}
