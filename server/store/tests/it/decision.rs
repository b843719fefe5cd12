//! Decisions on both databases: two persons, one budget, nothing known before the release, and everything kept.

use domain::application::{ApplicationState, ApplicationStep};
use domain::code::PlatformRole;
use domain::consortium::ConsortiumState;
use domain::decision::{BatchForm, BatchState, LineState, Outcome, VerdictForm};
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{ApplicationId, BatchId, CallId, Email, Yen};
use domain::{ProblemCode, Problems};
use store::{Batch, NoticeFilter, Refusal, Released};

use crate::application::{Case, fixed, get, open_by, platform, step, submit, waiting};
use crate::application_review::{finish, review, reviewer};
use crate::support::{Bench, on_both};

/// A call with scored applications, each asking for 666,000 yen.
pub struct Closed {
    call: CallId,
    pub officer: Actor,
    pub approver: Actor,
    pub cases: Vec<Case>,
    pub ids: Vec<ApplicationId>,
}

async fn closed(bench: &Bench, marks: &[u8]) -> Closed {
    let approver = platform(bench, PlatformRole::OfficerApprover).await;
    let officer = platform(bench, PlatformRole::Officer).await;
    let call = open_by(bench, &approver).await;
    let mut people = Vec::new();
    for name in ["ichiro", "jiro", "saburo"] {
        people.push(reviewer(bench, name).await);
    }
    let reviewers: Vec<_> = people.iter().map(|(id, _)| *id).collect();
    let (mut cases, mut ids) = (Vec::new(), Vec::new());
    for (at, mark) in marks.iter().enumerate() {
        let case = fixed(bench, 1 + 2 * u32::try_from(at).unwrap()).await;
        let id = waiting(bench, call, &case).await;
        submit(bench, &case.approver, id).await.unwrap();
        for taken in [ApplicationStep::Accept, ApplicationStep::Pass] {
            step(bench, &officer, id, taken).await.unwrap();
        }
        bench.store.assign_reviews(&officer, id, &reviewers).await.unwrap();
        for person in &people {
            review(bench, id, person, *mark).await;
        }
        finish(bench, &officer, id).await.unwrap();
        cases.push(case);
        ids.push(id);
    }
    Closed {
        call,
        officer,
        approver,
        cases,
        ids,
    }
}

fn head() -> BatchForm {
    BatchForm {
        name: "第1次".into(),
        number: "架空発第12号".into(),
        decided_on: "2026-04-01".into(),
        ..BatchForm::default()
    }
}

fn adopt(amount: i64) -> VerdictForm {
    VerdictForm {
        outcome: "adopt".into(),
        amount: amount.to_string(),
        reason: if amount < 666_000 {
            "印刷費を除く".into()
        } else {
            String::new()
        },
        ..VerdictForm::default()
    }
}

fn refuse() -> VerdictForm {
    VerdictForm {
        outcome: "reject".into(),
        reason: "予算の範囲を超えるため".into(),
        ..VerdictForm::default()
    }
}

/// A call with one application that was adopted with all that it asked for.
pub async fn adopted(bench: &Bench) -> Closed {
    let all = closed(bench, &[4]).await;
    let store = &bench.store;
    store
        .set_budget(&all.officer, all.call, Yen::new(1_000_000))
        .await
        .unwrap();
    let lines = [(all.ids[0], adopt(666_000))];
    let id = store
        .start_decisions(&all.officer, all.call, &head(), &lines)
        .await
        .unwrap();
    propose(bench, &all.officer, id).await.unwrap();
    approve(bench, &all.approver, id).await.unwrap();
    store.release_decisions(id).await.unwrap();
    all
}

async fn batch(bench: &Bench, id: BatchId) -> Batch {
    bench.store.find_batch(id).await.unwrap().unwrap()
}

async fn propose(bench: &Bench, actor: &Actor, id: BatchId) -> Result<(), Refusal> {
    let version = batch(bench, id).await.version;
    bench.store.propose_decisions(actor, id, version).await
}

