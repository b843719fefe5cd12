//! Feeding the parsers with noise: runs the tests named `fuzz` with many more inputs than the usual run.

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::run::{cargo, show};
use crate::{console, dictionary};

/// Arguments of `fuzz`.
#[derive(Args)]
pub struct FuzzArgs {
    /// Inputs for each parser
    #[arg(long, default_value_t = 200_000)]
    inputs: u32,
}

/// Runs the parsers on random inputs and fails when one panics. Nothing is kept: a failing input is printed.
pub fn fuzz(project: &Project, args: &FuzzArgs) -> Result<()> {
    let dictionary = dictionary::ensure(project)?;
    console::say(&format!("Trying {} inputs on each parser…", args.inputs));
    show(
        cargo(project)
            .args([
                "test",
                "--features",
                "app/ssr",
                "--package",
                "domain",
                "--package",
                "app",
                "--package",
                "server",
                "fuzz::",
            ])
            .env("DICTIONARY_DIR", dictionary)
            .env("FUZZ_INPUTS", args.inputs.to_string()),
    )
}
