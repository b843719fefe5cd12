//! Conflicts of interest (利益相反, ux 8.4): what a reviewer declares before seeing an application, and hints that follow
//! from what the portal knows. A hint bars nobody; it tells the office and the reviewer what to look at.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Email, OrganisationId};

code_list! {
    /// What the conflict is.
    pub enum ConflictKind {
        LeadSociety = "lead-society", "代表組合の役職員である", "Works for the lead society";
        MemberSociety = "member-society", "構成員の組合・機関の役職員である", "Works for a member of the consortium";
        MailDomain = "mail-domain", "メールアドレスのドメインが申請者と同じである", "Same mail domain as an applicant";
        Employer = "employer", "同じ企業グループに属する", "Same group of companies";
        Contract = "contract", "申請者と取引や共同の事業がある", "Has dealings with an applicant";
        Personal = "personal", "親族などの個人的な関係がある", "Personal relation";
        Other = "other", "その他", "Other";
    }
}

/// A declared conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// What it is.
    pub kind: ConflictKind,
    /// In words; not empty for another kind.
    pub note: String,
}

/// What a reviewer declares: free, or the conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declaration {
    /// 利害関係なし.
    Free,
    /// 利害関係あり.
    Conflict(Conflict),
}

form! {
    /// A declaration, as typed.
    pub struct ConflictForm;
    one {
        /// `free` or `conflict`.
        declaration,
        /// Code of [`ConflictKind`].
        kind,
        /// In words.
        note,
    }
    many {}
}

impl ConflictForm {
    /// Most characters of the note.
    pub const NOTE_CHARS: u32 = 400;

    /// Checks the declaration. Kind and note are read only where there is a conflict.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<Declaration, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let answer = reader.required("declaration", |raw| match raw.trim() {
            "free" => Ok(false),
            "conflict" => Ok(true),
            other => Err(ProblemCode::UnknownChoice {
                value: other.to_owned(),
            }),
        });
        let clean = match answer {
            Some(true) => {
                let kind = reader.required_choice("kind", ConflictKind::from_code);
                let note = reader.lines("note", Self::NOTE_CHARS);
                if kind == Some(ConflictKind::Other) && note.as_deref() == Some("") {
                    reader.refuse::<()>("note", ProblemCode::Empty);
                }
                kind.zip(note)
                    .map(|(kind, note)| Declaration::Conflict(Conflict { kind, note }))
            }
            Some(false) => Some(Declaration::Free),
            None => None,
        };
        reader.problems.into_clean(clean)
    }
}

/// What the portal knows of a reviewer.
#[derive(Clone, Debug)]
pub struct Known {
    /// Where the person belongs to.
    pub organisations: Vec<OrganisationId>,
    /// The address of the account.
    pub email: Email,
}

/// Who is behind an application.
#[derive(Clone, Debug)]
pub struct Parties {
    /// 代表組合.
    pub lead: OrganisationId,
    /// All others that take part, whatever their role.
    pub others: Vec<OrganisationId>,
    /// Addresses of those who act for them.
    pub emails: Vec<Email>,
}

/// Domains of mail that anybody can have, which say nothing about where somebody works.
const OPEN_DOMAINS: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "icloud.com",
    "outlook.com",
    "outlook.jp",
    "yahoo.co.jp",
];

/// What speaks for a conflict, in the order of the list.
pub fn hints(reviewer: &Known, parties: &Parties) -> Vec<ConflictKind> {
    let belongs = |to: &OrganisationId| reviewer.organisations.contains(to);
    let domain = |email: &Email| email.as_str().rsplit('@').next().map(str::to_lowercase);
    let own = domain(&reviewer.email).filter(|own| !OPEN_DOMAINS.contains(&own.as_str()));
    let shares = own.is_some() && parties.emails.iter().any(|email| domain(email) == own);
    [
        (belongs(&parties.lead), ConflictKind::LeadSociety),
        (parties.others.iter().any(belongs), ConflictKind::MemberSociety),
        (shares, ConflictKind::MailDomain),
    ]
    .into_iter()
    .filter_map(|(holds, kind)| holds.then_some(kind))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 所属とメールのドメインから利害関係を指摘する() {
        let email = |text: &str| Email::parse(text).unwrap();
        let parties = Parties {
            lead: OrganisationId::new(1),
            others: vec![OrganisationId::new(2), OrganisationId::new(3)],
            emails: vec![email("desk@Kumiai.example"), email("someone@gmail.com")],
        };
        let known = |organisations: &[i64], address: &str| Known {
            organisations: organisations.iter().map(|id| OrganisationId::new(*id)).collect(),
            email: email(address),
        };
        assert_eq!(
            hints(&known(&[1, 3], "a@kumiai.example"), &parties),
            [
                ConflictKind::LeadSociety,
                ConflictKind::MemberSociety,
                ConflictKind::MailDomain
            ]
        );
        assert!(hints(&known(&[9], "a@gmail.com"), &parties).is_empty());
    }

    #[test]
    fn 申告は種類を要しその他は説明を要する() {
        let typed = |declaration: &str, kind: &str, note: &str| ConflictForm {
            declaration: declaration.into(),
            kind: kind.into(),
            note: note.into(),
        };
        assert_eq!(typed("free", "nonsense", "").check(), Ok(Declaration::Free));
        assert!(typed("", "", "").check().unwrap_err().has_field("declaration"));
        assert!(typed("conflict", "", "").check().unwrap_err().has_field("kind"));
        assert!(typed("conflict", "other", " ").check().unwrap_err().has_field("note"));
        assert!(matches!(
            typed("conflict", "contract", "").check(),
            Ok(Declaration::Conflict(_))
        ));
    }
}
