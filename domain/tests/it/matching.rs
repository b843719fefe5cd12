//! Societies that fit: only those that may be asked, with true reasons, always in the same order.

use domain::code::{Industry, InsurerKind, Prefecture, PrefectureSet, Purpose, Theme};
use domain::consortium::panel::Shortfall;
use domain::consortium::{Candidate, Reason, Wanted, find_matches};
use domain::value::{MemberCount, OrganisationId};
use proptest::prelude::*;

fn area(codes: &[&str]) -> PrefectureSet {
    codes.iter().map(|code| Prefecture::from_code(code).unwrap()).collect()
}

fn candidate(id: i64, members: u32) -> Candidate {
    Candidate {
        organisation: OrganisationId::new(id),
        kana: format!("クミアイ{:04}", 1_000 - id),
        kind: InsurerKind::Kenpo,
        area: area(&["13", "14"]),
        industry: Some(Industry::ALL[0]),
        members: MemberCount::new(members),
        challenges: vec![Purpose::ALL[1]],
        themes: Vec::new(),
        allows: true,
        is_active: true,
    }
}

struct Search {
    snapshot: domain::consortium::Snapshot,
    rule: domain::call::SmallRule,
}

impl Search {
    fn new() -> Self {
        Self {
            snapshot: super::panel::snapshot(&[12_000, 50_000]),
            rule: super::call::call().eligibility.small,
        }
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            snapshot: &self.snapshot,
            area: None,
            industries: &[],
            challenges: &[],
            themes: &[],
            kinds: &[InsurerKind::Kenpo],
            small: &self.rule,
            missing: Shortfall::None,
            barred: &[],
        }
    }
}

#[test]
fn 理由は重い順に並ぶ() {
    let search = Search::new();
    let wanted = Wanted {
        area: Some(area(&["14", "22"])),
        industries: &[Industry::ALL[0]],
        challenges: &[Purpose::ALL[0], Purpose::ALL[1]],
        missing: Shortfall::Insurers(2),
        ..search.wanted()
    };
    let found = find_matches(&[candidate(10, 9_999), candidate(11, 10_000)], &wanted, 10);
    assert_eq!(
        found[0].reasons,
        [
            Reason::Needed,
            Reason::Area(area(&["14"])),
            Reason::Challenges(vec![Purpose::ALL[1]]),
            Reason::Industry(Industry::ALL[0]),
        ]
    );
    assert_eq!(found[1].organisation, OrganisationId::new(11));
    assert!(
        found[1]
            .reasons
            .contains(&Reason::Size(MemberCount::new(10_000).unwrap().band()))
    );
}

#[test]
fn 断っている組合や参加中の組合は出ない() {
    let search = Search::new();
    let wanted = Wanted {
        challenges: &[Purpose::ALL[1]],
        barred: &[OrganisationId::new(13)],
        ..search.wanted()
    };
    let hidden = Candidate {
        allows: false,
        ..candidate(10, 1)
    };
    let ended = Candidate {
        is_active: false,
        ..candidate(11, 1)
    };
    let other = Candidate {
        kind: InsurerKind::Koiki,
        ..candidate(12, 1)
    };
    let (barred, present) = (candidate(13, 1), candidate(2, 1));
    assert_eq!(find_matches(&[hidden, ended, other, barred, present], &wanted, 10), []);
    let nothing_shared = Candidate {
        challenges: Vec::new(),
        ..candidate(14, 1)
    };
    assert_eq!(find_matches(&[nothing_shared], &wanted, 10), []);
}

proptest! {
    #[test]
    fn 並びは渡す順によらない(
        facts in proptest::collection::vec((0_u32..60_000, 0_usize..6, 0_usize..Theme::ALL.len(), any::<bool>(), any::<bool>()), 0..40),
        most in 0_usize..50,
        seed in any::<u64>(),
    ) {
        let search = Search::new();
        let wanted = Wanted {
            area: Some(area(&["13"])),
            challenges: &Purpose::ALL[..3],
            themes: &Theme::ALL[..10],
            missing: Shortfall::Insurers(1),
            ..search.wanted()
        };
        let candidates: Vec<_> = facts.iter().zip(100..).map(|((members, purpose, theme, near, allows), id)| Candidate {
            challenges: vec![Purpose::ALL[*purpose]],
            themes: vec![Theme::ALL[*theme]],
            area: area(if *near { &["13"] } else { &["47"] }),
            allows: *allows,
            kana: format!("ク{}", id % 3),
            ..candidate(id, *members)
        }).collect();
        let found = find_matches(&candidates, &wanted, most);
        let mut mixed = candidates.clone();
        mixed.sort_by_key(|candidate| (candidate.organisation.get().unsigned_abs() + 1).wrapping_mul(seed | 1));
        prop_assert_eq!(&find_matches(&mixed, &wanted, most), &found);
        prop_assert!(found.len() <= most && found.is_sorted_by(|one, other| one.weight >= other.weight));
        for fits in &found {
            let candidate = candidates.iter().find(|it| it.organisation == fits.organisation).unwrap();
            prop_assert!(candidate.allows && !fits.reasons.is_empty());
            let small = candidate.members.unwrap().get() < 10_000;
            prop_assert_eq!(fits.reasons.contains(&Reason::Needed), small);
            // What the panel needs comes before all others.
            prop_assert_eq!(fits.weight >= 100, small);
        }
    }
}
