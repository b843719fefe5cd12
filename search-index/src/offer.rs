//! Words of a query that name a value of a filter: places, fiscal years, states of recruiting. Only offers them; the
//! words stay words until somebody takes the offer.

use domain::Lang;
use domain::code::{CodeList, RecruitStatus, Region};
use domain::normalise;
use domain::search::{Facet, FilterOffer};

use crate::analysis::Analyser;
use crate::query::{Clause, parse};

/// The filters that words name, each once, in the order of the words.
pub fn offers(words: &str, analyser: &Analyser) -> Vec<FilterOffer> {
    let clauses = parse(words);
    let is_plain = |clause: &&Clause| !clause.is_excluded && !clause.is_quoted;
    let mut offers: Vec<FilterOffer> = Vec::new();
    for (position, clause) in clauses.iter().enumerate().filter(|(_, clause)| is_plain(clause)) {
        let Some((facet, value)) = named(&clause.text, analyser) else {
            continue;
        };
        if offers.iter().any(|offer| offer.facet == facet && offer.value == value) {
            continue;
        }
        let others = clauses.iter().enumerate().filter(|(other, _)| *other != position);
        let rest: Vec<String> = others.map(|(_, clause)| spelled(clause)).collect();
        offers.push(FilterOffer {
            facet,
            value,
            word: clause.text.clone(),
            rest: rest.join(" "),
        });
    }
    offers
}

/// The filter value a word names.
fn named(word: &str, analyser: &Analyser) -> Option<(Facet, String)> {
    let lexicon = analyser.lexicon();
    let key = analyser.words(word).key;
    let heard = || {
        let sound = analyser.sound(word);
        let mut entries = lexicon.heard(&sound);
        entries.find_map(|entry| lexicon.prefecture(&entry.key))
    };
    if let Some(prefecture) = lexicon.prefecture(&key).or_else(heard) {
        return Some((Facet::Pref, prefecture.code().to_owned()));
    }
    if let Some(region) = value_of::<Region>(word) {
        return Some((Facet::Region, region.code().to_owned()));
    }
    if let Some(status) = value_of::<RecruitStatus>(word) {
        return Some((Facet::Status, status.code().to_owned()));
    }
    let is_year = word.ends_with("年度") || word.starts_with("fy") || word.ends_with('年');
    let year = is_year.then(|| normalise::fiscal_year(word).ok()).flatten()?;
    Some((Facet::Year, year.get().to_string()))
}

fn value_of<T: CodeList>(word: &str) -> Option<T> {
    let compact = |text: &str| normalise::fold(text).replace(' ', "");
    let wanted = compact(word);
    let named = |value: &T| {
        let name = compact(value.name(Lang::Ja));
        name == wanted || name.strip_suffix("地方").is_some_and(|stem| stem == wanted)
    };
    T::ALL.iter().copied().find(named)
}

/// A clause as it would be typed.
fn spelled(clause: &Clause) -> String {
    let minus = if clause.is_excluded { "-" } else { "" };
    let quote = if clause.is_quoted { "\"" } else { "" };
    format!("{minus}{quote}{}{quote}", clause.text)
}
