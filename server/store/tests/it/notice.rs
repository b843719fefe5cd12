//! Notices: who is told, what a colleague settles, and what is mailed when.

use std::time::Duration;

use domain::Lang;
use domain::code::{OrgRole, PlatformRole};
use domain::invitation::CleanInvitation;
use domain::letter::Letter;
use domain::notice::{MailPace, Notice, Subscription, Topic};
use domain::permit::Actor;
use domain::user::{NewUser, User};
use domain::value::{Email, OrganisationId};
use store::{Acceptance, NoticeFilter, Refusal, WaitingMail};

use crate::registration::facts;
use crate::support::{Bench, on_both};

const LEASE: Duration = Duration::from_secs(900);
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

async fn person(
    bench: &Bench,
    email: &str,
    memberships: Vec<(OrganisationId, OrgRole)>,
    platform: Vec<PlatformRole>,
) -> Actor {
    let new = NewUser {
        email: Email::parse(email).unwrap(),
        name: "事務 一郎".into(),
        password_hash: "$argon2id$example".into(),
        memberships,
        platform,
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

async fn secretary(bench: &Bench, email: &str) -> Actor {
    person(bench, email, vec![], vec![PlatformRole::Secretariat]).await
}

fn user(actor: &Actor) -> &User {
    actor.user().unwrap()
}

/// A registration that waits for the secretariat.
async fn waiting(bench: &Bench, number: u32) {
    let facts = facts(number, &format!("a{number}@example.jp"));
    bench.store.receive_registration(&facts, Lang::Ja).await.unwrap();
}

/// Somebody accepts an invitation into the society, of which its administrators are told.
async fn join(bench: &Bench, admin: &Actor, society: OrganisationId, email: &str) {
    let new = CleanInvitation {
        emails: vec![Email::parse(email).unwrap()],
        name: "新人 次郎".into(),
        roles: vec![OrgRole::Viewer],
    };
    bench
        .store
        .invite_members(admin, society, &new, Lang::Ja)
        .await
        .unwrap();
    let mails = bench.store.claim_mails(50, LEASE).await.unwrap();
    let token = mails.iter().find_map(|mail| match &mail.letter {
        Letter::Invitation { path, .. } => path.strip_prefix("/invitations/").map(str::to_owned),
        _ => None,
    });
    let by = Acceptance::New {
        name: "新人 次郎",
        password_hash: "$argon2id$example".into(),
    };
    bench.store.accept_invitation(&token.unwrap(), by).await.unwrap();
}

async fn mails(bench: &Bench) -> Vec<WaitingMail> {
    bench.store.claim_mails(50, LEASE).await.unwrap()
}

fn recipients(mails: &[WaitingMail]) -> Vec<&str> {
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    to
}

on_both! {
    async fn 申請が届くと事務局の全員に一通ずつ知らせる(bench: Bench) {
        let one = secretary(&bench, "one@example.jp").await;
        secretary(&bench, "two@example.jp").await;
        let (_, outsider) = bench.lead().await;
        waiting(&bench, 7).await;
        let mails = mails(&bench).await;
        assert_eq!(recipients(&mails), ["one@example.jp", "two@example.jp"]);
        for mail in &mails {
            let Letter::Notice { notice: Notice::RegistrationWaits { .. }, unsubscribe, .. } = &mail.letter else {
                panic!("{:?}", mail.letter)
            };
            let token = unsubscribe.strip_prefix("/unsubscribe/").unwrap();
            assert!(bench.store.find_subscription(token).await.unwrap().is_some());
        }
        assert!(bench.store.find_subscription("0").await.unwrap().is_none());
        assert_eq!(bench.store.count_unread(user(&one)).await.unwrap(), 1);
        assert_eq!(bench.store.count_unread(user(&outsider)).await.unwrap(), 0);
        assert!(bench.store.list_notices(user(&outsider), NoticeFilter::All, 1).await.unwrap().is_empty());
    }

    async fn 同僚が対応すると自分のやることからも消える(bench: Bench) {
        let (one, two) = (secretary(&bench, "one@example.jp").await, secretary(&bench, "two@example.jp").await);
        waiting(&bench, 7).await;
        waiting(&bench, 8).await;
        assert_eq!(bench.store.list_tasks(user(&two), 10).await.unwrap().len(), 2);
        let registration = bench.store.list_waiting_registrations().await.unwrap().remove(0);
        bench.store.decline_registration(&one, registration.id, registration.version, "重複").await.unwrap();
        let left = bench.store.list_tasks(user(&two), 10).await.unwrap();
        assert_eq!(left.len(), 1, "the colleague’s decision settles it for both");
        assert_eq!(bench.store.count_unread(user(&two)).await.unwrap(), 1);
        let all = bench.store.list_notices(user(&two), NoticeFilter::All, 1).await.unwrap();
        let settled = all.iter().find(|line| line.settled.is_some()).unwrap();
        assert_eq!(settled.settled.as_ref().unwrap().1.as_deref(), Some("事務 一郎"));
        // By hand, too; and nobody else's task can be settled.
        let (_, outsider) = bench.lead().await;
        bench.store.settle_notices(&outsider, &[left[0].id]).await.unwrap();
        assert_eq!(bench.store.list_tasks(user(&one), 10).await.unwrap().len(), 1);
        bench.store.settle_notices(&two, &[left[0].id]).await.unwrap();
        assert!(bench.store.list_tasks(user(&one), 10).await.unwrap().is_empty());
        let refused = bench.store.settle_notices(&Actor::Anonymous, &[left[0].id]).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)));
    }

    async fn 役割のある人だけに届き停止中の人には届かない(bench: Bench) {
        let society = bench.society(1).await;
        let place = |role| vec![(society, role)];
        let admin = person(&bench, "admin@example.jp", place(OrgRole::Admin), vec![]).await;
        let rests = person(&bench, "rests@example.jp", place(OrgRole::Admin), vec![]).await;
        let viewer = person(&bench, "viewer@example.jp", place(OrgRole::Viewer), vec![]).await;
        bench.store.suspend_member(&admin, society, user(&rests).id).await.unwrap();
        join(&bench, &admin, society, "new@example.jp").await;
        let mails = mails(&bench).await;
        assert_eq!(recipients(&mails), ["admin@example.jp"], "{mails:?}");
        assert_eq!(bench.store.count_unread(user(&admin)).await.unwrap(), 1);
        assert_eq!(bench.store.count_unread(user(&viewer)).await.unwrap(), 0);
        // Whose place rests later sees nothing of it from then on.
        let other = person(&bench, "other@example.jp", place(OrgRole::Admin), vec![]).await;
        join(&bench, &other, society, "newer@example.jp").await;
        assert_eq!(bench.store.count_unread(user(&other)).await.unwrap(), 1);
        bench.store.suspend_member(&admin, society, user(&other).id).await.unwrap();
        let other = bench.store.find_user(user(&other).id).await.unwrap().unwrap();
        assert_eq!(bench.store.count_unread(&other).await.unwrap(), 0);
        assert!(bench.store.list_notices(&other, NoticeFilter::All, 1).await.unwrap().is_empty());
    }

    async fn まとめのメールは何台あっても一度だけ届く(bench: Bench) {
        let one = secretary(&bench, "one@example.jp").await;
        bench.store.choose_mail(&one, &[(Topic::Secretariat, MailPace::Daily)]).await.unwrap();
        waiting(&bench, 7).await;
        waiting(&bench, 8).await;
        assert!(mails(&bench).await.is_empty(), "nothing at once");
        assert_eq!(bench.store.post_digests().await.unwrap(), 0, "not before eight in the morning");
        bench.clock.advance_millis(DAY);
        let second = bench.second_store().await;
        let (here, there) = tokio::join!(bench.store.post_digests(), second.post_digests());
        assert_eq!(here.unwrap() + there.unwrap(), 1);
        let mails = mails(&bench).await;
        let [mail] = &mails[..] else { panic!("{mails:?}") };
        let Letter::NoticeDigest { notices, unsubscribe, .. } = &mail.letter else { panic!("{mail:?}") };
        assert_eq!(notices.len(), 2);
        bench.clock.advance_millis(DAY);
        assert_eq!(bench.store.post_digests().await.unwrap(), 0);
        // The link in it stops digests, and only these.
        let token = unsubscribe.strip_prefix("/unsubscribe/").unwrap();
        let stopped = bench.store.stop_mail(token).await.unwrap();
        assert_eq!(stopped, Subscription::Digest { user: user(&one).id, pace: MailPace::Daily });
        let choices = bench.store.list_mail_choices(user(&one).id).await.unwrap();
        for (topic, pace) in choices {
            let expected = if topic == Topic::Secretariat { MailPace::Never } else { MailPace::AtOnce };
            assert_eq!(pace, expected, "{topic:?}");
        }
    }

    async fn 読んだものや対応済みのものはまとめに入らない(bench: Bench) {
        let (one, two) = (secretary(&bench, "one@example.jp").await, secretary(&bench, "two@example.jp").await);
        for actor in [&one, &two] {
            bench.store.choose_mail(actor, &[(Topic::Secretariat, MailPace::Weekly)]).await.unwrap();
        }
        waiting(&bench, 7).await;
        let line = bench.store.list_tasks(user(&one), 10).await.unwrap().remove(0);
        bench.store.read_notices(&one, &[line.id]).await.unwrap();
        bench.clock.advance_millis(4 * DAY);
        assert_eq!(bench.store.post_digests().await.unwrap(), 0, "Monday has not come");
        bench.clock.advance_millis(DAY);
        assert_eq!(bench.store.post_digests().await.unwrap(), 1);
        let mails = mails(&bench).await;
        assert_eq!(recipients(&mails), ["two@example.jp"]);
        waiting(&bench, 8).await;
        let open = bench.store.list_tasks(user(&two), 10).await.unwrap();
        let ids: Vec<_> = open.iter().map(|line| line.id).collect();
        bench.store.settle_notices(&one, &ids).await.unwrap();
        bench.clock.advance_millis(8 * DAY);
        assert_eq!(bench.store.post_digests().await.unwrap(), 0);
    }

    async fn 配信停止はその種類だけを止める(bench: Bench) {
        let one = secretary(&bench, "one@example.jp").await;
        waiting(&bench, 7).await;
        let first = mails(&bench).await.remove(0);
        let token = first.letter.unsubscribe().unwrap().strip_prefix("/unsubscribe/").unwrap().to_owned();
        for _ in 0..2 {
            bench.store.stop_mail(&token).await.unwrap();
        }
        waiting(&bench, 8).await;
        assert!(mails(&bench).await.is_empty());
        assert_eq!(bench.store.count_unread(user(&one)).await.unwrap(), 2, "the inbox has it anyway");
        let choices = bench.store.list_mail_choices(user(&one).id).await.unwrap();
        assert!(choices.contains(&(Topic::Message, MailPace::AtOnce)));
        bench.clock.advance_millis(401 * DAY);
        assert!(matches!(bench.store.stop_mail(&token).await, Err(Refusal::NotFound)));
        assert_eq!(bench.store.purge_subscriptions().await.unwrap(), 1);
    }

    async fn 古いお知らせは忘れ未対応のものは残す(bench: Bench) {
        let one = secretary(&bench, "one@example.jp").await;
        waiting(&bench, 7).await;
        waiting(&bench, 8).await;
        let line = bench.store.list_tasks(user(&one), 1).await.unwrap().remove(0);
        bench.store.settle_notices(&one, &[line.id]).await.unwrap();
        bench.clock.advance_millis(30 * DAY);
        let keep = Duration::from_secs(29 * 86_400);
        assert_eq!(bench.store.purge_notices(keep).await.unwrap(), 1);
        assert_eq!(bench.store.count_notices(user(&one), NoticeFilter::All).await.unwrap(), 1);
    }
}
