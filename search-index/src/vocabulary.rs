//! The index's own words, for telling slips from words that nobody has written: all that programs say, the most frequent
//! first, so that a word that was misspelt once hardly stands before the right one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use arc_swap::ArcSwapOption;
use tantivy::schema::Field;

use crate::analysis::{Analyser, is_kana, is_one_edit};
use crate::search::Shared;
use crate::snapshot::{FieldPostings, Segment, Snapshot};

/// At most so many words, the most frequent first.
const WORDS: usize = 20_000;

/// Shortest word of kana or Latin in which a letter may be wrong.
const LETTERS: usize = 4;

/// Shortest reading in which a syllable may be wrong.
const SYLLABLES: usize = 6;

/// Readings of words, kept over generations, because finding one takes as long as a short search.
#[derive(Default)]
pub struct Sounds(Mutex<HashMap<String, Arc<str>>>);

impl Sounds {
    fn of(&self, word: &str, analyser: &Analyser) -> Arc<str> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sound) = known.get(word) {
            return Arc::clone(sound);
        }
        let sound: Arc<str> = analyser.sound(word).into();
        known.insert(word.to_owned(), Arc::clone(&sound));
        sound
    }
}

/// Words with their readings, and where words of each length are.
#[derive(Default)]
pub struct Vocabulary {
    words: Vec<Word>,
    by_letters: Vec<Vec<u32>>,
    by_syllables: Vec<Vec<u32>>,
}

struct Word {
    text: String,
    letters: Vec<char>,
    syllables: Vec<char>,
}

impl Vocabulary {
    /// Collects the words of a field.
    pub fn of(segments: &[Segment], field: Field, analyser: &Analyser, sounds: &Sounds) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for postings in segments.iter().filter_map(|segment| segment.field(field)) {
            let result = each_word(postings, |word, documents| {
                *counts.entry(word.to_owned()).or_default() += documents;
            });
            if let Err(error) = result {
                tracing::error!(%error, "the words of the index could not be read");
            }
        }
        let mut words: Vec<(String, u32)> = counts.into_iter().filter(|(_, documents)| *documents > 0).collect();
        words.sort_unstable_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        words.truncate(WORDS);
        let mut vocabulary = Self::default();
        for (place, (text, _)) in (0..).zip(words) {
            let word = Word {
                letters: text.chars().collect(),
                syllables: sounds.of(&text, analyser).chars().collect(),
                text,
            };
            put(&mut vocabulary.by_letters, word.letters.len(), place);
            put(&mut vocabulary.by_syllables, word.syllables.len(), place);
            vocabulary.words.push(word);
        }
        vocabulary
    }

    /// Words that a key with its reading may have been meant to be, most frequent first: read alike, or a letter away.
    pub fn similar(&self, key: &str, sound: &str) -> impl Iterator<Item = &str> {
        let letters: Vec<char> = key.chars().collect();
        let syllables: Vec<char> = sound.chars().collect();
        let mut similar: Vec<u32> = Vec::new();
        if (is_kana(key) || key.is_ascii()) && letters.len() >= LETTERS {
            let near = near(&self.by_letters, letters.len());
            similar.extend(near.filter(|place| is_one_edit(&letters, &self.word(*place).letters)));
        }
        if syllables.len() >= SYLLABLES {
            let near = near(&self.by_syllables, syllables.len());
            similar.extend(near.filter(|place| is_one_edit(&syllables, &self.word(*place).syllables)));
        } else if syllables.len() > 2 {
            let alike = self.by_syllables.get(syllables.len()).into_iter().flatten().copied();
            similar.extend(alike.filter(|place| self.word(*place).syllables == syllables));
        }
        similar.sort_unstable();
        similar.dedup();
        let texts = similar.into_iter().map(|place| self.word(place).text.as_str());
        texts.filter(move |text| *text != key)
    }

    fn word(&self, place: u32) -> &Word {
        &self.words[place as usize]
    }
}

fn put(places: &mut Vec<Vec<u32>>, length: usize, place: u32) {
    if places.len() <= length {
        places.resize_with(length + 1, Vec::new);
    }
    places[length].push(place);
}

/// The words whose length differs by one at most.
fn near(places: &[Vec<u32>], length: usize) -> impl Iterator<Item = u32> {
    let from = length.saturating_sub(1).min(places.len());
    let to = (length + 2).min(places.len());
    places[from..to].iter().flatten().copied()
}

/// The vocabulary of the latest generation whose words have been collected. In a large index that takes longer than a
/// search may: then a thread of its own does it, and until it is done the words of an earlier generation serve, since a
/// proposal is tried before it is shown.
#[derive(Default)]
pub struct Vocabularies {
    latest: ArcSwapOption<(i64, Arc<Vocabulary>)>,
    is_busy: AtomicBool,
    sounds: Sounds,
}

/// Up to so many programs, words are collected while somebody waits.
const SMALL: usize = 2_000;

impl Vocabularies {
    /// The words to propose from.
    pub fn get(shared: &Arc<Shared>, snapshot: &Snapshot) -> Arc<Vocabulary> {
        let kept = &shared.vocabularies;
        let latest = kept.latest.load_full();
        match latest.as_deref() {
            Some((applied, words)) if *applied == snapshot.applied => Arc::clone(words),
            Some((_, words)) if snapshot.rows.len() > SMALL => {
                Self::collect_later(shared);
                Arc::clone(words)
            }
            _ => kept.collect(shared, snapshot),
        }
    }

    fn collect(&self, shared: &Shared, snapshot: &Snapshot) -> Arc<Vocabulary> {
        let (analyser, field) = (&shared.analyser, shared.fields.all);
        let words = Arc::new(Vocabulary::of(&snapshot.segments, field, analyser, &self.sounds));
        self.latest
            .store(Some(Arc::new((snapshot.applied, Arc::clone(&words)))));
        words
    }

    fn collect_later(shared: &Arc<Shared>) {
        if shared.vocabularies.is_busy.swap(true, Ordering::AcqRel) {
            return;
        }
        let working = Arc::clone(shared);
        let started = thread::Builder::new().name("vocabulary".to_owned()).spawn(move || {
            let snapshot = working.snapshot.load_full();
            working.vocabularies.collect(&working, &snapshot);
            working.vocabularies.is_busy.store(false, Ordering::Release);
        });
        if let Err(error) = started {
            tracing::error!(%error, "the words of the index could not be collected");
            shared.vocabularies.is_busy.store(false, Ordering::Release);
        }
    }
}

/// Single characters and units of several words are no words.
fn each_word(postings: &FieldPostings, mut hear: impl FnMut(&str, u32)) -> tantivy::Result<()> {
    postings.each_term(|term, documents| {
        if term.chars().nth(1).is_some() && term.starts_with(char::is_alphanumeric) {
            hear(term, documents);
        }
    })
}
