//! Reviews on both databases: nobody reads before declaring, who is out counts for nothing, what is submitted is kept.

use domain::ProblemCode;
use domain::application::{ApplicationState, ApplicationStep};
use domain::call::Mark;
use domain::code::PlatformRole;
use domain::notice::Notice;
use domain::permit::Actor;
use domain::review::{
    Conflict, ConflictKind, Declaration, Panel, Recommendation, ReviewDraft, ReviewNews, ReviewState, ReviewStep,
};
use domain::user::NewUser;
use domain::value::{ApplicationId, Email, ReviewId, UserId};
use store::{NoticeFilter, Refusal, StoredReview};

use crate::application::{fixed, get, open_by, platform, step, submit, waiting};
use crate::support::{Bench, on_both};

pub async fn reviewer(bench: &Bench, name: &str) -> (UserId, Actor) {
    let new = NewUser {
        email: Email::parse(&format!("{name}@example.ac.jp")).unwrap(),
        name: name.into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![PlatformRole::Reviewer],
    };
    let id = bench.store.register_user(new).await.unwrap();
    (id, Actor::User(bench.store.find_user(id).await.unwrap().unwrap()))
}

/// An application in review, and the officer.
async fn in_review(bench: &Bench) -> (ApplicationId, Actor) {
    let approver = platform(bench, PlatformRole::OfficerApprover).await;
    let officer = platform(bench, PlatformRole::Officer).await;
    let (call, case) = (open_by(bench, &approver).await, fixed(bench, 1).await);
    let id = waiting(bench, call, &case).await;
    submit(bench, &case.approver, id).await.unwrap();
    for taken in [ApplicationStep::Accept, ApplicationStep::Pass] {
        step(bench, &officer, id, taken).await.unwrap();
    }
    (id, officer)
}

async fn of(bench: &Bench, id: ApplicationId, who: UserId) -> StoredReview {
    let all = bench.store.list_application_reviews(id).await.unwrap();
    all.into_iter().find(|review| review.reviewer == who).unwrap()
}

/// The same mark everywhere, with reasons.
fn draft(mark: u8) -> ReviewDraft {
    let pairs: Vec<(String, String)> = (1..=8)
        .flat_map(|row| {
            [
                (format!("mark{row}_mark"), mark.to_string()),
                (format!("mark{row}_reason"), "根拠が示されている".to_owned()),
            ]
        })
        .chain([("recommendation".to_owned(), "adopt".to_owned())])
        .collect();
    ReviewDraft::of(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), 8)
}

pub async fn review(bench: &Bench, id: ApplicationId, (who, actor): &(UserId, Actor), mark: u8) -> ReviewId {
    let found = of(bench, id, *who).await;
    let store = &bench.store;
    store
        .declare_review(actor, found.id, found.version, &Declaration::Free)
        .await
        .unwrap();
    store
        .submit_review(actor, found.id, found.version + 1, &draft(mark))
        .await
        .unwrap();
    found.id
}

pub async fn finish(bench: &Bench, officer: &Actor, id: ApplicationId) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench.store.finish_review(officer, id, version).await
}

