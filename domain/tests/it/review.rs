//! Review: assignments are fair and never break a bar, the score is what a plain computation gives, the order is one.

use domain::call::{Criterion, Mark, ScoreSheet};
use domain::review::{
    Assignable, Candidate, Capacity, Panel, Ranking, Recommendation, Review, ReviewDraft, ReviewState, ReviewStep,
    Spreading, propose,
};
use domain::value::{ApplicationId, UserId, Yen};
use proptest::prelude::*;

fn sheet(weights: &[u32]) -> ScoreSheet {
    let criterion = |(number, weight): (usize, &u32)| Criterion {
        code: format!("E{number}"),
        name: "観点".into(),
        question: "どうか".into(),
        weight: *weight,
        anchors: Default::default(),
        pass_from: (number == 0).then_some(2),
    };
    ScoreSheet {
        criteria: weights.iter().enumerate().map(criterion).collect(),
        explain: vec![1, 2, 5],
        min_reviewers: 2,
        spread: 2,
    }
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![8 => (1_u8..=5).prop_map(Mark::Given), 1 => Just(Mark::NotApplicable)]
}

fn review(marks: Vec<Mark>) -> Review {
    Review {
        reasons: vec![String::new(); marks.len()],
        marks,
        recommendation: Recommendation::Adopt,
        to_applicant: String::new(),
        to_office: String::new(),
    }
}

