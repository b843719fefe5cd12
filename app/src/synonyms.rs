//! Synonyms between what the secretariat writes, what the database keeps and what the index uses.

use domain::synonym::{self, SynonymLine};
use search_index::{Index, Same, SynonymTable, Wider};
use store::Store;

/// What the index uses.
pub fn table_of(lines: &[SynonymLine]) -> SynonymTable {
    let mut table = SynonymTable::default();
    for line in lines.iter().cloned() {
        match line {
            SynonymLine::Same(words) => table.same.push(Same { words }),
            SynonymLine::Wider(from, to) => table.wider.push(Wider { from, to }),
            SynonymLine::Correction(slip, meant) => {
                table.corrections.insert(slip, meant);
            }
        }
    }
    table
}

/// What the secretariat sees of a table.
pub fn lines_of(table: &SynonymTable) -> Vec<SynonymLine> {
    let same = table.same.iter().map(|group| SynonymLine::Same(group.words.clone()));
    let wider = table
        .wider
        .iter()
        .map(|wider| SynonymLine::Wider(wider.from.clone(), wider.to.clone()));
    let corrections = table
        .corrections
        .iter()
        .map(|(slip, meant)| SynonymLine::Correction(slip.clone(), meant.clone()));
    same.chain(wider).chain(corrections).collect()
}

/// The table that is part of the program, as it is written.
pub fn built_in() -> String {
    // A test of the index guards against a broken table.
    let table = SynonymTable::built_in().unwrap_or_default();
    synonym::write(&lines_of(&table))
}

/// Takes over the table in force when it is another than number `applied`, and answers the number now in use. A table
/// that cannot be read leaves the one in use as it is.
///
/// # Errors
/// When the database fails.
pub async fn take_over(store: &Store, index: &Index, applied: i64) -> store::Result<i64> {
    let last = store.last_synonyms().await?;
    if last == applied {
        return Ok(applied);
    }
    if let Some(version) = store.find_synonyms(last).await? {
        match synonym::parse(&version.content) {
            Ok(lines) => index.set_synonyms(&table_of(&lines)),
            Err(faults) => tracing::error!(number = last, faults = faults.len(), "synonyms cannot be read"),
        }
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 内蔵の表は書いて読んでも同じ() {
        let table = SynonymTable::built_in().unwrap();
        let lines = synonym::parse(&built_in()).unwrap();
        assert_eq!(table_of(&lines), table);
    }
}
