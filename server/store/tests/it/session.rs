//! Sessions end by idleness, by age, by closing, and when the person is disabled or gets a new password.

use domain::code::OrgRole;
use domain::session::Factor;
use domain::value::UserId;
use store::{SESSION_IDLE, SESSION_LIFETIME};

use crate::support::on_both;

const HASH: [u8; 32] = [0xa7; 32];
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn signed_in(bench: &crate::support::Bench) -> UserId {
    let society = bench.society(1).await;
    let actor = bench.staff(society, OrgRole::Editor).await;
    let id = actor.user().unwrap().id;
    bench
        .store
        .open_session(id, HASH, Factor::Password, SESSION_LIFETIME)
        .await
        .unwrap();
    id
}

on_both! {
    async fn 八時間使わないと切れる(bench: Bench) {
        let id = signed_in(&bench).await;
        assert_eq!(SESSION_IDLE.as_secs(), 8 * 60 * 60);
        assert_eq!(bench.store.find_session(HASH).await.unwrap().map(|(_, user)| user.id), Some(id));
        assert_eq!(bench.store.find_session([1; 32]).await.unwrap(), None);
        bench.clock.advance_millis(8 * HOUR - 1);
        assert!(bench.store.find_session(HASH).await.unwrap().is_some(), "use prolongs the session");
        bench.clock.advance_millis(8 * HOUR - 1);
        assert!(bench.store.find_session(HASH).await.unwrap().is_some());
        bench.clock.advance_millis(8 * HOUR);
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
    }

    async fn 二十四時間で必ず切れる(bench: Bench) {
        signed_in(&bench).await;
        for _ in 0..23 {
            bench.clock.advance_millis(HOUR);
            assert!(bench.store.find_session(HASH).await.unwrap().is_some());
        }
        bench.clock.advance_millis(HOUR);
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
    }

    async fn 使用の記録は一分に一度まで(bench: Bench) {
        signed_in(&bench).await;
        bench.clock.advance_millis(MINUTE - 1);
        bench.store.find_session(HASH).await.unwrap().unwrap();
        // Not noted: eight hours count from the beginning.
        bench.clock.advance_millis(8 * HOUR - MINUTE + 1);
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
    }

    async fn 閉じたり停止したりすると切れる(bench: Bench) {
        let id = signed_in(&bench).await;
        bench.store.close_session(HASH).await.unwrap();
        bench.store.close_session(HASH).await.unwrap();
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
        bench.store.open_session(id, HASH, Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.store.set_password(id, "$argon2id$2".into()).await.unwrap();
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
        bench.store.open_session(id, HASH, Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.store.disable_user(id).await.unwrap();
        assert!(bench.store.find_session(HASH).await.unwrap().is_none());
        bench.store.open_session(id, HASH, Factor::Password, SESSION_LIFETIME).await.unwrap();
        assert!(bench.store.find_session(HASH).await.unwrap().is_none(), "also when opened afterwards");
    }

    async fn 切れたものだけ片付ける(bench: Bench) {
        let id = signed_in(&bench).await;
        bench.clock.advance_millis(5 * HOUR);
        bench.store.open_session(id, [1; 32], Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.clock.advance_millis(3 * HOUR);
        assert_eq!(bench.store.purge_sessions().await.unwrap(), 1);
        assert_eq!(bench.store.purge_sessions().await.unwrap(), 0);
        assert!(bench.store.find_session([1; 32]).await.unwrap().is_some());
        assert!(bench.store.open_session(UserId::new(99), [2; 32], Factor::Password, SESSION_LIFETIME).await.is_err());
    }
}
