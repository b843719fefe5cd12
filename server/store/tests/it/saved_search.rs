//! Saved searches: one of a kind, changed by their owner only, told of once whatever happens in between.

use std::time::Duration;

use domain::Lang;
use domain::alert::{
    AlertForm, AlertState, AlertStep, CleanAlert, DigestGroup, KnownPrograms, MOST_OF_PERSON, Recipient,
};
use domain::code::OrgRole;
use domain::letter::Letter;
use domain::permit::Actor;
use domain::value::{Email, ProgramId};
use domain::{ProblemCode, Problems};
use store::{ALERT_LIFETIME, Changed, Delivery, DueSearch, Refusal, SearchChange, Store, Told};

use crate::support::{Bench, on_both};

fn clean(name: &str, query: &str, frequency: &str) -> CleanAlert {
    let form = AlertForm {
        name: name.into(),
        query: query.into(),
        frequency: frequency.into(),
        triggers: vec!["new".into()],
        ..AlertForm::default()
    };
    form.check("条件", None).unwrap()
}

fn programs(ids: &[i64]) -> KnownPrograms {
    ids.iter().copied().map(ProgramId::new).collect()
}

fn me(actor: &Actor) -> Recipient {
    Recipient::User(actor.user().unwrap().id)
}

fn address() -> Email {
    Email::parse("hanako@example.jp").unwrap()
}

fn delivery(search: &DueSearch, news: &[i64], seen: i64) -> Delivery {
    Delivery {
        to: address(),
        lang: Lang::Ja,
        name: None,
        told: vec![Told {
            search: search.clone(),
            group: DigestGroup {
                name: "禁煙".into(),
                path: "/programs?q=x".into(),
                edit: String::new(),
                total: 1,
                entries: Vec::new(),
            },
            news: news.iter().copied().map(ProgramId::new).collect(),
            due_soon: Vec::new(),
        }],
        seen,
    }
}

async fn mails(store: &Store) -> Vec<Letter> {
    let mails = store.claim_mails(100, Duration::from_secs(900)).await.unwrap();
    mails.into_iter().map(|mail| mail.letter).collect()
}

/// Whose searches a path of a mail is about.
async fn owner(bench: &Bench, path: &str) -> Option<Recipient> {
    let token = path.rsplit('/').next().unwrap();
    let found = bench.store.find_subscription(token).await.unwrap()?;
    bench.store.find_search_owner(found).await.unwrap()
}

/// An address with one confirmed search, and the path where it is managed.
async fn subscribed(bench: &Bench, query: &str, frequency: &str) -> String {
    let token = [7; 32];
    let path = "/alerts/confirm/x".to_owned();
    bench
        .store
        .start_alert(&address(), &clean("", query, frequency), Lang::Ja, token, path)
        .await
        .unwrap();
    bench.store.confirm_alert(token, &programs(&[1, 2])).await.unwrap()
}

