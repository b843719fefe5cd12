//! The arrows between the crates of the workspace, as `docs/architecture.md` draws them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Each crate and the crates it may know. Dependencies of tests are free.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("app", &["domain", "paper", "search-index", "store"]),
    ("bench", &["domain", "search-index"]),
    ("browser", &["app", "domain"]),
    ("domain", &[]),
    ("paper", &["domain"]),
    ("search-index", &["domain"]),
    ("server", &["app", "domain", "paper", "search-index", "store"]),
    ("store", &["domain"]),
    ("xtask", &[]),
];

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The arrows between members in the answer of `cargo metadata`, without those of tests.
fn read_arrows(metadata: &Value) -> Result<Arrows> {
    let packages = metadata["packages"].as_array().context("packages")?;
    let name_of = |value: &Value| value["name"].as_str().map(str::to_owned);
    let members: BTreeSet<String> = packages.iter().filter_map(name_of).collect();
    let mut arrows = Arrows::new();
    for package in packages {
        let known = package["dependencies"]
            .as_array()
            .context("dependencies")?
            .iter()
            .filter(|dependency| dependency["kind"] != "dev")
            .filter_map(name_of)
            .filter(|name| members.contains(name))
            .collect();
        arrows.insert(name_of(package).context("name")?, known);
    }
    Ok(arrows)
}

/// Every arrow that is not allowed, and every crate that is not in the table.
fn find_violations(arrows: &Arrows) -> Vec<String> {
    let allowed = BTreeMap::from(ALLOWED);
    let mut violations = Vec::new();
    for (from, known) in arrows {
        let Some(may_know) = allowed.get(from.as_str()) else {
            violations.push(format!("{from} is not in the table"));
            continue;
        };
        for to in known {
            if !may_know.contains(&to.as_str()) {
                violations.push(format!("{from} must not know {to}"));
            }
        }
    }
    violations
}

#[test]
fn crates_know_only_the_crates_they_may_know() -> Result<()> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let arrows = read_arrows(&serde_json::from_slice(&output.stdout)?)?;
    assert_eq!(arrows.len(), ALLOWED.len(), "crates of the workspace");
    assert_eq!(find_violations(&arrows), [""; 0]);
    Ok(())
}

#[test]
fn a_forbidden_arrow_is_found_and_one_of_tests_is_not() -> Result<()> {
    let metadata = serde_json::json!({"packages": [
        {"name": "domain", "dependencies": [{"name": "store", "kind": "dev"}, {"name": "serde", "kind": null}]},
        {"name": "store", "dependencies": [{"name": "search-index", "kind": null}, {"name": "domain", "kind": null}]},
        {"name": "search-index", "dependencies": []},
        {"name": "stranger", "dependencies": []},
    ]});
    let violations = find_violations(&read_arrows(&metadata)?);
    assert_eq!(
        violations,
        ["store must not know search-index", "stranger is not in the table"]
    );
    Ok(())
}
