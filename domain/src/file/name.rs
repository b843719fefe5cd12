//! What a file is called: as its sender called it, with Japanese kept, but without anything that would be a path, a
//! command or a lie (ux 7.7).

use unicode_segmentation::UnicodeSegmentation as _;

use crate::normalise::single_line;

/// Longest name, in characters as readers count them, the ending included.
pub const NAME_CHARS: usize = 120;

/// Longest name in bytes; file systems take 255.
const NAME_BYTES: usize = 240;

/// Characters that a common file system does not take in a name.
const UNWANTED: &[char] = &['<', '>', ':', '"', '|', '?', '*', '/', '\\'];

/// Names that mean a device on Windows, whatever ending follows.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name to keep and to show. Never empty; always a plain name without folders.
pub fn clean_name(given: &str) -> String {
    // Browsers once sent the whole path.
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    let line = single_line(&visible);
    let name: String = line
        .chars()
        .map(|c| if UNWANTED.contains(&c) { '_' } else { c })
        .collect();
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if is_plain_ending(ending) => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let stem = shorten(stem, &ending);
    let stem = stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = match stem {
        "" => "file",
        stem => stem,
    };
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    if is_device(first) {
        format!("_{stem}{ending}")
    } else {
        format!("{stem}{ending}")
    }
}

/// What stands behind the last dot; empty when there is none.
pub fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// A name of ASCII letters, digits and `-_.` for programs that read nothing else: `file` and the ending.
pub fn fallback_name(name: &str) -> String {
    let ending = extension(name);
    if name.bytes().all(is_plain_byte) {
        name.to_owned()
    } else if is_plain_ending(ending) {
        format!("file.{ending}")
    } else {
        "file".to_owned()
    }
}

const fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn is_plain_ending(ending: &str) -> bool {
    (1..=10).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Characters that nobody sees but that change what one sees: controls, marks of direction, invisible joints. They can
/// make `fdp.exe` look like `exe.pdf`.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{E0000}'..='\u{E0FFF}')
}

fn is_device(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let numbered = |start: &str| {
        let number = lower.strip_prefix(start);
        number.is_some_and(|number| matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    DEVICES.contains(&lower.as_str()) || numbered("com") || numbered("lpt")
}

/// The start of the stem that fits with the ending, cut between characters.
fn shorten<'a>(stem: &'a str, ending: &str) -> &'a str {
    let (chars, bytes) = (NAME_CHARS - ending.len(), NAME_BYTES - ending.len());
    let end = stem
        .grapheme_indices(true)
        .take(chars)
        .map(|(start, cluster)| start + cluster.len())
        .take_while(|end| *end <= bytes)
        .last();
    match end {
        Some(end) => &stem[..end],
        // One character of very many marks.
        None => &stem[..stem.floor_char_boundary(bytes)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 日本語の名前はそのまま残る() {
        for name in [
            "実施要領（令和8年度）.pdf",
            "体制図 Ver.2.xlsx",
            "神田.csv",
            "報告書①.docx",
        ] {
            assert_eq!(clean_name(name), name);
        }
        // Names from a Mac come taken apart.
        assert_eq!(clean_name("か\u{3099}いよう.pdf"), "がいよう.pdf");
    }

    #[test]
    fn 道筋や見えない文字や使えない文字を除く() {
        assert_eq!(clean_name("C:\\Users\\佐藤\\資料.pdf"), "資料.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("写真\u{202E}fdp.exe"), "写真fdp.exe");
        assert_eq!(clean_name("a\r\nSet-Cookie: x.pdf"), "a Set-Cookie_ x.pdf");
        assert_eq!(clean_name("what?*.csv"), "what__.csv");
        assert_eq!(clean_name("con.pdf"), "_con.pdf");
        assert_eq!(clean_name("COM1.tar.pdf"), "_COM1.tar.pdf");
        assert_eq!(clean_name("...."), "file");
        assert_eq!(clean_name(""), "file");
        assert_eq!(clean_name(".pdf"), "pdf");
    }

    #[test]
    fn 長い名前は拡張子を残して切る() {
        let long = format!("{}.xlsx", "健".repeat(300));
        let name = clean_name(&long);
        assert!(name.ends_with("健.xlsx") && name.len() <= NAME_BYTES, "{name}");
    }

    #[test]
    fn 英数字だけの名前を用意する() {
        assert_eq!(fallback_name("plan-2.pdf"), "plan-2.pdf");
        assert_eq!(fallback_name("実施要領.pdf"), "file.pdf");
        assert_eq!(fallback_name("実施要領"), "file");
        assert_eq!(fallback_name("a\"b.pdf"), "file.pdf");
    }
}
