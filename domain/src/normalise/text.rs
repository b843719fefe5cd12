//! Clean text: what is stored of a text field. It repairs what cannot be seen, and leaves every visible character as it
//! was typed, old kanji and variation selectors included (`J-10`).

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// NFC, line ends as LF, without invisible and control characters, trimmed of all kinds of space at both ends.
pub fn text(typed: &str) -> String {
    let unix_lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = unix_lines.chars().filter(|&c| !is_invisible(c)).collect();
    compose(&visible).trim_matches(is_margin).to_owned()
}

/// Like [`text`], on one line: every run of spaces and line ends inside becomes one space.
pub fn single_line(typed: &str) -> String {
    let clean = text(typed);
    let mut line = String::with_capacity(clean.len());
    for word in clean.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// How many characters a reader sees: grapheme clusters, a line end counts as one (`J-06`).
pub fn char_count(text: &str) -> usize {
    text.graphemes(true).count()
}

/// NFC, except for compatibility ideographs: NFC would replace U+FA19, as some write 神 in their name, by U+795E.
fn compose(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, ideograph)) = rest.char_indices().find(|&(_, c)| is_compatibility_ideograph(c)) {
        composed.extend(rest[..start].nfc());
        composed.push(ideograph);
        rest = &rest[start + ideograph.len_utf8()..];
    }
    composed.extend(rest.nfc());
    composed
}

fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Characters that have no place in a stored text: controls (PostgreSQL refuses U+0000), zero-width spaces, marks that
/// reverse the direction of writing and so can disguise a text. The joiner inside emoji is kept.
fn is_invisible(c: char) -> bool {
    let is_control = c.is_control() && c != '\n' && c != '\t';
    is_control
        || matches!(
            c,
            '\u{00AD}'
                | '\u{200B}'
                | '\u{200C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2064}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
        )
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{200D}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 見えない文字を除き前後の空白を切る() {
        assert_eq!(text("　健康\r\n増進\r事業 \u{200B}\n"), "健康\n増進\n事業");
        assert_eq!(text("\u{FEFF}健保\u{0}\u{202E}組合"), "健保組合");
        assert_eq!(text("　\t\n"), "");
        assert_eq!(text("か\u{3099}ん検診"), "がん検診");
    }

    #[test]
    fn 人名の文字は変えない() {
        for name in [
            "髙﨑",
            "辻\u{E0100}",
            "\u{FA19}崎",
            "塚\u{FA10}",
            "👨\u{200D}👩\u{200D}👧",
        ] {
            assert_eq!(text(name), name);
        }
    }

    #[test]
    fn 一行にまとめる() {
        assert_eq!(
            single_line(" 睡眠改善　プログラム\r\n 2026\t"),
            "睡眠改善 プログラム 2026"
        );
        assert_eq!(single_line(""), "");
    }

    #[test]
    fn 文字数は見た目で数える() {
        assert_eq!(char_count("健康\n増進"), 5);
        assert_eq!(char_count("健康\r\n増進"), 5);
        assert_eq!(char_count("👨\u{200D}👩\u{200D}👧"), 1);
        assert_eq!(char_count("辻\u{E0100}"), 1);
        assert_eq!(char_count("が"), char_count("か\u{3099}"));
        assert_eq!(char_count(""), 0);
    }
}
