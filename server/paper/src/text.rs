//! Text of people as paper can hold it: no control characters, no signs without a meaning of their own.

/// Stands for a sign that has no meaning outside of one computer, as printers have always done it.
pub(crate) const GETA: char = '〓';

/// The lines of a text, without what neither XML nor a font can hold.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(clean).collect()
}

/// One line. A tab becomes a space; signs of private use become 〓; what only chooses the shape of the sign before it goes.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|sign| match sign {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{FEFF}' => None,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => None,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FFFE}' | '\u{FFFF}' => Some(GETA),
            _ if sign.is_control() => None,
            _ => Some(sign),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 制御文字と外字は紙に出ない() {
        assert_eq!(clean("あ\u{0}い\tう\u{E001}\u{202E}え"), "あい う〓え");
        assert_eq!(lines("一\r\n二"), ["一", "二"]);
        assert_eq!(clean("葛\u{E0100}飾"), "葛飾");
    }
}
