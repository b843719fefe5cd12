//! Turns rows into domain values. A row that makes no sense becomes [`StoreError::Corrupt`], never a panic and never a
//! guess.

use std::collections::HashMap;
use std::fmt::Display;

use domain::Lang;
use domain::code::{
    Industry, InsurerForm, InsurerKind, OrgRole, OrganisationKind, OrganisationStatus, PlatformRole, Prefecture,
};
use domain::grant::PlatformGrant;
use domain::insurer::{Insurer, NewInsurer};
use domain::notice::{Audience, MailPace, Notice, Topic};
use domain::organisation::profile::Profile;
use domain::organisation::registration::RegistrationState;
use domain::organisation::{Ending, Organisation, Successor};
use domain::program::{CleanProgram, Lead, Listing, ListingState, ProgramForm};
use domain::session::{Factor, Session};
use domain::user::{Membership, User};
use domain::value::{
    Day, Email, Instant, InsurerNumber, MemberCount, OrganisationId, ProgramId, RegistrationId, UserId,
};

use crate::StoreError;
use crate::entity::{
    app_user, mail_choice, membership, notice, notice_audience, organisation, platform_role, program, registration,
    session,
};
use crate::query::{Draft, Registration};

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
    pub(crate) fn json<T: serde::de::DeserializeOwned>(self, column: &str, text: &str) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|error| self.corrupt(format_args!("{column}: {error}")))
    }
}

/// An organisation of any kind; `names` holds the name of its successor, if it has one.
pub(crate) fn organisation(row: organisation::Model, names: &HashMap<i64, String>) -> Result<Organisation, StoreError> {
    let at = of_organisation(&row);
    let count = |column: &str, stored: Option<i64>| match stored {
        Some(stored) => u32::try_from(stored)
            .ok()
            .and_then(MemberCount::new)
            .map(Some)
            .ok_or_else(|| at.corrupt(format_args!("{column} cannot be {stored}"))),
        None => Ok(None),
    };
    let optional = |code: Option<&str>| code.filter(|code| !code.is_empty()).map(str::to_owned);
    let form = optional(row.form.as_deref());
    let industry = optional(row.industry.as_deref());
    let as_of = optional(row.members_as_of.as_deref());
    let number = match &row.number {
        Some(number) => Some(insurer_number(at, Some(number))?),
        None => None,
    };
    let ending = match at.code("status", &row.status, OrganisationStatus::from_code)? {
        OrganisationStatus::Active => None,
        ended => Some(ending(at, &row, ended, names)?),
    };
    Ok(Organisation {
        id: OrganisationId::new(row.id),
        version: row.version,
        kind: at.code("kind", &row.kind, OrganisationKind::from_code)?,
        number,
        profile: Profile {
            pref: at.code("pref", &row.pref, Prefecture::from_code)?,
            form: form
                .map(|code| at.code("form", &code, InsurerForm::from_code))
                .transpose()?,
            industry: industry
                .map(|code| at.code("industry", &code, Industry::from_code))
                .transpose()?,
            insured: count("insured", row.insured)?,
            dependants: count("dependants", row.dependants)?,
            members_as_of: as_of
                .map(|day| at.code("members_as_of", &day, Day::from_iso))
                .transpose()?,
            details: at.json("profile", &row.profile)?,
            name: row.name,
            kana: row.kana,
        },
        ending,
    })
}

fn ending(
    at: Row,
    row: &organisation::Model,
    status: OrganisationStatus,
    names: &HashMap<i64, String>,
) -> Result<Ending, StoreError> {
    let on = row
        .ended_on
        .as_deref()
        .and_then(Day::from_iso)
        .ok_or_else(|| at.corrupt("it has ended, but no day is known"))?;
    let successor = match (status, row.successor_id) {
        (OrganisationStatus::Merged, Some(id)) => Some(Successor {
            id: OrganisationId::new(id),
            name: names
                .get(&id)
                .cloned()
                .ok_or_else(|| at.corrupt("its successor is missing"))?,
        }),
        (OrganisationStatus::Merged, None) => return Err(at.corrupt("it was merged, but into nothing")),
        _ => None,
    };
    Ok(Ending { on, successor })
}

/// A registration.
pub(crate) fn registration(row: registration::Model) -> Result<Registration, StoreError> {
    let at = Row {
        table: "registration",
        id: row.id,
    };
    Ok(Registration {
        id: RegistrationId::new(row.id),
        version: row.version,
        state: at.code("state", &row.state, RegistrationState::from_code)?,
        facts: at.json("facts", &row.facts)?,
        lang: at.code("lang", &row.lang, Lang::from_tag)?,
        created_at: Instant::from_millis(row.created_at),
        expires_at: Instant::from_millis(row.expires_at),
        confirmed_at: row.confirmed_at.map(Instant::from_millis),
        decided_at: row.decided_at.map(Instant::from_millis),
        reason: row.reason,
        organisation: row.organisation_id.map(OrganisationId::new),
    })
}

