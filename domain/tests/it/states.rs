//! The state diagrams in `docs/states.md` are drawn from the code. `UPDATE=1 cargo test -p domain` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use domain::application::{ApplicationState, ApplicationStep};
use domain::call::{CallState, CallStep};
use domain::consortium::{ConsortiumState, ConsortiumStep, MembershipState, MembershipStep};
use domain::decision::{BatchState, BatchStep};
use domain::file::{ScanResult, ScanState};
use domain::grant_case::{
    AssetState, AssetStep, ChangeState, ChangeStep, GrantState, GrantStep, ReportState, ReportStep,
};
use domain::organisation::registration::{RegistrationState, RegistrationStep};
use domain::participation::{ParticipationState, ParticipationStep};
use domain::program::{ListingState, ListingStep};
use domain::review::{ReviewState, ReviewStep};

/// Follows every step from `start`: each state is reached, each step is used, and from everywhere an end can be reached.
pub fn check_machine<S: Copy + Eq + std::fmt::Debug, T: Copy + Eq + std::fmt::Debug>(
    states: &[S],
    steps: &[T],
    start: S,
    next: impl Fn(S, T) -> Option<S>,
    is_end: impl Fn(S) -> bool,
) {
    let reach = |from: S| {
        let mut reached = vec![from];
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for step in steps {
                if let Some(later) = next(state, *step).filter(|later| !reached.contains(later)) {
                    reached.push(later);
                }
            }
            at += 1;
        }
        reached
    };
    let all = reach(start);
    for state in states {
        assert!(all.contains(state), "{state:?} is never reached");
        assert!(reach(*state).into_iter().any(&is_end), "{state:?} has no way to an end");
    }
    for step in steps {
        let used = states.iter().any(|state| next(*state, *step).is_some());
        assert!(used, "{step:?} is never used");
    }
}

/// A section of the document: title, where the code is, and the diagram.
fn section<S: Copy, T: Copy>(
    title: &str,
    place: &str,
    states: (&[S], fn(S) -> &'static str),
    steps: (&[T], fn(T) -> &'static str),
    next: impl Fn(S, T) -> Option<S>,
) -> String {
    let (states, name) = states;
    let (steps, label) = steps;
    // Mermaid wants identifiers without hyphens.
    let id = |state| name(state).replace('-', "_");
    let mut section = format!("\n## {title}\n\n{place}\n\n```mermaid\nstateDiagram-v2\n");
    writeln!(section, "    [*] --> {}", id(states[0])).unwrap();
    for state in states {
        for step in steps {
            if let Some(later) = next(*state, *step) {
                writeln!(section, "    {} --> {}: {}", id(*state), id(later), label(*step)).unwrap();
            }
        }
    }
    section.push_str("```\n");
    section
}

fn sections() -> Vec<String> {
    vec![
        section(
            "Program listing (共同事業の掲載)",
            "`ListingState` and `ListingStep` in `domain/src/program/state.rs`.",
            (ListingState::ALL, ListingState::code),
            (ListingStep::ALL, ListingStep::code),
            ListingState::next,
        ),
        section(
            "Participation in a program (参加)",
            "`ParticipationState` and `ParticipationStep` in `domain/src/participation/state.rs`.",
            (ParticipationState::ALL, ParticipationState::code),
            (ParticipationStep::ALL, ParticipationStep::code),
            ParticipationState::next,
        ),
        section(
            "Registration of an organisation (組織の登録申請)",
            "`RegistrationState` and `RegistrationStep` in `domain/src/organisation/registration/state.rs`.",
            (RegistrationState::ALL, RegistrationState::code),
            (RegistrationStep::ALL, RegistrationStep::code),
            RegistrationState::next,
        ),
        section(
            "Call for applications (公募回)",
            "`CallState` and `CallStep` in `domain/src/call/state.rs`.",
            (CallState::ALL, CallState::code),
            (CallStep::ALL, CallStep::code),
            CallState::next,
        ),
        section(
            "Consortium (コンソーシアム)",
            "`ConsortiumState` and `ConsortiumStep` in `domain/src/consortium/state.rs`.",
            (ConsortiumState::ALL, ConsortiumState::code),
            (ConsortiumStep::ALL, ConsortiumStep::code),
            ConsortiumState::next,
        ),
        section(
            "Place of a society in a consortium (構成組合の参加)",
            "`MembershipState` and `MembershipStep` in `domain/src/consortium/membership.rs`.",
            (MembershipState::ALL, MembershipState::code),
            (MembershipStep::ALL, MembershipStep::code),
            MembershipState::next,
        ),
        section(
            "Virus scan of a file (添付ファイルの検査)",
            "`ScanState` and `ScanResult` in `domain/src/file/state.rs`.",
            (ScanState::ALL, ScanState::code),
            (ScanResult::ALL, ScanResult::code),
            ScanState::next,
        ),
        section(
            "Application (応募)",
            "`ApplicationState` and `ApplicationStep` in `domain/src/application/state.rs`.",
            (ApplicationState::ALL, ApplicationState::code),
            (ApplicationStep::ALL, ApplicationStep::code),
            ApplicationState::next,
        ),
        section(
            "Assignment of a reviewer (審査の割当て)",
            "`ReviewState` and `ReviewStep` in `domain/src/review/state.rs`.",
            (ReviewState::ALL, ReviewState::code),
            (ReviewStep::ALL, ReviewStep::code),
            ReviewState::next,
        ),
        section(
            "Batch of decisions (採否案)",
            "`BatchState` and `BatchStep` in `domain/src/decision/state.rs`.",
            (BatchState::ALL, BatchState::code),
            (BatchStep::ALL, BatchStep::code),
            BatchState::next,
        ),
        section(
            "Grant case (交付)",
            "`GrantState` and `GrantStep` in `domain/src/grant_case/state.rs`.",
            (GrantState::ALL, GrantState::code),
            (GrantStep::ALL, GrantStep::code),
            GrantState::next,
        ),
        section(
            "Change request (変更申請)",
            "`ChangeState` and `ChangeStep` in `domain/src/grant_case/change.rs`.",
            (ChangeState::ALL, ChangeState::code),
            (ChangeStep::ALL, ChangeStep::code),
            ChangeState::next,
        ),
        section(
            "Report of a grant (交付の報告)",
            "`ReportState` and `ReportStep` in `domain/src/grant_case/report.rs`.",
            (ReportState::ALL, ReportState::code),
            (ReportStep::ALL, ReportStep::code),
            ReportState::next,
        ),
        section(
            "Asset of a grant (財産)",
            "`AssetState` and `AssetStep` in `domain/src/grant_case/asset.rs`.",
            (AssetState::ALL, AssetState::code),
            (AssetStep::ALL, AssetStep::code),
            AssetState::next,
        ),
    ]
}

#[test]
fn 状態遷移図は実装と同じ() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/states.md");
    let drawn = format!(
        "# State diagrams\n\nDrawn from the code by a test; do not edit.\n{}",
        sections().concat()
    );
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        written, drawn,
        "docs/states.md is out of date: run UPDATE=1 cargo test -p domain"
    );
}
