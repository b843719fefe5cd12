//! The command line. Operators script against it, so names, options and exit codes stay: 0 all is well, 1 some of it is
//! not (refused rows, findings), 2 wrong usage or a fault.

mod bench;
mod check;
mod check_files;
pub(crate) mod console;
mod import;
pub mod open;
mod reindex;
mod seed;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::config::{Config, Options};
use crate::serve;
use console::say;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// The command worked, and has found something that is not well.
    Partly,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Partly => Self::FAILURE,
        }
    }
}

/// The exit code of wrong usage and of faults.
pub const FAULT: u8 = 2;

const EXAMPLES: &str = "Examples:
  server serve --demo                          try the portal with demo data
  server serve --listen 0.0.0.0:8080 --data-dir /var/lib/kyodo-navi
  server import programs.csv --dry-run         look for problems, write nothing
  server user add --email a@example.jp --name '山田 花子' --insurer 06139901 --role approver
  DATABASE_URL=postgres://navi:secret@db/navi server migrate

Exit codes: 0 all is well, 1 some rows were refused or problems were found, 2 wrong usage or a fault.
Settings by environment: see `server config` and docs/operations.md.";

/// Kyodo Navi (共同事業ナビ): the portal for joint health programs of health insurance societies.
#[derive(Debug, Parser)]
#[command(name = "server", version, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

/// Where things are; the same for all commands.
#[derive(Debug, Args)]
struct Places {
    /// Folder of the database file and the search index [env: KYODO_DATA_DIR] [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Folder of the files for browsers [env: KYODO_SITE_ROOT] [default: site beside the program]
    #[arg(long, global = true, value_name = "DIR")]
    site_root: Option<PathBuf>,
    /// Folder of the compiled Japanese dictionary [env: KYODO_DICTIONARY] [default: beside the program]
    #[arg(long, global = true, value_name = "DIR")]
    dictionary: Option<PathBuf>,
    /// Folder of the fonts of PDF documents [env: KYODO_FONTS] [default: font beside the program]
    #[arg(long, global = true, value_name = "DIR")]
    fonts: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal; migrates the database and catches the index up first
    Serve {
        #[command(flatten)]
        listen: Listen,
        /// Load the demo data into an empty database
        #[arg(long)]
        demo: bool,
    },
    /// Create the database or bring its tables up to date
    Migrate,
    /// Load the demo data, or generate programs for benchmarks
    Seed(seed::SeedArgs),
    /// Import programs from a CSV or JSON file (docs/import.md)
    Import(import::ImportArgs),
    /// Build the search index again from the database
    Reindex,
    /// Look for damage in database and index; repairs nothing
    Check,
    /// Show every setting with its value and source, passwords hidden
    Config {
        #[command(flatten)]
        listen: Listen,
    },
    /// Manage accounts
    #[command(subcommand)]
    User(user::UserCommand),
    /// Measure this program on generated programs; touches no data
    #[command(subcommand)]
    Bench(bench::BenchCommand),
}

/// Where to serve.
#[derive(Debug, Args)]
struct Listen {
    /// Address and port to serve on; port 0 takes a free one [env: KYODO_LISTEN] [default: 127.0.0.1:3000]
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<String>,
}

impl Cli {
    /// The settings in force.
    ///
    /// # Errors
    /// A value that cannot be understood.
    pub fn config(&self) -> Result<Config> {
        let listen = match &self.command {
            Command::Serve { listen, .. } | Command::Config { listen } => listen.listen.clone(),
            _ => None,
        };
        Config::from_process(&Options {
            data_dir: self.places.data_dir.clone(),
            listen,
            site_root: self.places.site_root.clone(),
            dictionary: self.places.dictionary.clone(),
            fonts: self.places.fonts.clone(),
        })
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What kept it from finishing.
    pub async fn run(self, config: Config) -> Result<Outcome> {
        match self.command {
            Command::Serve { demo, .. } => serve::run(config, demo).await.map(|()| Outcome::Done),
            Command::Migrate => open::migrate(&config).await,
            Command::Seed(args) => seed::run(&config, &args).await,
            Command::Import(args) => import::run(&config, &args).await,
            Command::Reindex => reindex::run(&config).await,
            Command::Check => check::run(&config).await,
            Command::Config { .. } => {
                say(config.describe().trim_end());
                Ok(Outcome::Done)
            }
            Command::User(command) => user::run(&config, command).await,
            Command::Bench(command) => bench::run(&config, command).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn 命令の定義に矛盾がない() {
        Cli::command().debug_assert();
    }

    #[test]
    fn 共通の指定は命令の前でも後でもよい() {
        for line in [
            ["server", "--data-dir", "/srv/a", "serve", "--listen", "127.0.0.1:0"],
            ["server", "serve", "--data-dir", "/srv/a", "--listen", "127.0.0.1:0"],
        ] {
            let config = Cli::try_parse_from(line).unwrap().config().unwrap();
            assert_eq!(config.data_dir.value, PathBuf::from("/srv/a"));
            assert_eq!(config.listen.value.port(), 0);
        }
        assert!(Cli::try_parse_from(["server", "import"]).is_err());
        assert!(Cli::try_parse_from(["server", "frobnicate"]).is_err());
    }
}
