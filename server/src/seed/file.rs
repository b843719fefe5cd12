//! The files of `seeds/`, compiled into the program so that it needs nothing beside it, and their shapes. Mistakes in
//! them are reported all at once.

use anyhow::{Context as _, Result, bail};
use domain::code::{Industry, InsurerForm, InsurerKind, OrgRole, PlatformRole, Prefecture};
use domain::insurer::NewInsurer;
use domain::value::{Day, Email, InsurerNumber, MemberCount};
use serde::Deserialize;

const INSURERS: &str = include_str!("../../../seeds/insurers.toml");
const USERS: &str = include_str!("../../../seeds/users.toml");

/// Name and text of each file of programs. A test compares the names with the folder.
pub const PROGRAMS: &[(&str, &str)] = &[
    ("programs-1.toml", include_str!("../../../seeds/programs-1.toml")),
    ("programs-2.toml", include_str!("../../../seeds/programs-2.toml")),
];

/// Name and text of the file of the program that waits for the secretariat.
pub const WAITING: (&str, &str) = ("waiting.toml", include_str!("../../../seeds/waiting.toml"));

/// A demo account before it is registered.
#[derive(Clone, Debug)]
pub struct SeedUser {
    /// Sign-in name.
    pub email: Email,
    /// 氏名.
    pub name: String,
    /// Place in an organisation.
    pub membership: Option<(InsurerNumber, OrgRole)>,
    /// Role on the platform.
    pub platform: Option<PlatformRole>,
    /// What the account shows, in Japanese.
    pub note_ja: String,
    /// What the account shows, in English.
    pub note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InsurerFile {
    insurer: Vec<InsurerEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InsurerEntry {
    number: String,
    name: String,
    kana: String,
    kind: String,
    form: Option<String>,
    industry: String,
    pref: String,
    insured: u32,
    dependants: u32,
    members_as_of: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserFile {
    user: Vec<UserEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserEntry {
    email: String,
    name: String,
    #[serde(rename = "kana")]
    _kana: String,
    organisation: Option<String>,
    role: Option<String>,
    platform: Option<String>,
    note_ja: String,
    note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramFile {
    program: Vec<toml::Table>,
}

/// The insurers.
///
/// # Errors
/// Every entry that is wrong.
pub fn read_insurers() -> Result<Vec<NewInsurer>> {
    let file: InsurerFile = toml::from_str(INSURERS).context("seeds/insurers.toml")?;
    let results = file
        .insurer
        .iter()
        .map(|entry| read_insurer(entry).with_context(|| entry.name.clone()));
    all_or_every_fault(results, "seeds/insurers.toml")
}

/// The accounts.
///
/// # Errors
/// Every entry that is wrong.
pub fn read_users() -> Result<Vec<SeedUser>> {
    let file: UserFile = toml::from_str(USERS).context("seeds/users.toml")?;
    all_or_every_fault(file.user.into_iter().map(read_user), "seeds/users.toml")
}

/// The programs of one file, as tables with the keys of an import.
///
/// # Errors
/// Text that is no TOML.
pub fn read_programs(name: &str, text: &str) -> Result<Vec<toml::Table>> {
    let file: ProgramFile = toml::from_str(text).with_context(|| format!("seeds/{name}"))?;
    Ok(file.program)
}

fn read_insurer(entry: &InsurerEntry) -> Result<NewInsurer> {
    let number = InsurerNumber::parse(&entry.number).map_err(|code| anyhow::anyhow!("number {code}"))?;
    if !number.check_digit_ok() {
        bail!("number {number} has a wrong check digit");
    }
    let kind = known(InsurerKind::from_code(&entry.kind), "kind", &entry.kind)?;
    let form = match &entry.form {
        Some(form) => Some(known(InsurerForm::from_code(form), "form", form)?),
        None => None,
    };
    if form.is_some() != (kind == InsurerKind::Kenpo) {
        bail!("form belongs to kind kenpo, and only there");
    }
    let count = |count| MemberCount::new(count).context("too many members");
    Ok(NewInsurer {
        number,
        name: entry.name.clone(),
        kana: entry.kana.clone(),
        kind,
        form,
        industry: known(Industry::from_label(&entry.industry), "industry", &entry.industry)?,
        pref: known(Prefecture::from_code(&entry.pref), "pref", &entry.pref)?,
        insured: count(entry.insured)?,
        dependants: count(entry.dependants)?,
        members_as_of: known(
            Day::from_iso(&entry.members_as_of),
            "members_as_of",
            &entry.members_as_of,
        )?,
    })
}

fn read_user(entry: UserEntry) -> Result<SeedUser> {
    let email = Email::parse(&entry.email).map_err(|code| anyhow::anyhow!("{} {code}", entry.email))?;
    let membership = match (&entry.organisation, &entry.role) {
        (Some(number), Some(role)) => {
            let number =
                InsurerNumber::parse(number).map_err(|code| anyhow::anyhow!("{email}: organisation {code}"))?;
            Some((number, known(OrgRole::from_code(role), "role", role)?))
        }
        (None, None) => None,
        _ => bail!("{email}: organisation and role go together"),
    };
    let platform = match &entry.platform {
        Some(role) => Some(known(PlatformRole::from_code(role), "platform", role)?),
        None => None,
    };
    if membership.is_none() && platform.is_none() {
        bail!("{email}: has no role at all");
    }
    Ok(SeedUser {
        email,
        name: entry.name,
        membership,
        platform,
        note_ja: entry.note_ja,
        note_en: entry.note_en,
    })
}

fn known<T>(value: Option<T>, field: &str, written: &str) -> Result<T> {
    value.with_context(|| format!("{field}: {written:?} is not known"))
}

fn all_or_every_fault<T>(results: impl Iterator<Item = Result<T>>, place: &str) -> Result<Vec<T>> {
    let mut values = Vec::new();
    let mut faults = Vec::new();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(fault) => faults.push(format!("{fault:#}")),
        }
    }
    if !faults.is_empty() {
        bail!("{place}:\n{}", faults.join("\n"));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 事業のファイルはすべて組み込まれている() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("programs-"))
            .collect();
        files.sort();
        assert_eq!(files, PROGRAMS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn 保険者と利用者のファイルに誤りがない() {
        let insurers = read_insurers().unwrap();
        assert!(insurers.len() >= 100, "{}", insurers.len());
        let users = read_users().unwrap();
        assert!(users.len() >= 10, "{}", users.len());
        for user in users {
            let Some((number, _)) = user.membership else { continue };
            assert!(
                insurers.iter().any(|insurer| insurer.number == number),
                "{}",
                user.email
            );
        }
    }
}
