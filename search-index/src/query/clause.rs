//! The grammar of a query (SRCH-13): white space parts clauses, `"…"` quotes one, a leading `-` excludes one. Whatever
//! else stands there is text.

use domain::search::QUERY_CHARS;

use crate::analysis::Folded;

/// Clauses beyond this many are not looked at.
const CLAUSES: usize = 10;

/// A clause of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What to look for, folded.
    pub text: String,
    /// Programs with it are left out.
    pub is_excluded: bool,
    /// It must be there letter by letter.
    pub is_quoted: bool,
}

/// Reads a query. Clauses without a letter or digit are dropped.
pub fn parse(query: &str) -> Vec<Clause> {
    let cut: String = query.chars().take(QUERY_CHARS).collect();
    let folded = Folded::of(&cut).text;
    let mut rest = folded.trim_start();
    let mut clauses = Vec::new();
    while !rest.is_empty() && clauses.len() < CLAUSES {
        let (is_excluded, body) = match rest.strip_prefix(['-', '−']) {
            Some(body) if body.starts_with(|c: char| !c.is_whitespace()) => (true, body),
            _ => (false, rest),
        };
        let (text, is_quoted, after) = take_text(body);
        if text.chars().any(char::is_alphanumeric) {
            clauses.push(Clause {
                text: text.to_owned(),
                is_excluded,
                is_quoted,
            });
        }
        rest = after.trim_start();
    }
    close_up(clauses)
}

/// Characters set apart with spaces, as in 特 定 健 診, are one word.
fn close_up(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut closed: Vec<(Clause, bool)> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let mut characters = clause.text.chars();
        let is_single = !clause.is_quoted
            && !clause.is_excluded
            && characters.next().is_some_and(|c| !c.is_ascii())
            && characters.next().is_none();
        match closed.last_mut() {
            Some((before, true)) if is_single => before.text.push_str(&clause.text),
            _ => closed.push((clause, is_single)),
        }
    }
    closed.into_iter().map(|(clause, _)| clause).collect()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// The text up to the closing quote or the next white space. A quote that is never closed is no quote.
fn take_text(body: &str) -> (&str, bool, &str) {
    if let Some(quoted) = body.strip_prefix(is_quote) {
        if let Some(end) = quoted.find(is_quote) {
            let after = &quoted[end..];
            return (&quoted[..end], true, after.trim_start_matches(is_quote));
        }
        return take_text(quoted);
    }
    let (text, after) = body.split_at(body.find(char::is_whitespace).unwrap_or(body.len()));
    (text, false, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(query: &str) -> Vec<String> {
        let write = |clause: &Clause| {
            let minus = if clause.is_excluded { "-" } else { "" };
            let quote = if clause.is_quoted { "'" } else { "" };
            format!("{minus}{quote}{}{quote}", clause.text)
        };
        parse(query).iter().map(write).collect()
    }

    #[test]
    fn 空白と引用と除外() {
        assert_eq!(
            spelled("特定健診　-禁煙 \"受診 勧奨\""),
            ["特定健診", "-禁煙", "'受診 勧奨'"]
        );
        assert_eq!(spelled("－ＩＣＴ -“集合 契約”健診"), ["-ict", "-'集合 契約'", "健診"]);
    }

    #[test]
    fn 一字ずつ離した語はつながる() {
        assert_eq!(spelled("特 定 健 診"), ["特定健診"]);
        assert_eq!(spelled("特 定　健 診 禁煙 -酒 歯"), ["特定健診", "禁煙", "-酒", "歯"]);
        assert_eq!(spelled("a b c"), ["a", "b", "c"]);
    }

    #[test]
    fn 途中の文は文のまま() {
        assert_eq!(spelled("\"水素"), ["水素"]);
        assert_eq!(spelled("a:b:c 水素) (株)テスト"), ["a:b:c", "水素)", "(株)テスト"]);
        assert_eq!(spelled("受診-勧奨"), ["受診-勧奨"]);
        assert!(spelled("- \" 。 \"\" 🎉").is_empty());
    }

    #[test]
    fn 長すぎる問いは切る() {
        assert_eq!(parse(&"あ".repeat(10_000))[0].text.chars().count(), QUERY_CHARS);
        assert_eq!(parse(&"健診 ".repeat(50)).len(), CLAUSES);
    }
}
