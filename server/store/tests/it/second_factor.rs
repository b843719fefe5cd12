//! Second factors: each code, question and count works once; the last factor of a person who must have one stays.

use domain::Lang;
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::second_factor::FactorPolicy;
use domain::session::Factor;
use domain::value::UserId;
use store::{NewPasskey, PENDING_TRIES, Refusal, SESSION_LIFETIME, Unlinkable};

use crate::support::{Bench, on_both};

const MINUTE: i64 = 60_000;
const TOKEN: [u8; 32] = [0x5a; 32];

async fn person(bench: &Bench) -> (Actor, UserId) {
    let society = bench.society(1).await;
    let actor = bench.staff(society, OrgRole::Approver).await;
    let id = actor.user().unwrap().id;
    (actor, id)
}

fn passkey(name: &str) -> NewPasskey {
    NewPasskey {
        credential_id: format!("credential-{name}"),
        user_handle: "handle".into(),
        name: name.into(),
        credential: "{}".into(),
        counter: 0,
        backed_up: false,
    }
}

on_both! {
    async fn 認証アプリのコードは一度だけ使える(bench: Bench) {
        let (actor, id) = person(&bench).await;
        assert!(!bench.store.use_totp_step(id, 1).await.unwrap(), "there is no app yet");
        bench.store.set_totp(&actor, Lang::Ja, "sealed".into(), 100).await.unwrap();
        assert_eq!(bench.store.find_totp(id).await.unwrap().as_deref(), Some("sealed"));
        for (step, fresh) in [(100, false), (101, true), (101, false), (100, false), (103, true), (102, false)] {
            assert_eq!(bench.store.use_totp_step(id, step).await.unwrap(), fresh, "{step}");
        }
        bench.store.set_totp(&actor, Lang::Ja, "another".into(), 50).await.unwrap();
        assert_eq!(bench.store.find_totp(id).await.unwrap().as_deref(), Some("another"));
        assert!(bench.store.use_totp_step(id, 51).await.unwrap(), "another app counts anew");
        assert!(matches!(
            bench.store.set_totp(&Actor::Anonymous, Lang::Ja, "x".into(), 1).await,
            Err(Refusal::Forbidden)
        ));
    }

    async fn 回復コードは一つずつ一度だけ使える(bench: Bench) {
        let (actor, id) = person(&bench).await;
        let codes = [[1; 32], [2; 32], [3; 32]];
        let early = bench.store.replace_recovery_codes(&actor, Lang::Ja, &codes).await;
        assert!(matches!(early, Err(Refusal::NotNow)));
        bench.store.set_totp(&actor, Lang::Ja, "sealed".into(), 1).await.unwrap();
        bench.store.replace_recovery_codes(&actor, Lang::Ja, &codes).await.unwrap();
        assert_eq!(bench.store.find_second_factors(id).await.unwrap().recovery_codes, 3);
        assert!(bench.store.use_recovery_code(id, codes[0]).await.unwrap());
        assert!(!bench.store.use_recovery_code(id, codes[0]).await.unwrap());
        assert!(!bench.store.use_recovery_code(UserId::new(id.get() + 1), codes[1]).await.unwrap());
        assert!(!bench.store.use_recovery_code(id, [9; 32]).await.unwrap());
        assert_eq!(bench.store.find_second_factors(id).await.unwrap().recovery_codes, 2);
        bench.store.replace_recovery_codes(&actor, Lang::Ja, &[[4; 32]]).await.unwrap();
        assert!(!bench.store.use_recovery_code(id, codes[1]).await.unwrap(), "earlier ones are gone");
        assert!(bench.store.use_recovery_code(id, [4; 32]).await.unwrap());
    }

    async fn 求められる人は最後の一つを外せない(bench: Bench) {
        let (actor, id) = person(&bench).await;
        let policy = FactorPolicy::Organisation;
        bench.store.set_totp(&actor, Lang::Ja, "sealed".into(), 1).await.unwrap();
        bench.store.replace_recovery_codes(&actor, Lang::Ja, &[[1; 32]]).await.unwrap();
        assert!(matches!(bench.store.remove_totp(&actor, Lang::Ja, policy).await, Err(Refusal::NotNow)));
        assert!(bench.store.find_totp(id).await.unwrap().is_some());
        let key = bench.store.add_passkey(&actor, Lang::Ja, passkey("職場")).await.unwrap();
        bench.store.remove_totp(&actor, Lang::Ja, policy).await.unwrap();
        assert!(matches!(bench.store.remove_totp(&actor, Lang::Ja, policy).await, Err(Refusal::NotFound)));
        assert_eq!(bench.store.find_second_factors(id).await.unwrap().recovery_codes, 1);
        assert!(matches!(
            bench.store.remove_passkey(&actor, Lang::Ja, key, policy).await,
            Err(Refusal::NotNow)
        ));
        bench.store.remove_passkey(&actor, Lang::Ja, key, FactorPolicy::Platform).await.unwrap();
        let left = bench.store.find_second_factors(id).await.unwrap();
        assert_eq!((left.count(), left.recovery_codes), (0, 0), "codes stand in for nothing now");
    }

    async fn パスキーは本人のもので数が進まなければ断る(bench: Bench) {
        let (actor, id) = person(&bench).await;
        let other = bench.staff(bench.society(2).await, OrgRole::Editor).await;
        let key = bench.store.add_passkey(&actor, Lang::Ja, passkey("職場")).await.unwrap();
        assert!(matches!(
            bench.store.add_passkey(&other, Lang::Ja, passkey("職場")).await,
            Err(Refusal::Problems(_))
        ));
        let found = bench.store.find_passkey("credential-職場").await.unwrap().unwrap();
        assert_eq!((found.user, found.id, found.counter), (id, key, 0));
        assert!(bench.store.use_passkey(key, 0, 5, true).await.unwrap());
        assert!(!bench.store.use_passkey(key, 0, 6, true).await.unwrap(), "of two at once one is a copy");
        let shown = bench.store.find_second_factors(id).await.unwrap().passkeys;
        assert!(shown[0].backed_up && shown[0].used_at.is_some());
        assert!(matches!(
            bench.store.remove_passkey(&other, Lang::Ja, key, FactorPolicy::None).await,
            Err(Refusal::NotFound)
        ));
        bench.store.disable_user(id).await.unwrap();
        assert!(bench.store.find_passkey("credential-職場").await.unwrap().is_none());
    }

    async fn 問いへの答えは五分のうちに一度だけ(bench: Bench) {
        let (_, id) = person(&bench).await;
        bench.store.open_challenge("a", Some(id), "{}".into()).await.unwrap();
        bench.store.open_challenge("b", None, "{}".into()).await.unwrap();
        assert_eq!(bench.store.take_challenge("a").await.unwrap(), Some((Some(id), "{}".into())));
        assert_eq!(bench.store.take_challenge("a").await.unwrap(), None);
        bench.clock.advance_millis(5 * MINUTE);
        assert_eq!(bench.store.take_challenge("b").await.unwrap(), None);
        assert_eq!(bench.store.take_challenge("b").await.unwrap(), None);
        bench.store.open_challenge("c", None, "{}".into()).await.unwrap();
        bench.clock.advance_millis(5 * MINUTE);
        assert_eq!(bench.store.purge_pending_sign_ins().await.unwrap(), 1);
    }

    async fn 途中のログインは十分で切れ五回で止まる(bench: Bench) {
        let (_, id) = person(&bench).await;
        bench.store.open_pending_sign_in(id, TOKEN, "/my").await.unwrap();
        let pending = bench.store.find_pending_sign_in(TOKEN).await.unwrap().unwrap();
        assert_eq!((pending.user, pending.back.as_str(), pending.open), (id, "/my", true));
        for _ in 0..PENDING_TRIES {
            assert!(bench.store.spend_factor_try(TOKEN, id).await.unwrap());
        }
        assert!(!bench.store.spend_factor_try(TOKEN, id).await.unwrap());
        assert!(!bench.store.find_pending_sign_in(TOKEN).await.unwrap().unwrap().open);
        bench.store.open_pending_sign_in(id, [1; 32], "").await.unwrap();
        assert!(bench.store.spend_factor_try([1; 32], id).await.unwrap(), "the next sign-in goes on");
        assert!(bench.store.close_pending_sign_in([1; 32]).await.unwrap());
        assert!(!bench.store.close_pending_sign_in([1; 32]).await.unwrap());
        bench.clock.advance_millis(10 * MINUTE);
        assert!(bench.store.find_pending_sign_in(TOKEN).await.unwrap().is_none());
        assert_eq!(bench.store.purge_pending_sign_ins().await.unwrap(), 1);
        bench.store.open_pending_sign_in(id, TOKEN, "").await.unwrap();
        bench.store.disable_user(id).await.unwrap();
        assert!(bench.store.find_pending_sign_in(TOKEN).await.unwrap().is_none());
    }

    async fn ログインをやり直しても無限には試せない(bench: Bench) {
        let (_, id) = person(&bench).await;
        let mut looked_at = 0;
        for sign_in in 0..10 {
            let token = [sign_in; 32];
            bench.store.open_pending_sign_in(id, token, "").await.unwrap();
            for _ in 0..PENDING_TRIES {
                looked_at += u32::from(bench.store.spend_factor_try(token, id).await.unwrap());
            }
        }
        assert_eq!(looked_at, 20);
        bench.clock.advance_millis(10 * MINUTE);
        bench.store.open_pending_sign_in(id, TOKEN, "").await.unwrap();
        assert!(bench.store.spend_factor_try(TOKEN, id).await.unwrap(), "the owner is not locked out for good");
    }

    async fn 外部アカウントは一人とだけ結び付く(bench: Bench) {
        let (actor, id) = person(&bench).await;
        let other = bench.staff(bench.society(2).await, OrgRole::Editor).await;
        let (issuer, subject) = ("https://id.example.jp", "s-1");
        assert_eq!(bench.store.use_identity(issuer, subject).await.unwrap(), None);
        bench.store.link_identity(&actor, Lang::Ja, issuer, subject, "a@example.jp").await.unwrap();
        for again in [&actor, &other] {
            let linked = bench.store.link_identity(again, Lang::Ja, issuer, subject, "a@example.jp").await;
            assert!(matches!(linked, Err(Unlinkable::Taken)));
        }
        assert_eq!(bench.store.use_identity(issuer, subject).await.unwrap(), Some(id));
        assert_eq!(bench.store.use_identity("https://other.example.jp", subject).await.unwrap(), None);
        let identity = bench.store.list_identities(id).await.unwrap().remove(0);
        assert!(identity.used_at.is_some());
        assert!(matches!(
            bench.store.unlink_identity(&other, Lang::Ja, identity.id).await,
            Err(Refusal::NotFound)
        ));
        bench.store.disable_user(id).await.unwrap();
        assert_eq!(bench.store.use_identity(issuer, subject).await.unwrap(), None);
        bench.store.enable_user(id).await.unwrap();
        bench.store.unlink_identity(&actor, Lang::Ja, identity.id).await.unwrap();
        assert_eq!(bench.store.use_identity(issuer, subject).await.unwrap(), None);
    }

    async fn 強めたセッションは鍵が替わり弱いものは終わる(bench: Bench) {
        let (actor, id) = person(&bench).await;
        for (token, factor) in [([1; 32], Factor::Password), ([2; 32], Factor::Password), ([3; 32], Factor::Passkey)] {
            bench.store.open_session(id, token, factor, SESSION_LIFETIME).await.unwrap();
        }
        bench.store.strengthen_session(&actor, [1; 32], [4; 32], Factor::Totp).await.unwrap();
        let found = async |token| bench.store.find_session(token).await.unwrap().map(|(session, _)| session.factor);
        assert_eq!(found([1; 32]).await, None, "the old token opens nothing");
        assert_eq!(found([2; 32]).await, None, "a session by the password alone has ended");
        assert_eq!(found([3; 32]).await, Some(Factor::Passkey));
        assert_eq!(found([4; 32]).await, Some(Factor::Totp));
        assert!(matches!(
            bench.store.strengthen_session(&actor, [1; 32], [5; 32], Factor::Totp).await,
            Err(Refusal::NotFound)
        ));
    }

    async fn 運営者はすべて外せる(bench: Bench) {
        let (actor, id) = person(&bench).await;
        bench.store.set_totp(&actor, Lang::Ja, "sealed".into(), 1).await.unwrap();
        bench.store.add_passkey(&actor, Lang::Ja, passkey("職場")).await.unwrap();
        bench.store.replace_recovery_codes(&actor, Lang::Ja, &[[1; 32]]).await.unwrap();
        bench.store.open_session(id, TOKEN, Factor::Totp, SESSION_LIFETIME).await.unwrap();
        assert_eq!(bench.store.reset_factors(id).await.unwrap(), 2);
        let left = bench.store.find_second_factors(id).await.unwrap();
        assert_eq!((left.count(), left.recovery_codes), (0, 0));
        assert!(bench.store.find_session(TOKEN).await.unwrap().is_none());
        assert!(bench.store.reset_factors(UserId::new(999)).await.is_err());
    }

    async fn 変更は監査記録と通知に残る(bench: Bench) {
        let (actor, _) = person(&bench).await;
        bench.store.set_totp(&actor, Lang::Ja, "sealed-secret".into(), 1).await.unwrap();
        bench.store.add_passkey(&actor, Lang::Ja, passkey("職場")).await.unwrap();
        bench.store.remove_totp(&actor, Lang::Ja, FactorPolicy::None).await.unwrap();
        let count = async |sql: &str| bench.execute(sql).await.unwrap();
        // An update that changes nothing tells how many rows there are.
        for deed in ["totp-set", "passkey-added", "totp-removed"] {
            assert_eq!(count(&format!("UPDATE audit SET deed = deed WHERE deed = '{deed}'")).await, 1, "{deed}");
        }
        assert_eq!(count("UPDATE outbox SET kind = kind WHERE kind = 'factor-added'").await, 2);
        assert_eq!(count("UPDATE outbox SET kind = kind WHERE kind = 'factor-removed'").await, 1);
        assert_eq!(count("UPDATE audit SET deed = deed WHERE after LIKE '%sealed-secret%'").await, 0);
    }
}
