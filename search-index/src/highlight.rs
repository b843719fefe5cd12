//! Marks what matched in the texts shown with a hit. Works on the stored borders of words, so 京都 is never marked
//! inside 東京都, and knows nothing of markup: it hands out pieces of plain text.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use domain::search::Span;
use memchr::memmem::Finder;

use crate::excerpt::Part;
use crate::query::{Need, Plan, Way};
use crate::reading;

/// Length of a piece of text, in characters.
const SNIPPET_CHARS: usize = 100;

/// How much is shown before the first match, in characters.
const LEAD_CHARS: usize = 20;

/// A piece of text goes on.
const CUT: &str = "…";

/// Up to so many things are looked for one after another, which is faster than all at once.
const FEW: usize = 12;

/// Marks the matches of one query.
pub struct Marker {
    strong: Patterns,
    faint: Patterns,
}

/// What to mark, all different and none empty, with the thing asked for that each stands for.
struct Patterns {
    finder: Finders,
    /// Readings, packed, for texts that have something in another spelling.
    sounds: Vec<(usize, Vec<u8>)>,
    things: Vec<usize>,
    /// How many different things there are.
    count: usize,
}

enum Finders {
    Few(Vec<Finder<'static>>),
    Many(AhoCorasick),
}

/// A match in the original text, with the number of the thing that matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    start: usize,
    end: usize,
    thing: usize,
}

