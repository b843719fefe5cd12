//! The folded form of a text with a map back to the original, so that what matched can be shown as it was written.

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
        let whole = fold(text);
        if whole == text {
            return Self {
                text: whole,
                map: Vec::new(),
                original_len: text.len(),
            };
        }
        let mut folded = String::with_capacity(text.len());
        let mut map = Vec::new();
        for (start, cluster) in clusters(text) {
            map.push((offset(folded.len()), offset(start)));
            folded.push_str(&fold(cluster));
        }
        Self {
            text: folded,
            map,
            original_len: text.len(),
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

/// Pieces that must be folded together: a character with the marks that follow it.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter(|&(at, c)| at == 0 || !is_mark(c))
        .map(|(at, _)| at)
        .collect();
    starts.push(text.len());
    (1..starts.len()).map(move |next| (starts[next - 1], &text[starts[next - 1]..starts[next]]))
}

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
    fn かなをそろえても長さは変わらない() {
        let text = "トクテイ健診ーヴ";
        assert_eq!(to_key(text).len(), text.len());
        assert_eq!(to_key(text), "とくてい健診ーゔ");
    }
}
