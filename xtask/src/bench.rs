//! Measuring. `search` runs the benchmark of the index beside SQLite and PostgreSQL, `relevance` the judged queries,
//! `panel` the rules of calls, `paper` documents; every other name is a benchmark of the optimised server. What is measured is decided there.

use anyhow::Result;
use clap::Args;

use crate::console::say;
use crate::project::{Mode, Project};
use crate::run::{cargo, show};
use crate::test::postgres::Cluster;
use crate::{dictionary, font, server, setup, site};

/// Arguments of `bench`.
#[derive(Args)]
pub struct BenchArgs {
    /// `search [--sizes 10000,100000,1000000]`, `relevance`, `panel`, `paper`, or what `server bench` takes
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Runs a benchmark and shows its output.
pub fn bench(project: &Project, args: &BenchArgs) -> Result<()> {
    match args.rest.split_first() {
        Some((name, rest)) if name == "search" => bench_search(project, rest),
        Some((name, _)) if name == "relevance" => bench_relevance(project),
        Some((name, _)) if name == "panel" => bench_panel(project),
        Some((name, _)) if name == "paper" => bench_paper(project),
        _ => bench_server(project, &args.rest),
    }
}

/// Beside PostgreSQL only where it is or can be had; SQLite is part of the benchmark.
fn bench_search(project: &Project, rest: &[String]) -> Result<()> {
    let dictionary = dictionary::ensure(project)?;
    let cluster = setup::ensure_postgres().and_then(|programs| Cluster::start(&programs));
    let mut command = cargo(project);
    command.args(["run", "--release", "--package", "bench", "--"]);
    command.arg("--dictionary").arg(&dictionary);
    match &cluster {
        Ok(cluster) => _ = command.arg("--postgres").arg(cluster.url()),
        Err(error) => say(&format!("Without PostgreSQL: {error:#}")),
    }
    show(command.args(rest))
}

/// The figures are printed by the test that holds their floor.
fn bench_relevance(project: &Project) -> Result<()> {
    let dictionary = dictionary::ensure(project)?;
    let mut command = cargo(project);
    command
        .args([
            "test",
            "--package",
            "search-index",
            "--test",
            "it",
            "judged",
            "--",
            "--nocapture",
        ])
        .env("DICTIONARY_DIR", dictionary);
    show(&mut command)
}

/// The rules of calls on a large consortium; pure code of the domain.
fn bench_panel(project: &Project) -> Result<()> {
    show(cargo(project).args(["bench", "--package", "domain", "--bench", "panel"]))
}

/// Documents as PDF and DOCX.
fn bench_paper(project: &Project) -> Result<()> {
    let fonts = font::ensure(project)?;
    show(
        cargo(project)
            .args(["bench", "--package", "paper", "--bench", "paper"])
            .env("FONT_DIR", fonts),
    )
}

fn bench_server(project: &Project, rest: &[String]) -> Result<()> {
    setup::ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    let site = site::build(project, Mode::Release)?;
    let binary = server::build(project, Mode::Release)?;
    // A log line per request would be measured with it.
    show(
        server::command(project, &binary, "bench", &site, &dictionary)
            .args(rest)
            .env("RUST_LOG", "warn"),
    )
}
