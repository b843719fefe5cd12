//! `server import FILE`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::console::{remark, say};
use super::open::open_migrated;
use crate::config::Config;
use crate::import::{Format, import_file};

/// Options of `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "CSV may be UTF-8 or Shift_JIS, with Japanese or English headings. Good rows are imported, bad rows\n\
                        are listed with row, field and reason. Importing the same file again changes nothing.\n\
                        Columns, spellings and defaults: docs/import.md.\n\n\
                        Exit codes: 0 every row is in, 1 some rows were refused, 2 the file or the database cannot be used."
)]
pub struct ImportArgs {
    /// The file
    file: PathBuf,
    /// Format of the file [default: by its name, else by its first character]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Look for problems only, write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(config: &Config, args: &ImportArgs) -> Result<Outcome> {
    let (store, _) = open_migrated(config).await?;
    let format = args.format.unwrap_or_else(|| Format::of_file(&args.file));
    let show_rows = |rows| remark(format_args!("{rows} rows"));
    let report = import_file(
        &store,
        &args.file,
        format,
        args.dry_run,
        |refusal| say(refusal),
        show_rows,
    )
    .await?;
    say(&report);
    store.close().await?;
    Ok(if report.is_complete() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}
