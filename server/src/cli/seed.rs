//! `server seed`: the demo data, or generated programs.

use std::time::Instant;

use anyhow::{Result, bail};
use app::storage::FileStorage;
use clap::Args;
use domain::value::Clock as _;

use super::Outcome;
use super::console::{remark, say};
use super::open::open_migrated;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::seed;

/// Options of `seed`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without options, loads the demo data of seeds/ into an empty database and prints the accounts.\n\
                        All of it is fictitious; the accounts share a public password. Never load it beside real data."
)]
pub struct SeedArgs {
    /// Generate so many programs instead; the same number and seed always give the same programs
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    programs: Option<u64>,
    /// Another sequence of generated programs
    #[arg(long, value_name = "K", requires = "programs", default_value_t = seed::DEFAULT_SEED)]
    seed_number: u64,
    /// Load the demo data although there are programs. Known ones get dates around today again; one whose first day
    /// moves into another fiscal year counts as a new program
    #[arg(long, conflicts_with = "programs")]
    again: bool,
}

pub(super) async fn run(config: &Config, args: &SeedArgs) -> Result<Outcome> {
    let (store, _) = open_migrated(config).await?;
    if let Some(count) = args.programs {
        let started = Instant::now();
        let show = |made| remark(format_args!("{made} / {count}"));
        let done = seed::load_generated(&store, count, args.seed_number, show).await?;
        let seconds = started.elapsed().as_secs_f64();
        say(format_args!(
            "Generated programs: {} added, {} were there already ({seconds:.1} s, {:.0} per second).",
            done.added,
            done.known,
            count as f64 / seconds.max(0.001)
        ));
    } else {
        if !args.again && seed::has_programs(&store).await? {
            bail!(
                "{} already has programs; `server seed --again` loads the demo data all the same",
                config.database.value
            );
        }
        let summary = seed::load_demo(&store, SystemClock.today()).await?;
        let storage = FileStorage::open(&config.files.place.value, &config.spool_dir())?;
        seed::load_demo_files(&store, &storage).await?;
        say(summary.to_string().trim_end());
    }
    store.close().await?;
    Ok(Outcome::Done)
}
