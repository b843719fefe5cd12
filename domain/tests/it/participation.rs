//! Participation as a whole: random walks of both sides' people over the state machine, and the conditions of programs
//! held against any society.

use domain::code::{Industry, InsurerForm, InsurerKind, OrgRole, Prefecture, PrefectureSet, SizeBand};
use domain::grant::AuditScope;
use domain::participation::{
    Applicant, Condition, Gate, InquiryForm, JoinRequestForm, Outcome, ParticipationState, ParticipationStep, Side,
    Verdict,
};
use domain::permit::{Actor, Subject, may};
use domain::program::{Area, CleanProgram, Limits};
use domain::user::{Membership, User};
use domain::value::{Email, MemberCount, OrganisationId, UserId};
use proptest::prelude::*;

const SOCIETY: OrganisationId = OrganisationId::new(1);
const ORGANISER: OrganisationId = OrganisationId::new(2);
const STRANGER: OrganisationId = OrganisationId::new(3);

fn person(organisation: OrganisationId, role: OrgRole) -> Actor {
    Actor::User(User {
        id: UserId::new(1),
        email: Email::parse("a@example.jp").unwrap(),
        name: "佐藤".into(),
        memberships: vec![Membership {
            organisation,
            organisation_name: "甲".into(),
            role,
        }],
        platform: vec![],
        audit_scope: AuditScope::default(),
    })
}

fn organisation_of(side: Side) -> OrganisationId {
    match side {
        Side::Society => SOCIETY,
        Side::Organiser => ORGANISER,
    }
}

/// Written down by hand, apart from the table: who takes which step.
fn expected(organisation: OrganisationId, role: OrgRole, step: ParticipationStep) -> bool {
    use ParticipationStep as Step;
    let works = matches!(role, OrgRole::Editor | OrgRole::Approver);
    let decides = role == OrgRole::Approver;
    match step {
        Step::Request | Step::Withdraw => organisation == SOCIETY && works,
        Step::Consent | Step::Leave => organisation == SOCIETY && decides,
        Step::Offer | Step::Waitlist | Step::Decline | Step::Reconsider | Step::Confirm => {
            organisation == ORGANISER && works
        }
        Step::Remove => organisation == ORGANISER && decides,
    }
}

proptest! {
    #[test]
    fn でたらめに歩いても権限と順序は守られる(
        moves in proptest::collection::vec((0..3_usize, 0..4_usize, 0..ParticipationStep::ALL.len()), 1..80)
    ) {
        let mut state = ParticipationState::Requested;
        let mut consented = false;
        for (who, role, step) in moves {
            let organisation = [SOCIETY, ORGANISER, STRANGER][who];
            let role = OrgRole::ALL[role];
            let step = ParticipationStep::ALL[step];
            let owner = organisation_of(step.side());
            let allowed = may(&person(organisation, role), step.action(), Subject::Organisation(owner));
            prop_assert_eq!(allowed, expected(organisation, role, step), "{:?} {:?} {:?}", organisation, role, step);
            if !allowed {
                continue;
            }
            let Some(next) = state.next(step) else { continue };
            match step {
                ParticipationStep::Consent => consented = true,
                ParticipationStep::Request | ParticipationStep::Reconsider => consented = false,
                _ => {}
            }
            // Nobody takes part without a consent given since the last request.
            prop_assert!(next != ParticipationState::Confirmed || consented);
            // Only the society can undo what it alone decides, and nobody stays stuck waiting for somebody.
            if let Some(side) = next.awaits() {
                prop_assert!(ParticipationStep::ALL.iter().any(|way| way.side() == side && next.next(*way).is_some()));
            }
            // Until it is confirmed, the society can always get out.
            if next.is_alive() {
                let out = [ParticipationStep::Withdraw, ParticipationStep::Leave];
                prop_assert!(out.iter().any(|way| next.next(*way).is_some()), "{:?}", next);
            }
            state = next;
        }
    }

    #[test]
    fn 判定は条件を一つずつ確かめたものと同じ(applicant in applicants(), limits in limits(), area in areas()) {
        let mut program = program();
        program.limits = limits.clone();
        program.area = area;
        let fit = applicant.fit(&program);
        let outcome = |wanted| fit.0.iter().find(|(condition, _)| *condition == wanted).map(|(_, outcome)| *outcome);

        // An independent reading of the same words.
        let mut fails = Vec::new();
        let mut open = Vec::new();
        match applicant.kind {
            None => fails.push(Condition::Kind),
            Some(kind) if !limits.kinds.is_empty() && !limits.kinds.contains(&kind) => fails.push(Condition::Kind),
            Some(_) => {}
        }
        let bounded = limits.members_min.is_some() || limits.members_max.is_some() || !limits.sizes.is_empty();
        match applicant.members {
            None if bounded => open.push(Condition::Size),
            Some(members) if bounded => {
                let count = members.get();
                let in_band = limits.sizes.is_empty()
                    || limits.sizes.iter().any(|band| count >= SizeBand::min(*band) && SizeBand::max(*band).is_none_or(|max| count <= max));
                let low = limits.members_min.unwrap_or(0);
                let high = limits.members_max.unwrap_or(u32::MAX);
                if !(in_band && (low..=high).contains(&count)) {
                    fails.push(Condition::Size);
                }
            }
            _ => {}
        }
        match applicant.industry {
            None if !limits.industries.is_empty() => open.push(Condition::Industry),
            Some(own) if !limits.industries.is_empty() && !limits.industries.contains(&own) => {
                fails.push(Condition::Industry);
            }
            _ => {}
        }
        for condition in [Condition::Kind, Condition::Size, Condition::Industry] {
            prop_assert_eq!(outcome(condition) == Some(Outcome::Failed), fails.contains(&condition), "{:?}", condition);
            prop_assert_eq!(outcome(condition) == Some(Outcome::Unknown), open.contains(&condition), "{:?}", condition);
        }
        let expected = if fit.0.iter().any(|(_, outcome)| *outcome == Outcome::Failed) {
            Verdict::NotEligible
        } else if fit.0.iter().any(|(_, outcome)| *outcome == Outcome::Unknown) {
            Verdict::Unknown
        } else {
            Verdict::Eligible
        };
        prop_assert_eq!(fit.verdict(), expected);
        prop_assert_eq!(Gate::of(&program).lets_in(&applicant), fit.verdict() == Verdict::Eligible);
    }

    #[test]
    fn 条件が増えて参加しやすくなることはない(applicant in applicants(), limits in limits()) {
        let mut open = program();
        open.area = Area::Nationwide;
        open.limits = Limits::default();
        let mut limited = open.clone();
        limited.limits = limits;
        prop_assert!(applicant.fit(&limited).verdict() >= applicant.fit(&open).verdict());
    }

    #[test]
    fn 申込みと問合せの様式はどんな入力でも落ちない(values in proptest::collection::vec("\\PC{0,60}", 12)) {
        let mut request = JoinRequestForm::default();
        request.replace(JoinRequestForm::FIELDS, JoinRequestForm::FIELDS.iter().copied().zip(values.iter().map(String::as_str)));
        if let Err(problems) = request.check() {
            prop_assert!(problems.iter().all(|found| JoinRequestForm::FIELDS.contains(&found.field.as_str())));
        }
        let mut inquiry = InquiryForm::default();
        inquiry.replace(InquiryForm::FIELDS, InquiryForm::FIELDS.iter().copied().zip(values.iter().map(String::as_str)));
        if let Err(problems) = inquiry.check() {
            prop_assert!(problems.iter().all(|found| InquiryForm::FIELDS.contains(&found.field.as_str())));
        }
    }
}

