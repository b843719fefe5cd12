//! Working copies: start, save, delete, and every refusal on the way.

use domain::code::OrgRole;
use domain::permit::Actor;
use domain::program::{FIELD_BYTES, ListingState, ListingStep, ProgramForm};
use domain::value::{OrganisationId, ProgramId};
use store::Refusal;

use crate::support::{ALL, MORNING, NONE, form, on_both};

on_both! {
    async fn 下書きは途中でも保存できる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, ProgramForm::default()).await.unwrap();
        let typed = ProgramForm { period_from: "8.3.13？".into(), theme: vec!["no-such".into()], ..ProgramForm::default() };
        bench.clock.advance_millis(5);
        assert_eq!(bench.store.save_draft(&actor, id, 1, ALL, typed.clone()).await.unwrap(), 2);
        let draft = bench.store.find_draft(id).await.unwrap().unwrap();
        assert_eq!(draft.form, typed);
        assert_eq!((draft.state, draft.version, draft.published), (ListingState::Draft, 2, false));
        assert_eq!(draft.updated_at, MORNING.plus_millis(5));
        assert_eq!((draft.owner.id, draft.published_at), (society, None));
        assert_eq!(bench.store.find_listing(id).await.unwrap(), None);
        assert_eq!(bench.store.last_change().await.unwrap(), 0, "readers see nothing of it");
    }

    async fn 保存はその項目だけを変える(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("元の名称")).await.unwrap();
        let typed = ProgramForm { title: "新しい名称".into(), mode: vec![], ..ProgramForm::default() };
        bench.store.save_draft(&actor, id, 1, &["title", "mode"], typed).await.unwrap();
        let saved = bench.store.find_draft(id).await.unwrap().unwrap().form;
        assert_eq!(saved, ProgramForm { title: "新しい名称".into(), mode: vec![], ..form("") });
    }

    async fn 同じ内容の保存は何も変えない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("一")).await.unwrap();
        assert_eq!(bench.store.save_draft(&actor, id, 1, ALL, form("二")).await.unwrap(), 2);
        bench.clock.advance_millis(60_000);
        assert_eq!(bench.store.save_draft(&actor, id, 2, ALL, form("二")).await.unwrap(), 2);
        assert_eq!(bench.store.save_draft(&actor, id, 1, ALL, form("二")).await.unwrap(), 2, "sent twice");
        assert_eq!(bench.store.find_draft(id).await.unwrap().unwrap().updated_at, MORNING);
    }

    async fn 古い版では保存も公開も削除もできない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("一")).await.unwrap();
        bench.store.save_draft(&actor, id, 1, ALL, form("二")).await.unwrap();
        let saved = bench.store.save_draft(&actor, id, 1, ALL, form("三")).await;
        assert!(matches!(saved, Err(Refusal::Stale { current: 2 })), "{saved:?}");
        assert!(matches!(bench.store.publish(&actor, id, 1, NONE).await, Err(Refusal::Stale { current: 2 })));
        assert!(matches!(bench.store.delete_draft(&actor, id, 1).await, Err(Refusal::Stale { current: 2 })));
        assert!(matches!(bench.store.end_program(&actor, id, 1).await, Err(Refusal::Stale { current: 2 })));
        assert_eq!(bench.store.find_draft(id).await.unwrap().unwrap().form.title, "二");
    }

    async fn 権限のない人は何もできない(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let editor = bench.staff(society, OrgRole::Editor).await;
        let viewer = bench.staff(society, OrgRole::Viewer).await;
        let other = bench.society(2).await;
        let stranger = bench.staff(other, OrgRole::Approver).await;
        let id = bench.store.start_program(&editor, society, form("一")).await.unwrap();
        for actor in [&viewer, &stranger, &Actor::Anonymous] {
            let store = &bench.store;
            assert!(matches!(store.start_program(actor, society, form("")).await, Err(Refusal::Forbidden)));
            assert!(matches!(store.save_draft(actor, id, 1, ALL, form("二")).await, Err(Refusal::Forbidden)));
            assert!(matches!(store.publish(actor, id, 1, NONE).await, Err(Refusal::Forbidden)));
            assert!(matches!(store.end_program(actor, id, 1).await, Err(Refusal::Forbidden)));
            assert!(matches!(store.delete_draft(actor, id, 1).await, Err(Refusal::Forbidden)));
        }
        assert!(matches!(bench.store.publish(&editor, id, 1, NONE).await, Err(Refusal::Forbidden)), "approval is another's");
        bench.store.publish(&approver, id, 1, NONE).await.unwrap();
    }

    async fn 無い番号は見つからない(bench: Bench) {
        let (_, actor) = bench.lead().await;
        let missing = ProgramId::new(4_711);
        assert!(matches!(bench.store.save_draft(&actor, missing, 1, ALL, form("")).await, Err(Refusal::NotFound)));
        assert!(matches!(bench.store.publish(&actor, missing, 1, NONE).await, Err(Refusal::NotFound)));
        assert_eq!(bench.store.find_draft(missing).await.unwrap(), None);
        assert_eq!(bench.store.find_draft(ProgramId::new(i64::MAX)).await.unwrap(), None);
        let nobody = bench.store.import_program(OrganisationId::new(9), &form("一"), store::ImportState::Draft).await;
        assert!(matches!(nobody, Err(Refusal::NotFound)));
    }

    async fn 削除した下書きは消え番号は使われない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("消す")).await.unwrap();
        bench.store.delete_draft(&actor, id, 1).await.unwrap();
        assert_eq!(bench.store.find_draft(id).await.unwrap(), None);
        assert!(bench.store.list_programs_of(&[society]).await.unwrap().is_empty());
        assert!(matches!(bench.store.save_draft(&actor, id, 2, ALL, form("")).await, Err(Refusal::NotFound)));
        assert!(matches!(bench.store.delete_draft(&actor, id, 2).await, Err(Refusal::NotFound)));
        let next = bench.store.start_program(&actor, society, form("次")).await.unwrap();
        assert!(next > id);
        let steps: Vec<_> = bench.store.list_events(id).await.unwrap().into_iter().map(|event| event.step).collect();
        assert_eq!(steps, [None, Some(ListingStep::DeleteDraft)]);
        assert!(bench.execute("UPDATE program SET draft = draft WHERE draft LIKE '%消す%'").await.unwrap() == 0);
    }

    async fn 公開した事業は下書きとして削除できない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        let deleted = bench.store.delete_draft(&actor, id, 2).await;
        assert!(matches!(deleted, Err(Refusal::WrongState { state: ListingState::Published })));
    }

    async fn どんな文字も保存できる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let text = "ＡＢＣ　①②㈱ 髙﨑𠮷野家 👨‍👩‍👧‍👦 が\u{3099} ' \" \\ % _ \u{202e} \u{feff}\r\n二行目\t終";
        let typed = ProgramForm { title: format!("\0{text}\u{1b}"), content: text.into(), ..ProgramForm::default() };
        let id = bench.store.start_program(&actor, society, typed.clone()).await.unwrap();
        assert_eq!(bench.store.find_draft(id).await.unwrap().unwrap().form.title, text);
        let typed = ProgramForm { mode: vec!["on\0line".into()], ..typed };
        bench.store.save_draft(&actor, id, 1, ALL, typed).await.unwrap();
        let saved = bench.store.find_draft(id).await.unwrap().unwrap().form;
        assert_eq!((saved.content.as_str(), saved.mode.as_slice()), (text, &["online".to_owned()][..]));
    }

    async fn 大きすぎる項目は切って保存する(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let typed = ProgramForm {
            content: "健".repeat(4_000_000),
            pref: vec!["13".into(); 100_000],
            ..ProgramForm::default()
        };
        let id = bench.store.start_program(&actor, society, typed).await.unwrap();
        let saved = bench.store.find_draft(id).await.unwrap().unwrap().form;
        assert!(saved.content.len() <= FIELD_BYTES && saved.pref.len() <= 200);
        assert!(saved.check().is_err());
    }

    async fn 一覧は新しい変更の順(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let other = bench.society(2).await;
        let stranger = bench.staff(other, OrgRole::Editor).await;
        let mut ids = Vec::new();
        for title in ["一", "二", "三"] {
            bench.clock.advance_millis(1);
            ids.push(bench.store.start_program(&actor, society, form(title)).await.unwrap());
        }
        let theirs = bench.store.start_program(&stranger, other, form("他")).await.unwrap();
        bench.clock.advance_millis(1);
        bench.store.save_draft(&actor, ids[0], 1, ALL, form("一改")).await.unwrap();
        let listed = |drafts: Vec<store::Draft>| drafts.into_iter().map(|draft| draft.id).collect::<Vec<_>>();
        let own = bench.store.list_programs_of(&[society]).await.unwrap();
        assert_eq!(listed(own), [ids[0], ids[2], ids[1]]);
        assert_eq!(bench.store.list_programs_of(&[society, other]).await.unwrap().len(), 4);
        assert_eq!(listed(bench.store.list_programs_of(&[other]).await.unwrap()), [theirs]);
        assert!(bench.store.list_programs_of(&[]).await.unwrap().is_empty());
    }
}
