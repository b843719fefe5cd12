//! Publish, publish again, end: what readers see, what is recorded, what is refused.

use domain::ProblemCode;
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::program::{ListingState, ListingStep, ProgramForm};
use store::{ChangeKind, Refusal};

use crate::support::{ALL, MORNING, NONE, form, on_both};

on_both! {
    async fn 公開すると読者に見える(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let news = bench.store.changes();
        let id = bench.store.start_program(&actor, society, form("ウォーキング大会")).await.unwrap();
        assert!(!news.has_changed().unwrap());
        assert_eq!(bench.store.publish(&actor, id, 1, NONE).await.unwrap().version, 2);
        let listing = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_eq!(listing.content, form("ウォーキング大会").check().unwrap());
        assert_eq!((listing.version, listing.lead.id, listing.ended), (2, society, false));
        assert_eq!((listing.published_at, listing.updated_at), (MORNING, MORNING));
        let changes = bench.store.list_changes(0, 10).await.unwrap();
        assert_eq!(changes.iter().map(|row| row.kind).collect::<Vec<_>>(), [ChangeKind::Program(id)]);
        assert!(news.has_changed().unwrap(), "whoever waits is woken");
        assert_eq!(*news.borrow(), changes[0].seq);
        let events = bench.store.list_events(id).await.unwrap();
        assert_eq!(events.iter().map(|event| event.step).collect::<Vec<_>>(), [None, Some(ListingStep::Publish)]);
        let user = actor.user().unwrap();
        assert_eq!(events[1].actor, Some((user.id, user.name.clone())));
    }

    async fn 公開後の編集は再公開まで見えない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        bench.clock.advance_millis(1_000);
        let edited = ProgramForm { summary: "新しい概要です。".into(), ..form("一") };
        assert_eq!(bench.store.save_draft(&actor, id, 2, ALL, edited).await.unwrap(), 3);
        let seen = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_ne!(seen.content.summary, "新しい概要です。");
        assert_eq!(bench.store.publish(&actor, id, 3, NONE).await.unwrap().version, 4);
        let seen = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_eq!(seen.content.summary, "新しい概要です。");
        assert_eq!((seen.published_at, seen.updated_at), (MORNING, MORNING.plus_millis(1_000)));
        let last = bench.store.list_events(id).await.unwrap().pop().unwrap();
        assert_eq!(last.step, Some(ListingStep::EditMinor));
        assert_eq!(bench.store.list_changes(0, 10).await.unwrap().len(), 2);
    }

    async fn 足りない項目があると公開できない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let typed = ProgramForm { title: String::new(), ..form("") };
        let id = bench.store.start_program(&actor, society, typed).await.unwrap();
        let refused = bench.store.publish(&actor, id, 1, NONE).await;
        let Err(Refusal::Problems(problems)) = refused else { panic!("{refused:?}") };
        assert!(problems.for_field("title").any(|problem| problem.code == ProblemCode::Empty));
        assert_eq!(bench.store.find_draft(id).await.unwrap().unwrap().version, 1);
        assert_eq!(bench.store.last_change().await.unwrap(), 0);
        assert_eq!(bench.store.list_events(id).await.unwrap().len(), 1);
    }

    async fn 同じ年度に同じ名称は公開できない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let first = bench.published(&actor, society, "ウォーキング大会").await;
        let id = bench.store.start_program(&actor, society, form("　ウォーキング大会 ")).await.unwrap();
        let refused = bench.store.publish(&actor, id, 1, NONE).await;
        let Err(Refusal::Problems(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems, domain::Problems::one("title", ProblemCode::Taken));
        // In another year, or by another society, it is fine; so is publishing the first one again.
        let next_year = ProgramForm {
            period_from: "2027-04-01".into(),
            period_to: "2028-03-31".into(),
            ..form("ウォーキング大会")
        };
        bench.store.save_draft(&actor, id, 1, ALL, next_year).await.unwrap();
        bench.store.publish(&actor, id, 2, NONE).await.unwrap();
        let other = bench.society(2).await;
        let stranger = bench.staff(other, OrgRole::Approver).await;
        bench.published(&stranger, other, "ウォーキング大会").await;
        bench.store.publish(&actor, first, 2, NONE).await.unwrap();
    }

    async fn 索引に入らない長さの名称は断る(bench: Bench) {
        let (society, actor) = bench.lead().await;
        // One visible character made of many marks: short to a reader, not to an index.
        let title = format!("が{}", "\u{0301}\u{0316}".repeat(2_000));
        let id = bench.store.start_program(&actor, society, form(&title)).await.unwrap();
        let refused = bench.store.publish(&actor, id, 1, NONE).await;
        assert!(matches!(&refused, Err(Refusal::Problems(problems)) if problems.has_field("title")), "{refused:?}");
    }

    async fn 終了すると終了として残る(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        assert_eq!(bench.store.end_program(&actor, id, 2).await.unwrap(), 3);
        assert!(bench.store.find_listing(id).await.unwrap().unwrap().ended);
        let wrong = |result: Result<i64, Refusal>| {
            assert!(matches!(result, Err(Refusal::WrongState { state: ListingState::Closed })), "{result:?}");
        };
        wrong(bench.store.end_program(&actor, id, 3).await);
        wrong(bench.store.publish(&actor, id, 3, NONE).await.map(|done| done.version));
        wrong(bench.store.save_draft(&actor, id, 3, ALL, form("二")).await);
        assert_eq!(bench.store.list_changes(0, 10).await.unwrap().len(), 2);
        assert_eq!(bench.store.statistics().await.unwrap().published, 0);
    }

    async fn 下書きは終了できない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("一")).await.unwrap();
        let refused = bench.store.end_program(&actor, id, 1).await;
        assert!(matches!(refused, Err(Refusal::WrongState { state: ListingState::Draft })));
    }

    async fn 運用者は公開と終了ができる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.store.start_program(&actor, society, form("一")).await.unwrap();
        bench.store.publish(&Actor::Operator, id, 1, NONE).await.unwrap();
        bench.store.end_program(&Actor::Operator, id, 2).await.unwrap();
        assert_eq!(bench.store.list_events(id).await.unwrap()[1].actor, None);
    }
}
