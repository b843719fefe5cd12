//! The folded form of a text with a map back to the original, so that what matched can be shown as it was written.

use std::sync::LazyLock;

use domain::normalise;

/// A text as search compares it. Kana scripts are still apart here; see [`to_key`].
#[derive(Clone, Debug)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where each original cluster begins, as (folded offset, original offset), ascending; empty when folding changed
    /// no length, so that both offsets are equal.
    map: Vec<(u32, u32)>,
    original_len: usize,
}

impl Folded {
    /// Folds a text: NFKC, lower case, variant kanji, 癌 as がん.
    pub fn of(text: &str) -> Self {
        if text.chars().all(is_settled) {
            return Self::unchanged(text.to_owned());
        }
        let mut folded = String::with_capacity(text.len());
        let mut map = Vec::with_capacity(text.len() / 3 + 1);
        let mut characters = text.char_indices().peekable();
        while let Some((start, first)) = characters.next() {
            let mut end = start + first.len_utf8();
            while let Some((_, mark)) = characters.next_if(|&(_, next)| is_mark(next)) {
                end += mark.len_utf8();
            }
            map.push((offset(folded.len()), offset(start)));
            if is_settled(first) && end == start + first.len_utf8() {
                folded.push(first);
            } else {
                folded.push_str(&fold(&text[start..end]));
            }
        }
        if folded == text {
            return Self::unchanged(folded);
        }
        Self {
            text: folded,
            map,
            original_len: text.len(),
        }
    }

    fn unchanged(text: String) -> Self {
        Self {
            original_len: text.len(),
            text,
            map: Vec::new(),
        }
    }

    /// The original offset of a position in the folded text; inside a character that folding made longer, where that
    /// character begins.
    pub fn original(&self, folded: usize) -> usize {
        if self.map.is_empty() {
            return folded;
        }
        if folded >= self.text.len() {
            return self.original_len;
        }
        let next = self.map.partition_point(|&(position, _)| position as usize <= folded);
        self.map
            .get(next.saturating_sub(1))
            .map_or(0, |&(_, original)| original as usize)
    }
}

/// The form in which terms are compared: folded, with katakana as hiragana. Lengths in bytes stay as they are.
pub fn to_key(folded: &str) -> String {
    normalise::fold_kana(folded)
}

/// The form in which readings are compared, whatever script they came in.
pub fn to_sound(text: &str) -> String {
    normalise::fold_sound(&normalise::fold(text))
}

fn fold(text: &str) -> String {
    let folded = normalise::fold(text);
    if folded.contains('癌') {
        folded.replace('癌', "がん")
    } else {
        folded
    }
}

fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Whether folding leaves a character as it is, whatever stands around it; most characters of most texts.
fn is_settled(c: char) -> bool {
    match c {
        ' '..='@' | '['..='~' | '\n' | '、'..='。' | '「'..='』' | 'ぁ'..='ゖ' | 'ァ'..='ー' => true,
        KANJI_FIRST..=KANJI_LAST => {
            let position = (u32::from(c) - u32::from(KANJI_FIRST)) as usize;
            SETTLED_KANJI
                .get(position / 64)
                .is_some_and(|word| word >> (position % 64) & 1 == 1)
        }
        _ => false,
    }
}

const KANJI_FIRST: char = '一';
const KANJI_LAST: char = '\u{9FFF}';

/// One bit per kanji of the main block: set when it is its own folded form.
static SETTLED_KANJI: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; (u32::from(KANJI_LAST) - u32::from(KANJI_FIRST)) as usize / 64 + 1];
    let mut text = String::new();
    for (position, kanji) in (KANJI_FIRST..=KANJI_LAST).enumerate() {
        text.clear();
        text.push(kanji);
        if fold(&text) == text {
            bits[position / 64] |= 1 << (position % 64);
        }
    }
    bits
});

/// Marks are folded together with the character before them.
fn is_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}' | '\u{0300}'..='\u{036F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 元の位置に戻せる() {
        let original = "（ｶﾞﾝ）検診①";
        let folded = Folded::of(original);
        assert_eq!(folded.text, "(ガン)検診1");
        let at = folded.text.find("検診").unwrap();
        assert_eq!(
            &original[folded.original(at)..folded.original(at + "検診".len())],
            "検診"
        );
        assert_eq!(&original[folded.original(1)..folded.original(1 + "ガン".len())], "ｶﾞﾝ");
        assert_eq!(folded.original(folded.text.len()), original.len());
    }

    #[test]
    fn 癌はがんになる() {
        assert_eq!(Folded::of("大腸癌検診").text, "大腸がん検診");
    }

    #[test]
    fn そのままの文字は本当にそのまま() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_settled(c)) {
            let text = c.to_string();
            assert_eq!(fold(&text), text);
        }
        assert!(is_settled('健') && is_settled('ー') && !is_settled('國') && !is_settled('癌') && !is_settled('Ａ'));
        let apart = "か\u{3099}ん";
        assert_eq!(Folded::of(apart).text, "がん");
    }

    #[test]
    fn かなをそろえても長さは変わらない() {
        let text = "トクテイ健診ーヴ";
        assert_eq!(to_key(text).len(), text.len());
        assert_eq!(to_key(text), "とくてい健診ーゔ");
    }
}
