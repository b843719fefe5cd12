//! The division of cost: always exact, never unfair by more than a yen, and refused where it makes no sense.

use domain::code::CostSharing;
use domain::consortium::{Party, SharingProblem, split};
use domain::value::{MemberCount, OrganisationId, Yen};
use proptest::prelude::*;

fn party(id: i64, members: u32, uses: u32, agreed: Option<i64>) -> Party {
    Party {
        organisation: OrganisationId::new(id),
        is_lead: id == 1,
        members: MemberCount::new(members).unwrap(),
        uses,
        agreed: agreed.map(Yen::new),
    }
}

fn yen(total: i64, method: CostSharing, parties: &[Party]) -> Result<Vec<i64>, SharingProblem> {
    split(Yen::new(total), method, parties).map(|shares| shares.iter().map(|share| share.yen.get()).collect())
}

#[test]
fn 端数は代表組合が負担する() {
    let three = [
        party(1, 8_494, 3, None),
        party(2, 12_868, 0, None),
        party(3, 1, 4, None),
    ];
    assert_eq!(
        yen(1_000_000, CostSharing::Equal, &three),
        Ok(vec![333_334, 333_333, 333_333])
    );
    // 21,363 members: 8,494 → 397,603.3…, 12,868 → 602,349.8…, 1 → 46.8…
    assert_eq!(
        yen(1_000_000, CostSharing::PerMember, &three),
        Ok(vec![397_605, 602_349, 46])
    );
    assert_eq!(yen(100, CostSharing::PerUse, &three), Ok(vec![43, 0, 57]));
    assert_eq!(yen(100, CostSharing::Free, &three), Ok(vec![100, 0, 0]));
}

#[test]
fn 定額と応相談は合意した額で決まる() {
    let agreed = [
        party(1, 1, 0, Some(70)),
        party(2, 1, 0, Some(20)),
        party(3, 1, 0, Some(10)),
    ];
    assert_eq!(yen(130, CostSharing::Fixed, &agreed), Ok(vec![100, 20, 10]));
    assert_eq!(
        yen(29, CostSharing::Fixed, &agreed),
        Err(SharingProblem::Exceeds(Yen::new(1)))
    );
    assert_eq!(yen(100, CostSharing::Negotiable, &agreed), Ok(vec![70, 20, 10]));
    assert_eq!(
        yen(101, CostSharing::Negotiable, &agreed),
        Err(SharingProblem::Differs(Yen::new(1)))
    );
    assert_eq!(
        yen(99, CostSharing::Negotiable, &agreed),
        Err(SharingProblem::Differs(Yen::new(-1)))
    );
    let silent = [party(1, 1, 0, None), party(2, 1, 0, None)];
    let missing = Err(SharingProblem::NotAgreed(OrganisationId::new(2)));
    assert_eq!(yen(10, CostSharing::Fixed, &silent), missing);
}

#[test]
fn 分けられない費用は断る() {
    let nobody = [party(1, 0, 0, None), party(2, 0, 0, None)];
    assert_eq!(yen(1, CostSharing::PerMember, &nobody), Err(SharingProblem::NoBasis));
    assert_eq!(yen(1, CostSharing::PerUse, &nobody), Err(SharingProblem::NoBasis));
    assert_eq!(yen(-1, CostSharing::Equal, &nobody), Err(SharingProblem::Negative));
    assert_eq!(
        yen(1, CostSharing::Equal, &nobody[1..]),
        Err(SharingProblem::NoSingleLead)
    );
    assert_eq!(
        yen(1, CostSharing::Equal, &[nobody[0], nobody[0]]),
        Err(SharingProblem::NoSingleLead)
    );
}

proptest! {
    #[test]
    fn どの方式でも合計は一円も違わない(
        total in 0_i64..=1_000_000_000_000,
        facts in proptest::collection::vec((0_u32..=10_000_000, 0_u32..=u32::MAX, 0_i64..1_000_000_000_000), 1..40),
        method in proptest::sample::select(CostSharing::ALL.to_vec()),
    ) {
        let parties: Vec<_> = facts.iter().enumerate()
            .map(|(place, (members, uses, agreed))| party(place as i64 + 1, *members, *uses, Some(*agreed)))
            .collect();
        if let Ok(shares) = split(Yen::new(total), method, &parties) {
            prop_assert_eq!(shares.iter().map(|share| share.yen.get()).sum::<i64>(), total);
            prop_assert!(shares.iter().all(|share| !share.yen.is_negative()));
            prop_assert!(shares.iter().skip(1).all(|share| share.rest == Yen::ZERO));
            if let Some(whole) = shares.iter().map(|share| share.basis.map(u128::from)).sum::<Option<u128>>() {
                // Each part lies less than a yen under the exact one; the rest is less than a yen per society.
                for share in &shares {
                    let exact = u128::try_from(total).unwrap() * u128::from(share.basis.unwrap());
                    let cut = u128::try_from(share.yen.get() - share.rest.get()).unwrap() * whole;
                    prop_assert!(cut <= exact && exact < cut + whole);
                }
                prop_assert!(shares[0].rest.get() < shares.len() as i64);
            }
        } else {
            prop_assert!(matches!(method, CostSharing::Fixed | CostSharing::Negotiable)
                || parties.iter().all(|party| party.members.get() == 0 || party.uses == 0));
        }
    }
}
