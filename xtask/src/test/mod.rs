//! The second command of the README: every check there is, in the order in which mistakes are found fastest. All
//! checks run even if one fails; only those that need a failed one's result are left out, and count as failed.

pub mod postgres;
mod report;
mod size;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::project::{Mode, Project};
use crate::run::{cargo, show};
use crate::setup::{self, WASM_TARGET};
use crate::{dictionary, font, server, site};
use postgres::Cluster;
use report::Report;

/// The crates that run on the host, as two builds: the default members, and this tool, which shares no features with
/// them.
const SELECTIONS: [&[&str]; 2] = [&[], &["--package", "xtask"]];

/// Arguments of `test`.
#[derive(Args)]
pub struct TestArgs {
    /// Only format, lints of the server side and Rust tests on SQLite
    #[arg(long)]
    quick: bool,
}

/// Runs the checks, prints the table and fails unless all passed.
pub fn test(project: &Project, args: &TestArgs) -> Result<()> {
    let mut report = Report::default();
    let dictionary = report.step("set up: Rust target, dictionary and fonts", || {
        setup::ensure_wasm_target()?;
        font::ensure(project)?;
        dictionary::ensure(project)
    });
    report.step("format", || show(cargo(project).args(["fmt", "--all", "--check"])));
    report.step("lints, server side", || {
        for selection in SELECTIONS {
            let mut command = cargo(project);
            command.arg("clippy").args(selection);
            show(command.args(["--all-targets", "--", "-D", "warnings"]))?;
        }
        Ok(())
    });
    if args.quick {
        report.step_after("Rust tests", dictionary.as_deref(), |dictionary| {
            rust_tests(project, dictionary, None)
        });
        return report.finish();
    }
    report.step("lints, browser side", || {
        show(
            cargo(project)
                .args(["clippy", "--package", "browser", "--target", WASM_TARGET])
                .args(["--profile", "wasm-dev", "--", "-D", "warnings"]),
        )
    });
    let cluster = report.step("set up: PostgreSQL", || Cluster::start(&setup::ensure_postgres()?));
    let needed = dictionary.as_deref().zip(cluster.as_ref());
    report.step_after("Rust tests", needed, |(dictionary, cluster)| {
        rust_tests(project, dictionary, Some(cluster))
    });
    drop(cluster);
    let binary = report.step("build: server", || server::build(project, Mode::Dev));
    let site = report.step("build: browser part", || site::build(project, Mode::Release));
    report.step_after("sizes", site.as_deref(), size::check);

    let end2end = project.root().join("end2end");
    let browser = report.step("set up: Node.js packages and browser", || {
        setup::ensure_node()?;
        setup::ensure_node_packages(&end2end)?;
        setup::ensure_browser(&end2end)
    });
    let needed = (|| Some((binary?, site?, dictionary?, browser?)))();
    report.step_after("end-to-end tests", needed, |(binary, site, dictionary, browser)| {
        let fonts = font::ensure(project)?;
        end_to_end_tests(&end2end, [&binary, &site, &dictionary, &fonts], browser)
    });
    report.finish()
}

/// All Rust tests; those of the store run on PostgreSQL too if there is a cluster.
fn rust_tests(project: &Project, dictionary: &Path, cluster: Option<&Cluster>) -> Result<()> {
    let mut outcome = Ok(());
    for selection in SELECTIONS {
        let mut command = cargo(project);
        command
            .args(["test", "--no-fail-fast"])
            .args(selection)
            .env("DICTIONARY_DIR", dictionary)
            .env("FONT_DIR", font::ensure(project)?);
        match cluster {
            Some(cluster) => command.env("TEST_POSTGRES_URL", cluster.url()),
            None => command.env_remove("TEST_POSTGRES_URL"),
        };
        outcome = outcome.and(show(&mut command));
    }
    outcome
}

/// The tests start the server themselves, each worker its own, from what these variables name.
fn end_to_end_tests(
    end2end: &Path,
    [binary, site, dictionary, fonts]: [&Path; 4],
    browser: Option<PathBuf>,
) -> Result<()> {
    if !end2end.join("package.json").exists() {
        bail!("{} holds no tests", end2end.display());
    }
    let mut command = Command::new("npx");
    command
        .current_dir(end2end)
        .args(["--no-install", "playwright", "test"])
        .env("SERVER_BIN", binary)
        .env("SITE_ROOT", site)
        .env("DICTIONARY_DIR", dictionary)
        .env("KYODO_FONTS", fonts)
        // A report that waits to be looked at would never end a run without a person.
        .env("PLAYWRIGHT_HTML_OPEN", "never");
    if let Some(browser) = browser {
        command.env("CHROMIUM_PATH", browser);
    }
    show(&mut command)
}
