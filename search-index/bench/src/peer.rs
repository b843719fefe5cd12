//! What a peer must be able to do, and how texts are prepared for peers without Japanese analysis: as pairs of
//! neighbouring characters, which find every word inside a text.

use domain::normalise;
use domain::program::Listing;

use crate::query::Query;

/// An engine beside the index.
pub trait Peer {
    fn name(&self) -> &'static str;
    /// Takes programs in.
    fn build(&mut self, programs: &mut dyn Iterator<Item = Listing>);
    /// Size on disk.
    fn megabytes(&mut self) -> f64;
    /// Asks for total, the first twenty by relevance, and the counts per prefecture and per purpose, of which each
    /// leaves out its own filter.
    fn ask(&mut self, query: &Query) -> Answer;
    /// Milliseconds computed so far.
    fn cpu(&self) -> f64;
}

/// What was asked for. Read, so that nobody can leave work out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub total: i64,
    pub page: Vec<i64>,
    pub prefectures: Vec<(i64, i64)>,
    pub purposes: Vec<(i64, i64)>,
}

/// All texts of a program.
pub fn text(listing: &Listing) -> String {
    let content = &listing.content;
    let texts = [
        &content.title,
        &content.summary,
        &content.purpose,
        &content.content,
        &content.problem,
        &content.structure,
        &listing.lead.name,
    ];
    let texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
    normalise::fold_kana(&normalise::fold(&texts.join("\n")))
}

/// Pairs of neighbouring characters, in order; a character alone stands for itself.
pub fn pairs(text: &str) -> Vec<String> {
    let folded = normalise::fold_kana(&normalise::fold(text));
    let mut pairs = Vec::new();
    for run in folded.split(|c: char| !c.is_alphanumeric() && c != 'ー') {
        let characters: Vec<char> = run.chars().collect();
        match characters.as_slice() {
            [] => {}
            [only] => pairs.push(only.to_string()),
            more => pairs.extend(more.windows(2).map(|pair| pair.iter().collect::<String>())),
        }
    }
    pairs
}
