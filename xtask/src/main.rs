//! The project's only build tool, called as `cargo xtask <verb>`: it gets what a machine lacks, then builds, serves,
//! tests, measures and packs the portal. It knows nothing of the portal's rules.

mod bench;
mod browser;
mod console;
mod dictionary;
mod dist;
mod font;
mod fuzz;
mod package;
mod project;
mod run;
mod serve;
mod server;
mod setup;
mod site;
mod stamp;
mod style;
mod test;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::project::Project;

/// Builds, serves, tests and packs Kyodo Navi.
///
/// Start with `cargo xtask serve`. Everything a verb needs and this machine lacks is fetched first; each long step is
/// announced in one line. Results lie in the target directory and are reused while they are current.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build what is not current and serve the portal with demo data
    Serve(serve::ServeArgs),
    /// Run every check: format, lints, Rust tests, sizes, end-to-end tests
    Test(test::TestArgs),
    /// Serve, and rebuild and restart after each change of a source file
    Watch(serve::ServeArgs),
    /// Pack a folder and an archive that run on a machine without any tools
    Dist(dist::DistArgs),
    /// Measure with an optimised server
    Bench(bench::BenchArgs),
    /// Feed the parsers with random inputs, many more than the usual tests do
    Fuzz(fuzz::FuzzArgs),
    /// Get everything that `serve` and `test` need, and build nothing
    Setup,
    /// Build the Japanese dictionary only
    Dictionary(dictionary::DictionaryArgs),
    /// Fetch the fonts of PDF documents only
    Font,
    /// Build the files for the browser only: WebAssembly, script, style
    Site(site::SiteArgs),
}

fn main() -> ExitCode {
    match perform(&Cli::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without the backtrace that returning the error would show: these are messages to people.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(verb: &Verb) -> Result<()> {
    let project = Project::find()?;
    match verb {
        Verb::Serve(args) => serve::serve(&project, args),
        Verb::Test(args) => test::test(&project, args),
        Verb::Watch(args) => watch::watch(&project, args),
        Verb::Dist(args) => dist::dist(&project, args),
        Verb::Bench(args) => bench::bench(&project, args),
        Verb::Fuzz(args) => fuzz::fuzz(&project, args),
        Verb::Setup => setup::everything(&project),
        Verb::Dictionary(args) => dictionary::run(&project, args),
        Verb::Font => font::run(&project),
        Verb::Site(args) => site::run(&project, args),
    }
}
