//! A question to the organiser (問合せ) from anybody (PUB-04). It begins nothing by itself: whoever wants to join asks to
//! join. The address of the organiser is never told.

use serde::{Deserialize, Serialize};

use crate::form::form;
use crate::lang::Lang;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::value::{Email, InquiryId, Instant};

/// Name of the field people do not see and programs fill in.
pub const INQUIRY_TRAP: &str = "website";

/// Most characters of an answer.
pub const INQUIRY_ANSWER_CHARS: u32 = 2000;

form! {
    /// A question, as typed.
    pub struct InquiryForm;
    one {
        /// 氏名.
        name,
        /// 所属.
        organisation,
        /// 返信先のメールアドレス.
        email,
        /// 問合せ内容.
        text,
        /// Left empty by people, see [`INQUIRY_TRAP`].
        website,
    }
    many {}
}

/// A checked question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanInquiry {
    /// 氏名.
    pub name: String,
    /// 所属; may be empty.
    pub organisation: String,
    /// Where the answer goes.
    pub email: Email,
    /// What is asked.
    pub text: String,
}

/// Where a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InquiryState {
    /// 未回答.
    Open,
    /// 回答済み.
    Answered,
}

impl InquiryState {
    /// The name to show.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Ja, Self::Open) => "未回答",
            (Lang::Ja, Self::Answered) => "回答済み",
            (Lang::En, Self::Open) => "Not answered",
            (Lang::En, Self::Answered) => "Answered",
        }
    }
}

impl InquiryForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "name" => Some(60),
            "organisation" => Some(100),
            "text" => Some(1000),
            _ => None,
        }
    }

    /// Whether a program filled in what people do not see.
    pub fn is_trapped(&self) -> bool {
        !self.website.is_empty()
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<CleanInquiry, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let name = reader.required_line("name", limit("name"));
        let organisation = reader.line("organisation", limit("organisation"));
        let email = reader.required("email", Email::parse);
        let text = reader.required_lines("text", limit("text"));
        let clean = || {
            Some(CleanInquiry {
                name: name?,
                organisation: organisation?,
                email: email?,
                text: text?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

/// The number by which both sides call a question, such as `Q-2026-0012`: the calendar year in Japan and the id.
pub fn reference(id: InquiryId, at: Instant) -> String {
    format!("Q-{}-{:04}", at.day_jst().year(), id.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 受付番号は年と番号からなる() {
        let new_year = Instant::from_millis(1_798_729_200_000); // 2027-01-01 00:00 in Japan
        assert_eq!(reference(InquiryId::new(12), new_year), "Q-2027-0012");
        assert_eq!(reference(InquiryId::new(123_456), new_year), "Q-2027-123456");
    }
}
