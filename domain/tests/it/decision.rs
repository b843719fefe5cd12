//! Decisions: what is typed is checked whole, amounts stay within what was asked for, the budget holds unless confirmed.

use domain::ProblemCode;
use domain::decision::{BatchForm, BatchState, BatchStep, Commitment, Outcome, VerdictForm, share_out, suggest};
use domain::review::{Candidate, Ranking};
use domain::value::{ApplicationId, Day, Instant, TimeOfDay, Yen};
use proptest::prelude::*;

use crate::states::check_machine;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn check(form: &VerdictForm) -> Result<domain::decision::Verdict, domain::Problems> {
    form.check(1, Yen::new(500_000), Some(day("2026-06-01")), "第1号")
}

fn typed(outcome: &str, amount: &str, reason: &str) -> VerdictForm {
    VerdictForm {
        outcome: outcome.into(),
        amount: amount.into(),
        reason: reason.into(),
        ..VerdictForm::default()
    }
}

#[test]
fn 採否案の状態はどこからも終わりに着く() {
    check_machine(
        BatchState::ALL,
        BatchStep::ALL,
        BatchState::Draft,
        BatchState::next,
        |state| matches!(state, BatchState::Released | BatchState::Cancelled),
    );
    let can_cancel = |state: &BatchState| state.next(BatchStep::Cancel).is_some();
    assert!(BatchState::ALL.iter().all(|state| can_cancel(state) == state.is_open()));
}

#[test]
fn 金額と理由と条件は採否に合わせて求められる() {
    assert_eq!(
        check(&typed("adopt", "５０万円", "")).unwrap().amount,
        Yen::new(500_000)
    );
    assert!(check(&typed("adopt", "", "")).unwrap_err().has_field("line1_amount"));
    assert!(
        check(&typed("adopt", "500,001", ""))
            .unwrap_err()
            .has_field("line1_amount")
    );
    assert!(
        check(&typed("adopt", "499,000", ""))
            .unwrap_err()
            .has_field("line1_reason"),
        "less than asked"
    );
    assert!(check(&typed("reject", "", "")).unwrap_err().has_field("line1_reason"));
    assert!(
        check(&typed("reject", "1", "予算のため"))
            .unwrap_err()
            .has_field("line1_amount")
    );
    let refused = check(&typed("reject", "", "予算のため")).unwrap();
    assert_eq!((refused.amount, refused.number.as_str()), (Yen::ZERO, "第1号"));
    let bare = typed("on-conditions", "500,000", "確認のため");
    let problems = check(&bare).unwrap_err();
    assert!(problems.has_field("line1_condition1") && problems.has_field("line1_due1"));
    let early = VerdictForm {
        condition1: "見積書".into(),
        due1: "2026-05-31".into(),
        ..bare.clone()
    };
    assert!(check(&early).unwrap_err().has_field("line1_due1"));
    let sound = VerdictForm {
        due1: "2026-06-30".into(),
        number: "第1号の2".into(),
        ..early
    };
    let verdict = check(&sound).unwrap();
    assert_eq!((verdict.conditions.len(), verdict.number.as_str()), (1, "第1号の2"));
    let misplaced = VerdictForm {
        outcome: "adopt".into(),
        ..sound
    };
    assert!(check(&misplaced).unwrap_err().has_field("line1_condition1"));
    assert_eq!(bare.shown_conditions().len(), 1);
}

#[test]
fn 通知の日時は未来で決定日は通知より後にならない() {
    let now = Instant::from_jst(day("2026-06-10"), TimeOfDay::new(9, 0).unwrap());
    let form = |decided: &str, release: &str, time: &str| BatchForm {
        name: "第1次".into(),
        number: "第1号".into(),
        decided_on: decided.into(),
        release_day: release.into(),
        release_time: time.into(),
        over_budget: String::new(),
    };
    assert_eq!(form("2026-06-10", "", "").check(now).unwrap().release_at, None);
    assert!(
        form("2026-06-11", "", "")
            .check(now)
            .unwrap_err()
            .has_field("decided_on")
    );
    assert!(form("2026-06-11", "2026-06-12", "10:00").check(now).is_ok());
    assert!(
        form("2026-06-10", "2026-06-10", "9:00")
            .check(now)
            .unwrap_err()
            .has_field("release_day")
    );
    assert!(
        form("2026-06-10", "2026-06-12", "")
            .check(now)
            .unwrap_err()
            .has_field("release_time")
    );
}

