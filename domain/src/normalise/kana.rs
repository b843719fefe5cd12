//! Between the kana scripts: readings are stored in full-width katakana, whatever was typed. Kanji and all other
//! characters pass unchanged.

/// Half-width katakana and its punctuation from U+FF61 to U+FF9F, in full width.
const FULL_WIDTH: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ',
    'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ',
    'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル',
    'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Hiragana and half-width katakana become full-width katakana; loose voice marks join their kana.
pub fn katakana(typed: &str) -> String {
    let mut full = String::with_capacity(typed.len());
    for c in typed.chars() {
        let voiced = match c {
            '\u{3099}' | 'ﾞ' => full.chars().next_back().and_then(with_voice_mark),
            '\u{309A}' | 'ﾟ' => full.chars().next_back().and_then(with_half_voice_mark),
            _ => None,
        };
        if let Some(voiced) = voiced {
            full.pop();
            full.push(voiced);
        } else {
            full.push(to_katakana(c));
        }
    }
    full
}

/// Katakana of any width becomes hiragana; loose voice marks join their kana. ヷ, ヸ, ヹ, ヺ have no hiragana and stay.
pub fn hiragana(typed: &str) -> String {
    katakana(typed).chars().map(to_hiragana).collect()
}

fn to_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        '\u{FF61}'..='\u{FF9F}' => FULL_WIDTH[(u32::from(c) - 0xFF61) as usize],
        c => c,
    }
}

/// The hiragana of one full-width katakana.
pub(crate) fn to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}

fn with_voice_mark(c: char) -> Option<char> {
    match c {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト'
        | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'ヽ' => char::from_u32(u32::from(c) + 1),
        'ウ' => Some('ヴ'),
        'ワ' => Some('ヷ'),
        'ヰ' => Some('ヸ'),
        'ヱ' => Some('ヹ'),
        'ヲ' => Some('ヺ'),
        _ => None,
    }
}

fn with_half_voice_mark(c: char) -> Option<char> {
    match c {
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(u32::from(c) + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの仮名も全角カタカナになる() {
        for typed in ["とくていけんしん", "トクテイケンシン", "ﾄｸﾃｲｹﾝｼﾝ"] {
            assert_eq!(katakana(typed), "トクテイケンシン");
            assert_eq!(hiragana(typed), "とくていけんしん");
        }
        assert_eq!(katakana("ｶﾞﾝﾎﾟｰﾄ"), "ガンポート");
        assert_eq!(katakana("か\u{3099}ん"), "ガン");
        assert_eq!(katakana("ｳﾞｧ｡"), "ヴァ。");
        assert_eq!(hiragana("ヴァイオリン"), "ゔぁいおりん");
    }

    #[test]
    fn 仮名でない文字は変えない() {
        assert_eq!(katakana("健保A1ー"), "健保A1ー");
        assert_eq!(katakana("ﾞあ"), "゛ア");
        assert_eq!(katakana("アﾞ"), "ア゛");
    }

    #[test]
    fn 表は符号の順に並ぶ() {
        assert_eq!(katakana("｡"), "。");
        assert_eq!(katakana("ﾟ"), "゜");
        assert_eq!(katakana("ｰﾝｱﾜ"), "ーンアワ");
    }
}
