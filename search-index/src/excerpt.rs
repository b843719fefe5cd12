//! The texts pieces of which are shown with a hit, stored so that marking needs no analysis: each with its comparable
//! form and the borders of its words in both.

use crate::analysis::{Words, to_key};

/// A text as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As written.
    pub text: String,
    /// In the form queries are compared in.
    pub key: String,
    /// Borders of words, ascending: offset in `key`, offset in `text`.
    pub borders: Vec<(usize, usize)>,
}

impl Part {
    /// The stored form of a text that has been cut into words.
    pub fn of(text: &str, words: &Words) -> Self {
        let mut positions: Vec<usize> = words.morphemes.iter().flat_map(|word| [word.start, word.end]).collect();
        positions.sort_unstable();
        positions.dedup();
        let borders = positions
            .into_iter()
            .map(|at| (at, words.folded.original(at)))
            .collect();
        Self {
            text: text.to_owned(),
            key: to_key(&words.folded.text),
            borders,
        }
    }

    /// The original offset of a border of words; `None` inside a word.
    pub fn border(&self, in_key: usize) -> Option<usize> {
        let found = self.borders.binary_search_by_key(&in_key, |&(key, _)| key).ok()?;
        self.borders.get(found).map(|&(_, text)| text)
    }
}

/// Writes parts for the store.
pub fn encode(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        put_text(&mut bytes, &part.text);
        // Most texts are their own key.
        put_text(&mut bytes, if part.key == part.text { "" } else { &part.key });
        put(&mut bytes, part.borders.len());
        let mut last = (0, 0);
        for &(key, text) in &part.borders {
            put(&mut bytes, key - last.0);
            put(&mut bytes, text - last.1);
            last = (key, text);
        }
    }
    bytes
}

/// Reads stored parts; what is damaged is left out.
pub fn decode(mut bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    while let Some(part) = take_part(&mut bytes) {
        parts.push(part);
    }
    parts
}

fn take_part(bytes: &mut &[u8]) -> Option<Part> {
    let text = take_text(bytes)?;
    let key = take_text(bytes)?;
    let key = if key.is_empty() { text.clone() } else { key };
    let count = take(bytes)?;
    let mut borders = Vec::with_capacity(count.min(bytes.len()));
    let mut last = (0_usize, 0_usize);
    for _ in 0..count {
        last = (last.0.checked_add(take(bytes)?)?, last.1.checked_add(take(bytes)?)?);
        borders.push(last);
    }
    Some(Part { text, key, borders })
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let length = take(bytes)?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

/// Seven bits per byte, lowest first; the high bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: usize) {
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
        let borders = vec![(0, 0), (6, 6), (12, 300)];
        let part = Part {
            text: "特定健診".to_owned(),
            key: "特定健診".to_owned(),
            borders,
        };
        let other = Part {
            text: "ＩＣＴ".to_owned(),
            key: "ict".to_owned(),
            borders: vec![(0, 0), (3, 9)],
        };
        assert_eq!(decode(&encode(&[part.clone(), other.clone()])), [part.clone(), other]);
        assert_eq!(part.border(6), Some(6));
        assert_eq!(part.border(3), None);
    }

    #[test]
    fn 壊れたものは読まない() {
        assert!(decode(&[200, 1, 2]).is_empty());
        assert!(decode(&[0xff; 40]).is_empty());
    }
}
