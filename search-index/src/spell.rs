//! Other words that a query may have meant (SRCH-14): known slips, words that sound alike, and words one letter away.
//! Only proposes; whether a proposal finds more is for the search to try.

use domain::search::QUERY_CHARS;

use crate::analysis::{Analyser, Folded, is_kana, to_key};

/// At most so many proposals are tried.
const PROPOSALS: usize = 4;

/// Proposals for a query as typed, most likely first.
pub fn propose(query: &str, analyser: &Analyser) -> Vec<String> {
    let cut: String = query.chars().take(QUERY_CHARS).collect();
    let folded = Folded::of(&cut).text;
    let mut proposals: Vec<String> = Vec::new();
    let mut add = |proposal: String| {
        if proposal != folded && !proposals.contains(&proposal) {
            proposals.push(proposal);
        }
    };
    let lexicon = analyser.lexicon();
    if let Some(corrected) = lexicon.correct(&folded) {
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
    }
    proposals.truncate(PROPOSALS);
    proposals
}