on_both! {
    async fn 申告し採点し利害関係のある人は平均から外れる(bench: Bench) {
        let (id, officer) = in_review(&bench).await;
        let store = &bench.store;
        let people = [reviewer(&bench, "ichiro").await, reviewer(&bench, "jiro").await, reviewer(&bench, "saburo").await, reviewer(&bench, "shiro").await];
        let ids = people.clone().map(|(id, _)| id);
        assert!(matches!(store.assign_reviews(&people[0].1, id, &ids).await, Err(Refusal::Forbidden)), "reviewers assign nobody");
        assert_eq!(store.assign_reviews(&officer, id, &ids).await.unwrap(), 4);
        assert_eq!(store.assign_reviews(&officer, id, &ids).await.unwrap(), 0, "twice changes nothing");
        let stranger = platform(&bench, PlatformRole::Auditor).await.user().unwrap().id;
        assert!(matches!(store.assign_reviews(&officer, id, &[stranger]).await, Err(Refusal::Problems(found)) if found.has_field("reviewer")));

        let first = of(&bench, id, ids[0]).await;
        let foreign = store.declare_review(&people[1].1, first.id, first.version, &Declaration::Free).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let early = store.submit_review(&people[0].1, first.id, first.version, &draft(4)).await;
        assert!(matches!(early, Err(Refusal::NotNow)), "not before the declaration: {early:?}");
        for (person, mark) in people.iter().zip([4, 3, 5]) {
            review(&bench, id, person, mark).await;
        }
        assert!(matches!(finish(&bench, &officer, id).await, Err(Refusal::NotNow)), "one is still open");
        let last = of(&bench, id, ids[3]).await;
        let conflict = Declaration::Conflict(Conflict { kind: ConflictKind::Contract, note: "委託を受けている".into() });
        store.declare_review(&people[3].1, last.id, last.version, &conflict).await.unwrap();
        let out = of(&bench, id, ids[3]).await;
        assert_eq!((out.state, out.declaration.as_ref()), (ReviewState::Recused, Some(&conflict)));
        assert!(!out.state.may_read());
        let again = store.assign_reviews(&officer, id, &[ids[3]]).await;
        assert!(matches!(again, Err(Refusal::Problems(_))), "who is out stays out");
        let inbox = store.list_notices(officer.user().unwrap(), NoticeFilter::All, 1).await.unwrap();
        assert!(inbox.iter().any(|line| matches!(line.notice, Notice::Review { news: ReviewNews::Conflict, .. })));

        // The office takes out a second one; what was given counts for nothing.
        let third = of(&bench, id, ids[2]).await;
        let unexplained = store.step_review(&officer, third.id, third.version, ReviewStep::Recuse, " ").await;
        assert!(matches!(unexplained, Err(Refusal::Problems(found)) if found.for_field("reason").any(|one| one.code == ProblemCode::Empty)));
        store.step_review(&officer, third.id, third.version, ReviewStep::Recuse, "同じ企業グループ").await.unwrap();
        let all = store.list_application_reviews(id).await.unwrap();
        let counted: Vec<_> = all.iter().filter_map(StoredReview::counted).cloned().collect();
        let sheet = get(&bench, id).await.call.call.sheet;
        assert_eq!(Panel::of(&sheet, &counted).score.unwrap().hundred(), "70.0", "4 and 3 of 5");
        assert_eq!(store.check().await.unwrap(), []);
    }

    async fn 人数が足りなければ締められず再審査は前の回を残す(bench: Bench) {
        let (id, officer) = in_review(&bench).await;
        let store = &bench.store;
        let fewest = get(&bench, id).await.call.call.sheet.min_reviewers;
        let mut people = Vec::new();
        for number in 0..fewest {
            people.push(reviewer(&bench, &format!("reviewer{number}")).await);
        }
        let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
        store.assign_reviews(&officer, id, &ids[1..]).await.unwrap();
        for person in &people[1..] {
            review(&bench, id, person, 3).await;
        }
        let few = finish(&bench, &officer, id).await;
        assert!(matches!(few, Err(Refusal::Problems(found)) if found.has_field("reviews")));
        store.assign_reviews(&officer, id, &ids[..1]).await.unwrap();
        let first = review(&bench, id, &people[0], 2).await;
        finish(&bench, &officer, id).await.unwrap();
        assert_eq!(get(&bench, id).await.state, ApplicationState::Scored);

        // Closed: nothing moves until it is taken up again.
        let version = store.find_review(first).await.unwrap().unwrap().version;
        let closed = store.step_review(&officer, first, version, ReviewStep::Reopen, "評点が離れている").await;
        assert!(matches!(closed, Err(Refusal::NotNow)), "{closed:?}");
        let seen = get(&bench, id).await.version;
        store.review_again(&officer, id, seen, "評点が離れている").await.unwrap();
        store.step_review(&officer, first, version, ReviewStep::Reopen, "評点が離れている").await.unwrap();
        assert!(store.find_review(first).await.unwrap().unwrap().counted().is_none());
        store.submit_review(&people[0].1, first, version + 1, &draft(4)).await.unwrap();
        let rounds = store.find_review(first).await.unwrap().unwrap().rounds;
        assert_eq!(rounds.iter().map(|(_, review)| review.marks[0]).collect::<Vec<_>>(), [Mark::Given(4), Mark::Given(2)]);
        assert!(rounds.iter().all(|(_, review)| review.recommendation == Recommendation::Adopt));
        let steps: Vec<String> = store.list_review_events(first).await.unwrap().into_iter().map(|event| event.step).collect();
        assert_eq!(steps, ["assign", "declare-free", "submit", "reopen", "submit"]);
    }

    async fn 下書きは版で守られ不備のある提出は断られる(bench: Bench) {
        let (id, officer) = in_review(&bench).await;
        let store = &bench.store;
        let (who, actor) = reviewer(&bench, "goro").await;
        store.assign_reviews(&officer, id, &[who]).await.unwrap();
        let found = of(&bench, id, who).await;
        let unopened = store.save_review(&actor, found.id, found.version, &draft(3)).await;
        assert!(matches!(unopened, Err(Refusal::NotNow)));
        store.declare_review(&actor, found.id, found.version, &Declaration::Free).await.unwrap();
        let version = store.save_review(&actor, found.id, found.version + 1, &draft(3)).await.unwrap();
        let stale = store.save_review(&actor, found.id, found.version, &draft(1)).await;
        assert!(matches!(stale, Err(Refusal::Stale { current }) if current == version));
        assert_eq!(store.find_review(found.id).await.unwrap().unwrap().draft, draft(3));
        let gaps = store.submit_review(&actor, found.id, version, &ReviewDraft::default()).await;
        assert!(matches!(gaps, Err(Refusal::Problems(found)) if found.has_field("mark1_mark") && found.has_field("recommendation")));
        store.abstain_review(&actor, found.id, version, "多忙のため").await.unwrap();
        assert_eq!(store.count_notices(actor.user().unwrap(), NoticeFilter::Open).await.unwrap(), 0);
        assert!(matches!(store.submit_review(&actor, found.id, version + 1, &draft(3)).await, Err(Refusal::NotNow)));
    }
}
