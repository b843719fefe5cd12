//! Imports programs from CSV and JSON files (docs/import.md). Good rows go in, bad rows are named with field and
//! reason; a row goes in whole or not at all, and the same file a second time changes nothing.

mod column;
mod csv;
mod encoding;
mod entry;
#[cfg(test)]
mod fuzz;
mod json;
mod label;
mod lead;
mod report;
mod source;
mod table;

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result};
use domain::normalise::{date, single_line};
use domain::program::ProgramForm;
use domain::value::{FiscalYear, OrganisationId};
use domain::{Problem, ProblemCode, Problems};
use store::{ImportItem, ImportState, Imported, Refusal, Store, StoreError};
use tokio::sync::mpsc;

pub use column::Column;
pub use entry::Entry;
pub use label::LabelBook;
pub use lead::LeadBook;
pub use report::{Reason, Report, RowRefusal};
pub use source::{Row, RowFault};
pub use table::row_of_table;

use source::{Piece, Pieces, ROWS_AHEAD};

/// Rows that are written in one transaction. Each still goes in whole or not at all.
const BATCH: usize = 100;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Headings in row 1, then one program per row.
    Csv,
    /// A list of objects, or an object with the list `programs`.
    Json,
}

impl Format {
    /// The format that a file's name or else its first character tells.
    pub fn of_file(path: &Path) -> Self {
        match path.extension().map(|extension| extension.to_ascii_lowercase()) {
            Some(extension) if extension == "json" => return Self::Json,
            Some(extension) if extension == "csv" || extension == "tsv" || extension == "txt" => return Self::Csv,
            _ => {}
        }
        let mut head = [0; 64];
        let length = File::open(path)
            .and_then(|mut file| file.read(&mut head))
            .unwrap_or_default();
        let first = head[..length]
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
        if matches!(first, Some(b'[' | b'{')) {
            Self::Json
        } else {
            Self::Csv
        }
    }
}

/// Imports a file. `refused` hears of each refused row, `progress` of the number of rows read so far.
///
/// # Errors
/// Faults of the file system and of the database; what was imported until then stays. Bad rows are no error.
pub async fn import_file(
    store: &Store,
    path: &Path,
    format: Format,
    dry_run: bool,
    mut refused: impl FnMut(&RowRefusal),
    mut progress: impl FnMut(u64),
) -> Result<Report> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let (sender, mut pieces) = mpsc::channel(ROWS_AHEAD);
    let reading = tokio::task::spawn_blocking(move || -> std::io::Result<&'static str> {
        let (source, encoding) = encoding::open(file)?;
        let pieces = Pieces(sender);
        // The other side has an error of its own when it no longer listens.
        let _gone = match format {
            Format::Csv => csv::read(source, &pieces),
            Format::Json => json::read(source, &pieces),
        };
        Ok(encoding)
    });

    let mut import = Import::new(store, dry_run);
    while let Some(piece) = pieces.recv().await {
        import.take(piece, &mut refused).await?;
        if import.report.rows.is_multiple_of(1_000) && import.report.rows > 0 {
            progress(import.report.rows);
        }
    }
    import.write(&mut refused).await?;
    import.report.encoding = reading.await?.with_context(|| format!("reading {}", path.display()))?;
    Ok(import.report)
}

/// An import under way.
struct Import<'a> {
    store: &'a Store,
    leads: LeadBook,
    labels: LabelBook,
    /// First row of each program of this file.
    seen: HashMap<(OrganisationId, Option<FiscalYear>, String), u64>,
    /// Rows that wait for their transaction.
    waiting: Vec<(u64, ImportItem)>,
    report: Report,
}

impl<'a> Import<'a> {
    fn new(store: &'a Store, dry_run: bool) -> Self {
        let report = Report {
            dry_run,
            ..Report::default()
        };
        let (leads, labels) = (LeadBook::default(), LabelBook::default());
        Self {
            store,
            leads,
            labels,
            seen: HashMap::new(),
            waiting: Vec::new(),
            report,
        }
    }

