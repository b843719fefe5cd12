//! A decision of a consortium (決定事項): what was decided when, by whom, and how many were for it. The consent of a society
//! to the terms is something else; see [`super::Consent`].

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, FileId};

code_list! {
    /// How a decision came about.
    pub enum DecisionWay {
        Unanimous = "unanimous", "全員一致", "Unanimous";
        Vote = "vote", "採決", "By vote";
        Circulation = "circulation", "書面・持ち回り", "By circulation";
    }
}

form! {
    /// A decision, as typed.
    pub struct DecisionForm;
    one {
        /// 決定日.
        decided_on,
        /// 決定した事項.
        subject,
        /// 内容.
        content,
        /// 決定した会議・人.
        decided_by,
        /// 決定の方法, code of [`DecisionWay`].
        way,
        /// 賛成.
        yes,
        /// 反対・保留.
        no,
        /// 資料, the id of a shared file.
        file,
    }
    many {}
}

/// A checked decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanDecision {
    /// 決定日, not in the future.
    pub decided_on: Day,
    /// 決定した事項.
    pub subject: String,
    /// 内容.
    pub content: String,
    /// 決定した会議・人.
    pub decided_by: String,
    /// 決定の方法.
    pub way: DecisionWay,
    /// Votes for it; told for a vote only.
    pub votes: Option<(u32, u32)>,
    /// A shared file that belongs to it.
    pub file: Option<FileId>,
}

/// More societies do not vote.
const MOST_VOTES: u32 = 1_000;

impl DecisionForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "subject" | "decided_by" => Some(120),
            "content" => Some(1_200),
            _ => None,
        }
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self, today: Day) -> Result<CleanDecision, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let decided_on = match reader.past_day("decided_on", today) {
            Some(None) => reader.refuse("decided_on", ProblemCode::Empty),
            other => other.flatten(),
        };
        let subject = reader.required_line("subject", limit("subject"));
        let content = reader.lines("content", limit("content"));
        let decided_by = reader.required_line("decided_by", limit("decided_by"));
        let way = reader.required_choice("way", DecisionWay::from_code);
        let votes = if way == Some(DecisionWay::Vote) {
            let yes = reader.required_count("yes", 1, MOST_VOTES);
            let no = reader.required_count("no", 0, MOST_VOTES);
            yes.zip(no).map(Some)
        } else {
            Some(None)
        };
        let file = reader.choice("file", |id| id.parse().ok());
        let clean = || {
            Some(CleanDecision {
                decided_on: decided_on?,
                subject: subject?,
                content: content?,
                decided_by: decided_by?,
                way: way?,
                votes: votes?,
                file: file?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 採決だけが票数を求める() {
        let today = Day::from_iso("2026-11-23").unwrap();
        let typed = DecisionForm {
            decided_on: "2026-11-20".into(),
            subject: "委託先の選定".into(),
            decided_by: "第2回運営会議".into(),
            way: "unanimous".into(),
            yes: "たくさん".into(),
            ..DecisionForm::default()
        };
        assert_eq!(typed.check(today).unwrap().votes, None);
        let vote = DecisionForm {
            way: "vote".into(),
            yes: "３".into(),
            no: "1".into(),
            ..typed.clone()
        };
        assert_eq!(vote.check(today).unwrap().votes, Some((3, 1)));
        let nobody = DecisionForm {
            yes: "0".into(),
            ..vote
        };
        assert!(nobody.check(today).unwrap_err().has_field("yes"));
        let tomorrow = DecisionForm {
            decided_on: "2026-11-24".into(),
            ..typed
        };
        assert!(tomorrow.check(today).unwrap_err().has_field("decided_on"));
    }
}
