//! Attempts to sign in: those who guess wait, longer each time, and nobody waits for somebody else's guesses.

use std::time::Duration;

use domain::Lang;
use domain::code::OrgRole;
use domain::value::Email;
use store::{Admission, Guess, Origin};

use crate::support::{Bench, on_both};

const OWNER: &str = "editor-1@example.jp";
const BROWSER: [u8; 32] = [7; 32];
const SECOND: i64 = 1_000;

/// An attempt from an address; the wait, if there is one.
async fn attempt(bench: &Bench, address: &str, account: &str, browser: Option<[u8; 32]>) -> Option<Duration> {
    let origin = Origin {
        address: address.to_owned(),
        ..Origin::default()
    };
    let account = Email::parse(account).ok();
    let asked = bench.store.admit_attempt(Guess::SignIn, account.as_ref(), browser);
    match origin.scope(asked).await.unwrap() {
        Admission::Go(_) => None,
        Admission::Wait(wait) => Some(wait),
    }
}

on_both! {
    async fn 続けて間違えると待たされる(bench: Bench) {
        for _ in 0..5 {
            assert_eq!(attempt(&bench, "203.0.113.7", OWNER, None).await, None);
        }
        for _ in 0..95 {
            assert_eq!(attempt(&bench, "203.0.113.7", OWNER, None).await, Some(Duration::from_secs(1)), "asking early costs nothing");
        }
        bench.clock.advance_millis(SECOND);
        assert_eq!(attempt(&bench, "203.0.113.7", &OWNER.to_uppercase(), None).await, None);
        assert_eq!(attempt(&bench, "203.0.113.7", OWNER, None).await, Some(Duration::from_secs(2)));
        assert_eq!(attempt(&bench, "203.0.113.7", "other@example.jp", None).await, None, "another account");
        assert_eq!(attempt(&bench, "203.0.113.8", OWNER, None).await, None, "the owner at home");
        bench.clock.advance_millis(60 * 60 * SECOND);
        assert_eq!(attempt(&bench, "203.0.113.7", OWNER, None).await, None, "forgotten after an hour");
        assert!(bench.store.purge_attempts().await.unwrap() > 0);
    }

    async fn 多くのアカウントを試す相手も待たされる(bench: Bench) {
        let mut refused = 0;
        for number in 0..100 {
            let account = format!("person{number}@example.jp");
            refused += u32::from(attempt(&bench, "2001:db8::1", &account, None).await.is_some());
        }
        assert_eq!(refused, 70, "thirty from one network");
        assert!(attempt(&bench, "2001:db8::ffff", OWNER, None).await.is_some(), "the same household");
        assert_eq!(attempt(&bench, "2001:db8:1::1", OWNER, None).await, None);
    }

    async fn 正しければ数え直す(bench: Bench) {
        for _ in 0..20 {
            let origin = Origin { address: "203.0.113.7".into(), ..Origin::default() };
            let account = Email::parse(OWNER).unwrap();
            origin.scope(async {
                let asked = bench.store.admit_attempt(Guess::SignIn, Some(&account), None).await.unwrap();
                let Admission::Go(attempt) = asked else { panic!("{asked:?}") };
                bench.store.forgive_attempt(attempt).await.unwrap();
            }).await;
        }
        assert_eq!(bench.store.purge_attempts().await.unwrap(), 0);
    }

    async fn 使ったことのあるブラウザーは隣の人に待たされない(bench: Bench) {
        let society = bench.society(1).await;
        let owner = bench.staff(society, OrgRole::Editor).await;
        let user = owner.user().unwrap();
        let email = user.email.as_str();
        bench.store.remember_browser(user.id, BROWSER, Lang::Ja).await.unwrap();
        for _ in 0..50 {
            attempt(&bench, "203.0.113.7", email, None).await;
        }
        assert!(attempt(&bench, "203.0.113.7", email, None).await.is_some());
        assert!(attempt(&bench, "203.0.113.7", email, Some([8; 32])).await.is_some(), "a made-up browser");
        assert_eq!(attempt(&bench, "203.0.113.7", email, Some(BROWSER)).await, None);
        let mut refused = 0;
        for _ in 0..50 {
            refused += u32::from(attempt(&bench, "203.0.113.9", email, Some(BROWSER)).await.is_some());
        }
        assert_eq!(refused, 41, "a stolen browser guesses no faster");
    }

    async fn 同時に試しても一つずつ数える(bench: Bench) {
        let other = bench.second_store().await;
        let account = Email::parse(OWNER).unwrap();
        let tries = (0..40).map(|number| {
            let store = if number % 2 == 0 { bench.store.clone() } else { other.clone() };
            let account = account.clone();
            tokio::spawn(async move {
                let origin = Origin { address: "203.0.113.7".into(), ..Origin::default() };
                let asked = store.admit_attempt(Guess::SignIn, Some(&account), None);
                matches!(origin.scope(asked).await.unwrap(), Admission::Go(_))
            })
        });
        let mut admitted = 0;
        for attempt in tries.collect::<Vec<_>>() {
            admitted += u32::from(attempt.await.unwrap());
        }
        assert_eq!(admitted, 5);
    }
}