    async fn take(&mut self, piece: Piece, refused: &mut impl FnMut(&RowRefusal)) -> Result<()> {
        match piece {
            Piece::Ignored(heading) => self.report.ignored.push(heading),
            Piece::Broken(reason) => self.report.broken = Some(reason),
            Piece::BadRow(row, fault) => {
                self.report.rows += 1;
                self.refuse(row, String::new(), vec![Reason::of_fault(&fault)], refused);
            }
            Piece::Row(row) => {
                self.report.rows += 1;
                match self.prepare(&row).await? {
                    Ok(item) => self.waiting.push((row.number, item)),
                    Err((title, reasons)) => self.refuse(row.number, title, reasons, refused),
                }
                if self.waiting.len() >= BATCH {
                    self.write(refused).await?;
                }
            }
        }
        Ok(())
    }

    fn refuse(&mut self, row: u64, title: String, reasons: Vec<Reason>, refused: &mut impl FnMut(&RowRefusal)) {
        self.report.refused += 1;
        refused(&RowRefusal { row, title, reasons });
    }

    /// Everything that can be found out about a row before it is written.
    async fn prepare(&mut self, row: &Row) -> Result<Result<ImportItem, (String, Vec<Reason>)>, StoreError> {
        let mut entry = Entry::of(row, &mut self.labels);
        let title = entry.form.title.clone();
        let lead = match self.leads.find(self.store, &entry.lead).await? {
            Ok(lead) => Some(lead),
            Err(code) => {
                if code != ProblemCode::Empty {
                    entry.problems.push(Column::Lead.name(), code);
                }
                None
            }
        };
        let filled = entry.fill(
            lead.as_ref()
                .map_or(entry.lead.clone(), |lead| lead.name.clone())
                .as_str(),
        );
        let mut problems = std::mem::take(&mut entry.problems);
        problems.extend(check(&entry.form, entry.state));
        let Some(lead) = lead.filter(|_| problems.is_empty()) else {
            return Ok(Err((title, Reason::of_problems(&problems))));
        };

        let year = date(&entry.form.period_from).ok().map(FiscalYear::of);
        let first = *self
            .seen
            .entry((lead.id, year, single_line(&title)))
            .or_insert(row.number);
        if first != row.number {
            return Ok(Err((title, vec![Reason::repeated(first)])));
        }
        for field in filled {
            *self.report.defaults.entry(field).or_default() += 1;
        }
        Ok(Ok(ImportItem {
            owner: lead.id,
            form: entry.form,
            state: entry.state,
        }))
    }

    /// Writes the waiting rows.
    async fn write(&mut self, refused: &mut impl FnMut(&RowRefusal)) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut self.waiting);
        if self.report.dry_run {
            self.report.added += waiting.len() as u64;
            return Ok(());
        }
        let (rows, items): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
        let results = write_items(self.store, &items).await?;
        for ((row, item), result) in rows.into_iter().zip(items).zip(results) {
            match result {
                Ok(Imported::Added(_)) => self.report.added += 1,
                Ok(Imported::Changed(_)) => self.report.changed += 1,
                Ok(Imported::Unchanged(_)) => self.report.unchanged += 1,
                Err(refusal) => self.refuse(row, item.form.title, Reason::of_refusal(&refusal), refused),
            }
        }
        Ok(())
    }
}

/// Writes items in one transaction; one by one when somebody else writes the same rows meanwhile.
pub async fn write_items(store: &Store, items: &[ImportItem]) -> Result<Vec<Result<Imported, Refusal>>, StoreError> {
    match store.import_programs(items).await {
        Err(StoreError::Conflict) => {}
        other => return other,
    }
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        match store.import_program(item.owner, &item.form, item.state).await {
            Err(Refusal::Db(error)) if !matches!(error, StoreError::Conflict) => return Err(error),
            result => results.push(result),
        }
    }
    Ok(results)
}

/// The problems that keep a form out. A draft may have gaps, but needs a title, and what it has must be right. Dates of
/// recruiting that are only missing because the first day cannot be read are not told as well.
pub(crate) fn check(form: &ProgramForm, state: ImportState) -> Problems {
    let Err(problems) = form.check() else {
        return Problems::new();
    };
    let follows = problems.has_field("period_from");
    let may_be_left_out = |field: &str| match field {
        "title" => false,
        "recruit_from" | "recruit_to" if follows => true,
        _ => state == ImportState::Draft,
    };
    let is_told = |problem: &Problem| problem.code != ProblemCode::Empty || !may_be_left_out(problem.field.as_str());
    problems.into_iter().filter(is_told).collect()
}
