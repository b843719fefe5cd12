//! The forms in which texts are compared by search (`SRCH-10`). Nothing folded here is ever shown or stored as the text
//! itself.

use unicode_normalization::UnicodeNormalization;

use super::kana::to_hiragana;
use super::variant::modern;

/// NFKC, lower case, new forms of old kanji, without invisible characters. Kana scripts stay apart; see [`fold_kana`].
pub fn fold(text: &str) -> String {
    let lower: String = text
        .chars()
        .filter(|&c| !is_ignorable(c))
        .nfkc()
        .flat_map(char::to_lowercase)
        .collect();
    // Lower case can take a letter apart, and NFKC can bring forth ignorable characters; a second pass settles both.
    lower.nfkc().filter(|&c| !is_ignorable(c)).map(modern).collect()
}

/// Katakana becomes hiragana, on top of [`fold`].
pub fn fold_kana(folded: &str) -> String {
    folded.chars().map(to_hiragana).collect()
}

/// A coarse key for tolerant matching, on top of [`fold`]: hiragana, small kana as large, without long-vowel marks.
pub fn fold_sound(folded: &str) -> String {
    let is_mark = |c: char| matches!(c, 'ー' | '〜' | '・');
    let plain = folded.chars().filter(|&c| !is_mark(c)).map(|c| enlarge(to_hiragana(c)));
    // A mark may have stood between a kana and its loose voice mark, which now belong together.
    plain.nfc().collect()
}

fn enlarge(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        c => c,
    }
}

/// Zero-width characters, variation selectors (also those of ideographs) and marks of direction.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 幅や大文字や旧字体をそろえる() {
        assert_eq!(fold("ＩＣＴ面談"), "ict面談");
        assert_eq!(fold("ﾄｸﾃｲｹﾝｼﾝ"), "トクテイケンシン");
        assert_eq!(fold("髙﨑健康保險組合"), "高崎健康保険組合");
        assert_eq!(fold("辻\u{E0100}"), "辻");
        assert_eq!(fold("\u{FA19}戸"), "神戸");
        assert_eq!(fold("①㈱㍻"), "1(株)平成");
    }

    #[test]
    fn 仮名は別にそろえる() {
        assert_eq!(fold_kana("トクテイ健診"), "とくてい健診");
        assert_eq!(fold_sound(&fold("メンタルヘルス・ケアー")), "めんたるへるすけあ");
        assert_eq!(fold_sound("シュミレーション"), fold_sound("しゆみれしよん"));
    }
}
