//! Marks what matched in the texts shown with a hit. Works on the stored borders of words, so 京都 is never marked
//! inside 東京都, and knows nothing of markup: it hands out pieces of plain text.

use aho_corasick::AhoCorasick;
use domain::search::Span;

use crate::excerpt::Part;
use crate::query::Plan;

/// Length of a piece of text, in characters.
const SNIPPET_CHARS: usize = 100;

/// How much is shown before the first match, in characters.
const LEAD_CHARS: usize = 20;

/// A piece of text goes on.
const CUT: &str = "…";

/// Marks the matches of one query.
pub struct Marker {
    strong: Option<AhoCorasick>,
    faint: Option<AhoCorasick>,
}

/// A match in the original text, with the number of what matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    start: usize,
    end: usize,
    pattern: usize,
}

impl Marker {
    /// Prepares the marks of a plan.
    pub fn of(plan: &Plan) -> Self {
        let automaton = |patterns: Vec<&String>| {
            let patterns: Vec<_> = patterns.into_iter().filter(|pattern| !pattern.is_empty()).collect();
            if patterns.is_empty() {
                None
            } else {
                AhoCorasick::new(patterns).ok()
            }
        };
        Self {
            strong: automaton(plan.needs().flat_map(|need| &need.marks).collect()),
            faint: automaton(plan.needs().flat_map(|need| &need.faint_marks).collect()),
        }
    }

    /// The title with its marks, and a piece of the text that tells most. `parts` begins with the title.
    pub fn mark(&self, parts: &[Part]) -> (Vec<Span>, Vec<Span>) {
        let Some((title, body)) = parts.split_first() else {
            return (Vec::new(), Vec::new());
        };
        let find = |automaton: &Option<AhoCorasick>| -> Vec<Vec<Mark>> {
            parts
                .iter()
                .map(|part| automaton.as_ref().map_or_else(Vec::new, |it| marks(it, part)))
                .collect()
        };
        let mut found = find(&self.strong);
        if found.iter().all(Vec::is_empty) {
            found = find(&self.faint);
        }
        let (in_title, in_body) = found
            .split_first()
            .map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
        let title_spans = spans(&title.text, 0..title.text.len(), in_title);
        let best = body
            .iter()
            .zip(in_body)
            .map(|(part, marks)| (part, marks, best_window(part, marks)));
        // The first of equals: texts stand in the order of how much they tell.
        let best = best.reduce(|best, next| if next.2.1 > best.2.1 { next } else { best });
        let snippet = best.map_or_else(Vec::new, |(part, marks, (start, _))| piece(&part.text, start, marks));
        (title_spans, snippet)
    }
}

/// A text without marks.
pub fn unmarked(text: &str) -> Vec<Span> {
    vec![Span {
        text: text.to_owned(),
        marked: false,
    }]
}

fn marks(automaton: &AhoCorasick, part: &Part) -> Vec<Mark> {
    let found = automaton.find_overlapping_iter(part.key.as_str()).filter_map(|found| {
        let (start, end) = (part.border(found.start())?, part.border(found.end())?);
        (start < end).then_some(Mark {
            start,
            end,
            pattern: found.pattern().as_usize(),
        })
    });
    let mut marks: Vec<Mark> = found.collect();
    marks.sort_unstable();
    marks
}

/// Where to begin, and how many different things are then in view.
fn best_window(part: &Part, marks: &[Mark]) -> (usize, usize) {
    let mut best = (0, 0);
    for (at, first) in marks.iter().enumerate() {
        let end = forward(&part.text, first.start, SNIPPET_CHARS - LEAD_CHARS);
        let mut seen: Vec<usize> = marks[at..]
            .iter()
            .filter(|mark| mark.end <= end)
            .map(|mark| mark.pattern)
            .collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() > best.1 {
            best = (first.start, seen.len());
        }
    }
    best
}

/// A piece of the text around a position.
fn piece(text: &str, around: usize, marks: &[Mark]) -> Vec<Span> {
    let end = forward(text, backward(text, around, LEAD_CHARS), SNIPPET_CHARS);
    // Near the end of the text, more is shown before the match instead.
    let start = backward(text, end, SNIPPET_CHARS);
    let mut piece = spans(text, start..end, marks);
    if start > 0 {
        piece.insert(
            0,
            Span {
                text: CUT.to_owned(),
                marked: false,
            },
        );
    }
    if end < text.len() {
        piece.push(Span {
            text: CUT.to_owned(),
            marked: false,
        });
    }
    piece
}

fn spans(text: &str, range: std::ops::Range<usize>, marks: &[Mark]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |from: usize, to: usize, marked: bool| {
        let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) else {
            return;
        };
        match spans.last_mut() {
            Some(last) if last.marked == marked => last.text.push_str(piece),
            _ => spans.push(Span {
                text: piece.to_owned(),
                marked,
            }),
        }
    };
    let mut at = range.start;
    for mark in marks
        .iter()
        .filter(|mark| mark.start < range.end && mark.end > range.start)
    {
        let (start, end) = (mark.start.max(at), mark.end.min(range.end));
        if start < end {
            push(at, start, false);
            push(start, end, true);
            at = end;
        }
    }
    push(at, range.end, false);
    spans
}

/// The position so many characters on.
fn forward(text: &str, from: usize, characters: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    rest.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| from + at)
}

/// The position so many characters back.
fn backward(text: &str, from: usize, characters: usize) -> usize {
    if characters == 0 {
        return from;
    }
    let before = text.get(..from).unwrap_or("");
    before.char_indices().rev().nth(characters - 1).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 重なる印は一つにつながる() {
        let text = "特定健診の受診";
        let mark = |start: usize, end: usize| Mark {
            start: start * 3,
            end: end * 3,
            pattern: 0,
        };
        let spans = spans(text, 0..text.len(), &[mark(0, 2), mark(0, 4), mark(2, 4), mark(5, 7)]);
        let shown: Vec<_> = spans.iter().map(|span| (span.text.as_str(), span.marked)).collect();
        assert_eq!(shown, [("特定健診", true), ("の", false), ("受診", true)]);
    }

    #[test]
    fn 抜粋は百文字ほど() {
        let text = "あ".repeat(300);
        let shown: String = piece(&text, 150 * 3, &[]).into_iter().map(|span| span.text).collect();
        assert_eq!(shown.chars().count(), SNIPPET_CHARS + 2);
        let short = piece("短い", 0, &[]);
        assert_eq!(short, unmarked("短い"));
    }
}
