//! What a call says of itself in words: for readers, never for rules.

use serde::{Deserialize, Serialize};

use crate::questionnaire::Words;

/// Words about a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// 概要.
    pub summary: Words,
    /// 問い合わせ先.
    pub contact: String,
    /// 通知者: office and person whose name stands on the notices. Empty in calls from before it was asked for.
    pub issuer: String,
    /// Q&A: question and answer.
    pub faq: Vec<(String, String)>,
}

/// Reads questions and answers as they are typed: the first line of a paragraph asks, the rest answers.
pub(super) fn read_faq(typed: &str) -> Vec<(String, String)> {
    let paragraphs = typed.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    paragraphs
        .map(|part| match part.split_once('\n') {
            Some((question, answer)) => (question.trim().to_owned(), answer.trim().to_owned()),
            None => (part.to_owned(), String::new()),
        })
        .collect()
}

/// Questions and answers as they are typed.
pub(super) fn write_faq(faq: &[(String, String)]) -> String {
    let parts: Vec<_> = faq
        .iter()
        .map(|(question, answer)| format!("{question}\n{answer}").trim().to_owned())
        .collect();
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn よくある質問は段落で区切る() {
        let typed = "締切は延びますか\n延びません。\n例外もありません。\n\n\n誰に聞けますか";
        let faq = read_faq(typed);
        assert_eq!(faq.len(), 2);
        assert_eq!(faq[0].1, "延びません。\n例外もありません。");
        assert_eq!(faq[1], ("誰に聞けますか".to_owned(), String::new()));
        assert_eq!(read_faq(&write_faq(&faq)), faq);
    }
}
