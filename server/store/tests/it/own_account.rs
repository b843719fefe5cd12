//! One's own account: name, password, sessions, browsers.

use domain::Lang;
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::session::Factor;
use sea_orm::{ConnectionTrait, Statement};
use store::{Origin, Refusal, SESSION_LIFETIME};

use crate::support::{Bench, on_both};

const MINUTE: i64 = 60_000;

async fn sign_in(bench: &Bench, actor: &Actor, token: u8) {
    let origin = Origin {
        agent: format!("Browser {token}"),
        address: "203.0.113.7".into(),
        ..Origin::default()
    };
    let id = actor.user().unwrap().id;
    let opened = bench
        .store
        .open_session(id, [token; 32], Factor::Password, SESSION_LIFETIME);
    origin.scope(opened).await.unwrap();
}

async fn mails(bench: &Bench) -> usize {
    let db = bench.raw().await;
    let rows = Statement::from_string(db.get_database_backend(), "SELECT kind FROM outbox");
    db.query_all_raw(rows).await.unwrap().len()
}

on_both! {
    async fn 自分のセッションだけを見て終わらせる(bench: Bench) {
        let society = bench.society(1).await;
        let (me, other) = (bench.staff(society, OrgRole::Editor).await, bench.staff(society, OrgRole::Viewer).await);
        for token in 1..=3 {
            sign_in(&bench, &me, token).await;
            bench.clock.advance_millis(MINUTE);
        }
        sign_in(&bench, &other, 9).await;
        let id = me.user().unwrap().id;
        let sessions = bench.store.list_sessions(id).await.unwrap();
        let agents: Vec<_> = sessions.iter().map(|session| session.agent.as_str()).collect();
        assert_eq!(agents, ["Browser 3", "Browser 2", "Browser 1"]);
        let foreign = bench.store.list_sessions(other.user().unwrap().id).await.unwrap()[0].id.clone();
        assert!(!bench.store.end_session(&me, &foreign).await.unwrap());
        assert!(bench.store.find_session([9; 32]).await.unwrap().is_some());
        assert!(bench.store.end_session(&me, &sessions[1].id).await.unwrap());
        assert!(bench.store.find_session([2; 32]).await.unwrap().is_none());
        assert_eq!(bench.store.end_other_sessions(&me, [1; 32]).await.unwrap(), 1);
        assert!(bench.store.find_session([1; 32]).await.unwrap().is_some());
        assert!(bench.store.find_session([3; 32]).await.unwrap().is_none());
        assert!(matches!(bench.store.end_other_sessions(&Actor::Anonymous, [1; 32]).await, Err(Refusal::Forbidden)));
    }

    async fn 確かめ直すと別のトークンで続く(bench: Bench) {
        let society = bench.society(1).await;
        let me = bench.staff(society, OrgRole::Editor).await;
        sign_in(&bench, &me, 1).await;
        bench.clock.advance_millis(30 * MINUTE);
        bench.store.confirm_session([1; 32], [2; 32]).await.unwrap();
        assert!(bench.store.find_session([1; 32]).await.unwrap().is_none());
        let (session, _) = bench.store.find_session([2; 32]).await.unwrap().unwrap();
        assert_eq!(session.created_at.millis_until(session.confirmed_at), 30 * MINUTE);
        assert!(matches!(bench.store.confirm_session([1; 32], [3; 32]).await, Err(Refusal::NotFound)));
    }

    async fn 見るだけでは延びない(bench: Bench) {
        let society = bench.society(1).await;
        let me = bench.staff(society, OrgRole::Editor).await;
        sign_in(&bench, &me, 1).await;
        for _ in 0..4 {
            bench.clock.advance_millis(119 * MINUTE);
            assert!(bench.store.look_at_session([1; 32]).await.unwrap().is_some());
        }
        bench.clock.advance_millis(4 * MINUTE);
        assert!(bench.store.look_at_session([1; 32]).await.unwrap().is_none());
    }

    async fn パスワードを変えるとほかの端末だけが切れる(bench: Bench) {
        let society = bench.society(1).await;
        let me = bench.staff(society, OrgRole::Editor).await;
        sign_in(&bench, &me, 1).await;
        sign_in(&bench, &me, 2).await;
        bench.store.change_password(&me, [1; 32], Lang::Ja, "$new".into()).await.unwrap();
        assert!(bench.store.find_session([1; 32]).await.unwrap().is_some());
        assert!(bench.store.find_session([2; 32]).await.unwrap().is_none());
        let email = &me.user().unwrap().email;
        let (id, hash) = bench.store.find_credentials(email).await.unwrap().unwrap();
        assert_eq!(hash, "$new");
        bench.store.renew_password_hash(id, "$old", "$wrong".into()).await.unwrap();
        bench.store.renew_password_hash(id, "$new", "$renewed".into()).await.unwrap();
        assert_eq!(bench.store.find_credentials(email).await.unwrap().unwrap().1, "$renewed");
        assert_eq!(mails(&bench).await, 1);
    }

    async fn 氏名は空にできない(bench: Bench) {
        let society = bench.society(1).await;
        let me = bench.staff(society, OrgRole::Editor).await;
        for name in ["", "　", &"長".repeat(61)] {
            assert!(matches!(bench.store.rename_user(&me, name).await, Err(Refusal::Problems(_))), "{name}");
        }
        bench.store.rename_user(&me, " 髙橋\t𠮷子\0 ").await.unwrap();
        assert_eq!(bench.store.find_user(me.user().unwrap().id).await.unwrap().unwrap().name, "髙橋 𠮷子");
    }

    async fn 新しいブラウザーは控えめに知らせる(bench: Bench) {
        let society = bench.society(1).await;
        let me = bench.staff(society, OrgRole::Editor).await.user().unwrap().id;
        let remember = async |token: u8| bench.store.remember_browser(me, [token; 32], Lang::Ja).await.unwrap();
        remember(1).await;
        assert_eq!(mails(&bench).await, 0, "not on the first one");
        bench.clock.advance_millis(25 * 60 * MINUTE);
        remember(1).await;
        assert_eq!(mails(&bench).await, 0, "not on a known one");
        remember(2).await;
        assert_eq!(mails(&bench).await, 1);
        remember(3).await;
        assert_eq!(mails(&bench).await, 1, "not twice a day");
        for token in 4..60 {
            remember(token).await;
        }
        assert_eq!(bench.store.count_browsers(me).await.unwrap(), 20);
        bench.clock.advance_millis(401 * 24 * 60 * MINUTE);
        assert_eq!(bench.store.purge_browsers().await.unwrap(), 20);
    }
}
