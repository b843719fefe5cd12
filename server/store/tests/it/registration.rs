//! Registrations: the mail says what the answer does not, the link works once and in time, the secretariat decides.

use domain::Lang;
use domain::code::{OrgRole, OrganisationKind};
use domain::organisation::registration::{CleanRegistration, MasterMatch, RegistrationForm, RegistrationState};
use domain::permit::Actor;
use domain::value::RegistrationId;
use store::{REGISTRATION_LIFETIME, Refusal};

use crate::organisation::secretariat;
use crate::support::{Bench, insurer, on_both};

pub fn facts(number: u32, email: &str) -> CleanRegistration {
    let society = insurer(number);
    let form = RegistrationForm {
        kind: "kenpo".into(),
        number: society.number.to_string(),
        name: society.name,
        kana: society.kana,
        pref: "13".into(),
        contact_name: "鈴木 一郎".into(),
        email: email.into(),
        ..RegistrationForm::default()
    };
    form.check().unwrap()
}

async fn start(bench: &Bench, facts: &CleanRegistration, secret: u8) {
    let path = "/register/confirm/secret".to_owned();
    bench
        .store
        .start_registration(facts, [secret; 32], path, Lang::Ja)
        .await
        .unwrap();
}

/// How many mails of a kind are in the outbox.
async fn mails(bench: &Bench, kind: &str) -> u64 {
    bench
        .execute(&format!("UPDATE outbox SET tries = tries WHERE kind = '{kind}'"))
        .await
        .unwrap()
}

async fn confirmed(bench: &Bench, facts: &CleanRegistration, secret: u8) -> RegistrationId {
    start(bench, facts, secret).await;
    bench.store.confirm_registration([secret; 32]).await.unwrap()
}