impl Patterns {
    fn of<'a>(
        texts: impl Iterator<Item = (usize, &'a String)>,
        sounds: impl Iterator<Item = (usize, &'a String)>,
    ) -> Self {
        let mut known: BTreeMap<&String, usize> = BTreeMap::new();
        for (thing, text) in texts.filter(|(_, text)| !text.is_empty()) {
            known.entry(text).or_insert(thing);
        }
        let mut things: Vec<usize> = known.values().copied().collect();
        things.sort_unstable();
        things.dedup();
        let place = |thing: &usize| things.binary_search(thing).unwrap_or(0);
        let many = (known.len() > FEW).then(|| AhoCorasick::new(known.keys()));
        let finder = match many {
            Some(Ok(automaton)) => Finders::Many(automaton),
            _ => Finders::Few(known.keys().map(|text| Finder::new(text).into_owned()).collect()),
        };
        let sounds = sounds.filter_map(|(thing, sound)| Some((place(&thing), reading::pack(sound)?)));
        Self {
            finder,
            sounds: sounds.collect(),
            things: known.values().map(place).collect(),
            count: things.len(),
        }
    }

    /// Hears of every place where something stands, also where they overlap.
    fn find(&self, key: &[u8], mut hear: impl FnMut(Mark)) {
        let thing = |pattern: usize| self.things.get(pattern).copied().unwrap_or(0);
        match &self.finder {
            Finders::Few(finders) => {
                for (pattern, finder) in finders.iter().enumerate() {
                    let mut from = 0;
                    while let Some(found) = finder.find(&key[from..]) {
                        let start = from + found;
                        hear(Mark {
                            start,
                            end: start + finder.needle().len(),
                            thing: thing(pattern),
                        });
                        from = start + 1;
                    }
                }
            }
            Finders::Many(automaton) => automaton.find_overlapping_iter(key).for_each(|found| {
                hear(Mark {
                    start: found.start(),
                    end: found.end(),
                    thing: thing(found.pattern().as_usize()),
                });
            }),
        }
    }

    /// The matches between borders of words, in order, as positions in the original text.
    fn marks(&self, part: &Part<'_>, by_sound: bool) -> Vec<Mark> {
        let mut marks = self.spelled(part);
        if by_sound {
            for (thing, sound) in &self.sounds {
                let read = part.sounded(sound).into_iter().filter(|(start, end)| start < end);
                marks.extend(read.map(|(start, end)| Mark {
                    start,
                    end,
                    thing: *thing,
                }));
            }
            marks.sort_unstable();
            marks.dedup();
        }
        marks
    }

    /// Those in the spelling that is asked for.
    fn spelled(&self, part: &Part<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.find(part.key(), |mark| marks.push(mark));
        if marks.is_empty() {
            return marks;
        }
        let borders = part.borders();
        let border = |in_key: usize| {
            let found = borders.binary_search_by_key(&in_key, |&(key, _)| key).ok()?;
            borders.get(found).map(|&(_, in_text)| in_text)
        };
        let mut marks: Vec<Mark> = marks
            .into_iter()
            .filter_map(|Mark { start, end, thing }| {
                let (start, end) = (border(start)?, border(end)?);
                (start < end).then_some(Mark { start, end, thing })
            })
            .collect();
        marks.sort_unstable();
        marks
    }

    /// The title with its marks, and the piece of the body that tells most; `None` when there is nothing to mark.
    fn mark<'a>(
        &self,
        title: &Part<'a>,
        body: impl Iterator<Item = Part<'a>>,
        even_unmarked: bool,
        by_sound: bool,
    ) -> Option<(Vec<Span>, Vec<Span>)> {
        let in_title = self.marks(title, by_sound);
        // The first of equals: texts stand in the order of how much they tell.
        let mut best: Option<(Part<'a>, Vec<Mark>, Window)> = None;
        for part in body {
            let marks = self.marks(&part, by_sound);
            // A text without marks need not even be looked over for being text.
            let window = if marks.is_empty() {
                Window::default()
            } else {
                best_window(part.text(), &marks, self.count)
            };
            if best.as_ref().is_none_or(|(.., best)| window.things > best.things) {
                best = Some((part, marks, window));
            }
            if window.things == self.count {
                break;
            }
        }
        let is_marked = !in_title.is_empty() || best.as_ref().is_some_and(|(_, marks, _)| !marks.is_empty());
        if !is_marked && !even_unmarked {
            return None;
        }
        let text = title.text();
        let title = spans(text, 0..text.len(), &in_title);
        let snippet = best.map_or_else(Vec::new, |(part, marks, window)| {
            piece(part.text(), window.start, &marks)
        });
        Some((title, snippet))
    }
}

impl Marker {
    /// Prepares the marks of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            strong: Patterns::of(marks(plan, |need| &need.marks), sounds(plan)),
            faint: Patterns::of(marks(plan, |need| &need.faint_marks), std::iter::empty()),
        }
    }

    /// The title with its marks, and a piece of the text that tells most. `parts` begins with the title; `None` without
    /// any. `by_sound`: it was found by its reading, so what is read like that is marked too.
    pub fn mark<'a>(
        &self,
        parts: impl Iterator<Item = Part<'a>> + Clone,
        by_sound: bool,
    ) -> Option<(Vec<Span>, Vec<Span>)> {
        let mut body = parts;
        let title = body.next()?;
        let strong = self.strong.mark(&title, body.clone(), false, by_sound);
        strong.or_else(|| self.faint.mark(&title, body, true, false))
    }
}

/// What to mark, with the number of the need it stands for.
fn marks(plan: &Plan, of: impl Fn(&Need) -> &Vec<String>) -> impl Iterator<Item = (usize, &String)> {
    let needs = plan.needs().enumerate();
    needs.flat_map(move |(thing, need)| of(need).iter().map(move |text| (thing, text)))
}

/// The readings that are asked for, with the number of the need they stand for.
fn sounds(plan: &Plan) -> impl Iterator<Item = (usize, &String)> {
    let needs = plan.needs().enumerate();
    needs.flat_map(|(thing, need)| {
        need.ways.iter().filter_map(move |(way, _)| match way {
            Way::Sounded(stretch) => Some((thing, &stretch.text)),
            _ => None,
        })
    })
}

/// A text without marks.
pub fn unmarked(text: &str) -> Vec<Span> {
    vec![Span {
        text: text.to_owned(),
        marked: false,
    }]
}

