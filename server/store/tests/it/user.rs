//! People: register, sign-in data, disable.

use domain::code::{OrgRole, PlatformRole};
use domain::user::NewUser;
use domain::value::{Email, OrganisationId, UserId};
use store::StoreError;

use crate::support::{insurer, on_both};

fn somebody(email: &str) -> NewUser {
    NewUser {
        email: Email::parse(email).unwrap(),
        name: "髙橋 𠮷子".into(),
        password_hash: "$argon2id$1".into(),
        memberships: vec![],
        platform: vec![],
    }
}

on_both! {
    async fn 登録した利用者と役割(bench: Bench) {
        let late = bench.society(2).await;
        let early = domain::insurer::NewInsurer { kana: "アサヒ".into(), ..insurer(3) };
        let early = bench.store.register_insurer(early).await.unwrap();
        let memberships = vec![(late, OrgRole::Editor), (early, OrgRole::Admin), (late, OrgRole::Approver), (late, OrgRole::Editor)];
        let new = NewUser { memberships, platform: PlatformRole::ALL.to_vec(), ..somebody("Taro@example.jp") };
        let id = bench.store.register_user(new).await.unwrap();
        let user = bench.store.find_user(id).await.unwrap().unwrap();
        assert_eq!((user.email.as_str(), user.name.as_str()), ("Taro@example.jp", "髙橋 𠮷子"));
        let places: Vec<_> = user.memberships.iter().map(|place| (place.organisation, place.role)).collect();
        assert_eq!(places, [(early, OrgRole::Admin), (late, OrgRole::Approver), (late, OrgRole::Editor)]);
        assert_eq!(user.platform.len(), PlatformRole::ALL.len());
        assert_eq!(bench.store.find_user_by_email(&Email::parse("TARO@example.jp").unwrap()).await.unwrap(), Some(user));
        assert_eq!(bench.store.find_user(UserId::new(99)).await.unwrap(), None);
    }

    async fn すべての役割が表に入る(bench: Bench) {
        let society = bench.society(1).await;
        for role in OrgRole::ALL {
            bench.staff(society, *role).await;
        }
        assert_eq!(bench.store.list_users().await.unwrap().len(), OrgRole::ALL.len());
    }

    async fn メールアドレスは大文字小文字を問わず一つ(bench: Bench) {
        bench.store.register_user(somebody("taro@example.jp")).await.unwrap();
        let again = bench.store.register_user(somebody("TARO@example.jp")).await;
        assert!(matches!(again, Err(StoreError::Taken(field)) if field.as_str() == "email"));
    }

    async fn 知らない保険者の所属は登録できない(bench: Bench) {
        let new = NewUser { memberships: vec![(OrganisationId::new(9), OrgRole::Editor)], ..somebody("taro@example.jp") };
        assert!(matches!(bench.store.register_user(new).await, Err(StoreError::NotFound("insurer"))));
        assert!(bench.store.list_users().await.unwrap().is_empty(), "nothing is half-written");
    }

    async fn 認証情報と停止(bench: Bench) {
        let email = Email::parse("taro@example.jp").unwrap();
        assert_eq!(bench.store.find_credentials(&email).await.unwrap(), None);
        let id = bench.store.register_user(somebody("taro@example.jp")).await.unwrap();
        bench.store.set_password(id, "$argon2id$2".into()).await.unwrap();
        assert_eq!(bench.store.find_credentials(&email).await.unwrap(), Some((id, "$argon2id$2".into())));
        bench.store.disable_user(id).await.unwrap();
        assert_eq!(bench.store.find_credentials(&email).await.unwrap(), None);
        assert_eq!(bench.store.list_users().await.unwrap()[0].disabled_at, Some(crate::support::MORNING));
        assert_eq!(bench.store.statistics().await.unwrap().users, 0);
        bench.store.enable_user(id).await.unwrap();
        assert!(bench.store.find_credentials(&email).await.unwrap().is_some());
        let missing = bench.store.set_password(UserId::new(99), String::new()).await;
        assert!(matches!(missing, Err(StoreError::NotFound("user"))));
    }
}
