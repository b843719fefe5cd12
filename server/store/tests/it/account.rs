//! Accounts as system administrators see and change them: filters, limits of roles, disabling, the last one.

use domain::code::{OrgRole, PlatformRole};
use domain::grant::{AuditScope, PlatformGrant};
use domain::permit::{Action, Actor, Subject, may};
use domain::session::Factor;
use domain::user::NewUser;
use domain::value::{Day, Email, UserId};
use store::{AccountFilter, AccountState, Refusal, SESSION_LIFETIME};

use crate::support::{Bench, on_both};

async fn person(bench: &Bench, address: &str, platform: &[PlatformRole]) -> Actor {
    let new = NewUser {
        email: Email::parse(address).unwrap(),
        name: format!("氏名 {address}"),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: platform.to_vec(),
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

fn id(actor: &Actor) -> UserId {
    actor.user().unwrap().id
}

fn plain(role: PlatformRole) -> Vec<PlatformGrant> {
    vec![role.into()]
}

const SYSADMIN: &[PlatformRole] = &[PlatformRole::Sysadmin];

on_both! {
    async fn 監査閲覧者は期間の外では何者でもない(bench: Bench) {
        let sysadmin = person(&bench, "sys@example.jp", SYSADMIN).await;
        let auditor = person(&bench, "kansa@example.jp", &[]).await;
        let society = bench.society(1).await;
        let limited = PlatformGrant {
            from: Day::from_iso("2026-04-02"),
            until: Day::from_iso("2026-04-03"),
            scope: AuditScope { organisations: vec![society], ..AuditScope::default() },
            ..PlatformGrant::from(PlatformRole::Auditor)
        };
        bench.store.change_platform_roles(&sysadmin, id(&auditor), &[], std::slice::from_ref(&limited)).await.unwrap();
        let roles = async || bench.store.find_user(id(&auditor)).await.unwrap().unwrap().platform;
        let day = 24 * 60 * 60 * 1_000;
        assert!(roles().await.is_empty(), "1 April");
        bench.clock.advance_millis(day);
        assert_eq!(roles().await, [PlatformRole::Auditor]);
        let user = bench.store.find_user(id(&auditor)).await.unwrap().unwrap();
        assert_eq!(user.audit_scope, limited.scope);
        bench.clock.advance_millis(2 * day);
        assert!(roles().await.is_empty(), "4 April");
        assert_eq!(bench.store.find_account(id(&auditor)).await.unwrap().unwrap().grants, [limited]);
    }

    async fn 自分の役割は変えられず最後の一人は残る(bench: Bench) {
        let one = person(&bench, "one@example.jp", SYSADMIN).await;
        let own = bench.store.change_platform_roles(&one, id(&one), &plain(PlatformRole::Sysadmin), &[]).await;
        assert!(matches!(own, Err(Refusal::Forbidden)), "{own:?}");
        let last = bench.store.change_platform_roles(&Actor::Operator, id(&one), &plain(PlatformRole::Sysadmin), &[]).await;
        assert!(matches!(last, Err(Refusal::LastAdministrator)), "{last:?}");
        assert!(matches!(bench.store.disable_account(&Actor::Operator, id(&one), "x").await, Err(Refusal::LastAdministrator)));
        let secretary = person(&bench, "sec@example.jp", &[PlatformRole::Secretariat]).await;
        let change = bench.store.change_platform_roles(&secretary, id(&one), &plain(PlatformRole::Sysadmin), &[]).await;
        assert!(matches!(change, Err(Refusal::Forbidden)), "the secretariat only reads");
        let stale = bench.store.change_platform_roles(&one, id(&secretary), &[], &plain(PlatformRole::Officer)).await;
        assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
    }

    async fn 二人のシステム管理者が同時に互いを外しても一人は残る(bench: Bench) {
        let rival = bench.second_store().await;
        for round in 0..8 {
            let one = person(&bench, &format!("one{round}@example.jp"), SYSADMIN).await;
            let other = person(&bench, &format!("other{round}@example.jp"), SYSADMIN).await;
            let seen = plain(PlatformRole::Sysadmin);
            let results = if round % 2 == 0 {
                tokio::join!(
                    bench.store.change_platform_roles(&one, id(&other), &seen, &[]),
                    rival.change_platform_roles(&other, id(&one), &seen, &[]),
                )
            } else {
                tokio::join!(
                    bench.store.disable_account(&one, id(&other), "試験"),
                    rival.change_platform_roles(&other, id(&one), &seen, &[]),
                )
            };
            let results = [results.0, results.1];
            assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
            assert!(results.iter().any(|result| matches!(result, Err(Refusal::LastAdministrator))), "{results:?}");
            bench.execute("DELETE FROM platform_role").await.unwrap();
        }
    }

    async fn 停止すると端末が切れ理由が残る(bench: Bench) {
        let sysadmin = person(&bench, "sys@example.jp", SYSADMIN).await;
        let user = person(&bench, "a@example.jp", &[]).await;
        bench.store.open_session(id(&user), [7; 32], Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.store.end_all_sessions(&sysadmin, id(&user)).await.unwrap();
        assert!(bench.store.find_session([7; 32]).await.unwrap().is_none());
        assert!(matches!(bench.store.disable_account(&sysadmin, id(&user), "　").await, Err(Refusal::Problems(_))));
        bench.store.disable_account(&sysadmin, id(&user), "退職の届出").await.unwrap();
        assert!(matches!(bench.store.disable_account(&sysadmin, id(&user), "x").await, Err(Refusal::NotNow)));
        let account = bench.store.find_account(id(&user)).await.unwrap().unwrap();
        assert!(account.disabled_at.is_some() && account.signed_in_at.is_some());
        let history = bench.store.list_account_history(id(&user)).await.unwrap();
        assert_eq!((history[0].deed, history[0].why.as_str()), (domain::audit::Deed::UserDisabled, "退職の届出"));
        bench.store.enable_account(&sysadmin, id(&user), "復職").await.unwrap();
        assert!(bench.store.find_account(id(&user)).await.unwrap().unwrap().disabled_at.is_none());
        assert!(!may(&sysadmin, Action::ReadDraft, Subject::Portal));
    }

    async fn 一覧は語と役割と組織と状態で絞れる(bench: Bench) {
        let society = bench.society(1).await;
        bench.staff(society, OrgRole::Admin).await;
        bench.staff(society, OrgRole::Viewer).await;
        person(&bench, "sys@example.jp", SYSADMIN).await;
        let gone = person(&bench, "100%@example.jp", &[]).await;
        bench.store.disable_user(id(&gone)).await.unwrap();
        let count = async |filter: AccountFilter| bench.store.list_accounts(&filter, 1).await.unwrap().2;
        let all = AccountFilter::default();
        assert_eq!(count(all.clone()).await, 4);
        assert_eq!(count(AccountFilter { words: "佐藤".into(), ..all.clone() }).await, 2);
        assert_eq!(count(AccountFilter { words: "SYS@ 氏名".into(), ..all.clone() }).await, 1);
        assert_eq!(count(AccountFilter { words: "%".into(), ..all.clone() }).await, 1);
        assert_eq!(count(AccountFilter { words: "_".into(), ..all.clone() }).await, 0);
        assert_eq!(count(AccountFilter { org_role: Some(OrgRole::Admin), ..all.clone() }).await, 1);
        assert_eq!(count(AccountFilter { organisation: Some(society), ..all.clone() }).await, 2);
        assert_eq!(count(AccountFilter { platform_role: Some(PlatformRole::Sysadmin), ..all.clone() }).await, 1);
        assert_eq!(count(AccountFilter { state: Some(AccountState::Disabled), ..all.clone() }).await, 1);
        assert_eq!(count(AccountFilter { state: Some(AccountState::Active), ..all.clone() }).await, 3);
        assert_eq!(count(AccountFilter { state: Some(AccountState::Unplaced), ..all.clone() }).await, 1);
        for number in 0..60 {
            person(&bench, &format!("n{number:02}@example.jp"), &[]).await;
        }
        let (second, pages, total) = bench.store.list_accounts(&all, 2).await.unwrap();
        assert_eq!((second.len(), pages, total), (14, 2, 64));
    }
}