fn program() -> CleanProgram {
    super::program_form::complete().check().unwrap()
}

fn some_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    proptest::sample::subsequence(all.to_vec(), 0..=all.len().min(3))
}

fn prefectures() -> impl Strategy<Value = PrefectureSet> {
    some_of(Prefecture::ALL).prop_map(|chosen| chosen.into_iter().collect())
}

fn areas() -> impl Strategy<Value = Area> {
    prop_oneof![
        Just(Area::Nationwide),
        some_of(Prefecture::ALL)
            .prop_filter("a program runs somewhere", |chosen| !chosen.is_empty())
            .prop_map(|chosen| Area::Prefectures(chosen.into_iter().collect())),
    ]
}

fn limits() -> impl Strategy<Value = Limits> {
    (
        some_of(SizeBand::ALL),
        some_of(Industry::ALL),
        proptest::option::of(0..40_000_u32),
        proptest::option::of(0..40_000_u32),
        prefectures(),
        some_of(InsurerKind::ALL),
        some_of(InsurerForm::ALL),
    )
        .prop_map(
            |(sizes, industries, members_min, members_max, seats, kinds, forms)| Limits {
                sizes,
                industries,
                members_min,
                members_max,
                seats,
                kinds,
                forms,
                system: String::new(),
                note: String::new(),
            },
        )
}

fn applicants() -> impl Strategy<Value = Applicant> {
    (
        proptest::option::of(proptest::sample::select(InsurerKind::ALL)),
        proptest::option::of(proptest::sample::select(InsurerForm::ALL)),
        proptest::option::of(proptest::sample::select(Industry::ALL)),
        proptest::option::of(0..40_000_u32),
        proptest::sample::select(Prefecture::ALL),
        prefectures(),
    )
        .prop_map(|(kind, form, industry, members, pref, area)| Applicant {
            kind,
            form,
            industry,
            members: members.and_then(MemberCount::new),
            pref,
            area,
        })
}

#[test]
fn 規模の境目は一人の違いで分かれる() {
    let mut program = program();
    program.area = Area::Nationwide;
    program.limits = Limits {
        members_max: Some(9_999),
        ..Limits::default()
    };
    let society = |members| Applicant {
        kind: Some(InsurerKind::Kenpo),
        form: None,
        industry: None,
        members: MemberCount::new(members),
        pref: Prefecture::ALL[0],
        area: PrefectureSet::EMPTY,
    };
    assert_eq!(society(9_999).fit(&program).verdict(), Verdict::Eligible);
    assert_eq!(society(10_000).fit(&program).verdict(), Verdict::NotEligible);
}

#[test]
fn 所在地が外でも加入者の所在地がわからなければ断らない() {
    let mut program = program();
    program.area = Area::Prefectures([Prefecture::from_code("13").unwrap()].into_iter().collect());
    let osaka = Applicant {
        kind: Some(InsurerKind::Kenpo),
        form: None,
        industry: None,
        members: None,
        pref: Prefecture::from_code("27").unwrap(),
        area: PrefectureSet::EMPTY,
    };
    assert_eq!(osaka.fit(&program).verdict(), Verdict::Unknown);
    let with = |code: &str| Applicant {
        area: [Prefecture::from_code(code).unwrap()].into_iter().collect(),
        ..osaka
    };
    assert_eq!(with("13").fit(&program).verdict(), Verdict::Eligible);
    assert_eq!(with("28").fit(&program).verdict(), Verdict::NotEligible);
}
