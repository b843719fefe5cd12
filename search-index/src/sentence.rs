//! A sentence instead of keywords: 「糖尿病の社員に受診を勧めたい」. Takes it apart into the words that say something, for
//! a search in which any of them is enough. Decides nothing about when that is done.

use crate::analysis::{Analyser, Class, is_kana};
use crate::query::{Clause, parse};

/// Fewer words are no sentence.
const LEAST_WORDS: usize = 2;

/// Most words that are looked for.
const MOST_WORDS: usize = 8;

/// A sentence taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words that say something, each once, in order.
    pub words: Vec<String>,
    /// What is to be left out, as typed.
    excluded: Vec<String>,
}

impl Sentence {
    /// The words as a query.
    pub fn query(&self) -> String {
        let parts: Vec<&str> = self.words.iter().chain(&self.excluded).map(String::as_str).collect();
        parts.join(" ")
    }
}

/// Takes a query apart; `None` when no clause of it is a sentence, or something in it must be there letter by letter.
pub fn of(query: &str, analyser: &Analyser) -> Option<Sentence> {
    let clauses = parse(query);
    let (excluded, wanted): (Vec<&Clause>, Vec<&Clause>) = clauses.iter().partition(|clause| clause.is_excluded);
    if wanted.iter().any(|clause| clause.is_quoted) {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut is_sentence = false;
    for clause in wanted {
        let stretches = stretches(&clause.text, analyser);
        is_sentence |= stretches.len() >= LEAST_WORDS;
        for word in stretches {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words.truncate(MOST_WORDS);
    (is_sentence && words.len() >= LEAST_WORDS).then(|| Sentence {
        words,
        excluded: excluded.iter().map(|clause| format!("-{}", clause.text)).collect(),
    })
}

/// Words that say something, neighbours joined; particles and marks part them. One letter, or two kana, say little.
fn stretches(text: &str, analyser: &Analyser) -> Vec<String> {
    let cut = analyser.words(text);
    let mut stretches = vec![String::new()];
    for word in &cut.morphemes {
        if word.class == Class::Content {
            let spelled = cut.folded.text.get(word.start..word.end).unwrap_or_default();
            if let Some(last) = stretches.last_mut() {
                last.push_str(spelled);
            }
        } else if stretches.last().is_some_and(|last| !last.is_empty()) {
            stretches.push(String::new());
        }
    }
    let says_something = |word: &String| {
        let length = word.chars().count();
        length > 2 || (length == 2 && !is_kana(word))
    };
    stretches.retain(says_something);
    stretches
}
