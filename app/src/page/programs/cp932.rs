//! Text in Shift_JIS as Windows knows it (CP932), for programs that read nothing else. Letters that differ only in their
//! code, such as the wave dash, get the code of that table; what it lacks becomes 〓 and is remembered.

use std::collections::BTreeMap;

use domain::value::ProgramId;
use encoding_rs::{EncoderResult, SHIFT_JIS};

/// Stands for a letter that cannot be written.
const GETA: &str = "〓";

/// Programs named for each letter.
const NAMED: usize = 5;

/// An encoder that remembers what it had to replace.
#[derive(Default)]
pub(super) struct Cp932 {
    replaced: BTreeMap<char, Vec<ProgramId>>,
}

impl Cp932 {
    /// Writes a text of a program.
    pub fn encode(&mut self, text: &str, program: Option<ProgramId>, out: &mut Vec<u8>) {
        let text: String = text.chars().map(in_table).collect();
        let mut encoder = SHIFT_JIS.new_encoder();
        let mut rest = text.as_str();
        let mut buffer = [0; 1024];
        loop {
            let (result, read, written) = encoder.encode_from_utf8_without_replacement(rest, &mut buffer, true);
            out.extend_from_slice(buffer.get(..written).unwrap_or_default());
            rest = rest.get(read..).unwrap_or_default();
            match result {
                EncoderResult::InputEmpty => break,
                EncoderResult::OutputFull => {}
                EncoderResult::Unmappable(letter) => {
                    let programs = self.replaced.entry(letter).or_default();
                    if let Some(program) = program
                        && programs.last() != Some(&program)
                        && programs.len() <= NAMED
                    {
                        programs.push(program);
                    }
                    out.extend_from_slice(&SHIFT_JIS.encode(GETA).0);
                }
            }
        }
    }

    /// What was replaced so far, as `U+1F375` with some of the programs it stood in: the letter itself cannot be named.
    pub fn replaced(&self) -> impl ExactSizeIterator<Item = (String, String)> + '_ {
        self.replaced.iter().map(|(letter, programs)| {
            let mut ids: Vec<_> = programs.iter().take(NAMED).map(ToString::to_string).collect();
            if programs.len() > NAMED {
                ids.push("…".to_owned());
            }
            (format!("U+{:04X}", u32::from(*letter)), ids.join("、"))
        })
    }
}

/// The letter that CP932 has for the same thing.
fn in_table(letter: char) -> char {
    match letter {
        '\u{301C}' => '\u{FF5E}',
        '\u{2212}' => '\u{FF0D}',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        '\u{00A2}' => '\u{FFE0}',
        '\u{00A3}' => '\u{FFE1}',
        '\u{00A5}' => '\u{FFE5}',
        '\u{00A6}' => '\u{FFE4}',
        '\u{00AC}' => '\u{FFE2}',
        '\u{203E}' => '\u{FFE3}',
        '\u{00A0}' => ' ',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str) -> (Vec<u8>, Vec<(String, String)>) {
        let mut encoder = Cp932::default();
        let mut out = Vec::new();
        encoder.encode(text, Some(ProgramId::new(7)), &mut out);
        (out, encoder.replaced().collect())
    }

    #[test]
    fn 波ダッシュや円記号は失われない() {
        let (bytes, replaced) = encode("10〜20分−¥—①㈱髙﨑");
        assert!(replaced.is_empty(), "{replaced:?}");
        let (text, _, faulty) = SHIFT_JIS.decode(&bytes);
        assert!(!faulty);
        assert_eq!(text, "10～20分－￥―①㈱髙﨑");
    }

    #[test]
    fn 表せない文字はげたにして覚える() {
        let (bytes, replaced) = encode("お茶🍵と𠮷野家🍵");
        assert_eq!(SHIFT_JIS.decode(&bytes).0, "お茶〓と〓野家〓");
        assert_eq!(
            replaced,
            [("U+1F375".into(), "7".into()), ("U+20BB7".into(), "7".into())]
        );
    }

    #[test]
    fn 長い文も切れずに書ける() {
        let long = "健診".repeat(5000);
        assert_eq!(SHIFT_JIS.decode(&encode(&long).0).0, long);
    }
}
