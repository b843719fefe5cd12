//! What is counted from documents that are written once and never changed: submissions and submitted reviews. Each is read
//! from the database once and its figures stay in memory under its row, so that a list of thousands of applications does not
//! read megabytes of documents again and again. Nothing that can change may be put in here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::Result;

/// Documents that are kept at most; beyond that all are forgotten and read again when they are asked for.
const MOST: usize = 200_000;

/// Documents that are read in one go: what they take in memory while they are read does not grow with their number.
const PORTION: usize = 250;

/// A row: its id and the moment it was written. The moment tells it from another row that gets the same id after a write was
/// rolled back or a backup was restored.
pub(crate) type Written = (i64, i64);

/// Figures of documents, by their row.
pub(crate) struct Kept<T>(RwLock<HashMap<Written, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> Kept<T> {
    /// Those of these rows that are known, and the ids of the others in portions to be read.
    pub(crate) fn look_up(&self, rows: impl IntoIterator<Item = Written>) -> (HashMap<i64, Arc<T>>, Vec<Vec<i64>>) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (mut found, mut missing) = (HashMap::new(), Vec::new());
        for row in rows {
            match known.get(&row) {
                Some(document) => {
                    found.insert(row.0, Arc::clone(document));
                }
                None => missing.push(row.0),
            }
        }
        (found, missing.chunks(PORTION).map(<[i64]>::to_vec).collect())
    }

    /// Keeps a portion that was read, and adds it to what was found.
    pub(crate) fn keep(
        &self,
        read: impl Iterator<Item = Result<(Written, T)>>,
        found: &mut HashMap<i64, Arc<T>>,
    ) -> Result<()> {
        let read: Vec<(Written, Arc<T>)> = read
            .map(|one| one.map(|(row, document)| (row, Arc::new(document))))
            .collect::<Result<_>>()?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() + read.len() > MOST {
            known.clear();
        }
        for (row, document) in read {
            known.insert(row, Arc::clone(&document));
            found.insert(row.0, document);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 一度読んだものは読み直さず多くても一度に読む数は増えない() {
        let kept = Kept::<String>::default();
        let (mut found, missing) = kept.look_up((0..600).map(|id| (id, 1)));
        assert_eq!(missing.iter().map(Vec::len).collect::<Vec<_>>(), [250, 250, 100]);
        for portion in missing {
            let read = portion.into_iter().map(|id| Ok(((id, 1), id.to_string())));
            kept.keep(read, &mut found).unwrap();
        }
        assert_eq!(found.len(), 600);
        let (again, missing) = kept.look_up([(7, 1), (700, 1)]);
        assert_eq!((again[&7].as_str(), missing), ("7", vec![vec![700]]));
        // Another row under the same id is read.
        let (other, missing) = kept.look_up([(7, 2)]);
        assert_eq!((other.len(), missing), (0, vec![vec![7]]));
        // A portion with a damaged document is not kept at all.
        let at = crate::decode::Row {
            table: "review",
            id: 700,
        };
        let broken = [Ok(((701, 1), "701".to_owned())), Err(at.corrupt("damaged"))];
        assert!(kept.keep(broken.into_iter(), &mut found).is_err());
        assert!(kept.look_up([(701, 1)]).0.is_empty());
    }
}
