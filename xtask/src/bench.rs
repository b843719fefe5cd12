//! Measuring: builds the optimised server and lets it run one of its benchmarks. What is measured is decided there.

use anyhow::Result;
use clap::Args;

use crate::project::{Mode, Project};
use crate::run::show;
use crate::{dictionary, server, setup, site};

/// Arguments of `bench`.
#[derive(Args)]
pub struct BenchArgs {
    /// Name of the benchmark and its own arguments, as `server bench` takes them; without a name it lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Runs a benchmark of the optimised server and shows its output.
pub fn bench(project: &Project, args: &BenchArgs) -> Result<()> {
    setup::ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    let site = site::build(project, Mode::Release)?;
    let binary = server::build(project, Mode::Release)?;
    // A log line per request would be measured with it.
    show(
        server::command(project, &binary, "bench", &site, &dictionary)
            .args(&args.rest)
            .env("RUST_LOG", "warn"),
    )
}
