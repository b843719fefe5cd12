//! Width and separators of numbers, dates and codes. Not for prose: there, full width can be meant.

/// Full-width ASCII and currency signs become half-width, every kind of space a plain space, zero-width characters go.
pub fn narrow(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '￥' => '¥',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

/// Everything that looks like a hyphen becomes `-`, even ー and ｰ, so only for codes made of digits.
pub fn unify_hyphens(typed: &str) -> String {
    typed.chars().map(|c| if is_hyphen(c) { '-' } else { c }).collect()
}

/// A code made of digits, as typed in any width with spaces or hyphens, without them. Other characters stay, so that the
/// caller can refuse them.
pub fn numeric_code(typed: &str) -> String {
    narrow(typed).chars().filter(|&c| c != ' ' && !is_hyphen(c)).collect()
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{00AD}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{30FC}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{FF70}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 全角の数字と記号を半角にする() {
        assert_eq!(narrow("１２，３４５　￥Ａ／ｚ"), "12,345 ¥A/z");
        assert_eq!(narrow("健保ー"), "健保ー");
    }

    #[test]
    fn いろいろなハイフンを揃える() {
        assert_eq!(unify_hyphens("-‐‑–—―−ーｰ－"), "----------");
        assert_eq!(numeric_code("０３−５２５３ー１１ １１"), "0352531111");
        assert_eq!(numeric_code("A-1"), "A1");
    }
}
