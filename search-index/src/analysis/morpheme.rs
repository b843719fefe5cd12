//! Words of a text, by lindera in decompose mode with a user dictionary of short domain words. Long words stay out of
//! that dictionary: they would always win, and 健保組合 would no longer be found in 総合健保組合.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use lindera::dictionary::load_fs_dictionary;
use lindera::mode::{Mode, Penalty};
use lindera::segmenter::Segmenter;
use lindera::token::Token;
use lindera::worker::SegmentWorker;
use lindera_dictionary::builder::DictionaryBuilder;

use crate::IndexError;

use super::folded::{to_key, to_sound};

/// Short words IPADIC lacks or cuts in ways that differ with the neighbours: surface, part of speech, reading.
pub const WORDS: &str = include_str!("../../data/words.csv");

/// Columns of IPADIC's word descriptions.
const PART_OF_SPEECH: usize = 0;
const READING: usize = 7;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morpheme {
    /// Bytes of the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The form under which it is indexed.
    pub key: Arc<str>,
    /// Its reading, folded by sound; the key where the reading is unknown.
    pub sound: Arc<str>,
    /// What it is good for.
    pub class: Class,
}

/// What a word is good for in a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Something to find.
    Content,
    /// A particle, an auxiliary and the like: passed over, without a position.
    Function,
    /// Punctuation: no phrase runs across it.
    Mark,
    /// White space: a border of words, but phrases run across it.
    Space,
}

/// Cuts texts into words. Workers are kept, because each owns buffers and forms worth reusing.
pub struct Cutter {
    segmenter: Segmenter,
    workers: Mutex<Vec<Worker>>,
}

/// What one thread at a time cuts with.
struct Worker {
    segments: SegmentWorker,
    /// Forms of the words of the dictionaries met so far; a text repeats few words again and again.
    forms: HashMap<(bool, u32), Form>,
}

/// A worker forgets its forms when it has met so many words.
const FORMS: usize = 50_000;

/// What is known of a word wherever it stands.
struct Form {
    surface: Box<str>,
    key: Arc<str>,
    sound: Arc<str>,
    class: Class,
}

impl Cutter {
    /// Loads a compiled IPADIC from a folder.
    pub fn load(path: &Path) -> Result<Self, IndexError> {
        let refuse = |reason: String| IndexError::Dictionary {
            path: path.to_owned(),
            reason,
        };
        let dictionary = load_fs_dictionary(path).map_err(|error| refuse(error.to_string()))?;
        let words = DictionaryBuilder::new((*dictionary.metadata).clone())
            .build_user_dict_from_reader(WORDS.as_bytes())
            .map_err(|error| IndexError::Tables(error.to_string()))?;
        let segmenter = Segmenter::new(Mode::Decompose(Penalty::default()), dictionary, Some(words));
        Ok(Self {
            segmenter,
            workers: Mutex::new(Vec::new()),
        })
    }

    /// The words of a folded text in order, without gaps but for white space.
    pub fn cut(&self, folded: &str) -> Vec<Morpheme> {
        let kept = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = kept.unwrap_or_else(|| Worker {
            segments: self.segmenter.new_worker(),
            forms: HashMap::new(),
        });
        let morphemes = worker.words(folded);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        morphemes
    }
}

impl Worker {
    fn words(&mut self, folded: &str) -> Vec<Morpheme> {
        let tokens = match self.segments.segment(folded) {
            Ok(tokens) => tokens,
            Err(error) => {
                tracing::warn!(%error, "a text could not be cut into words");
                return Vec::new();
            }
        };
        if self.forms.len() > FORMS {
            self.forms.clear();
        }
        let mut morphemes = Vec::with_capacity(tokens.len());
        let mut end_of_last = 0;
        for mut token in tokens {
            let (start, end) = (token.byte_start, token.byte_end);
            let Some(surface) = folded.get(start..end) else {
                continue;
            };
            if start > end_of_last {
                morphemes.push(border(end_of_last, start, folded));
            }
            end_of_last = end;
            let word = token.word_id;
            let id = (word.is_system(), word.id());
            let known = self
                .forms
                .get(&id)
                .filter(|form| !word.is_unknown() && *form.surface == *surface);
            if let Some(form) = known {
                morphemes.push(form.at(start, end));
                continue;
            }
            let form = Form::of(surface, &mut token);
            morphemes.push(form.at(start, end));
            if !word.is_unknown() {
                self.forms.insert(id, form);
            }
        }
        morphemes
    }
}

impl Form {
    fn of(surface: &str, token: &mut Token<'_>) -> Self {
        let key: Arc<str> = key_of(surface).into();
        let class = class_of(surface, token.get_detail(PART_OF_SPEECH).unwrap_or("*"));
        let sound = match token.get_detail(READING) {
            _ if is_kana(surface) => to_sound(surface).into(),
            Some(reading) if reading != "*" && is_kana(reading) => to_sound(reading).into(),
            _ => Arc::clone(&key),
        };
        Self {
            surface: surface.into(),
            key,
            sound,
            class,
        }
    }

    fn at(&self, start: usize, end: usize) -> Morpheme {
        Morpheme {
            start,
            end,
            key: Arc::clone(&self.key),
            sound: Arc::clone(&self.sound),
            class: self.class,
        }
    }
}

/// White space between words; a line break ends a phrase as punctuation does.
fn border(start: usize, end: usize, folded: &str) -> Morpheme {
    let breaks = folded.get(start..end).is_some_and(|space| space.contains(['\n', '\r']));
    let class = if breaks { Class::Mark } else { Class::Space };
    Morpheme {
        start,
        end,
        key: Arc::default(),
        sound: Arc::default(),
        class,
    }
}

fn class_of(surface: &str, part_of_speech: &str) -> Class {
    if surface.chars().all(char::is_whitespace) {
        return if surface.contains(['\n', '\r']) {
            Class::Mark
        } else {
            Class::Space
        };
    }
    if !surface.chars().any(char::is_alphanumeric) {
        return Class::Mark;
    }
    if !surface.chars().all(is_hiragana) {
        return Class::Content;
    }
    const EMPTY_WORDS: &[&str] = &[
        "する",
        "し",
        "さ",
        "せ",
        "すれ",
        "いる",
        "い",
        "ある",
        "あり",
        "なる",
        "なり",
        "れる",
        "られる",
        "こと",
        "もの",
        "ため",
        "よう",
        "これ",
        "それ",
        "この",
        "その",
        "など",
        "ほか",
    ];
    let is_empty = matches!(part_of_speech, "助詞" | "助動詞" | "接続詞" | "フィラー" | "連体詞");
    if is_empty || EMPTY_WORDS.contains(&surface) {
        Class::Function
    } else {
        Class::Content
    }
}

/// The indexed form of a word: kana in one script, and long katakana words without a final long-vowel mark.
fn key_of(surface: &str) -> String {
    let is_long_katakana = surface.chars().count() >= 3 && surface.chars().all(is_katakana);
    let stem = if is_long_katakana {
        surface.strip_suffix('ー').unwrap_or(surface)
    } else {
        surface
    };
    to_key(stem)
}

fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー' | 'ゝ' | 'ゞ')
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Whether a text is written in kana alone.
pub fn is_kana(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_hiragana(c) || is_katakana(c))
}
