//! Words that answer to other words, and slips with what was meant. A table that can be replaced while searches run:
//! it is applied to queries only, and a word in it need not be an indexed term.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::IndexError;

use super::folded::Folded;
use super::lexicon::TABLES;
use super::{Analyser, Class};

/// Synonyms and corrections as an administrator edits them (SRCH-12).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynonymTable {
    /// Groups of words that mean the same.
    #[serde(default)]
    pub same: Vec<Same>,
    /// Words that also find narrower ones, not the other way round.
    #[serde(default)]
    pub wider: Vec<Wider>,
    /// Slips and common misspellings, with what was meant.
    #[serde(default)]
    pub corrections: BTreeMap<String, String>,
}

/// A group of words that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Same {
    /// At least two.
    pub words: Vec<String>,
}

/// A word that also finds others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wider {
    /// What is asked for.
    pub from: String,
    /// What it finds as well.
    pub to: Vec<String>,
}

impl SynonymTable {
    /// The table that is part of this program.
    ///
    /// # Errors
    /// Only when the program was built with a broken table; a test guards against it.
    pub fn built_in() -> Result<Self, IndexError> {
        toml::from_str(TABLES).map_err(|error| IndexError::Tables(error.to_string()))
    }

    /// Every word of the groups.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        let same = self.same.iter().flat_map(|group| &group.words);
        let wider = self
            .wider
            .iter()
            .flat_map(|wider| std::iter::once(&wider.from).chain(&wider.to));
        same.chain(wider)
    }
}

/// A word that answers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// As it is written.
    pub surface: String,
    /// The indexed forms of its words in a row.
    pub key: String,
    /// The indexed forms of its words.
    pub words: Vec<String>,
    /// It is a domain term and indexed as a unit.
    pub is_term: bool,
}

/// A table made ready for queries.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// Counted up with every table, so that answers of different tables are told apart.
    pub number: u64,
    by_key: HashMap<String, Vec<Alternative>>,
    /// Every beginning of a key.
    starts: HashMap<String, bool>,
    corrections: Vec<(String, String)>,
}

impl Synonyms {
    /// Prepares a table.
    pub fn of(table: &SynonymTable, analyser: &Analyser, number: u64) -> Self {
        let mut synonyms = Self {
            number,
            ..Self::default()
        };
        let read = |word: &String| read(word, analyser);
        for group in &table.same {
            let members: Vec<Alternative> = group.words.iter().filter_map(read).collect();
            for member in &members {
                synonyms.relate(&member.key, &members);
            }
        }
        for wider in &table.wider {
            let targets: Vec<Alternative> = wider.to.iter().filter_map(read).collect();
            if let Some(from) = read(&wider.from) {
                synonyms.relate(&from.key, &targets);
            }
        }
        // Longer slips first, so that the part never hides the whole.
        let slips = table.corrections.iter();
        synonyms.corrections = slips
            .map(|(slip, meant)| (Folded::of(slip).text, Folded::of(meant).text))
            .filter(|(slip, meant)| !slip.is_empty() && !meant.contains(slip.as_str()))
            .collect();
        synonyms
            .corrections
            .sort_by_key(|(slip, _)| std::cmp::Reverse(slip.len()));
        synonyms
    }

    fn relate(&mut self, from: &str, to: &[Alternative]) {
        for (end, _) in from.char_indices().skip(1) {
            self.starts.entry(from[..end].to_owned()).or_insert(false);
        }
        self.starts.insert(from.to_owned(), true);
        let alternatives = self.by_key.entry(from.to_owned()).or_default();
        for target in to {
            if target.key != from && !alternatives.contains(target) {
                alternatives.push(target.clone());
            }
        }
    }

    /// What else answers to a word: its synonyms and what is narrower.
    pub fn alternatives(&self, key: &str) -> &[Alternative] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a text is the key of a word in the table; `None` when no key even begins like this.
    pub fn start(&self, text: &str) -> Option<bool> {
        self.starts.get(text).copied()
    }

    /// Every word that others answer to.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.by_key.keys()
    }

    /// The query with known slips put right; `None` when there is none.
    pub fn correct(&self, folded: &str) -> Option<String> {
        let (slip, meant) = self
            .corrections
            .iter()
            .find(|(slip, _)| folded.contains(slip.as_str()))?;
        Some(folded.replace(slip.as_str(), meant))
    }
}

/// A word as the index knows it; `None` when nothing in it can be found.
fn read(word: &str, analyser: &Analyser) -> Option<Alternative> {
    let cut = analyser.words(word);
    let content = cut.morphemes.iter().filter(|word| word.class == Class::Content);
    let words: Vec<String> = content.map(|word| word.key.to_string()).collect();
    let key = words.concat();
    (!key.is_empty()).then(|| Alternative {
        surface: cut.folded.text.trim().to_owned(),
        is_term: analyser.lexicon().find(&key).is_some(),
        key,
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 表は読める() {
        let table = SynonymTable::built_in().unwrap();
        assert!(table.same.iter().all(|group| group.words.len() >= 2));
        for (slip, meant) in &table.corrections {
            assert!(!meant.contains(slip.as_str()), "{slip}");
        }
    }
}
