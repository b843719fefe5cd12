//! Which papers a call wants with an application (添付書類, W18): named with a hint, required or not. What a single application
//! needs beyond that follows from its budget.

use serde::{Deserialize, Serialize};

use super::CallForm;
use crate::application::Paper;
use crate::lang::Lang;
use crate::normalise;
use crate::problem::ProblemCode;
use crate::reader::Reader;

/// Most characters of the hint of a paper.
const HINT_CHARS: usize = 300;

/// Papers of a call. Quotes and other papers can always be attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRules {
    /// Papers that applicants are asked for.
    pub asked: Vec<Paper>,
    /// Those without which nothing can be submitted; each is among the asked ones.
    pub required: Vec<Paper>,
    /// What the office says of single papers.
    pub hints: Vec<(Paper, String)>,
}

impl Default for PaperRules {
    fn default() -> Self {
        Self {
            asked: vec![
                Paper::Quotes,
                Paper::Structure,
                Paper::Basis,
                Paper::Contracts,
                Paper::Other,
            ],
            required: Vec::new(),
            hints: Vec::new(),
        }
    }
}

impl PaperRules {
    /// What the office says of a paper; empty when it says nothing.
    pub fn hint(&self, paper: Paper) -> &str {
        let said = self.hints.iter().find(|(of, _)| *of == paper);
        said.map_or("", |(_, hint)| hint)
    }

    /// Whether a paper can be attached.
    pub fn takes(&self, paper: Paper) -> bool {
        matches!(paper, Paper::Quotes | Paper::Other) || self.asked.contains(&paper)
    }

    /// Puts them into a form, to be changed.
    pub(super) fn put(&self, form: &mut CallForm) {
        let codes = |papers: &[Paper]| papers.iter().map(|paper| paper.code().to_owned()).collect();
        form.paper_asked = codes(&self.asked);
        form.paper_required = codes(&self.required);
        let hints = self.hints.iter();
        let lines: Vec<_> = hints
            .map(|(paper, hint)| format!("{}：{hint}", paper.name(Lang::Ja)))
            .collect();
        form.paper_hints = lines.join("\n");
    }

    /// Reads them; a paper that is required or has a hint is asked for.
    pub(super) fn read(reader: &mut Reader<'_>, limit: u32) -> Option<Self> {
        let asked = reader.choices("paper_asked", Paper::from_code);
        let required = reader.choices("paper_required", Paper::from_code);
        let lines = reader.lines("paper_hints", limit);
        let (mut asked, required) = (asked?, required?);
        let mut hints = Vec::new();
        for line in lines?.lines().filter(|line| !line.trim().is_empty()) {
            match hint(line) {
                Some((paper, hint)) if hint.chars().count() <= HINT_CHARS => hints.push((paper, hint)),
                _ => {
                    let value = line.trim().to_owned();
                    return reader.refuse("paper_hints", ProblemCode::UnknownChoice { value });
                }
            }
        }
        asked.extend(&required);
        asked.extend(hints.iter().map(|(paper, _)| *paper));
        asked.sort_unstable();
        asked.dedup();
        Some(Self { asked, required, hints })
    }
}

/// 「見積書：3社から取ったもの」: the paper by its name, then what is said of it.
fn hint(line: &str) -> Option<(Paper, String)> {
    let (name, said) = line.split_once(['：', ':'])?;
    let (name, said) = (normalise::single_line(name), normalise::single_line(said));
    let paper = Paper::from_label(&name)?;
    (!said.is_empty()).then_some((paper, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書類の名前に続けて説明を書く() {
        assert_eq!(
            hint("見積書： 3社から取ったもの "),
            Some((Paper::Quotes, "3社から取ったもの".into()))
        );
        assert_eq!(hint("見積書"), None);
        assert_eq!(hint("知らない書類：説明"), None);
    }

    #[test]
    fn 古い公募はこれまでの書類を求める() {
        let rules = PaperRules::default();
        assert!(rules.takes(Paper::Basis) && !rules.takes(Paper::Minutes));
        assert_eq!(rules.hint(Paper::Basis), "");
    }
}