/// Cases with assigned and barred reviewers, drawn from ten people.
fn cases() -> impl Strategy<Value = Vec<Assignable>> {
    let people = || proptest::collection::btree_set(1_i64..=10, 0..4);
    proptest::collection::vec((people(), people()), 0..12).prop_map(|cases| {
        (1..)
            .zip(cases)
            .map(|(id, (assigned, barred))| Assignable {
                id: ApplicationId::new(id),
                reviewers: assigned.iter().map(|id| UserId::new(*id)).collect(),
                barred: barred.difference(&assigned).map(|id| UserId::new(*id)).collect(),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn 割当ては禁じられた人を選ばず足りない数を言う(cases in cases(), fewest in 0_u32..5, draw in any::<u64>(), by_lot in any::<bool>()) {
        let reviewers: Vec<Capacity> = (1..=8).map(|id| Capacity { id: UserId::new(id), load: 0 }).collect();
        let way = if by_lot { Spreading::ByLot(draw) } else { Spreading::ByLoad };
        let proposal = propose(&cases, &reviewers, fewest, way);
        for case in &cases {
            let added: Vec<UserId> = proposal.added.iter().filter(|(id, _)| *id == case.id).map(|(_, who)| *who).collect();
            for who in &added {
                prop_assert!(!case.reviewers.contains(who) && !case.barred.contains(who));
                prop_assert_eq!(added.iter().filter(|other| *other == who).count(), 1);
            }
            let short = proposal.short.iter().find(|(id, _)| *id == case.id).map_or(0, |(_, missing)| *missing);
            let has = u32::try_from(case.reviewers.len() + added.len()).unwrap();
            prop_assert_eq!(has.max(fewest), (has + short).max(fewest));
            if short > 0 {
                let free = reviewers.iter().filter(|it| !case.reviewers.contains(&it.id) && !case.barred.contains(&it.id));
                prop_assert_eq!(free.count(), added.len());
            }
        }
    }

    #[test]
    fn 制限がなければ負担の差は一件まで(count in 1_i64..20, fewest in 1_u32..4, draw in any::<u64>()) {
        let cases: Vec<Assignable> = (1..=count)
            .map(|id| Assignable { id: ApplicationId::new(id), reviewers: Vec::new(), barred: Vec::new() })
            .collect();
        let reviewers: Vec<Capacity> = (1..=7).map(|id| Capacity { id: UserId::new(id), load: 0 }).collect();
        let proposal = propose(&cases, &reviewers, fewest, Spreading::ByLot(draw));
        let loads = reviewers.iter().map(|it| proposal.added.iter().filter(|(_, who)| *who == it.id).count());
        prop_assert!(loads.clone().max().unwrap() - loads.min().unwrap() <= 1);
    }

    #[test]
    fn 得点は別の計算と合う(
        weights in proptest::collection::vec(1_u32..=20, 1..9),
        seed in proptest::collection::vec(proptest::collection::vec(mark(), 9), 0..6),
    ) {
        let sheet = sheet(&weights);
        let reviews: Vec<Review> = seed.iter().map(|marks| review(marks[..weights.len()].to_vec())).collect();
        let panel = Panel::of(&sheet, &reviews);
        let shares: Vec<f64> = reviews
            .iter()
            .filter_map(|review| {
                let given = || review.marks.iter().zip(&weights).filter_map(|(mark, weight)| match mark {
                    Mark::Given(mark) => Some((f64::from(*mark), f64::from(*weight))),
                    Mark::NotApplicable => None,
                });
                let most: f64 = given().map(|(_, weight)| weight * 5.0).sum();
                (most > 0.0).then(|| given().map(|(mark, weight)| mark * weight).sum::<f64>() / most)
            })
            .collect();
        prop_assert_eq!(panel.score.is_some(), !shares.is_empty());
        if let Some(score) = panel.score {
            let expected = shares.iter().sum::<f64>() / shares.len() as f64 * 100.0;
            let shown: f64 = score.hundred().parse().unwrap();
            prop_assert!((shown - expected).abs() <= 0.051, "{shown} {expected}");
        }
        for (at, view) in panel.criteria.iter().enumerate() {
            let fitting = reviews.iter().filter(|review| review.marks.iter().any(|mark| *mark != Mark::NotApplicable));
            let given: Vec<u8> = fitting
                .filter_map(|review| match review.marks[at] {
                    Mark::Given(mark) => Some(mark),
                    Mark::NotApplicable => None,
                })
                .collect();
            let spread = given.iter().max().zip(given.iter().min()).is_some_and(|(high, low)| high - low >= 2);
            prop_assert_eq!(view.is_spread, spread);
        }
    }

    #[test]
    fn 順位は得点の順で予算の線は一度だけ切れる(
        rows in proptest::collection::vec((proptest::option::of(0_u8..6), any::<bool>(), 0_i64..500), 0..25),
        budget in 0_i64..4_000,
    ) {
        let sheet = sheet(&[10]);
        let candidates: Vec<Candidate> = (1..)
            .zip(&rows)
            .map(|(id, (given, failed, amount))| Candidate {
                id: ApplicationId::new(id),
                score: given.and_then(|mark| Panel::of(&sheet, &[review(vec![Mark::Given(mark.clamp(1, 5))])]).score),
                failed: *failed,
                amount: Yen::new(*amount),
            })
            .collect();
        let ranking = Ranking::of(candidates.clone(), Yen::new(budget)).unwrap();
        prop_assert_eq!(ranking.ranked.len(), candidates.len());
        let within: Vec<_> = ranking.ranked.iter().take_while(|it| it.is_within).collect();
        prop_assert!(ranking.ranked.iter().skip(within.len()).all(|it| !it.is_within));
        let spent: i64 = within.iter().map(|it| it.candidate.amount.get()).sum();
        prop_assert!(spent <= budget);
        prop_assert_eq!(ranking.left.get(), budget - spent);
        prop_assert!(within.iter().all(|it| !it.candidate.failed && it.candidate.score.is_some()));
        for pair in ranking.ranked.windows(2) {
            let (left, right) = (&pair[0], &pair[1]);
            if left.candidate.failed == right.candidate.failed {
                prop_assert!(left.candidate.score >= right.candidate.score);
            } else {
                prop_assert!(right.candidate.failed);
            }
            let same = left.candidate.failed == right.candidate.failed && left.candidate.score == right.candidate.score;
            prop_assert_eq!(left.rank == right.rank, same);
            prop_assert!(!same || (left.is_tied && right.is_tied));
        }
        let cut = ranking.ranked.windows(2).any(|it| it[0].rank == it[1].rank && it[0].is_within && !it[1].is_within);
        prop_assert_eq!(ranking.cuts_tie, cut);
    }
}

#[test]
fn 審査票は評点と理由と意見を要する() {
    let sheet = sheet(&[10, 5]);
    let pairs = [
        ("mark1_mark", "2"),
        ("mark1_reason", " "),
        ("mark2_mark", "na"),
        ("recommendation", ""),
    ];
    let problems = ReviewDraft::of(pairs, 2).check(&sheet).unwrap_err();
    let fields: Vec<&str> = problems.iter().map(|found| found.field.as_str()).collect();
    assert_eq!(fields, ["mark1_reason", "recommendation"]);
    assert!(
        ReviewDraft::default()
            .check(&sheet)
            .unwrap_err()
            .has_field("mark2_mark")
    );
    let wrong = ReviewDraft::of([("mark1_mark", "6"), ("mark2_mark", "3")], 2);
    assert!(wrong.check(&sheet).unwrap_err().has_field("mark1_mark"));

    let pairs = [
        ("mark1_mark", "5"),
        ("mark1_reason", "根拠が明らか"),
        ("mark2_mark", "3"),
        ("recommendation", "on-conditions"),
    ];
    let whole = ReviewDraft::of(pairs, 2).check(&sheet).unwrap();
    assert_eq!(whole.marks, [Mark::Given(5), Mark::Given(3)]);
    assert_eq!(whole.recommendation, Recommendation::OnConditions);
}

#[test]
fn 除外と辞退は平均と人数から外れ直接の閲覧もできない() {
    for state in [ReviewState::Recused, ReviewState::Abstained] {
        assert!(!state.counts() && !state.may_read() && !state.is_task());
        assert!(ReviewStep::ALL.iter().all(|step| state.next(*step).is_none()));
    }
    // Before the declaration nobody reads anything.
    assert!(!ReviewState::Assigned.may_read());
    assert_eq!(ReviewState::Submitted.next(ReviewStep::Reopen), Some(ReviewState::Open));
}