/// A hash as it is stored.
pub(crate) fn hex(hash: [u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A working copy from one of the columns that hold one.
pub(crate) fn program_form(id: i64, column: &str, text: &str) -> Result<ProgramForm, StoreError> {
    Row { table: "program", id }.json(column, text)
}

pub(crate) fn insurer(row: organisation::Model) -> Result<Insurer, StoreError> {
    let at = of_organisation(&row);
    let missing = |column: &str| at.corrupt(format_args!("{column} is missing"));
    let count = |column: &str, stored: Option<i64>| {
        let stored = stored.ok_or_else(|| missing(column))?;
        u32::try_from(stored)
            .ok()
            .and_then(MemberCount::new)
            .ok_or_else(|| at.corrupt(format_args!("{column} cannot be {stored}")))
    };
    let form = match &row.form {
        Some(code) => Some(at.code("form", code, InsurerForm::from_code)?),
        None => None,
    };
    let industry = row.industry.as_deref().ok_or_else(|| missing("industry"))?;
    let as_of = row.members_as_of.as_deref().ok_or_else(|| missing("members_as_of"))?;
    Ok(Insurer {
        id: OrganisationId::new(row.id),
        facts: NewInsurer {
            number: insurer_number(at, row.number.as_deref())?,
            kind: at.code("kind", &row.kind, InsurerKind::from_code)?,
            form,
            industry: at.code("industry", industry, Industry::from_code)?,
            pref: at.code("pref", &row.pref, Prefecture::from_code)?,
            insured: count("insured", row.insured)?,
            dependants: count("dependants", row.dependants)?,
            members_as_of: at.code("members_as_of", as_of, Day::from_iso)?,
            name: row.name,
            kana: row.kana,
        },
    })
}

pub(crate) fn lead(row: organisation::Model) -> Result<Lead, StoreError> {
    let at = of_organisation(&row);
    Ok(Lead {
        id: OrganisationId::new(row.id),
        number: insurer_number(at, row.number.as_deref())?,
        kind: at.code("kind", &row.kind, InsurerKind::from_code)?,
        pref: at.code("pref", &row.pref, Prefecture::from_code)?,
        name: row.name,
        kana: row.kana,
    })
}

fn insurer_number(at: Row, stored: Option<&str>) -> Result<InsurerNumber, StoreError> {
    let stored = stored.ok_or_else(|| at.corrupt("number is missing"))?;
    InsurerNumber::parse(stored).map_err(|code| at.corrupt(format_args!("number {code}")))
}

pub(crate) fn email(id: i64, stored: &str) -> Result<Email, StoreError> {
    Email::parse(stored).map_err(|code| Row { table: "app_user", id }.corrupt(format_args!("email {code}")))
}

/// A person with memberships, in any order, and roles.
pub(crate) fn user(
    row: app_user::Model,
    mut memberships: Vec<(membership::Model, organisation::Model)>,
    roles: Vec<platform_role::Model>,
) -> Result<User, StoreError> {
    let at = Row {
        table: "app_user",
        id: row.id,
    };
    memberships.sort_by(|(_, one), (_, other)| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
    let memberships = memberships
        .into_iter()
        .map(|(place, organisation)| {
            let role = at.code("membership", &place.role, OrgRole::from_code)?;
            Ok(Membership {
                organisation: OrganisationId::new(organisation.id),
                organisation_name: organisation.name,
                role,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let grants = grants(&roles)?;
    let audit = grants.iter().find(|grant| grant.role == PlatformRole::Auditor);
    Ok(User {
        id: UserId::new(row.id),
        email: email(row.id, &row.email)?,
        name: row.name,
        memberships,
        platform: grants.iter().map(|grant| grant.role).collect(),
        audit_scope: audit.map(|grant| grant.scope.clone()).unwrap_or_default(),
    })
}

/// A role in an organisation.
pub(crate) fn org_role(row: &membership::Model) -> Result<OrgRole, StoreError> {
    let at = Row {
        table: "app_user",
        id: row.user_id,
    };
    at.code("membership", &row.role, OrgRole::from_code)
}

/// Roles on the platform with their limits, valid today or not, in the order of the list.
pub(crate) fn grants(rows: &[platform_role::Model]) -> Result<Vec<PlatformGrant>, StoreError> {
    let mut grants = rows.iter().map(grant).collect::<Result<Vec<_>, _>>()?;
    grants.sort_by_key(|grant| grant.role);
    Ok(grants)
}

fn grant(row: &platform_role::Model) -> Result<PlatformGrant, StoreError> {
    let at = Row {
        table: "app_user",
        id: row.user_id,
    };
    let day = |column: &str, stored: &Option<String>| {
        let stored = stored.as_deref();
        stored.map(|iso| at.code(column, iso, Day::from_iso)).transpose()
    };
    Ok(PlatformGrant {
        role: at.code("platform_role", &row.role, PlatformRole::from_code)?,
        from: day("valid_from", &row.valid_from)?,
        until: day("valid_until", &row.valid_until)?,
        scope: at.json("scope", &row.scope)?,
    })
}

/// A session. Its name is the beginning of what is stored, which is a hash itself and opens nothing.
pub(crate) fn session(row: &session::Model) -> Result<Session, StoreError> {
    let at = Row {
        table: "session",
        id: row.user_id,
    };
    Ok(Session {
        id: row.token_hash.chars().take(16).collect(),
        created_at: Instant::from_millis(row.created_at),
        seen_at: Instant::from_millis(row.seen_at),
        expires_at: Instant::from_millis(row.expires_at),
        confirmed_at: Instant::from_millis(row.confirmed_at),
        factor: at.code("factor", &row.factor, Factor::from_code)?,
        acting: row.organisation_id.map(OrganisationId::new),
        address: row.address.clone(),
        agent: row.agent.clone(),
    })
}

/// How often somebody wants notices of a topic mailed.
pub(crate) fn pace(row: &mail_choice::Model) -> Result<MailPace, StoreError> {
    let at = Row {
        table: "mail_choice",
        id: row.user_id,
    };
    at.code("pace", &row.pace, MailPace::from_code)
}

/// How often each topic is mailed, for somebody who chose these; in the order of the list.
pub(crate) fn mail_choices(rows: &[mail_choice::Model]) -> Result<Vec<(Topic, MailPace)>, StoreError> {
    let mut choices: Vec<_> = Topic::ALL.iter().map(|topic| (*topic, MailPace::START)).collect();
    for row in rows {
        let chosen = pace(row)?;
        if let Some(choice) = choices.iter_mut().find(|choice| choice.0.code() == row.topic) {
            choice.1 = chosen;
        }
    }
    Ok(choices)
}

/// What people are told.
pub(crate) fn notice(row: &notice::Model) -> Result<Notice, StoreError> {
    let at = Row {
        table: "notice",
        id: row.id,
    };
    at.json("notice", &row.notice)
}

/// A group of readers.
pub(crate) fn audience(row: &notice_audience::Model) -> Result<Audience, StoreError> {
    let at = Row {
        table: "notice_audience",
        id: row.notice_id,
    };
    row.audience.parse().map_err(|error| at.corrupt(error))
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

pub(crate) fn draft(row: program::Model, owner: Option<organisation::Model>) -> Result<Draft, StoreError> {
    let at = of_program(&row);
    Ok(Draft {
        id: ProgramId::new(row.id),
        owner: lead(owner.ok_or_else(|| at.corrupt("its owner is missing"))?)?,
        state: state(&row)?,
        version: row.version,
        form: form(&row)?,
        published: row.content.is_some(),
        published_at: row.published_at.map(Instant::from_millis),
        confirmed_at: row.content_updated_at.map(Instant::from_millis),
        requested_at: row.requested_at.map(Instant::from_millis),
        publish_at: row.publish_at.map(Instant::from_millis),
        close_at: row.close_at.map(Instant::from_millis),
        continued_from: row.continued_from.map(ProgramId::new),
        updated_at: Instant::from_millis(row.updated_at),
    })
}

/// The listing of a program; `None` when nothing of it may be shown in its state.
pub(crate) fn listing(row: program::Model, owner: Option<organisation::Model>) -> Result<Option<Listing>, StoreError> {
    let at = of_program(&row);
    let state = state(&row)?;
    if !state.shows_content() {
        return Ok(None);
    }
    let Some(mut content) = content(&row)? else {
        return Ok(None);
    };
    content.joined = joined(&row, &content)?;
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

/// 参加組合数: those the organiser has typed, the lead society included, and those that have joined here. Without either it
/// is not known.
pub(crate) fn joined(row: &program::Model, content: &CleanProgram) -> Result<Option<u32>, StoreError> {
    let here = u32::try_from(row.confirmed).map_err(|_| of_program(row).corrupt("confirmed is negative"))?;
    Ok(match (content.joined, here) {
        (typed, 0) => typed,
        (typed, here) => Some(typed.unwrap_or(1).max(1).saturating_add(here)),
    })
}

fn of_organisation(row: &organisation::Model) -> Row {
    Row {
        table: "organisation",
        id: row.id,
    }
}

fn of_program(row: &program::Model) -> Row {
    Row {
        table: "program",
        id: row.id,
    }
}
