//! What is typed to invite people: addresses in any common list form, and roles. Whether somebody may invite, or is
//! already there, the form cannot know.

use crate::code::OrgRole;
use crate::form::form;
use crate::normalise::{char_count, single_line};
use crate::value::Email;
use crate::{ProblemCode, Problems};

/// Most addresses in one form.
const ADDRESSES: usize = 20;

/// Longest name of a person, characters.
const NAME_CHARS: u32 = 60;

form! {
    /// An invitation into an organisation, as typed.
    pub struct InvitationForm;
    one {
        /// メールアドレス: one or several, parted by line ends, commas, semicolons or spaces.
        emails,
        /// 氏名, for a single address.
        name,
    }
    many {
        /// 権限, codes of [`OrgRole`].
        roles,
    }
}

/// A checked invitation into an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanInvitation {
    /// Whom to invite; no address twice.
    pub emails: Vec<Email>,
    /// The name; empty unless there is one address.
    pub name: String,
    /// At least one, in the order of the list.
    pub roles: Vec<OrgRole>,
}

impl InvitationForm {
    /// Checks what was typed.
    ///
    /// # Errors
    /// `Empty`, `NotAnEmail`, `TooMany` on `emails`; `TooLong` on `name`; `Empty` or `UnknownChoice` on `roles`.
    pub fn check(&self) -> Result<CleanInvitation, Problems> {
        let mut problems = Problems::new();
        let emails = problems.take("emails", addresses(&self.emails));
        let name = problems.take("name", person_name(&self.name, false));
        let roles = problems.take("roles", org_roles(&self.roles));
        let clean = emails
            .zip(name)
            .zip(roles)
            .map(|((emails, name), roles)| CleanInvitation {
                name: if emails.len() == 1 { name } else { String::new() },
                emails,
                roles,
            });
        problems.into_clean(clean)
    }
}

/// Several addresses as people paste them, each once.
fn addresses(typed: &str) -> Result<Vec<Email>, ProblemCode> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '，' | '；' | '､');
    let mut emails: Vec<Email> = Vec::new();
    for part in typed.split(is_separator).filter(|part| !part.is_empty()) {
        let email = Email::parse(part)?;
        if !emails.iter().any(|known| known.key() == email.key()) {
            emails.push(email);
        }
    }
    if emails.is_empty() {
        return Err(ProblemCode::Empty);
    }
    if emails.len() > ADDRESSES {
        return Err(ProblemCode::TooMany {
            max: u32::try_from(ADDRESSES).unwrap_or(u32::MAX),
        });
    }
    Ok(emails)
}

/// A person's name on one line.
pub(crate) fn person_name(typed: &str, required: bool) -> Result<String, ProblemCode> {
    let name = single_line(typed);
    let now = u32::try_from(char_count(&name)).unwrap_or(u32::MAX);
    if required && name.is_empty() {
        Err(ProblemCode::Empty)
    } else if now > NAME_CHARS {
        Err(ProblemCode::TooLong { max: NAME_CHARS, now })
    } else {
        Ok(name)
    }
}

/// Ticked roles in the order of the list, at least one.
pub(crate) fn org_roles(ticked: &[String]) -> Result<Vec<OrgRole>, ProblemCode> {
    choices(ticked, OrgRole::ALL, OrgRole::from_code)
}

pub(super) fn choices<T: Copy + PartialEq>(
    ticked: &[String],
    all: &[T],
    from_code: fn(&str) -> Option<T>,
) -> Result<Vec<T>, ProblemCode> {
    let mut chosen = Vec::new();
    for code in ticked {
        let value = from_code(code).ok_or_else(|| ProblemCode::UnknownChoice { value: code.clone() })?;
        chosen.push(value);
    }
    if chosen.is_empty() {
        return Err(ProblemCode::Empty);
    }
    Ok(all.iter().copied().filter(|value| chosen.contains(value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(emails: &str, roles: &[&str]) -> InvitationForm {
        InvitationForm {
            emails: emails.into(),
            name: "髙橋　𠮷子".into(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        }
    }

    #[test]
    fn 複数の宛先を読み重複は一つにする() {
        let clean = form(
            "a@example.jp、B@example.jp;\n b@example.jp　ｃ＠example.jp",
            &["approver", "viewer"],
        )
        .check()
        .unwrap();
        let emails: Vec<_> = clean.emails.iter().map(Email::as_str).collect();
        assert_eq!(emails, ["a@example.jp", "B@example.jp", "c@example.jp"]);
        assert_eq!(clean.roles, [OrgRole::Viewer, OrgRole::Approver]);
        assert_eq!(clean.name, "", "a name belongs to one person");
        assert_eq!(form("a@example.jp", &["viewer"]).check().unwrap().name, "髙橋 𠮷子");
    }

    #[test]
    fn 宛先と権限は必要で誤りは項目ごとに分かる() {
        let problems = form(" ", &[]).check().unwrap_err();
        assert_eq!(problems, {
            let mut expected = Problems::one("emails", ProblemCode::Empty);
            expected.push("roles", ProblemCode::Empty);
            expected
        });
        assert!(
            form("a@example.jp b", &["viewer"])
                .check()
                .unwrap_err()
                .has_field("emails")
        );
        assert!(form("a@example.jp", &["owner"]).check().unwrap_err().has_field("roles"));
        let many: String = (0..21).map(|number| format!("a{number}@example.jp ")).collect();
        assert_eq!(
            form(&many, &["viewer"]).check().unwrap_err(),
            Problems::one("emails", ProblemCode::TooMany { max: 20 })
        );
    }
}
