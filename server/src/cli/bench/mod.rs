//! `server bench`: measures this program on generated programs, each thing beside a peer in the same run. Times are
//! wall-clock times of single calls; compare medians and ratios, since the machine may be busy with other work.

mod alert;
mod http;
mod memory;
mod office;
mod page;
mod portal;
mod scan;
mod search;
mod signin;
mod timing;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use domain::program::Listing;
use domain::value::{Day, Instant, OrganisationId, ProgramId, TimeOfDay};

use super::Outcome;
use crate::config::Config;
use crate::seed::{DEFAULT_SEED, Generator, read_insurers};
use store::ImportState;

/// What to measure.
#[derive(Debug, Subcommand)]
#[command(arg_required_else_help = true)]
pub enum BenchCommand {
    /// Searches in the index, beside a plain scan over the texts in memory
    Search(Size<10_000>),
    /// Whole pages through all middleware, beside /healthz of the same router
    Page(Size<2_000>),
    /// The search page over connections, beside a handler that answers "ok"
    Http(Size<2_000>),
    /// Looking for news of saved searches on 2,000 programs
    Alert(Searches),
    /// The pages of the office with one large call, beside /healthz of the same router, and downloads with their memory
    Office(office::OfficeSize),
    /// Signing in with known and with unknown addresses: the times must not tell them apart
    Signin,
}

/// How much to measure with.
#[derive(Debug, Args)]
pub struct Size<const PROGRAMS: u64> {
    /// Generated programs
    #[arg(long, value_name = "N", default_value_t = PROGRAMS, value_parser = clap::value_parser!(u64).range(100..=1_000_000))]
    programs: u64,
}

/// How many searches are saved.
#[derive(Debug, Args)]
pub struct Searches {
    /// Saved searches, all told at once
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    searches: u64,
}

pub(super) async fn run(config: &Config, command: BenchCommand) -> Result<Outcome> {
    match command {
        BenchCommand::Search(size) => search::run(config, size.programs)?,
        BenchCommand::Page(size) => page::run(config, size.programs).await?,
        BenchCommand::Http(size) => http::run(config, size.programs).await?,
        BenchCommand::Alert(searches) => alert::run(config, searches.searches).await?,
        BenchCommand::Office(size) => office::run(config, size).await?,
        BenchCommand::Signin => signin::run(config).await?,
    }
    Ok(Outcome::Done)
}

/// The day on which it all takes place; generated dates lie around it.
fn today() -> Result<Day> {
    Day::from_iso("2026-09-01").context("the day of the benchmarks")
}

/// Published listings as the database would hand them out, made without one. Always the same ones.
fn generate_listings(count: u64) -> Result<Vec<Listing>> {
    let noon = TimeOfDay::new(12, 0).context("noon")?;
    let first = Instant::from_jst(today()?, noon).millis();
    let mut generator = Generator::new(&read_insurers()?, DEFAULT_SEED)?;
    let leads = generator.leads().to_vec();
    let mut listings = Vec::new();
    let mut id = 0;
    while (listings.len() as u64) < count {
        let program = generator.next().context("the generator never ends")?;
        if program.state == ImportState::Draft {
            continue;
        }
        let lead = leads.get(program.lead).context("a program without a society")?;
        let content = program
            .form
            .check()
            .map_err(|problems| anyhow::anyhow!("a generated program: {problems}"))?;
        id += 1;
        let changed_at = Instant::from_millis(first + id * 60_000);
        listings.push(Listing {
            id: ProgramId::new(id),
            version: 1,
            lead: domain::program::Lead {
                id: OrganisationId::new(i64::try_from(program.lead)? + 1),
                number: lead.number.clone(),
                name: lead.name.clone(),
                kana: lead.kana.clone(),
                kind: lead.kind,
                pref: lead.pref,
            },
            content,
            published_at: changed_at,
            updated_at: changed_at,
            ended: program.state == ImportState::Closed,
        });
    }
    Ok(listings)
}
