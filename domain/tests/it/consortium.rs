//! The life of a consortium and of the places in it.

use domain::consortium::{ConsortiumState, ConsortiumStep, MembershipState, MembershipStep};

#[test]
fn コンソーシアムはどの状態からも終われる() {
    super::states::check_machine(
        ConsortiumState::ALL,
        ConsortiumStep::ALL,
        ConsortiumState::Forming,
        |state, step| state.next(step),
        |state| matches!(state, ConsortiumState::Closed | ConsortiumState::Dissolved),
    );
}

#[test]
fn 参加の状態はどこからも同意に戻れる() {
    super::states::check_machine(
        MembershipState::ALL,
        MembershipStep::ALL,
        MembershipState::Invited,
        |state, step| state.next(step),
        |state| state == MembershipState::Agreed,
    );
}

#[test]
fn 応募中は構成を変えられない() {
    assert!(!ConsortiumState::Applied.is_open() && ConsortiumState::Applied.is_frozen());
    for step in [ConsortiumStep::Change, ConsortiumStep::Reopen, ConsortiumStep::Dissolve] {
        assert_eq!(ConsortiumState::Applied.next(step), None, "{step:?}");
    }
}
