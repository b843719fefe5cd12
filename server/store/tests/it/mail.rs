//! The outbox: one of several servers gets a mail, it comes back when that one dies, and what it said is forgotten.

use std::time::Duration;

use domain::code::PlatformRole;
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{Email, UserId};
use store::{MailState, Refusal};

use crate::support::{Bench, on_both};

const LEASE: Duration = Duration::from_secs(900);
const DAY: Duration = Duration::from_secs(86_400);

async fn person(bench: &Bench, email: &str, platform: Vec<PlatformRole>) -> UserId {
    let new = NewUser {
        email: Email::parse(email).unwrap(),
        name: "山田 花子".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform,
    };
    bench.store.register_user(new).await.unwrap()
}

/// Mails of so many changed passwords.
async fn letters(bench: &Bench, count: usize) {
    for number in 0..count {
        let user = person(bench, &format!("p{number}@example.jp"), vec![]).await;
        bench.store.set_password(user, "$argon2id$new".into()).await.unwrap();
    }
}

on_both! {
    async fn 一通は一台だけが受け取る(bench: Bench) {
        letters(&bench, 12).await;
        let second = bench.second_store().await;
        let (mut taken, mut rounds) = (Vec::new(), 0);
        while taken.len() < 12 && rounds < 50 {
            let (one, two) = tokio::join!(bench.store.claim_mails(3, LEASE), second.claim_mails(3, LEASE));
            taken.extend(one.unwrap().into_iter().chain(two.unwrap()).map(|mail| mail.id));
            rounds += 1;
        }
        taken.sort_unstable();
        let all = taken.clone();
        taken.dedup();
        assert_eq!((taken.len(), all.len()), (12, 12));
        assert!(bench.store.claim_mails(10, LEASE).await.unwrap().is_empty());
        bench.clock.advance_millis(900_000);
        let back = bench.store.claim_mails(20, LEASE).await.unwrap();
        assert_eq!(back.len(), 12, "they come back when nobody has sent them");
        assert!(back.iter().all(|mail| mail.tries == 2));
    }

    async fn 送った後は内容を忘れる(bench: Bench) {
        letters(&bench, 1).await;
        let mail = bench.store.claim_mails(1, LEASE).await.unwrap().remove(0);
        bench.store.note_mail_sent(mail.id).await.unwrap();
        let line = bench.store.find_mail(mail.id).await.unwrap().unwrap();
        assert_eq!((line.state, line.has_letter, line.tries), (MailState::Sent, false, 1));
        bench.clock.advance_millis(900_000);
        assert!(bench.store.claim_mails(1, LEASE).await.unwrap().is_empty());
        // Trouble that is noted late does not bring it back.
        bench.store.note_mail_trouble(mail.id, "late", None).await.unwrap();
        assert_eq!(bench.store.find_mail(mail.id).await.unwrap().unwrap().state, MailState::Sent);
    }

    async fn あきらめた手紙もいつか忘れる(bench: Bench) {
        letters(&bench, 2).await;
        let mails = bench.store.claim_mails(2, LEASE).await.unwrap();
        bench.store.note_mail_trouble(mails[0].id, "550 no such user", None).await.unwrap();
        bench.store.note_mail_sent(mails[1].id).await.unwrap();
        let line = bench.store.find_mail(mails[0].id).await.unwrap().unwrap();
        assert_eq!((line.state, line.has_letter, line.error.as_str()), (MailState::Failed, true, "550 no such user"));
        bench.clock.advance_millis(8 * 86_400_000);
        assert_eq!(bench.store.purge_mails(7 * DAY, 90 * DAY).await.unwrap(), 0);
        assert!(!bench.store.find_mail(mails[0].id).await.unwrap().unwrap().has_letter);
        bench.clock.advance_millis(90 * 86_400_000);
        assert_eq!(bench.store.purge_mails(7 * DAY, 90 * DAY).await.unwrap(), 2);
    }

    async fn 送り直しは管理者だけができる(bench: Bench) {
        letters(&bench, 1).await;
        let mail = bench.store.claim_mails(1, LEASE).await.unwrap().remove(0);
        bench.store.note_mail_trouble(mail.id, "550", None).await.unwrap();
        let secretariat = person(&bench, "s@example.jp", vec![PlatformRole::Secretariat]).await;
        let secretariat = Actor::User(bench.store.find_user(secretariat).await.unwrap().unwrap());
        let refused = bench.store.retry_mail(&secretariat, mail.id).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)));
        let admin = person(&bench, "a@example.jp", vec![PlatformRole::Sysadmin]).await;
        let admin = Actor::User(bench.store.find_user(admin).await.unwrap().unwrap());
        bench.store.retry_mail(&admin, mail.id).await.unwrap();
        assert_eq!(bench.store.claim_mails(1, LEASE).await.unwrap().remove(0).tries, 1);
        assert!(matches!(bench.store.retry_mail(&admin, 999).await, Err(Refusal::NotFound)));
    }

    async fn 読めない行は止まらずにあきらめる(bench: Bench) {
        letters(&bench, 2).await;
        bench.execute("UPDATE outbox SET letter = '{\"kind\":\"of-the-future\"}' WHERE id = 1").await.unwrap();
        let mails = bench.store.claim_mails(10, LEASE).await.unwrap();
        assert_eq!(mails.iter().map(|mail| mail.id).collect::<Vec<_>>(), [2]);
        let line = bench.store.find_mail(1).await.unwrap().unwrap();
        assert_eq!(line.state, MailState::Failed);
        assert!(line.error.contains("does not know"), "{}", line.error);
    }
}
