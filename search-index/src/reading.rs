//! The readings of the words of a stored text, packed, and where in the text something is read. What is found by its
//! reading alone is marked by this; it is asked only then, so that other hits cost nothing.

use crate::analysis::to_sound;

/// Kana lie in one block of this many characters, which a byte tells apart.
const BLOCK: u32 = 0x3000;

/// Longest reading of one word.
const LONGEST: usize = u8::MAX as usize;

/// The reading of each stretch between borders: a length, and that many characters. Length 0 stands for stretches that are
/// read as they are written. `stretches` hold the comparable form and the reading.
pub fn encode<'a>(stretches: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, sound) in stretches {
        match pack(sound) {
            Some(packed) if sound != key && sound != to_sound(key) => {
                bytes.push(u8::try_from(packed.len()).unwrap_or(0));
                bytes.extend_from_slice(&packed);
            }
            _ => bytes.push(0),
        }
    }
    bytes
}

/// A reading with a byte for each character; `None` for anything but kana, and for what is too long for a word.
pub fn pack(sound: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = sound
        .chars()
        .map(|c| u32::from(c).checked_sub(BLOCK).and_then(|at| u8::try_from(at).ok()))
        .collect();
    bytes.filter(|bytes| !bytes.is_empty() && bytes.len() <= LONGEST)
}

/// Where a reading stands: the stretches at which it begins and ends, the end not included. Whole stretches only, so that
/// no word is cut. `keys` are the comparable forms of the stretches.
pub fn find(readings: &[u8], keys: &[&str], wanted: &[u8]) -> Vec<(usize, usize)> {
    let sounds = decode(readings, keys);
    let mut found = Vec::new();
    for first in 0..sounds.len() {
        let mut rest = wanted;
        for (taken, sound) in sounds[first..].iter().enumerate() {
            // What is not spoken, such as white space, neither begins nor ends a reading.
            if sound.is_empty() && taken == 0 {
                break;
            }
            let Some(after) = rest.strip_prefix(sound.as_slice()) else {
                break;
            };
            rest = after;
            if rest.is_empty() {
                found.push((first, first + taken + 1));
                break;
            }
        }
    }
    found
}

fn decode(mut readings: &[u8], keys: &[&str]) -> Vec<Vec<u8>> {
    let mut sounds = Vec::with_capacity(keys.len());
    for key in keys {
        let Some((&length, rest)) = readings.split_first() else {
            break;
        };
        let Some((sound, rest)) = rest.split_at_checked(usize::from(length)) else {
            break;
        };
        readings = rest;
        sounds.push(match sound {
            [] if key.trim().is_empty() => Vec::new(),
            // Nothing that is wanted holds a zero, so what cannot be spoken is never found.
            [] => pack(&to_sound(key)).unwrap_or_else(|| vec![0]),
            sound => sound.to_vec(),
        });
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 読みの立つところを語の境で見つける() {
        let words = [
            ("特定", "とくてい"),
            ("健診", "けんしん"),
            ("、", "、"),
            ("うぉーきんぐ", "うおきんぐ"),
        ];
        let readings = encode(words.iter().copied());
        assert_eq!(readings.len(), 1 + 4 + 1 + 4 + 1 + 1, "kana are not stored twice");
        let keys: Vec<&str> = words.iter().map(|(key, _)| *key).collect();
        let at = |sound: &str| find(&readings, &keys, &pack(sound).unwrap());
        assert_eq!(at("とくていけんしん"), [(0, 2)]);
        assert_eq!(at("けんしん"), [(1, 2)]);
        assert_eq!(at("うおきんぐ"), [(3, 4)]);
        assert_eq!(at("ていけんしん"), [], "begins inside a word");
        assert_eq!(at("とくていけん"), [], "ends inside a word");
    }

    #[test]
    fn 壊れていても読むだけ() {
        assert_eq!(find(&[200, 1], &["特", "定"], &[0x68]), []);
        assert_eq!(pack("特定"), None);
        assert_eq!(pack(""), None);
    }
}
