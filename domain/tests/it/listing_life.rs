//! Random walks over the life of a listing: whoever tries whatever, nothing becomes public that nobody allowed to check it
//! has let through, and nobody changes what is not theirs.

use domain::code::{OrgRole, PlatformRole};
use domain::grant::AuditScope;
use domain::permit::Actor;
use domain::program::{ListingState, ListingStep, ProgramForm, PublicationCheck, may_take};
use domain::user::{Membership, User};
use domain::value::{Email, OrganisationId, UserId};
use proptest::prelude::*;

const OWNER: OrganisationId = OrganisationId::new(1);

fn person(places: &[(i64, OrgRole)], platform: &[PlatformRole]) -> Actor {
    Actor::User(User {
        id: UserId::new(1),
        email: Email::parse("a@example.jp").unwrap(),
        name: "佐藤".into(),
        memberships: places
            .iter()
            .map(|(organisation, role)| Membership {
                organisation: OrganisationId::new(*organisation),
                organisation_name: "甲".into(),
                role: *role,
            })
            .collect(),
        platform: platform.to_vec(),
        audit_scope: AuditScope::default(),
    })
}

/// Everybody who might try: all roles of the owner, of another society, on the platform, the operator and a visitor.
fn actors() -> Vec<Actor> {
    let own = OrgRole::ALL.iter().map(|role| person(&[(1, *role)], &[]));
    let foreign = OrgRole::ALL.iter().map(|role| person(&[(2, *role)], &[]));
    let platform = PlatformRole::ALL.iter().map(|role| person(&[], &[*role]));
    own.chain(foreign)
        .chain(platform)
        .chain([Actor::Operator, Actor::Anonymous])
        .collect()
}

fn is_foreign(actor: &Actor) -> bool {
    match actor {
        Actor::Anonymous => true,
        Actor::Operator => false,
        Actor::User(user) => {
            !user.platform.contains(&PlatformRole::Secretariat)
                && user.memberships.iter().all(|place| place.organisation != OWNER)
        }
    }
}

fn checks(actor: &Actor) -> bool {
    match actor {
        Actor::Operator => true,
        Actor::Anonymous => false,
        Actor::User(user) => user.platform.contains(&PlatformRole::Secretariat),
    }
}

fn walk() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..actors().len(), 0..ListingStep::ALL.len()), 1..120)
}

proptest! {
    #[test]
    fn どう歩いても確認なしに新しい内容は公開されない(steps in walk(), asks in any::<bool>()) {
        let check = if asks { PublicationCheck::Secretariat } else { PublicationCheck::None };
        let actors = actors();
        let mut state = ListingState::Draft;
        let mut let_through = false;
        for (who, what) in steps {
            let (actor, step) = (&actors[who], ListingStep::ALL[what]);
            let allowed = may_take(actor, step, OWNER, check);
            if is_foreign(actor) {
                prop_assert!(!allowed, "{:?} by a stranger", step);
            }
            let allowed = allowed && step.fits(let_through);
            let Some(next) = state.next(step).filter(|_| allowed) else { continue };
            if step == ListingStep::Publish {
                prop_assert!(checks(actor) || !asks, "published past the check");
                let_through = true;
            }
            if matches!(step, ListingStep::Return | ListingStep::Suspend | ListingStep::Resume) {
                prop_assert!(checks(actor));
            }
            prop_assert!(!matches!(state, ListingState::DeletedDraft | ListingState::Archived), "left an end by {:?}", step);
            // What is or was public has been let through once; what has never been is a draft or waits.
            let is_or_was_public = matches!(
                next,
                ListingState::Published | ListingState::Suspended | ListingState::Closed | ListingState::Archived
            );
            prop_assert!(let_through || !is_or_was_public, "{:?} to {:?}", state, next);
            prop_assert!(!let_through || next != ListingState::Draft, "{:?} back to a draft", state);
            state = next;
        }
    }

    #[test]
    fn 申請の行き先は状態遷移図にある(asks in any::<bool>(), state in 0..ListingState::ALL.len(), major in any::<bool>()) {
        let check = if asks { PublicationCheck::Secretariat } else { PublicationCheck::None };
        let state = ListingState::ALL[state];
        let published = form("京都").check().unwrap();
        let now = ProgramForm { pref: vec![if major { "27" } else { "26" }.into()], ..form("大阪") }.check().unwrap();
        let step = check.step(state, Some(&published), &now);
        if state.is_editable() {
            prop_assert!(state.next(step).is_some(), "{:?} from {:?}", step, state);
            // Without a check nothing waits; with one, only a small change of something published does not.
            let waits = matches!(step, ListingStep::SubmitForCheck | ListingStep::EditMajor);
            prop_assert_eq!(waits, asks && (state != ListingState::Published || major));
        } else {
            prop_assert!(state.next(step).is_none(), "{:?} from {:?}", step, state);
        }
    }
}

fn form(title: &str) -> ProgramForm {
    ProgramForm {
        title: title.into(),
        kind: "recruit".into(),
        cat: "population".into(),
        summary: "概要".into(),
        purpose: "目的".into(),
        content: "内容".into(),
        target: vec!["insured".into()],
        pref: vec!["26".into()],
        mode: vec!["online".into()],
        period_from: "2026-04-01".into(),
        period_to: "2027-03-31".into(),
        cost: "free".into(),
        structure: "体制".into(),
        data_use: "none".into(),
        recruit_from: "2026-02-01".into(),
        recruit_to: "2026-03-01".into(),
        contact_org: "甲健康保険組合".into(),
        contact_email: "a@example.jp".into(),
        visibility: "public".into(),
        subsidy: "none".into(),
        ..ProgramForm::default()
    }
}

#[test]
fn 終わりでない状態からは誰かが先へ進める() {
    for check in PublicationCheck::ALL {
        for state in ListingState::ALL {
            let goes_on = ListingStep::ALL.iter().any(|step| {
                state.next(*step).is_some_and(|next| next != *state)
                    && actors().iter().any(|actor| may_take(actor, *step, OWNER, *check))
            });
            let is_end = matches!(state, ListingState::DeletedDraft | ListingState::Archived);
            assert_eq!(goes_on, !is_end, "{state:?}");
        }
    }
}