on_both! {
    async fn 申請はメールで確認してから事務局に届く(bench: Bench) {
        start(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        assert_eq!(mails(&bench, "registration-confirm").await, 1);
        assert!(bench.store.list_waiting_registrations().await.unwrap().is_empty());
        assert!(bench.store.find_started_registration([1; 32]).await.unwrap().is_some());
        assert!(matches!(bench.store.confirm_registration([2; 32]).await, Err(Refusal::NotFound)));
        let id = bench.store.confirm_registration([1; 32]).await.unwrap();
        assert!(matches!(bench.store.confirm_registration([1; 32]).await, Err(Refusal::NotFound)), "once only");
        assert!(bench.store.find_started_registration([1; 32]).await.unwrap().is_none());
        let waiting = bench.store.list_waiting_registrations().await.unwrap();
        assert_eq!((waiting.len(), waiting[0].id, waiting[0].state), (1, id, RegistrationState::Confirmed));
    }

    async fn 期限を過ぎたリンクは使えない(bench: Bench) {
        start(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        bench.clock.advance_millis(i64::try_from(REGISTRATION_LIFETIME.as_millis()).unwrap() - 1);
        assert_eq!(bench.store.expire_registrations().await.unwrap(), 0);
        bench.clock.advance_millis(1);
        assert!(bench.store.find_started_registration([1; 32]).await.unwrap().is_none());
        assert!(matches!(bench.store.confirm_registration([1; 32]).await, Err(Refusal::NotFound)));
        assert_eq!(bench.store.expire_registrations().await.unwrap(), 1);
        let found = bench.store.find_registration(RegistrationId::new(1)).await.unwrap().unwrap();
        assert_eq!(found.state, RegistrationState::Expired);
    }

    async fn 登録済みの組織やアドレスにはメールだけで知らせる(bench: Bench) {
        let society = bench.society(1).await;
        bench.staff(society, OrgRole::Admin).await;
        start(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        assert_eq!(mails(&bench, "registration-known").await, 1);
        start(&bench, &facts(2, &format!("ADMIN-{society}@example.jp")), 2).await;
        assert_eq!(mails(&bench, "registration-account").await, 1);
        assert_eq!(mails(&bench, "registration-confirm").await, 0);
        assert!(bench.store.find_registration(RegistrationId::new(1)).await.unwrap().is_none());
    }

    async fn 一つのアドレスに送るリンクは三通まで(bench: Bench) {
        for secret in 1..=5 {
            start(&bench, &facts(u32::from(secret), "ichiro@example.jp"), secret).await;
        }
        assert_eq!(mails(&bench, "registration-confirm").await, 3);
    }

    async fn 自動の確認は台帳と重複を調べる(bench: Bench) {
        let known = bench.society(1).await;
        let id = confirmed(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        let found = bench.store.find_registration(id).await.unwrap().unwrap();
        let review = bench.store.review_registration(&found).await.unwrap();
        assert!(matches!(&review.master, MasterMatch::SameName(society) if society.id == known));
        assert!(review.is_clear(), "{review:?}");
        confirmed(&bench, &facts(1, "jiro@example.jp"), 2).await;
        assert_eq!(bench.store.review_registration(&found).await.unwrap().rivals, 1);
        let mut other = found.clone();
        other.facts.name = "別の健康保険組合".into();
        assert!(matches!(bench.store.review_registration(&other).await.unwrap().master, MasterMatch::OtherName(_)));
        let mut provider = facts(1, "saburo@example.jp");
        (provider.kind, provider.number) = (OrganisationKind::Provider, None);
        other.facts = provider;
        let review = bench.store.review_registration(&other).await.unwrap();
        assert_eq!((review.master, review.same_names.len()), (MasterMatch::NoNumber, 1));
    }

    async fn 見送りは理由とともにメールで知らせる(bench: Bench) {
        let office = secretariat(&bench).await;
        let id = confirmed(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        let store = &bench.store;
        assert!(matches!(store.decline_registration(&Actor::Anonymous, id, 2, "理由").await, Err(Refusal::Forbidden)));
        assert!(matches!(store.decline_registration(&office, id, 1, "理由").await, Err(Refusal::Stale { current: 2 })));
        assert!(matches!(store.decline_registration(&office, id, 2, " ").await, Err(Refusal::Problems(_))));
        store.decline_registration(&office, id, 2, "番号が確認できません").await.unwrap();
        assert_eq!(mails(&bench, "registration-declined").await, 1);
        assert!(matches!(store.decline_registration(&office, id, 3, "もう一度").await, Err(Refusal::NotNow)));
        assert!(matches!(store.approve_registration(&office, id, 3).await, Err(Refusal::NotNow)));
    }

    async fn 承認すると台帳の組織を使い無ければ作る(bench: Bench) {
        let office = secretariat(&bench).await;
        let known = bench.society(1).await;
        let first = confirmed(&bench, &facts(1, "ichiro@example.jp"), 1).await;
        assert_eq!(bench.store.approve_registration(&office, first, 2).await.unwrap(), known);
        assert_eq!(mails(&bench, "invitation").await, 1);
        let second = confirmed(&bench, &facts(2, "jiro@example.jp"), 2).await;
        let made = bench.store.approve_registration(&office, second, 2).await.unwrap();
        let organisation = bench.store.find_organisation(made).await.unwrap().unwrap();
        assert_eq!(organisation.profile.name, "架空第2健康保険組合");
        assert_eq!(organisation.profile.members(), None);
        let found = bench.store.find_registration(second).await.unwrap().unwrap();
        assert_eq!((found.state, found.organisation), (RegistrationState::Approved, Some(made)));
        // Its members are told later; until then nothing that needs them stumbles over it.
        assert_eq!(bench.store.list_insurers().await.unwrap().len(), 1);
        assert_eq!(bench.store.check().await.unwrap(), []);
        let third = confirmed(&bench, &facts(1, "saburo@example.jp"), 3).await;
        bench.staff(known, OrgRole::Admin).await;
        assert!(matches!(bench.store.approve_registration(&office, third, 2).await, Err(Refusal::NotNow)));
    }
}
