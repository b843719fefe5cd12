//! The registration of an organisation as it is typed, and what it becomes.

use serde::{Deserialize, Serialize};

use crate::code::{OrganisationKind, Prefecture};
use crate::form::form;
use crate::organisation::NewOrganisation;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{CorporateNumber, Email, InsurerNumber};

form! {
    /// Raw fields of a registration.
    pub struct RegistrationForm;
    one {
        /// 種別, code of [`OrganisationKind`].
        kind,
        /// 保険者番号, for insurers.
        number,
        /// 名称.
        name,
        /// カナ.
        kana,
        /// 法人番号.
        corporate_number,
        /// 所在地, code of [`Prefecture`].
        pref,
        /// 担当者の氏名.
        contact_name,
        /// 担当者のメールアドレス.
        email,
    }
    many {}
}

/// A registration whose every field has been checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanRegistration {
    /// 種別.
    pub kind: OrganisationKind,
    /// 保険者番号, for insurers; its check digit fits.
    pub number: Option<InsurerNumber>,
    /// 名称.
    pub name: String,
    /// Reading in katakana.
    pub kana: String,
    /// 法人番号; its check digit fits.
    pub corporate_number: Option<CorporateNumber>,
    /// 所在地.
    pub pref: Prefecture,
    /// 氏名 of the first administrator to be.
    pub contact_name: String,
    /// Where the mails go.
    pub email: Email,
}

impl RegistrationForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "name" | "kana" => Some(100),
            "contact_name" => Some(60),
            _ => None,
        }
    }

    /// Checks every field at once. Unlike in a profile, a check digit that does not fit is refused: nobody has looked at
    /// the number yet, and a slip would only be found by the secretariat days later.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<CleanRegistration, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let kind = reader.required_choice("kind", OrganisationKind::from_code);
        let number = match kind {
            Some(kind) if kind.is_insurer() => reader.required("number", |raw| insurer_number(raw, kind)).map(Some),
            Some(_) => Some(None),
            None => None,
        };
        let name = reader.required_line("name", limit("name"));
        let kana = reader.required_kana("kana", limit("kana"));
        let corporate_number = reader.parsed("corporate_number", |raw| match CorporateNumber::parse(raw)? {
            number if number.check_digit_ok() => Ok(number),
            _ => Err(ProblemCode::CheckDigit),
        });
        let pref = reader.required_choice("pref", Prefecture::from_code);
        let contact_name = reader.required_line("contact_name", limit("contact_name"));
        let email = reader.required("email", Email::parse);
        let clean = || {
            Some(CleanRegistration {
                kind: kind?,
                number: number?,
                name: name?,
                kana: kana?,
                corporate_number: corporate_number?,
                pref: pref?,
                contact_name: contact_name?,
                email: email?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

fn limit(field: &str) -> u32 {
    RegistrationForm::limit(field).unwrap_or(u32::MAX)
}

fn insurer_number(raw: &str, kind: OrganisationKind) -> Result<InsurerNumber, ProblemCode> {
    let number = InsurerNumber::parse(raw)?;
    let short = kind.insurer().is_some_and(crate::code::InsurerKind::has_short_number);
    if short != number.law_code().is_none() {
        return Err(ProblemCode::NotAnInsurerNumber);
    }
    if !number.check_digit_ok() {
        return Err(ProblemCode::CheckDigit);
    }
    Ok(number)
}

impl CleanRegistration {
    /// The organisation that comes of it when the secretariat approves.
    pub fn organisation(&self) -> NewOrganisation {
        let mut new = NewOrganisation::named(self.kind, &self.name, &self.kana, self.pref);
        new.number = self.number.clone();
        new.profile.details.corporate_number = self.corporate_number.clone();
        new
    }
}
