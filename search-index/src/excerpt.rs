//! The texts pieces of which are shown with a hit, stored so that marking needs no analysis: each with its comparable
//! form, the borders of its words in both, and their readings. Reading copies nothing and decodes only what is asked for.

use crate::analysis::Words;
use crate::reading;

/// The comparable form is the text itself.
const SAME: u8 = 0;
/// The comparable form differs, but its offsets are those of the text.
const SAME_OFFSETS: u8 = 1;
/// Both differ.
const DIFFERENT: u8 = 2;

/// A stored text. Bytes, because only the few texts that are shown are worth checking for being text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    text: &'a [u8],
    key: &'a [u8],
    kind: u8,
    borders: &'a [u8],
    readings: &'a [u8],
}

impl<'a> Part<'a> {
    /// As written; empty when damaged.
    pub fn text(&self) -> &'a str {
        std::str::from_utf8(self.text).unwrap_or_default()
    }

    /// In the form queries are compared in.
    pub fn key(&self) -> &'a [u8] {
        self.key
    }

    /// Borders of words, ascending: offset in the key, offset in the text.
    pub fn borders(&self) -> Vec<(usize, usize)> {
        let mut bytes = self.borders;
        let mut borders = Vec::with_capacity(bytes.len());
        let (mut in_key, mut in_text) = (0_usize, 0_usize);
        while let Some(step) = take(&mut bytes) {
            in_key = in_key.saturating_add(step);
            in_text = if self.kind == DIFFERENT {
                let Some(step) = take(&mut bytes) else { break };
                in_text.saturating_add(step)
            } else {
                in_key
            };
            borders.push((in_key, in_text));
        }
        borders
    }

    /// Where something is read, between borders of words, as positions in the text.
    pub fn sounded(&self, wanted: &[u8]) -> Vec<(usize, usize)> {
        let borders = self.borders();
        let stretch = |pair: &[(usize, usize)]| {
            let piece = self.key.get(pair[0].0..pair[1].0).unwrap_or_default();
            std::str::from_utf8(piece).unwrap_or_default()
        };
        let keys: Vec<&'a str> = borders.windows(2).map(stretch).collect();
        let found = reading::find(self.readings, &keys, wanted);
        let place = |(first, end): (usize, usize)| Some((borders.get(first)?.1, borders.get(end)?.1));
        found.into_iter().filter_map(place).collect()
    }
}

/// Writes a text that has been cut into words behind those before it.
pub fn put_part(bytes: &mut Vec<u8>, text: &str, words: &Words) {
    let mut positions: Vec<usize> = words.morphemes.iter().flat_map(|word| [word.start, word.end]).collect();
    positions.sort_unstable();
    positions.dedup();
    let borders: Vec<(usize, usize)> = positions
        .into_iter()
        .map(|at| (at, words.folded.original(at)))
        .collect();
    let stretches = borders.windows(2).map(|pair| {
        let word = words.morphemes.binary_search_by_key(&pair[0].0, |word| word.start);
        let word = word.ok().and_then(|at| words.morphemes.get(at));
        let key = words.key.get(pair[0].0..pair[1].0).unwrap_or_default();
        (key, word.map_or("", |word| &*word.sound))
    });
    put(bytes, text, &words.key, &borders, &reading::encode(stretches));
}

fn put(bytes: &mut Vec<u8>, text: &str, key: &str, borders: &[(usize, usize)], readings: &[u8]) {
    let kind = if borders.iter().any(|(in_key, in_text)| in_key != in_text) {
        DIFFERENT
    } else if key == text {
        SAME
    } else {
        SAME_OFFSETS
    };
    bytes.push(kind);
    put_bytes(bytes, text.as_bytes());
    if kind != SAME {
        put_bytes(bytes, key.as_bytes());
    }
    let mut steps = Vec::with_capacity(borders.len());
    let mut last = (0, 0);
    for &(in_key, in_text) in borders {
        put_number(&mut steps, in_key - last.0);
        if kind == DIFFERENT {
            put_number(&mut steps, in_text - last.1);
        }
        last = (in_key, in_text);
    }
    put_bytes(bytes, &steps);
    put_bytes(bytes, readings);
}

/// Reads stored parts in order; stops at what is damaged.
pub fn parts(mut bytes: &[u8]) -> impl Iterator<Item = Part<'_>> + Clone {
    std::iter::from_fn(move || take_part(&mut bytes))
}

fn take_part<'a>(bytes: &mut &'a [u8]) -> Option<Part<'a>> {
    let (&kind, rest) = bytes.split_first()?;
    *bytes = rest;
    let text = take_bytes(bytes)?;
    let key = if kind == SAME { text } else { take_bytes(bytes)? };
    let borders = take_bytes(bytes)?;
    let readings = take_bytes(bytes)?;
    Some(Part {
        text,
        key,
        kind,
        borders,
        readings,
    })
}

fn put_bytes(bytes: &mut Vec<u8>, piece: &[u8]) {
    put_number(bytes, piece.len());
    bytes.extend_from_slice(piece);
}

fn take_bytes<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(bytes)?;
    let (piece, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(piece)
}

/// Seven bits per byte, lowest first; the high bit says that more follow.
fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..usize::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書いたものが読める() {
        let mut bytes = Vec::new();
        put(&mut bytes, "特定健診", "特定健診", &[(0, 0), (6, 6), (12, 12)], b"");
        put(&mut bytes, "テスト", "てすと", &[(0, 0), (9, 9)], &[0]);
        put(&mut bytes, "ＩＣＴ", "ict", &[(0, 0), (3, 9)], &[0]);
        put(&mut bytes, "長い", "長い", &[(0, 0), (6, 300)], &[0]);
        let read: Vec<_> = parts(&bytes)
            .map(|part| (part.text(), std::str::from_utf8(part.key()).unwrap(), part.borders()))
            .collect();
        let expected = [
            ("特定健診", "特定健診", vec![(0, 0), (6, 6), (12, 12)]),
            ("テスト", "てすと", vec![(0, 0), (9, 9)]),
            ("ＩＣＴ", "ict", vec![(0, 0), (3, 9)]),
            ("長い", "長い", vec![(0, 0), (6, 300)]),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn 壊れたものは読まない() {
        assert_eq!(parts(&[2, 200, 1, 2]).count(), 0);
        assert_eq!(parts(&[0xff; 40]).count(), 0);
        let damaged: Vec<_> = parts(&[0, 1, 0xff, 1, 0, 0]).map(|part| part.text()).collect();
        assert_eq!(damaged, [""]);
    }
}
