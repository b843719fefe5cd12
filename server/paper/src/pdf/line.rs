//! Breaks text into lines: where Unicode allows it (so that no line begins with a closing bracket or small kana), with commas
//! and full stops hanging into the margin, and stretched to the measure. It knows nothing of pages.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_linebreak::linebreaks;

use crate::font::Ruler;
use crate::text::GETA;

/// More white space than this, in ems, is not spread over a line.
const MOST_STRETCH: f32 = 2.0;

/// A glyph of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    /// In the font.
    pub id: u32,
    /// The bytes of the line's text that it stands for.
    pub range: Range<usize>,
    /// To the next glyph, in points.
    pub advance: f32,
}

/// A line that fits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// What it says.
    pub text: String,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
    /// Space before the first, in points.
    pub indent: f32,
}

impl Line {
    /// Width without the indent, in points.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// How lines are broken.
#[derive(Clone, Copy)]
pub(crate) struct Measure {
    /// Size of the font, in points.
    pub size: f32,
    /// Width of a line, in points.
    pub width: f32,
    /// Indent of the first line, in points.
    pub first: f32,
    /// Whether lines are stretched to the width.
    pub justified: bool,
}

#[derive(Clone, Copy)]
struct Sign {
    at: usize,
    sign: char,
    glyph: u32,
    advance: f32,
}

/// Breaks one paragraph. An empty one has no lines.
pub(crate) fn break_lines(text: &str, ruler: &Ruler, measure: Measure) -> Vec<Line> {
    let signs: Vec<Sign> = text
        .char_indices()
        .filter_map(|(at, sign)| {
            let (glyph, width) = ruler.glyph(sign).or_else(|| ruler.glyph(GETA))?;
            let advance = width * measure.size;
            Some(Sign {
                at,
                sign,
                glyph,
                advance,
            })
        })
        .collect();
    let may_break: BTreeSet<usize> = linebreaks(text).map(|(at, _)| at).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < signs.len() {
        let indent = if lines.is_empty() { measure.first } else { 0.0 };
        let room = measure.width - indent;
        let end = find_end(&signs, start, &may_break, room, measure.size);
        let stretched = measure.justified && end < signs.len();
        lines.push(line(
            text,
            &signs[start..end],
            indent,
            stretched.then_some((room, measure.size)),
        ));
        start = end;
        // A space at the break belongs to neither line.
        while lines.len() > 1 && signs.get(start).is_some_and(|next| next.sign == ' ') {
            start += 1;
        }
    }
    lines
}

/// Where the line that begins at `start` ends; at least one sign further.
fn find_end(signs: &[Sign], start: usize, may_break: &BTreeSet<usize>, room: f32, size: f32) -> usize {
    let mut width = 0.0;
    let mut last = None;
    for (position, sign) in signs.iter().enumerate().skip(start) {
        if position > start && may_break.contains(&sign.at) {
            last = Some(position);
        }
        if width + visible(sign, size) > room + 0.01 {
            return last.unwrap_or(position).max(start + 1);
        }
        width += sign.advance;
    }
    signs.len()
}

/// How much of a sign must lie inside the measure when it is the last of a line.
fn visible(sign: &Sign, size: f32) -> f32 {
    match sign.sign {
        '、' | '。' | '，' | '．' | ' ' => 0.0,
        '」' | '』' | '）' | '】' | '〕' | '〉' | '》' | '］' | '｝' => sign.advance.min(size / 2.0),
        _ => sign.advance,
    }
}

fn line(text: &str, signs: &[Sign], indent: f32, stretch: Option<(f32, f32)>) -> Line {
    let begin = signs.first().map_or(0, |sign| sign.at);
    let end = signs.last().map_or(0, |sign| sign.at + sign.sign.len_utf8());
    let mut glyphs: Vec<Glyph> = signs
        .iter()
        .map(|sign| Glyph {
            id: sign.glyph,
            range: sign.at - begin..sign.at - begin + sign.sign.len_utf8(),
            advance: sign.advance,
        })
        .collect();
    if let (Some((room, size)), Some((last, others))) = (stretch, signs.split_last()) {
        let inner: f32 = others.iter().map(|sign| sign.advance).sum();
        // A bracket at the end that fits whole stays whole.
        let whole = inner + last.advance <= room;
        let is_hanging = matches!(last.sign, '、' | '。' | '，' | '．' | ' ');
        let used = inner
            + if whole && !is_hanging {
                last.advance
            } else {
                visible(last, size)
            };
        let gaps: Vec<usize> = signs
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| stretches(pair[0].sign, pair[1].sign))
            .map(|(position, _)| position)
            .collect();
        let free = room - used;
        if !gaps.is_empty() && free < MOST_STRETCH * size {
            let each = free / count(gaps.len());
            for gap in gaps {
                glyphs[gap].advance += each;
            }
        }
    }
    Line {
        text: text.get(begin..end).unwrap_or_default().to_owned(),
        glyphs,
        indent,
    }
}

/// Between two letters or digits of a word nothing is stretched.
fn stretches(left: char, right: char) -> bool {
    !(left.is_ascii_graphic() && right.is_ascii_graphic())
}

fn count(number: usize) -> f32 {
    number as f32
}