on_both! {
    async fn 同じ条件も同じ名前も一つだけ(bench: Bench) {
        let (_, actor) = bench.lead().await;
        let known = programs(&[]);
        let save = async |name: &str, query: &str| {
            bench.store.save_search(&actor, &clean(name, query, "daily"), Lang::Ja, &known).await
        };
        save("禁煙", "q=禁煙").await.unwrap();
        let problems = |result: Result<_, Refusal>| match result {
            Err(Refusal::Problems(problems)) => problems,
            other => panic!("{other:?}"),
        };
        let taken = |field: &'static str| Problems::one(domain::Field::new(field), ProblemCode::Taken);
        assert_eq!(problems(save("別名", "sort=new&q=禁煙").await), taken("query"));
        assert_eq!(problems(save("禁煙", "q=歯科").await), taken("name"));
        save("歯科", "q=歯科").await.unwrap();
        for number in 2..MOST_OF_PERSON {
            save(&format!("名前{number}"), &format!("q=語{number}")).await.unwrap();
        }
        let full = problems(save("多すぎる", "q=多すぎる").await);
        assert_eq!(full, Problems::one(domain::Field::new("query"), ProblemCode::TooMany { max: 50 }));
        let anonymous = bench.store.save_search(&Actor::Anonymous, &clean("", "q=x", "daily"), Lang::Ja, &known).await;
        assert!(matches!(anonymous, Err(Refusal::Forbidden)));
    }

    async fn 他人の条件は変えられない(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let other = bench.staff(society, OrgRole::Viewer).await;
        let id = bench.store.save_search(&actor, &clean("禁煙", "q=禁煙", "daily"), Lang::Ja, &programs(&[])).await.unwrap();
        let changes = [
            SearchChange::Delete,
            SearchChange::Step(AlertStep::Pause, programs(&[])),
            SearchChange::Edit(Box::new(clean("x", "q=x", "weekly")), programs(&[])),
            SearchChange::Open(programs(&[])),
        ];
        for change in &changes {
            let refused = bench.store.change_search(&me(&other), id, None, change).await;
            assert!(matches!(refused, Err(Refusal::NotFound)), "{change:?}");
        }
        let stale = bench.store.change_search(&me(&actor), id, Some(9), &changes[1]).await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 1 })));
        bench.store.change_search(&me(&actor), id, Some(1), &changes[1]).await.unwrap();
        let again = bench.store.change_search(&me(&actor), id, None, &changes[1]).await;
        assert!(matches!(again, Err(Refusal::NotNow)), "a paused search cannot be paused");
        bench.store.change_search(&me(&actor), id, Some(2), &changes[2]).await.unwrap();
        let found = bench.store.find_saved_search(id).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.version, found.state), ("x", 3, AlertState::Paused));
        bench.store.change_search(&me(&actor), id, Some(3), &SearchChange::Delete).await.unwrap();
        assert!(bench.store.list_saved_searches(&me(&actor)).await.unwrap().is_empty());
    }

    async fn 住所は確かめるまで何も届かない(bench: Bench) {
        let ask = async |token: u8, query: &str| {
            let path = format!("/alerts/confirm/{token}");
            bench.store.start_alert(&address(), &clean("", query, "at-once"), Lang::Ja, [token; 32], path).await.unwrap();
        };
        ask(1, "q=禁煙").await;
        ask(2, "q=禁煙").await;
        ask(3, "q=歯科").await;
        ask(4, "q=健診").await;
        ask(5, "q=運動").await;
        // The second is the same search, the fifth one link too many.
        assert_eq!(mails(&bench.store).await.len(), 3);
        assert!(bench.store.list_due_searches(99, true).await.unwrap().is_empty());
        let path = bench.store.confirm_alert([1; 32], &programs(&[4])).await.unwrap();
        assert!(matches!(bench.store.confirm_alert([1; 32], &programs(&[])).await, Err(Refusal::NotFound)), "once");
        let owner = owner(&bench, &path).await.unwrap();
        assert_eq!(owner, Recipient::Address(address()));
        assert_eq!(bench.store.list_saved_searches(&owner).await.unwrap().len(), 1);
        assert_eq!(bench.store.list_due_searches(99, true).await.unwrap().len(), 1);
        bench.clock.advance_millis(i64::try_from(ALERT_LIFETIME.as_millis()).unwrap());
        assert!(matches!(bench.store.confirm_alert([3; 32], &programs(&[])).await, Err(Refusal::NotFound)), "too late");
        assert_eq!(bench.store.purge_started_searches().await.unwrap(), 2);
        assert!(super::owner(&bench, "/alerts/nobody").await.is_none());
    }

    async fn 新着は一度だけ知らせる(bench: Bench) {
        subscribed(&bench, "q=禁煙", "at-once").await;
        mails(&bench.store).await;
        let due = bench.store.list_due_searches(5, false).await.unwrap();
        assert_eq!(due.len(), 1);
        let second = bench.second_store().await;
        let news = delivery(&due[0], &[3], 5);
        let (one, two) = tokio::join!(bench.store.deliver_news(&news), second.deliver_news(&news));
        assert_ne!(one.unwrap(), two.unwrap(), "of two servers one gets through");
        assert!(!bench.store.deliver_news(&news).await.unwrap());
        let letters = mails(&bench.store).await;
        let [Letter::AlertDigest(digest)] = &letters[..] else { panic!("{letters:?}") };
        assert!(digest.stop.starts_with("/unsubscribe/") && digest.manage.starts_with("/alerts/"));
        let known = bench.store.find_told_programs(due[0].id).await.unwrap().unwrap().known;
        assert_eq!(known, programs(&[1, 2, 3]));
        // Ten minutes later there may be more, but never the same program again.
        assert!(bench.store.list_due_searches(9, true).await.unwrap().is_empty());
        bench.clock.advance_millis(600_000);
        let later = bench.store.list_due_searches(9, false).await.unwrap();
        assert_eq!(later.len(), 1);
        assert!(!bench.store.deliver_news(&delivery(&later[0], &[3], 9)).await.unwrap());
        assert!(bench.store.deliver_news(&delivery(&later[0], &[4], 9)).await.unwrap());
        assert_eq!(mails(&bench.store).await.len(), 1);
    }

    async fn 途中で倒れても失わず重ならない(bench: Bench) {
        subscribed(&bench, "q=禁煙", "at-once").await;
        mails(&bench.store).await;
        let due = bench.store.list_due_searches(5, false).await.unwrap().remove(0);
        let news = delivery(&due, &[3], 5);
        let is_told = async || {
            let known = bench.store.find_told_programs(due.id).await.unwrap().unwrap().known;
            known.contains(ProgramId::new(3))
        };
        // Cut off after some steps, as a killed server would be: either all of it happened or nothing.
        let mut delivered = 0;
        for micros in [0, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 4_000, 8_000, 20_000] {
            let attempt = tokio::time::timeout(Duration::from_micros(micros), bench.store.deliver_news(&news)).await;
            // The commit of an attempt that was cut off may still land: looked again until none did in between.
            let mut letters = 0;
            let told = loop {
                let before = is_told().await;
                letters += mails(&bench.store).await.len();
                if is_told().await == before {
                    break before;
                }
            };
            delivered += letters;
            if matches!(attempt, Ok(Ok(true))) {
                assert_eq!(letters, 1);
            }
            assert_eq!(delivered, usize::from(told), "mail and memory go together");
        }
        let last = bench.store.deliver_news(&news).await.unwrap();
        delivered += mails(&bench.store).await.len();
        assert_eq!(delivered, 1, "{last}");
    }

    async fn 変更された条件には古い新着を送らない(bench: Bench) {
        let (_, actor) = bench.lead().await;
        let id = bench.store.save_search(&actor, &clean("禁煙", "q=禁煙", "at-once"), Lang::Ja, &programs(&[1])).await.unwrap();
        let due = bench.store.list_due_searches(5, false).await.unwrap().remove(0);
        let edit = SearchChange::Edit(Box::new(clean("歯科", "q=歯科", "at-once")), programs(&[7]));
        bench.store.change_search(&me(&actor), id, Some(1), &edit).await.unwrap();
        assert!(!bench.store.deliver_news(&delivery(&due, &[3], 5)).await.unwrap());
        assert!(mails(&bench.store).await.is_empty());
        assert_eq!(bench.store.find_told_programs(id).await.unwrap().unwrap().known, programs(&[7]));
    }

    async fn 新着がなければ待つだけでメールはない(bench: Bench) {
        let (_, actor) = bench.lead().await;
        let save = async |name: &str, frequency: &str| {
            let new = clean(name, &format!("q={name}"), frequency);
            bench.store.save_search(&actor, &new, Lang::Ja, &programs(&[])).await.unwrap()
        };
        save("一", "at-once").await;
        save("二", "daily").await;
        save("三", "weekly").await;
        assert_eq!(bench.store.list_due_searches(5, false).await.unwrap().len(), 1, "the others wait for a morning");
        bench.clock.advance_millis(7 * 86_400_000);
        let due = bench.store.list_due_searches(5, false).await.unwrap();
        assert_eq!(due.len(), 3);
        bench.store.note_no_news(&due, 5).await.unwrap();
        assert!(bench.store.list_due_searches(5, false).await.unwrap().is_empty(), "all have seen it");
        assert_eq!(bench.store.list_due_searches(6, false).await.unwrap().len(), 1);
        assert!(mails(&bench.store).await.is_empty());
    }

    async fn 一回の操作で止まり再開後は新しいものだけ(bench: Bench) {
        let path = subscribed(&bench, "q=禁煙", "at-once").await;
        let owner = owner(&bench, &path).await.unwrap();
        assert_eq!(bench.store.pause_all_searches(&owner).await.unwrap(), 1);
        assert_eq!(bench.store.pause_all_searches(&owner).await.unwrap(), 0);
        assert!(bench.store.list_due_searches(99, true).await.unwrap().is_empty());
        let search = bench.store.list_saved_searches(&owner).await.unwrap().remove(0);
        let resume = SearchChange::Step(AlertStep::Resume, programs(&[1, 2, 9]));
        bench.store.change_search(&owner, search.id, None, &resume).await.unwrap();
        assert_eq!(bench.store.find_told_programs(search.id).await.unwrap().unwrap().known, programs(&[1, 2, 9]));
        assert_eq!(bench.store.list_due_searches(99, true).await.unwrap().len(), 1);
    }

    async fn 変更記録から変わった事業が分かる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        let last = bench.store.last_change().await.unwrap();
        let Changed::Programs(changed) = bench.store.list_changed_programs(0).await.unwrap() else { panic!() };
        assert_eq!(changed.into_iter().collect::<Vec<_>>(), [(id, last)]);
        bench.store.note_rebuild().await.unwrap();
        assert_eq!(bench.store.list_changed_programs(last).await.unwrap(), Changed::Everything);
    }
}
