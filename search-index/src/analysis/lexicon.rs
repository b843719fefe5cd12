//! The domain's terms: names of the code lists, further words, and all words of the built-in synonyms. A
//! term is indexed as one unit beside its words, wherever it stands between borders of words.

use std::collections::HashMap;

use domain::Lang;
use domain::code::{
    CodeList, CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, Region, Target, Theme,
};
use serde::Deserialize;

use crate::IndexError;

use super::folded::{Folded, to_key, to_sound};
use super::morpheme::{Class, Cutter, Morpheme};
use super::synonym::SynonymTable;

/// The table of terms, synonyms and corrections.
pub const TABLES: &str = include_str!("../../data/lexicon.toml");

/// Most words a term may have.
pub const TERM_WORDS: usize = 8;

/// A term of the domain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As it is written.
    pub surface: String,
    /// The indexed forms of its words in a row.
    pub key: String,
}

/// All terms, by key and by reading.
pub struct Lexicon {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    by_sound: HashMap<String, Vec<usize>>,
    prefectures: HashMap<String, Prefecture>,
    /// Every beginning of a key, and whether it is a whole one.
    starts: HashMap<String, bool>,
}

#[derive(Deserialize)]
struct Terms {
    terms: Vec<String>,
}

impl Lexicon {
    /// Reads the tables and the code lists.
    pub fn new(cutter: &Cutter) -> Result<Self, IndexError> {
        let Terms { terms } = toml::from_str(TABLES).map_err(|error| IndexError::Tables(error.to_string()))?;
        let synonyms = SynonymTable::built_in()?;
        let mut lexicon = Self {
            entries: Vec::new(),
            by_key: HashMap::new(),
            by_sound: HashMap::new(),
            prefectures: HashMap::new(),
            starts: HashMap::new(),
        };
        lexicon.add_code_lists(cutter);
        for term in terms.iter().chain(synonyms.words()) {
            lexicon.add(cutter, term);
        }
        Ok(lexicon)
    }

    fn add_code_lists(&mut self, cutter: &Cutter) {
        for &prefecture in Prefecture::ALL {
            for name in [prefecture.name(Lang::Ja), prefecture.short_name()] {
                for entry in self.add(cutter, name) {
                    let key = self.entries[entry].key.clone();
                    self.prefectures.insert(key, prefecture);
                }
            }
            let reading = prefecture.reading();
            let suffixes = ["けん", "ふ", "と"];
            let stem = suffixes.iter().find_map(|suffix| reading.strip_suffix(suffix));
            let full_entry = self.add(cutter, prefecture.name(Lang::Ja));
            let short_entry = self.add(cutter, prefecture.short_name());
            // The dictionary reads some of them as other words; the official reading is heard as well.
            self.hear(reading, &full_entry);
            if let (Some(stem), false) = (stem, prefecture == Prefecture::Hokkaido) {
                self.hear(stem, &short_entry);
            }
        }
        self.add_list::<Region>(cutter);
        self.add_list::<Purpose>(cutter);
        self.add_list::<Theme>(cutter);
        self.add_list::<Mode>(cutter);
        self.add_list::<Target>(cutter);
        self.add_list::<CostSharing>(cutter);
        self.add_list::<ListingKind>(cutter);
        self.add_list::<InsurerKind>(cutter);
        self.add_list::<Industry>(cutter);
    }

    fn add_list<T: CodeList>(&mut self, cutter: &Cutter) {
        for value in T::ALL {
            self.add(cutter, value.name(Lang::Ja));
        }
    }

    /// Adds a term; each part of a text with punctuation is a term of its own.
    fn add(&mut self, cutter: &Cutter, text: &str) -> Vec<usize> {
        let folded = Folded::of(text).text;
        let morphemes = cutter.cut(&folded);
        let runs = morphemes.split(|word| word.class == Class::Mark);
        runs.filter_map(|run| self.add_run(&folded, run)).collect()
    }

    fn add_run(&mut self, folded: &str, run: &[Morpheme]) -> Option<usize> {
        let content = run.iter().filter(|word| word.class == Class::Content);
        let key: String = content.clone().map(|word| &*word.key).collect();
        if key.is_empty() || content.count() > TERM_WORDS {
            return None;
        }
        if let Some(&known) = self.by_key.get(&key) {
            return Some(known);
        }
        let surface = folded.get(run.first()?.start..run.last()?.end)?.trim().to_owned();
        let sound: String = run.iter().map(|word| &*word.sound).collect();
        let position = self.entries.len();
        for (end, _) in key.char_indices().skip(1) {
            self.starts.entry(key[..end].to_owned()).or_insert(false);
        }
        self.starts.insert(key.clone(), true);
        self.by_key.insert(key.clone(), position);
        self.by_sound.entry(sound).or_default().push(position);
        self.entries.push(Entry { surface, key });
        Some(position)
    }

    /// Lets a reading stand for terms.
    fn hear(&mut self, reading: &str, entries: &[usize]) {
        let heard = self.by_sound.entry(to_sound(reading)).or_default();
        for entry in entries {
            if !heard.contains(entry) {
                heard.push(*entry);
            }
        }
    }

    /// The term of this key.
    pub fn find(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|&position| &self.entries[position])
    }

    /// Whether a text is the key of a term; `None` when no key even begins like this.
    pub fn start(&self, text: &str) -> Option<bool> {
        self.starts.get(text).copied()
    }

    /// The terms that are read like this.
    pub fn heard(&self, sound: &str) -> impl Iterator<Item = &Entry> {
        self.by_sound
            .get(sound)
            .into_iter()
            .flatten()
            .map(|&position| &self.entries[position])
    }

    /// The prefecture a key names, with or without 都, 府 or 県.
    pub fn prefecture(&self, key: &str) -> Option<Prefecture> {
        self.prefectures.get(key).copied()
    }

    /// Terms whose key differs from this one in at most one character, for keys of four or more.
    pub fn similar(&self, key: &str) -> impl Iterator<Item = &Entry> {
        let wanted: Vec<char> = to_key(key).chars().collect();
        self.entries.iter().filter(move |entry| {
            wanted.len() >= 4 && entry.key != key && is_one_edit(&wanted, &entry.key.chars().collect::<Vec<_>>())
        })
    }
}

/// Whether one letter more, less or different makes the texts equal.
pub fn is_one_edit(left: &[char], right: &[char]) -> bool {
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let same_start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = left.len().min(right.len()) - same_start;
    let same_end = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    left.len().max(right.len()) - same_start - same_end <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 一文字ちがいがわかる() {
        let close = |a: &str, b: &str| is_one_edit(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert!(close("ジェネリック", "ジェネリツク"));
        assert!(close("インセンティブ", "インセティブ"));
        assert!(close("こころ", "こころ"));
        assert!(!close("ウォーキング", "ランニング"));
    }
}
