//! The program `server`: reads the command line, starts logging and the runtime, and turns the outcome into an exit
//! code. Everything else is in the library.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser as _;
use server::cli::{Cli, FAULT, Outcome};
use server::config::{Config, LogFormat};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(outcome) => outcome.into(),
        Err(fault) => {
            let _closed = writeln!(std::io::stderr().lock(), "server: {fault:#}");
            ExitCode::from(FAULT)
        }
    }
}

fn run(cli: Cli) -> Result<Outcome> {
    let config = cli.config()?;
    start_log(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?;
    runtime.block_on(cli.run(config))
}

/// Log lines go to standard error, so that standard output holds nothing but results.
fn start_log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log.value).context("RUST_LOG")?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match config.log_format.value {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}
