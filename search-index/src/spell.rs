//! Other words that a query may have meant (SRCH-14): known slips, words that sound alike, and words one letter away.
//! Only proposes; whether a proposal finds more is for the search to try.

use domain::normalise;
use domain::search::QUERY_CHARS;

use crate::analysis::{Analyser, Folded, Synonyms, is_kana, to_key};
use crate::vocabulary::Vocabulary;

/// At most so many proposals are tried.
const PROPOSALS: usize = 6;

/// At most so many of the index's own words per word of a query.
const OWN_WORDS: usize = 2;

/// Proposals for a query as typed, most likely first.
pub fn propose(query: &str, analyser: &Analyser, synonyms: &Synonyms, own: &Vocabulary) -> Vec<String> {
    let cut: String = query.chars().take(QUERY_CHARS).collect();
    let folded = Folded::of(&cut).text;
    let mut proposals: Vec<String> = Vec::new();
    let mut add = |proposal: String| {
        if proposal != folded && !proposals.contains(&proposal) {
            proposals.push(proposal);
        }
    };
    let lexicon = analyser.lexicon();
    if let Some(corrected) = synonyms.correct(&folded) {
        add(corrected);
    }
    for word in folded.split_whitespace().filter(|word| !word.starts_with(['-', '"'])) {
        let key = to_key(word);
        let replace = |meant: &str| folded.replacen(word, meant, 1);
        // A reading in kana is looked for anyway.
        if !is_kana(word) {
            let sound = analyser.sound(word);
            let alike = lexicon.heard(&sound).filter(|entry| entry.key != key);
            alike.for_each(|entry| add(replace(&entry.surface)));
        }
        let close = lexicon.similar(&key);
        close.for_each(|entry| add(replace(&entry.surface)));
        own.similar(&key, &analyser.sound(word))
            .take(OWN_WORDS)
            .for_each(|other| add(replace(&in_script_of(word, other))));
    }
    proposals.truncate(PROPOSALS);
    proposals
}

/// Words of the index have one kana script; who typed katakana is answered in katakana.
fn in_script_of(typed: &str, word: &str) -> String {
    if !is_kana(typed) || !typed.starts_with(|c| matches!(c, 'ァ'..='ヺ')) || !is_kana(word) {
        return word.to_owned();
    }
    normalise::katakana(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn カタカナで打てばカタカナで答える() {
        assert_eq!(in_script_of("フィットネヌ", "ふぃっとねす"), "フィットネス");
        assert_eq!(in_script_of("ふぃっとねぬ", "ふぃっとねす"), "ふぃっとねす");
        assert_eq!(in_script_of("陶ゲイ", "陶芸"), "陶芸");
    }
}
