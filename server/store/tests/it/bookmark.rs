//! Bookmarks: one's own with a private note, and those an organisation shares.

use domain::ProblemCode;
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::program::ProgramForm;
use domain::value::ProgramId;
use store::Refusal;

use crate::support::{Bench, NONE, form, on_both};

async fn two(bench: &Bench) -> (Actor, Actor, ProgramId) {
    let (society, actor) = bench.lead().await;
    let id = bench.published(&actor, society, "一").await;
    let other = bench.society(2).await;
    (actor, bench.staff(other, OrgRole::Viewer).await, id)
}

on_both! {
    async fn 自分の一覧は自分だけのもの(bench: Bench) {
        let (lead, viewer, id) = two(&bench).await;
        let user = |actor: &Actor| actor.user().unwrap().id;
        bench.store.keep_bookmark(&viewer, id).await.unwrap();
        bench.store.note_bookmark(&viewer, id, " 理事会で相談\0 ").await.unwrap();
        bench.store.keep_bookmark(&viewer, id).await.unwrap();
        let kept = bench.store.list_bookmarks(user(&viewer)).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].program, kept[0].note.as_str()), (id, "理事会で相談"), "keeping it again loses no note");
        assert!(bench.store.list_bookmarks(user(&lead)).await.unwrap().is_empty());
        assert!(matches!(bench.store.note_bookmark(&lead, id, "x").await, Err(Refusal::NotFound)));
        let long = bench.store.note_bookmark(&viewer, id, &"長".repeat(401)).await;
        let Err(Refusal::Problems(problems)) = long else { panic!("{long:?}") };
        assert!(problems.for_field("note").any(|found| matches!(found.code, ProblemCode::TooLong { max: 400, now: 401 })));
        bench.store.drop_bookmark(&viewer, id).await.unwrap();
        assert!(!bench.store.has_bookmark(user(&viewer), id).await.unwrap());
        assert!(matches!(bench.store.keep_bookmark(&Actor::Anonymous, id).await, Err(Refusal::Forbidden)));
    }

    async fn 読めないものは登録できない(bench: Bench) {
        let (society, lead) = bench.lead().await;
        let draft = bench.store.start_program(&lead, society, form("下書き")).await.unwrap();
        let typed = ProgramForm { visibility: "participants".into(), ..form("参加者だけ") };
        let closed = bench.store.start_program(&lead, society, typed).await.unwrap();
        bench.store.publish(&Actor::Operator, closed, 1, NONE).await.unwrap();
        let other = bench.society(2).await;
        let viewer = bench.staff(other, OrgRole::Viewer).await;
        for id in [draft, closed, ProgramId::new(999)] {
            assert!(matches!(bench.store.keep_bookmark(&viewer, id).await, Err(Refusal::NotFound)));
            assert!(matches!(bench.store.share_bookmark(&viewer, other, id).await, Err(Refusal::NotFound)));
        }
    }

    async fn 組織の一覧は組織の人だけが変えられる(bench: Bench) {
        let (lead, viewer, id) = two(&bench).await;
        let own = viewer.user().unwrap().memberships[0].organisation;
        assert!(matches!(bench.store.share_bookmark(&lead, own, id).await, Err(Refusal::Forbidden)));
        bench.store.share_bookmark(&viewer, own, id).await.unwrap();
        bench.store.share_bookmark(&viewer, own, id).await.unwrap();
        let shared = bench.store.list_shared_bookmarks(own).await.unwrap();
        assert_eq!(shared.len(), 1);
        assert_eq!(shared[0].by, viewer.user().unwrap().name);
        assert!(matches!(bench.store.unshare_bookmark(&lead, own, id).await, Err(Refusal::Forbidden)));
        bench.store.unshare_bookmark(&viewer, own, id).await.unwrap();
        assert!(bench.store.list_shared_bookmarks(own).await.unwrap().is_empty());
    }
}
