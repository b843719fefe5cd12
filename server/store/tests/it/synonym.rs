//! Tables of synonyms: changed by the secretariat, from the one that was seen, with a reason that stays.

use domain::code::{OrgRole, PlatformRole};
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::Email;
use store::Refusal;

use crate::support::{Bench, on_both};

async fn secretariat(bench: &Bench) -> Actor {
    let new = NewUser {
        email: Email::parse("office@example.jp").unwrap(),
        name: "事務 局子".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![PlatformRole::Secretariat],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

on_both! {
    async fn 表は版を重ねる(bench: Bench) {
        let office = secretariat(&bench).await;
        assert_eq!(bench.store.last_synonyms().await.unwrap(), 0);
        assert_eq!(bench.store.change_synonyms(&office, 0, "健保 = 保険者", "足した").await.unwrap(), 1);
        let stale = bench.store.change_synonyms(&office, 0, "x = y", "遅れた").await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 1 })), "{stale:?}");
        let rival = bench.second_store().await;
        let (one, two) = tokio::join!(
            bench.store.change_synonyms(&office, 1, "a = b", "一"),
            rival.change_synonyms(&office, 1, "c = d", "二"),
        );
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
        assert_eq!(bench.store.last_synonyms().await.unwrap(), 2);
        let all = bench.store.list_synonyms(10).await.unwrap();
        assert_eq!(all.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((all[1].note.as_str(), all[1].by.as_deref()), ("足した", Some("事務 局子")));
        assert_eq!(bench.store.find_synonyms(1).await.unwrap().unwrap().content, "健保 = 保険者");
    }

    async fn 事務局だけが理由を付けて変えられる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        for actor in [&approver, &admin, &Actor::Anonymous] {
            let refused = bench.store.change_synonyms(actor, 0, "a = b", "理由").await;
            assert!(matches!(refused, Err(Refusal::Forbidden)));
        }
        let office = secretariat(&bench).await;
        for note in ["", &"長".repeat(201)] {
            let refused = bench.store.change_synonyms(&office, 0, "a = b", note).await;
            assert!(matches!(&refused, Err(Refusal::Problems(problems)) if problems.has_field("note")), "{refused:?}");
        }
        assert_eq!(bench.store.last_synonyms().await.unwrap(), 0);
    }
}
