//! Kept forms: for their sender only, for an hour, and not without bounds (FORM-06).

use domain::code::OrgRole;
use domain::session::Factor;
use domain::value::UserId;
use store::{KEPT_POST_BYTES, KeptFor, KeptPost, SESSION_IDLE, SESSION_LIFETIME};

use crate::support::{Bench, on_both};

fn post(body: &str) -> KeptPost {
    KeptPost {
        path: "/en/my/programs/1/edit/basics?then=list".into(),
        body: body.into(),
    }
}

async fn people(bench: &Bench) -> (UserId, UserId) {
    let society = bench.society(1).await;
    let id = async |role| bench.staff(society, role).await.user().unwrap().id;
    (id(OrgRole::Editor).await, id(OrgRole::Viewer).await)
}

on_both! {
    async fn 送った本人だけが取り出せる(bench: Bench) {
        let (me, other) = people(&bench).await;
        let kept = post("title=%E5%81%A5%E8%A8%BA");
        assert!(bench.store.keep_post([1; 32], KeptFor::Person(me), &kept).await.unwrap());
        assert_eq!(bench.store.find_kept_post([1; 32], me, None).await.unwrap(), Some(kept.clone()));
        assert_eq!(bench.store.find_kept_post([1; 32], other, None).await.unwrap(), None);
        assert_eq!(bench.store.find_kept_post([2; 32], me, None).await.unwrap(), None);
        assert!(bench.store.keep_post([3; 32], KeptFor::Browser([8; 32]), &kept).await.unwrap());
        assert_eq!(bench.store.find_kept_post([3; 32], me, Some([8; 32])).await.unwrap(), Some(kept));
        assert_eq!(bench.store.find_kept_post([3; 32], me, Some([9; 32])).await.unwrap(), None);
        assert_eq!(bench.store.find_kept_post([3; 32], me, None).await.unwrap(), None);
        assert!(bench.store.drop_kept_post([1; 32]).await.unwrap());
        assert!(!bench.store.drop_kept_post([1; 32]).await.unwrap(), "once");
    }

    async fn 一時間で消え_大きすぎるものや多すぎるものは残さない(bench: Bench) {
        let (me, _) = people(&bench).await;
        let large = post(&"x".repeat(KEPT_POST_BYTES + 1));
        assert!(!bench.store.keep_post([1; 32], KeptFor::Person(me), &large).await.unwrap());
        for number in 0..60_u8 {
            let kept = bench.store.keep_post([number + 2; 32], KeptFor::Browser([8; 32]), &post("a=1")).await.unwrap();
            assert_eq!(kept, number < 50, "{number}");
        }
        bench.clock.advance_millis(60 * 60 * 1_000);
        assert_eq!(bench.store.find_kept_post([2; 32], me, Some([8; 32])).await.unwrap(), None);
        assert_eq!(bench.store.purge_kept_posts().await.unwrap(), 50);
    }

    async fn 切れたセッションの持ち主が分かる(bench: Bench) {
        let (me, _) = people(&bench).await;
        bench.store.open_session(me, [5; 32], Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.clock.advance_millis(i64::try_from(SESSION_IDLE.as_millis()).unwrap());
        assert!(bench.store.find_session([5; 32]).await.unwrap().is_none());
        assert_eq!(bench.store.find_ended_session([5; 32]).await.unwrap(), Some(me));
        assert_eq!(bench.store.find_ended_session([6; 32]).await.unwrap(), None);
    }
}