/// Where a piece begins, and how many different things are then in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Window {
    start: usize,
    things: usize,
}

/// The first window with most different things in view, out of as many as there are. One walk over the marks in the
/// order in which they begin, with another in the order in which they end.
fn best_window(text: &str, marks: &[Mark], all: usize) -> Window {
    let mut best = Window::default();
    let mut by_end: Vec<usize> = (0..marks.len()).collect();
    by_end.sort_by_key(|&mark| marks[mark].end);
    let mut entering = by_end.into_iter().peekable();
    let mut is_in = vec![false; marks.len()];
    let mut in_view = vec![0_u32; all];
    let mut things = 0;
    let mut end = forward(
        text,
        marks.first().map_or(0, |mark| mark.start),
        SNIPPET_CHARS - LEAD_CHARS,
    );
    for (at, first) in marks.iter().enumerate() {
        if let Some(before) = at.checked_sub(1) {
            let passed = text.get(marks[before].start..first.start).unwrap_or_default();
            end = forward(text, end, passed.chars().count());
            if is_in[before] {
                in_view[marks[before].thing] -= 1;
                things -= usize::from(in_view[marks[before].thing] == 0);
            }
        }
        while let Some(mark) = entering.next_if(|&mark| marks[mark].end <= end) {
            if mark >= at {
                is_in[mark] = true;
                things += usize::from(in_view[marks[mark].thing] == 0);
                in_view[marks[mark].thing] += 1;
            }
        }
        if things > best.things {
            best = Window {
                start: first.start,
                things,
            };
        }
        if things == all {
            break;
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
            thing: 0,
        };
        let spans = spans(text, 0..text.len(), &[mark(0, 2), mark(0, 4), mark(2, 4), mark(5, 7)]);
        let shown: Vec<_> = spans.iter().map(|span| (span.text.as_str(), span.marked)).collect();
        assert_eq!(shown, [("特定健診", true), ("の", false), ("受診", true)]);
    }

    #[test]
    fn いちばん多くの語が入るところを選ぶ() {
        let text = "あ".repeat(400);
        let mark = |start: usize, thing: usize| Mark {
            start: start * 3,
            end: (start + 2) * 3,
            thing,
        };
        let spread = [
            mark(0, 0),
            mark(10, 0),
            mark(200, 1),
            mark(250, 0),
            mark(277, 2),
            mark(279, 2),
        ];
        // From 200 on, the characters up to 280 are in view: all but the last.
        let all = Window { start: 600, things: 3 };
        assert_eq!(best_window(&text, &spread, 3), all);
        assert_eq!(best_window(&text, &spread, 4), all);
        assert_eq!(best_window(&text, &spread[..2], 3), Window { start: 0, things: 1 });
        assert_eq!(best_window(&text, &[], 3), Window::default());
    }

    #[test]
    fn 少しでも多くても同じものが見つかる() {
        let mut texts: Vec<String> = ["がん", "がんがん", "検診", "ん検", "大腸", "なし"]
            .map(str::to_owned)
            .to_vec();
        texts.extend((0..FEW).map(|number| format!("別の語{number}")));
        let find = |texts: &[String]| {
            let patterns = Patterns::of(texts.iter().map(|text| (text.len(), text)), std::iter::empty());
            let mut found = Vec::new();
            patterns.find("大腸がんがんがん検診".as_bytes(), |mark| {
                found.push((mark.start, mark.end))
            });
            found.sort_unstable();
            found
        };
        let mut apart: Vec<_> = texts.chunks(2).flat_map(find).collect();
        apart.sort_unstable();
        assert_eq!(find(&texts), apart);
        assert_eq!(apart.len(), 8);
        let starts = texts.iter().map(|text| (usize::from(text.starts_with('別')), text));
        let things = Patterns::of(starts, std::iter::empty());
        assert_eq!(things.count, 2);
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