async fn approve(bench: &Bench, actor: &Actor, id: BatchId) -> Result<(), Refusal> {
    let version = batch(bench, id).await.version;
    bench.store.approve_decisions(actor, id, version).await
}

fn is_problem(result: &Result<(), Refusal>, field: &str) -> bool {
    matches!(result, Err(Refusal::Problems(found)) if found.has_field(field))
}

pub async fn second_approver(bench: &Bench) -> Actor {
    let new = NewUser {
        email: Email::parse("second@example.jp").unwrap(),
        name: "二人目 承認".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![PlatformRole::OfficerApprover],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

on_both! {
    async fn 二人で決めて通知するまで申請者には何も見えない(bench: Bench) {
        let all = closed(&bench, &[4, 5, 3]).await;
        let store = &bench.store;
        let [first, best, last] = all.ids[..] else { unreachable!() };
        let lines = [(first, adopt(600_000)), (best, adopt(666_000)), (last, refuse())];
        let foreign = store.start_decisions(&all.cases[0].approver, all.call, &head(), &lines).await;
        assert!(matches!(foreign, Err(Refusal::Forbidden)));
        let id = store.start_decisions(&all.officer, all.call, &head(), &lines).await.unwrap();
        let order: Vec<_> = batch(&bench, id).await.lines.iter().map(|line| (line.application, line.standing.rank)).collect();
        assert_eq!(order, [(best, 1), (first, 2), (last, 3)], "in the order of the ranking");
        let twice = store.start_decisions(&all.officer, all.call, &head(), &lines[..1]).await;
        assert!(matches!(twice, Err(Refusal::Problems(found)) if found == Problems::one("application", ProblemCode::Taken)));

        assert!(is_problem(&propose(&bench, &all.officer, id).await, "budget"), "no budget is set");
        store.set_budget(&all.officer, all.call, Yen::new(1_200_000)).await.unwrap();
        assert!(is_problem(&propose(&bench, &all.officer, id).await, "over_budget"), "1,266,000 of 1,200,000");
        store.set_budget(&all.officer, all.call, Yen::new(1_300_000)).await.unwrap();
        propose(&bench, &all.officer, id).await.unwrap();
        let less = store.set_budget(&all.officer, all.call, Yen::new(1_000_000)).await;
        assert!(is_problem(&less, "budget"), "less than what is promised");
        assert_eq!(store.count_notices(all.approver.user().unwrap(), NoticeFilter::Open).await.unwrap(), 1);

        assert!(matches!(approve(&bench, &all.officer, id).await, Err(Refusal::Forbidden)), "an officer does not approve");
        let early = store.release_decisions(id).await.unwrap();
        assert_eq!((early, store.find_decision(best).await.unwrap()), (None, None), "not before the approval");
        approve(&bench, &all.approver, id).await.unwrap();
        assert_eq!(get(&bench, best).await.state, ApplicationState::Scored);
        assert_eq!(store.find_decision(best).await.unwrap(), None);
        assert_eq!(store.list_due_batches().await.unwrap(), [id]);
        assert_eq!(store.release_decisions(id).await.unwrap(), Some(Released { released: 3, failed: 0 }));
        assert_eq!(store.release_decisions(id).await.unwrap(), None, "once");

        let decision = store.find_decision(first).await.unwrap().unwrap();
        assert_eq!((decision.outcome, decision.amount, decision.asked), (Outcome::Adopt, Yen::new(600_000), Yen::new(666_000)));
        assert_eq!((decision.number.as_str(), decision.reason.as_str()), ("架空発第12号", "印刷費を除く"));
        assert_eq!(get(&bench, first).await.state, ApplicationState::Selected);
        assert_eq!(get(&bench, first).await.consortium.state, ConsortiumState::Adopted);
        assert_eq!(get(&bench, last).await.state, ApplicationState::NotSelected);
        assert_eq!(get(&bench, last).await.consortium.state, ConsortiumState::Rejected);
        let inbox = store.list_notices(all.cases[0].approver.user().unwrap(), NoticeFilter::All, 1).await.unwrap();
        assert!(inbox.iter().any(|line| line.notice.path() == format!("/my/applications/{first}")));
        assert_eq!(store.check().await.unwrap(), []);
    }

    async fn 提案した人は承認できず予約と取消しは通知の前まで(bench: Bench) {
        let all = closed(&bench, &[4, 4]).await;
        let store = &bench.store;
        store.set_budget(&all.approver, all.call, Yen::new(2_000_000)).await.unwrap();
        let form = BatchForm { release_day: "2026-04-10".into(), release_time: "10:00".into(), ..head() };
        let lines = [(all.ids[0], adopt(666_000)), (all.ids[1], refuse())];
        let id = store.start_decisions(&all.approver, all.call, &form, &lines).await.unwrap();
        assert!(batch(&bench, id).await.lines.iter().all(|line| line.standing.is_tied && line.standing.rank == 1));
        propose(&bench, &all.approver, id).await.unwrap();
        assert!(matches!(approve(&bench, &all.approver, id).await, Err(Refusal::Forbidden)), "nobody approves alone");
        let second = second_approver(&bench).await;
        let version = batch(&bench, id).await.version;
        let silent = store.return_decisions(&second, id, version, " ").await;
        assert!(is_problem(&silent, "reason"));
        store.return_decisions(&second, id, version, "理由が足りない").await.unwrap();
        assert_eq!(batch(&bench, id).await.note, "理由が足りない");
        propose(&bench, &all.officer, id).await.unwrap();
        approve(&bench, &all.approver, id).await.unwrap();
        assert_eq!(store.release_decisions(id).await.unwrap(), None, "its moment has not come");

        let version = batch(&bench, id).await.version;
        store.cancel_decision(&all.officer, id, version, all.ids[1], "金額を見直す").await.unwrap();
        let alone = store.cancel_decision(&all.officer, id, version + 1, all.ids[0], "金額を見直す").await;
        assert!(matches!(alone, Err(Refusal::NotNow)), "the last one goes with the batch: {alone:?}");
        let other = store.start_decisions(&all.officer, all.call, &head(), &[(all.ids[1], adopt(1_000))]).await.unwrap();
        // 2026-04-10 10:00 in Japan.
        bench.clock.set(domain::value::Instant::from_millis(1_775_782_800_000));
        assert_eq!(store.list_due_batches().await.unwrap(), [id]);
        assert_eq!(store.release_decisions(id).await.unwrap(), Some(Released { released: 1, failed: 0 }));
        let lines: Vec<_> = batch(&bench, id).await.lines.iter().map(|line| (line.application, line.state)).collect();
        assert!(lines.contains(&(all.ids[1], LineState::Cancelled)), "{lines:?}");
        assert_eq!(get(&bench, all.ids[1]).await.state, ApplicationState::Scored);
        let version = batch(&bench, id).await.version;
        let late = store.cancel_decisions(&all.officer, id, version, "遅い").await;
        assert!(matches!(late, Err(Refusal::NotNow)));
        store.cancel_decisions(&all.officer, other, 1, "やり直す").await.unwrap();
        assert_eq!(batch(&bench, other).await.state, BatchState::Cancelled);
    }

    async fn 取り下げられた応募は残りを止めず条件は後で確認する(bench: Bench) {
        let all = closed(&bench, &[5, 4]).await;
        let store = &bench.store;
        store.set_budget(&all.officer, all.call, Yen::new(2_000_000)).await.unwrap();
        let conditions = VerdictForm {
            outcome: "on-conditions".into(),
            amount: "50万円".into(),
            reason: "見積りを確かめるため".into(),
            condition1: "見積書を出し直す".into(),
            due1: "令和8年5月1日".into(),
            ..VerdictForm::default()
        };
        let lines = [(all.ids[0], conditions), (all.ids[1], adopt(666_000))];
        let id = store.start_decisions(&all.officer, all.call, &head(), &lines).await.unwrap();
        propose(&bench, &all.officer, id).await.unwrap();
        approve(&bench, &all.approver, id).await.unwrap();
        step(&bench, &all.cases[1].approver, all.ids[1], ApplicationStep::Withdraw).await.unwrap();
        assert_eq!(store.release_decisions(id).await.unwrap(), Some(Released { released: 1, failed: 1 }));
        let stuck = batch(&bench, id).await.lines.into_iter().find(|line| line.application == all.ids[1]).unwrap();
        assert_eq!((stuck.state, stuck.hindrance), (LineState::Failed, Some(ApplicationState::Withdrawn)));
        let decision = store.find_decision(all.ids[0]).await.unwrap().unwrap();
        assert_eq!(decision.conditions[0].text, "見積書を出し直す");
        let version = get(&bench, all.ids[0]).await.version;
        let officer = store.confirm_conditions(&all.officer, all.ids[0], version, "提出された").await;
        assert!(matches!(officer, Err(Refusal::Forbidden)));
        store.confirm_conditions(&all.approver, all.ids[0], version, "見積書を確認した").await.unwrap();
        assert_eq!(get(&bench, all.ids[0]).await.state, ApplicationState::Selected);
    }

    async fn でたらめに進めても予算と二人の決まりは破れない(bench: Bench) {
        let all = closed(&bench, &[5, 4, 4, 3]).await;
        let store = &bench.store;
        let budget = Yen::new(1_400_000);
        store.set_budget(&all.officer, all.call, budget).await.unwrap();
        let second = second_approver(&bench).await;
        let people = [&all.officer, &all.approver, &second, &all.cases[0].approver];
        let mut draw = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |below: usize| {
            draw ^= draw << 13;
            draw ^= draw >> 7;
            draw ^= draw << 17;
            usize::try_from(draw % u64::try_from(below).unwrap()).unwrap()
        };
        let mut released = 0;
        for _ in 0..120 {
            let actor = people[next(people.len())];
            let batches = store.list_batches(all.call).await.unwrap();
            let open: Vec<_> = batches.iter().filter(|batch| batch.state.is_open()).collect();
            let pick = (!open.is_empty()).then(|| open[next(open.len().max(1))]);
            match (next(7), pick) {
                (0 | 1, _) => {
                    let one = all.ids[next(all.ids.len())];
                    let other = all.ids[next(all.ids.len())];
                    let form = match next(3) {
                        0 => refuse(),
                        1 => adopt(300_000),
                        _ => adopt(666_000),
                    };
                    let mut lines = vec![(one, form.clone())];
                    if one != other {
                        lines.push((other, form));
                    }
                    let _ = store.start_decisions(actor, all.call, &head(), &lines).await;
                }
                (2 | 3, Some(batch)) => {
                    let _ = store.propose_decisions(actor, batch.id, batch.version).await;
                }
                (4, Some(batch)) => {
                    let _ = store.approve_decisions(actor, batch.id, batch.version).await;
                }
                (5, Some(batch)) => {
                    let done = store.release_decisions(batch.id).await.unwrap();
                    released += done.map_or(0, |done| done.released);
                }
                (6, Some(batch)) if next(3) == 0 => {
                    let _ = store.cancel_decisions(actor, batch.id, batch.version, "やり直す").await;
                }
                _ => {}
            }
            let mut promised = Yen::ZERO;
            for batch in store.list_batches(all.call).await.unwrap() {
                if batch.state.is_committed() {
                    promised = promised.checked_add(batch.sum().unwrap()).unwrap();
                }
                if let Some((approver, ..)) = &batch.approved {
                    assert_ne!(batch.proposed.as_ref().map(|(id, ..)| *id), Some(*approver), "two persons");
                }
                let is_out = batch.state == BatchState::Released;
                for line in &batch.lines {
                    assert_eq!(line.state == LineState::Released, is_out && line.state != LineState::Failed && line.state != LineState::Cancelled);
                }
            }
            assert!(promised <= budget, "{promised} of {budget}");
            for id in &all.ids {
                let known = store.find_decision(*id).await.unwrap();
                let state = get(&bench, *id).await.state;
                assert_eq!(known.is_some(), state != ApplicationState::Scored, "what is known is what was released");
            }
        }
        assert!(released > 0, "the walk gets somewhere");
        assert_eq!(store.check().await.unwrap(), []);
    }
}
