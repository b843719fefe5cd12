//! The request to join (参加申込) as it is typed. What the portal knows of the society is not asked again (INS-02).

use serde::{Deserialize, Serialize};

use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::user::User;
use crate::value::{Email, Phone};

form! {
    /// A request to join, as typed.
    pub struct JoinRequestForm;
    one {
        /// 担当者の部署.
        department,
        /// 担当者の氏名.
        name,
        /// 担当者の電話番号.
        tel,
        /// 担当者のメールアドレス.
        email,
        /// 参加見込み人数, persons.
        people,
        /// 主催者への連絡事項.
        note,
        /// `1` when the society has read conditions and cost.
        understood,
    }
    many {}
}

/// A checked request; only the organiser and the society itself see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanRequest {
    /// Department; may be empty.
    pub department: String,
    /// Person to talk to.
    pub name: String,
    /// Telephone.
    pub tel: Option<Phone>,
    /// Mail address.
    pub email: Email,
    /// Expected number of persons taking part.
    pub people: Option<u32>,
    /// In the society's words.
    pub note: String,
}

impl JoinRequestForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "department" => Some(100),
            "name" => Some(60),
            "note" => Some(600),
            _ => None,
        }
    }

    /// With what is known about the person who asks.
    pub fn prefilled(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<CleanRequest, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let department = reader.line("department", limit("department"));
        let name = reader.required_line("name", limit("name"));
        let tel = reader.phone("tel");
        let email = reader.required("email", Email::parse);
        let people = reader.count("people", 10_000_000);
        let note = reader.lines("note", limit("note"));
        if reader.flag("understood") == Some(false) {
            reader.refuse::<()>("understood", ProblemCode::Empty);
        }
        let clean = || {
            Some(CleanRequest {
                department: department?,
                name: name?,
                tel: tel?,
                email: email?,
                people: people?,
                note: note?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}
