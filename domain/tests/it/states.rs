//! The state diagrams in `docs/states.md` are drawn from the code. `UPDATE=1 cargo test -p domain` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use domain::program::{ListingState, ListingStep};

fn listing_diagram() -> String {
    let mut diagram = String::from("```mermaid\nstateDiagram-v2\n    [*] --> draft\n");
    for state in ListingState::ALL {
        for step in ListingStep::ALL {
            if let Some(next) = state.next(*step) {
                writeln!(diagram, "    {} --> {}: {}", state.code(), next.code(), step.code()).unwrap();
            }
        }
    }
    diagram.push_str("```\n");
    // Mermaid wants identifiers without hyphens.
    diagram.replace("deleted-draft", "deleted_draft")
}

#[test]
fn 状態遷移図は実装と同じ() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/states.md");
    let drawn = format!(
        "# State diagrams\n\nDrawn from the code by a test; do not edit.\n\n## Program listing (共同事業の掲載)\n\n\
         `ListingState` and `ListingStep` in `domain/src/program/state.rs`.\n\n{}",
        listing_diagram()
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
