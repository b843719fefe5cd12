//! The life of an application, who may take which step, and when it can be submitted.

use domain::application::{ApplicationState, ApplicationStep, Refusal, may_submit};
use domain::code::{OrgRole, PlatformRole};
use domain::consortium::panel::{Panel, Rule, Standing};
use domain::grant::AuditScope;
use domain::permit::{Action, Actor, Subject, may};
use domain::user::{Membership, User};
use domain::value::{Email, OrganisationId, UserId};
use proptest::prelude::*;

pub const LEAD: OrganisationId = OrganisationId::new(1);

pub fn person(place: Option<(OrganisationId, OrgRole)>, platform: &[PlatformRole]) -> Actor {
    Actor::User(User {
        id: UserId::new(1),
        email: Email::parse("a@example.jp").unwrap(),
        name: "佐藤".into(),
        memberships: place
            .into_iter()
            .map(|(organisation, role)| Membership {
                organisation,
                organisation_name: "甲".into(),
                role,
            })
            .collect(),
        platform: platform.to_vec(),
        audit_scope: AuditScope::default(),
    })
}

/// Everybody who could try: each role at the lead, at another society, and on the platform.
pub fn people() -> Vec<Actor> {
    let other = OrganisationId::new(2);
    let mut people = vec![Actor::Anonymous];
    for role in OrgRole::ALL {
        people.push(person(Some((LEAD, *role)), &[]));
        people.push(person(Some((other, *role)), &[]));
    }
    people.extend(PlatformRole::ALL.iter().map(|role| person(None, &[*role])));
    people
}

fn allowed(action: Option<Action>, actor: &Actor) -> bool {
    action.is_some_and(|action| may(actor, action, Subject::Organisation(LEAD)))
}

#[test]
fn 応募はどの状態からも終わりまで行ける() {
    super::states::check_machine(
        ApplicationState::ALL,
        ApplicationStep::ALL,
        ApplicationState::Draft,
        |state, step| state.next(step),
        ApplicationState::is_final,
    );
}

#[test]
fn どの手順にも取れる人がちょうど決まっている() {
    for step in ApplicationStep::ALL {
        let takers = people().iter().filter(|actor| allowed(step.action(), actor)).count();
        assert_eq!(takers == 0, *step == ApplicationStep::Expire, "{step:?}");
    }
    let editor = person(Some((LEAD, OrgRole::Editor)), &[]);
    let approver = person(Some((LEAD, OrgRole::Approver)), &[]);
    let officer = person(None, &[PlatformRole::Officer]);
    let decider = person(None, &[PlatformRole::OfficerApprover]);
    assert!(!allowed(ApplicationStep::Submit.action(), &editor));
    assert!(allowed(ApplicationStep::Submit.action(), &approver));
    assert!(!allowed(ApplicationStep::Select.action(), &officer));
    assert!(allowed(ApplicationStep::Select.action(), &decider));
    assert!(!allowed(ApplicationStep::Pass.action(), &approver));
}

#[test]
fn 引戻しは審査が始まるまで取下げは決定まで() {
    use ApplicationState as State;
    for state in ApplicationState::ALL {
        let can_pull = state.next(ApplicationStep::PullBack).is_some();
        assert_eq!(
            can_pull,
            matches!(state, State::Submitted | State::FormalCheck),
            "{state:?}"
        );
        let can_withdraw = state.next(ApplicationStep::Withdraw).is_some();
        assert_eq!(can_withdraw, !state.is_final(), "{state:?}");
    }
}

fn panel(standings: &[(Rule, Standing)]) -> Panel {
    let mut panel = Panel { checks: Vec::new() };
    for (rule, standing) in standings {
        panel.checks.push(domain::consortium::panel::Check {
            rule: *rule,
            standing: *standing,
            facts: domain::consortium::panel::Facts::None,
            points: Vec::new(),
        });
    }
    panel
}

#[test]
fn 提出は締切までで要件を満たすときだけ() {
    let dates = super::call::call().dates;
    let ready = panel(&[(Rule::Insurers, Standing::Met), (Rule::Ages, Standing::Warned)]);
    let submit =
        |panel: &Panel, extended, now| may_submit(ApplicationState::AwaitingSignoff, &dates, extended, panel, now);
    assert_eq!(submit(&ready, None, dates.close_at), Ok(ApplicationState::Submitted));
    assert_eq!(
        submit(&ready, None, dates.close_at.plus_millis(1)),
        Err(Refusal::TooLate)
    );
    let later = dates.close_at.plus_millis(60_000);
    assert_eq!(submit(&ready, Some(later), later), Ok(ApplicationState::Submitted));
    assert_eq!(
        submit(&ready, None, dates.open_at.plus_millis(-1)),
        Err(Refusal::NotOpen)
    );
    let open = panel(&[
        (Rule::Insurers, Standing::Failed),
        (Rule::Small, Standing::Met),
        (Rule::Budget, Standing::Unknown),
    ]);
    assert_eq!(
        submit(&open, None, dates.open_at),
        Err(Refusal::Rules(vec![Rule::Insurers, Rule::Budget]))
    );
    let draft = may_submit(ApplicationState::Draft, &dates, None, &ready, dates.open_at);
    assert_eq!(draft, Err(Refusal::State(ApplicationState::Draft)));
}

proptest! {
    #[test]
    fn でたらめな操作でも権限のない者は進められない(
        tries in proptest::collection::vec((0_usize..100, 0_usize..ApplicationStep::ALL.len()), 0..200),
    ) {
        let people = people();
        let mut state = ApplicationState::Draft;
        for (who, step) in tries {
            let (actor, step) = (&people[who % people.len()], ApplicationStep::ALL[step]);
            let is_clock = step.action().is_none() && *actor == Actor::Anonymous;
            if !is_clock && !allowed(step.action(), actor) {
                continue;
            }
            if let Some(next) = state.next(step) {
                prop_assert!(!state.is_final(), "nothing follows {:?}", state);
                // Only the approving officer brings about a decision, only the lead's approver a submission.
                if matches!(next, ApplicationState::Selected | ApplicationState::NotSelected | ApplicationState::Waitlisted) {
                    prop_assert!(may(actor, Action::DecideApplication, Subject::Portal));
                }
                if matches!(next, ApplicationState::Submitted | ApplicationState::Resubmitted) {
                    prop_assert!(may(actor, Action::SubmitApplication, Subject::Organisation(LEAD)));
                }
                state = next;
            }
        }
    }
}
