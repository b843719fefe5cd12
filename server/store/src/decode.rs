//! Turns rows into domain values. A row that makes no sense becomes [`StoreError::Corrupt`], never a panic and never a
//! guess.

use std::fmt::Display;

use domain::code::{Industry, InsurerForm, InsurerKind, OrgRole, PlatformRole, Prefecture};
use domain::insurer::{Insurer, NewInsurer};
use domain::program::{CleanProgram, Lead, Listing, ListingState, ProgramForm};
use domain::user::{Membership, User};
use domain::value::{Day, Email, Instant, InsurerId, InsurerNumber, MemberCount, ProgramId, UserId};

use crate::StoreError;
use crate::entity::{app_user, insurer, membership, platform_role, program};
use crate::query::Draft;

/// Which row is being read.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) id: i64,
}

impl Row {
    pub(crate) fn corrupt(self, reason: impl Display) -> StoreError {
        StoreError::Corrupt {
            table: self.table,
            id: self.id,
            reason: reason.to_string(),
        }
    }

    /// What `from` makes of a stored code.
    pub(crate) fn code<T>(self, column: &str, code: &str, from: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        from(code).ok_or_else(|| self.corrupt(format_args!("{column} has no code {code:?}")))
    }

    /// A JSON document.
    fn json<T: serde::de::DeserializeOwned>(self, column: &str, text: &str) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|error| self.corrupt(format_args!("{column}: {error}")))
    }
}

pub(crate) fn insurer(row: insurer::Model) -> Result<Insurer, StoreError> {
    let at = Row {
        table: "insurer",
        id: row.id,
    };
    let count = |column: &str, stored: i64| {
        u32::try_from(stored)
            .ok()
            .and_then(MemberCount::new)
            .ok_or_else(|| at.corrupt(format_args!("{column} cannot be {stored}")))
    };
    let form = match &row.form {
        Some(code) => Some(at.code("form", code, InsurerForm::from_code)?),
        None => None,
    };
    Ok(Insurer {
        id: InsurerId::new(row.id),
        facts: NewInsurer {
            number: insurer_number(at, &row.number)?,
            kind: at.code("kind", &row.kind, InsurerKind::from_code)?,
            form,
            industry: at.code("industry", &row.industry, Industry::from_code)?,
            pref: at.code("pref", &row.pref, Prefecture::from_code)?,
            insured: count("insured", row.insured)?,
            dependants: count("dependants", row.dependants)?,
            members_as_of: at.code("members_as_of", &row.members_as_of, Day::from_iso)?,
            name: row.name,
            kana: row.kana,
        },
    })
}

pub(crate) fn lead(row: insurer::Model) -> Result<Lead, StoreError> {
    let at = Row {
        table: "insurer",
        id: row.id,
    };
    Ok(Lead {
        id: InsurerId::new(row.id),
        number: insurer_number(at, &row.number)?,
        kind: at.code("kind", &row.kind, InsurerKind::from_code)?,
        pref: at.code("pref", &row.pref, Prefecture::from_code)?,
        name: row.name,
        kana: row.kana,
    })
}

fn insurer_number(at: Row, stored: &str) -> Result<InsurerNumber, StoreError> {
    InsurerNumber::parse(stored).map_err(|code| at.corrupt(format_args!("number {code}")))
}

pub(crate) fn email(id: i64, stored: &str) -> Result<Email, StoreError> {
    Email::parse(stored).map_err(|code| Row { table: "app_user", id }.corrupt(format_args!("email {code}")))
}

/// A person with memberships, in any order, and roles.
pub(crate) fn user(
    row: app_user::Model,
    mut memberships: Vec<(membership::Model, insurer::Model)>,
    roles: Vec<platform_role::Model>,
) -> Result<User, StoreError> {
    let at = Row {
        table: "app_user",
        id: row.id,
    };
    memberships.sort_by(|(_, one), (_, other)| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
    let memberships = memberships
        .into_iter()
        .map(|(place, insurer)| {
            let role = at.code("membership", &place.role, OrgRole::from_code)?;
            Ok(Membership {
                insurer: InsurerId::new(insurer.id),
                insurer_name: insurer.name,
                role,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let platform = roles
        .iter()
        .map(|role| at.code("platform_role", &role.role, PlatformRole::from_code))
        .collect::<Result<_, StoreError>>()?;
    Ok(User {
        id: UserId::new(row.id),
        email: email(row.id, &row.email)?,
        name: row.name,
        memberships,
        platform,
    })
}

/// The state of a program.
pub(crate) fn state(row: &program::Model) -> Result<ListingState, StoreError> {
    of_program(row).code("state", &row.state, ListingState::from_code)
}

/// The working copy of a program.
pub(crate) fn form(row: &program::Model) -> Result<ProgramForm, StoreError> {
    of_program(row).json("draft", &row.draft)
}

/// The published content of a program, if there is any.
pub(crate) fn content(row: &program::Model) -> Result<Option<CleanProgram>, StoreError> {
    row.content
        .as_deref()
        .map(|content| of_program(row).json("content", content))
        .transpose()
}

pub(crate) fn draft(row: program::Model, owner: Option<insurer::Model>) -> Result<Draft, StoreError> {
    let at = of_program(&row);
    Ok(Draft {
        id: ProgramId::new(row.id),
        owner: lead(owner.ok_or_else(|| at.corrupt("its owner is missing"))?)?,
        state: state(&row)?,
        version: row.version,
        form: form(&row)?,
        published: row.content.is_some(),
        published_at: row.published_at.map(Instant::from_millis),
        updated_at: Instant::from_millis(row.updated_at),
    })
}

/// The listing of a program; `None` when nothing of it may be shown in its state.
pub(crate) fn listing(row: program::Model, owner: Option<insurer::Model>) -> Result<Option<Listing>, StoreError> {
    let at = of_program(&row);
    let state = state(&row)?;
    if !state.shows_content() {
        return Ok(None);
    }
    let Some(content) = content(&row)? else {
        return Ok(None);
    };
    let (Some(published_at), Some(updated_at)) = (row.published_at, row.content_updated_at) else {
        return Err(at.corrupt("it has content but no date of publication"));
    };
    Ok(Some(Listing {
        id: ProgramId::new(row.id),
        version: row.version,
        lead: lead(owner.ok_or_else(|| at.corrupt("its owner is missing"))?)?,
        content,
        published_at: Instant::from_millis(published_at),
        updated_at: Instant::from_millis(updated_at),
        ended: state == ListingState::Closed,
    }))
}

fn of_program(row: &program::Model) -> Row {
    Row {
        table: "program",
        id: row.id,
    }
}
