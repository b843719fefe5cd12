//! The terms of a text, with positions, written so that the engine can replay them: analysis happens once per
//! document, outside the engine.

use super::lexicon::TERM_WORDS;
use super::{Class, Lexicon, Morpheme, Words};

/// Stands before a character at the beginning of a word.
pub const NGRAM_START: char = '<';
/// Stands after a character at the end of a word.
pub const NGRAM_END: char = '>';

/// Stays at the position of the term before.
const SAME_PLACE: char = '\u{1}';
/// Goes to the next position.
const NEXT_PLACE: char = '\u{2}';
/// Goes on beyond the reach of a phrase.
const FAR_PLACE: char = '\u{3}';

/// Stands before a domain term that is indexed as a unit.
const UNIT: &str = "§";

/// The indexed form of a domain term as a unit.
pub fn compound(key: &str) -> String {
    format!("{UNIT}{key}")
}

/// Terms of one field, collected from several texts; no phrase runs from one text into the next.
#[derive(Default)]
pub struct Terms(String);

impl Terms {
    /// Whether a byte of an encoded text begins a term.
    pub fn is_control(byte: u8) -> bool {
        (SAME_PLACE as u32..=FAR_PLACE as u32).contains(&u32::from(byte))
    }

    /// How far a control character goes on; `None` is far.
    pub fn steps(control: char) -> Option<usize> {
        match control {
            SAME_PLACE => Some(0),
            NEXT_PLACE => Some(1),
            _ => None,
        }
    }

    /// What the engine replays.
    pub fn into_encoded(self) -> String {
        self.0
    }

    /// Adds the words of a text, and every domain term between borders of words as a unit at its first word.
    pub fn add_words(&mut self, words: &Words, lexicon: &Lexicon) {
        let mut key = String::new();
        for run in words.runs() {
            let content: Vec<&Morpheme> = run.iter().filter(|word| word.class == Class::Content).collect();
            let mut place = FAR_PLACE;
            for (at, word) in content.iter().enumerate() {
                self.push(place, &word.key);
                place = NEXT_PLACE;
                key.clear();
                for word in content[at..].iter().take(TERM_WORDS) {
                    key.push_str(&word.key);
                    match lexicon.start(&key) {
                        None => break,
                        Some(is_term) if is_term => {
                            self.push(SAME_PLACE, UNIT);
                            self.0.push_str(&key);
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }

    /// Adds pairs of neighbouring characters with the borders of words, and single kanji.
    pub fn add_characters(&mut self, words: &Words) {
        for run in words.runs() {
            let spelled = run.iter().map(|word| words.spelled(word));
            self.add_ngrams(spelled.filter(|word| !word.trim().is_empty()), true);
        }
    }

    /// Adds the same for the readings of the words.
    pub fn add_sounds(&mut self, words: &Words) {
        for run in words.runs() {
            let sounds = run.iter().map(|word| &*word.sound);
            self.add_ngrams(sounds.filter(|sound| !sound.is_empty()), false);
        }
    }

    fn add_ngrams<'a>(&mut self, words: impl Iterator<Item = &'a str>, single_kanji: bool) {
        let mut last = None;
        for word in words {
            let mut characters = word.chars().peekable();
            let mut is_first = true;
            while let Some(character) = characters.next() {
                // The pair with the character before stands at that character's place.
                if let Some(last) = last {
                    self.push_ngram(SAME_PLACE, last, character);
                }
                let place = if last.is_none() { FAR_PLACE } else { NEXT_PLACE };
                let is_last = characters.peek().is_none();
                let mut place = Some(place);
                if is_first {
                    self.push_ngram(place.take().unwrap_or(SAME_PLACE), NGRAM_START, character);
                }
                if is_last {
                    self.push_ngram(place.take().unwrap_or(SAME_PLACE), character, NGRAM_END);
                }
                if single_kanji && is_kanji(character) {
                    self.push(place.take().unwrap_or(SAME_PLACE), character.encode_utf8(&mut [0; 4]));
                }
                if let Some(place) = place {
                    // Nothing stands here but the pair to come; the place must be counted all the same.
                    self.push(place, "");
                }
                is_first = false;
                last = Some(character);
            }
        }
    }

    fn push(&mut self, place: char, term: &str) {
        self.0.push(place);
        self.0.push_str(term);
    }

    fn push_ngram(&mut self, place: char, first: char, second: char) {
        self.0.extend([place, first, second]);
    }
}

/// Whether a character is a kanji, which means something alone.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '々' | '\u{20000}'..='\u{3FFFF}')
}