proptest! {
    #[test]
    fn 確認がなければ予算を超えない(budget in 1_i64..1_000, promised in 0_i64..1_500, sum in 0_i64..1_000, confirmed: bool) {
        let money = Commitment { budget: Yen::new(budget), promised: Yen::new(promised) };
        match money.admit(Yen::new(sum), confirmed) {
            Ok(()) => prop_assert!(confirmed || sum == 0 || promised + sum <= budget),
            Err(problems) => {
                prop_assert!(!confirmed && promised + sum > budget);
                let max = (budget - promised).max(0);
                let expected = ProblemCode::OutOfRange { min: 0, max };
                prop_assert!(problems.for_field("over_budget").any(|one| one.code == expected), "what is left is named");
            }
        }
    }

    #[test]
    fn 決まった金額は申請額を超えず採択だけにつく(outcome in 0_usize..4, amount in "[0-9]{0,7}", reason in "[あ-ん]{0,3}", asked in 1_i64..2_000_000) {
        let outcome = Outcome::ALL[outcome];
        let form = typed(outcome.code(), &amount, &reason);
        if let Ok(verdict) = form.check(3, Yen::new(asked), None, "第1号") {
            prop_assert!(verdict.amount <= Yen::new(asked) && !verdict.amount.is_negative());
            prop_assert_eq!(verdict.amount > Yen::ZERO, outcome.is_adopted());
            prop_assert!(verdict.amount == Yen::new(asked) || !verdict.reason.is_empty());
        }
    }

    #[test]
    fn 按分は予算を超えず線の内側だけを採択とする(
        cases in prop::collection::vec((1_i64..5_000_000, any::<bool>(), prop::option::of(1_u64..4), any::<bool>()), 1..12),
        budget in 1_i64..20_000_000,
    ) {
        let (candidates, open) = candidates(&cases);
        let budget = Yen::new(budget);
        let ranking = Ranking::of(candidates.clone(), budget).unwrap();
        let mut adopted = Yen::ZERO;
        for ranked in &ranking.ranked {
            if suggest(&ranking, ranked) == Some(Outcome::Adopt) {
                prop_assert!(ranked.is_within && !ranked.candidate.failed && ranked.candidate.score.is_some());
                adopted = adopted.checked_add(ranked.candidate.amount).unwrap();
            }
        }
        prop_assert!(adopted <= budget);

        let is_open = |id: ApplicationId| open.contains(&id);
        let (shared, allocated) = share_out(&candidates, is_open, budget, Yen::new(1_000)).unwrap();
        let decided = Yen::checked_sum(candidates.iter().filter(|it| !is_open(it.id)).map(|it| it.amount)).unwrap();
        let granted = Yen::checked_sum(allocated.grants.iter().copied()).unwrap();
        prop_assert!(granted == Yen::ZERO || granted.checked_add(decided).unwrap() <= budget);
        for (before, after) in candidates.iter().zip(&shared) {
            prop_assert_eq!(before.id, after.id);
            prop_assert!(after.amount <= before.amount);
            prop_assert!(is_open(before.id) || after.amount == before.amount, "what is granted stays");
        }
    }
}

/// Candidates with scores in thirds, and those that are not decided yet.
fn candidates(cases: &[(i64, bool, Option<u64>, bool)]) -> (Vec<Candidate>, Vec<ApplicationId>) {
    let score = |thirds: u64| {
        let stored = serde_json::json!({ "sum": thirds * 333_333, "reviews": 1 });
        serde_json::from_value(stored).unwrap()
    };
    let all = cases
        .iter()
        .zip(1..)
        .map(|((amount, failed, thirds, _), id)| Candidate {
            id: ApplicationId::new(id),
            score: thirds.map(score),
            failed: *failed,
            amount: Yen::new(*amount),
        });
    let open = cases.iter().zip(1..).filter(|((.., open), _)| *open);
    (all.collect(), open.map(|(_, id)| ApplicationId::new(id)).collect())
}
