//! Synonyms and corrections of the search as the secretariat writes them, one group per line (SRCH-12):
//!
//! - `健保 = 健康保険組合 = 保険者`: words that mean the same;
//! - `保健指導 > 特定保健指導, 重症化予防`: a word that also finds narrower ones;
//! - `特定検診 -> 特定健診`: a slip, and what was meant.
//!
//! It judges the list, not whether the words are any good.

use std::collections::BTreeSet;

use crate::normalise::{fold, single_line};

/// Most lines.
pub const MOST_LINES: usize = 2_000;

/// Most words of a line.
pub const MOST_WORDS: usize = 30;

/// Most characters of a word.
pub const WORD_CHARS: usize = 40;

/// A group of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SynonymLine {
    /// Words that mean the same, at least two.
    Same(Vec<String>),
    /// A word with narrower ones that it finds as well, at least one.
    Wider(String, Vec<String>),
    /// A slip with what was meant.
    Correction(String, String),
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// None of the three forms.
    Unreadable,
    /// A word is missing.
    TooFew,
    /// More words than [`MOST_WORDS`].
    TooMany,
    /// A word is longer than [`WORD_CHARS`].
    TooLong,
    /// The same word twice in one line.
    Twice,
    /// The line stands there already; with the number of the first.
    Repeated(usize),
    /// What was meant contains the slip, so that it would be put right again and again.
    Circular,
    /// More lines than [`MOST_LINES`].
    TooManyLines,
}

/// A fault with the number of its line, from 1.
pub type Fault = (usize, LineFault);

/// Reads a list. Empty lines, and lines that begin with `#`, say nothing.
///
/// # Errors
/// Every fault, in the order of the lines.
pub fn parse(text: &str) -> Result<Vec<SynonymLine>, Vec<Fault>> {
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    let mut known: Vec<(SynonymLine, usize)> = Vec::new();
    for (number, raw) in (1..).zip(text.lines()) {
        let raw = single_line(raw);
        if raw.is_empty() || raw.starts_with('#') {
            continue;
        }
        if lines.len() >= MOST_LINES {
            faults.push((number, LineFault::TooManyLines));
            break;
        }
        match read(&raw) {
            Ok(line) => {
                let key = folded(&line);
                match known.iter().find(|(other, _)| *other == key) {
                    Some((_, first)) => faults.push((number, LineFault::Repeated(*first))),
                    None => {
                        known.push((key, number));
                        lines.push(line);
                    }
                }
            }
            Err(fault) => faults.push((number, fault)),
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

/// Writes a list as [`parse`] reads it.
pub fn write(lines: &[SynonymLine]) -> String {
    let mut text = String::new();
    for line in lines {
        match line {
            SynonymLine::Same(words) => text.push_str(&words.join(" = ")),
            SynonymLine::Wider(word, narrower) => {
                text.push_str(word);
                text.push_str(" > ");
                text.push_str(&narrower.join(", "));
            }
            SynonymLine::Correction(slip, meant) => {
                text.push_str(slip);
                text.push_str(" -> ");
                text.push_str(meant);
            }
        }
        text.push('\n');
    }
    text
}

fn read(raw: &str) -> Result<SynonymLine, LineFault> {
    let raw = raw
        .replace('＝', "=")
        .replace('＞', ">")
        .replace('→', "->")
        .replace(['、', '，'], ",");
    if let Some((slip, meant)) = raw.split_once("->") {
        let (slip, meant) = (word(slip)?, word(meant)?);
        if fold(&meant).contains(&fold(&slip)) {
            return Err(LineFault::Circular);
        }
        return Ok(SynonymLine::Correction(slip, meant));
    }
    if let Some((from, to)) = raw.split_once('>') {
        let (from, to) = (word(from)?, words(to.split(','))?);
        if to.iter().any(|narrower| fold(narrower) == fold(&from)) {
            return Err(LineFault::Twice);
        }
        return Ok(SynonymLine::Wider(from, to));
    }
    if raw.contains('=') {
        let all = words(raw.split('='))?;
        return if all.len() < 2 {
            Err(LineFault::TooFew)
        } else {
            Ok(SynonymLine::Same(all))
        };
    }
    Err(LineFault::Unreadable)
}

fn words<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Vec<String>, LineFault> {
    let all: Vec<String> = parts.map(word).collect::<Result<_, _>>()?;
    if all.len() > MOST_WORDS {
        return Err(LineFault::TooMany);
    }
    let different: BTreeSet<String> = all.iter().map(|word| fold(word)).collect();
    if different.len() < all.len() {
        return Err(LineFault::Twice);
    }
    Ok(all)
}

fn word(typed: &str) -> Result<String, LineFault> {
    let word = single_line(typed);
    if !word.chars().any(char::is_alphanumeric) {
        return Err(LineFault::TooFew);
    }
    if word.contains(['=', '>']) {
        return Err(LineFault::Unreadable);
    }
    if word.chars().count() > WORD_CHARS {
        return Err(LineFault::TooLong);
    }
    Ok(word)
}

/// A line in comparable form: the order of words that mean the same does not matter.
fn folded(line: &SynonymLine) -> SynonymLine {
    let fold_all = |words: &[String]| {
        let mut folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        folded.sort_unstable();
        folded
    };
    match line {
        SynonymLine::Same(words) => SynonymLine::Same(fold_all(words)),
        SynonymLine::Wider(from, to) => SynonymLine::Wider(fold(from), fold_all(to)),
        SynonymLine::Correction(slip, meant) => SynonymLine::Correction(fold(slip), fold(meant)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 三つの書き方を読んで書ける() {
        let text =
            "# 保険者\n健保＝健康保険組合 = 保険者\n\n保健指導 ＞ 特定保健指導、重症化予防\n特定検診 → 特定健診\n";
        let lines = parse(text).unwrap();
        assert_eq!(lines.len(), 3);
        let written = write(&lines);
        assert_eq!(
            written,
            "健保 = 健康保険組合 = 保険者\n保健指導 > 特定保健指導, 重症化予防\n特定検診 -> 特定健診\n"
        );
        assert_eq!(parse(&written).unwrap(), lines);
    }

    #[test]
    fn 誤りは行ごとに分かる() {
        let text = "健保\n健保 =\n健保 = ｹﾝﾎﾟ = ケンポ\n検診 -> 特定検診\nA = B\nb = a\n広い > 広い";
        let faults = parse(text).unwrap_err();
        assert_eq!(
            faults,
            [
                (1, LineFault::Unreadable),
                (2, LineFault::TooFew),
                (3, LineFault::Twice),
                (4, LineFault::Circular),
                (6, LineFault::Repeated(5)),
                (7, LineFault::Twice),
            ]
        );
        let long = format!("{} = 短い", "長".repeat(WORD_CHARS + 1));
        assert_eq!(parse(&long).unwrap_err(), [(1, LineFault::TooLong)]);
    }
}
