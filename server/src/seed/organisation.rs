//! Demo organisations beside the insurers, profiles of some societies, and registrations that wait for the secretariat.
//! What somebody has changed on the site is left alone.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use domain::code::{OrganisationKind, Prefecture};
use domain::organisation::profile::{Details, Profile, ProfileForm};
use domain::organisation::registration::{CleanRegistration, RegistrationForm};
use domain::organisation::{NewOrganisation, Organisation};
use domain::permit::Actor;
use domain::value::{Day, InsurerNumber, OrganisationId};
use domain::{Lang, code::Industry};
use serde::Deserialize;
use store::{End, Store};

const FILE: &str = include_str!("../../../seeds/organisations.toml");

/// Fields of a form; a field with several values is a list.
type Fields = BTreeMap<String, Value>;

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organisation: Vec<OrganisationEntry>,
    profile: Vec<ProfileEntry>,
    registration: Vec<Fields>,
}

#[derive(Deserialize)]
struct OrganisationEntry {
    kind: String,
    number: Option<String>,
    ended_on: Option<String>,
    successor: Option<String>,
    #[serde(flatten)]
    fields: Fields,
}

#[derive(Deserialize)]
struct ProfileEntry {
    number: String,
    #[serde(flatten)]
    fields: Fields,
}

/// Everything of the file, checked.
pub struct Organisations {
    others: Vec<(NewOrganisation, Option<Ended>)>,
    profiles: Vec<(InsurerNumber, Fields)>,
    registrations: Vec<CleanRegistration>,
}

struct Ended {
    on: Day,
    successor: InsurerNumber,
}

/// Reads the file.
///
/// # Errors
/// The first entry that is wrong.
pub fn read_organisations(today: Day) -> Result<Organisations> {
    let file: File = toml::from_str(FILE).context("seeds/organisations.toml")?;
    let mut others = Vec::new();
    for entry in file.organisation {
        others.push(read_other(entry, today)?);
    }
    let mut profiles = Vec::new();
    for entry in file.profile {
        profiles.push((number(&entry.number)?, entry.fields));
    }
    let mut registrations = Vec::new();
    for fields in &file.registration {
        let mut form = RegistrationForm::default();
        form.replace(RegistrationForm::FIELDS, pairs(fields));
        let clean = form.check();
        registrations.push(clean.map_err(|problems| anyhow::anyhow!("registration {}: {problems}", form.name))?);
    }
    Ok(Organisations {
        others,
        profiles,
        registrations,
    })
}

fn number(written: &str) -> Result<InsurerNumber> {
    match InsurerNumber::parse(written) {
        Ok(number) if number.check_digit_ok() => Ok(number),
        _ => bail!("{written} is no insurer number"),
    }
}

fn pairs(fields: &Fields) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().flat_map(|(name, value)| {
        let values = match value {
            Value::One(value) => std::slice::from_ref(value),
            Value::Many(values) => values.as_slice(),
        };
        values.iter().map(move |value| (name.as_str(), value.as_str()))
    })
}

/// A profile with these fields, read as if they had been typed.
fn fill(base: &Profile, kind: OrganisationKind, fields: &Fields, today: Day) -> Result<Profile> {
    let mut form = ProfileForm::of(base);
    for (name, _) in pairs(fields) {
        if !ProfileForm::FIELDS.contains(&name) {
            bail!("{}: there is no field {name}", base.name);
        }
    }
    let named: Vec<&str> = fields.keys().map(String::as_str).collect();
    form.replace(&named, pairs(fields));
    if let Some(industry) = Industry::from_label(&form.industry) {
        form.industry = industry.code().to_owned();
    }
    let (profile, problems) = form.read(base, kind, today);
    if !problems.is_empty() {
        bail!("{}: {problems}", form.name);
    }
    Ok(profile)
}

fn read_other(entry: OrganisationEntry, today: Day) -> Result<(NewOrganisation, Option<Ended>)> {
    let kind = OrganisationKind::from_code(&entry.kind).with_context(|| format!("kind {:?}", entry.kind))?;
    let base = Profile::named("", "", Prefecture::Tokyo);
    let new = NewOrganisation {
        kind,
        number: entry.number.as_deref().map(number).transpose()?,
        profile: fill(&base, kind, &entry.fields, today)?,
    };
    let ended = match (entry.ended_on, entry.successor) {
        (Some(on), Some(successor)) => Some(Ended {
            on: Day::from_iso(&on).with_context(|| format!("ended_on {on:?}"))?,
            successor: number(&successor)?,
        }),
        (None, None) => None,
        _ => bail!("{}: ended_on and successor go together", new.profile.name),
    };
    Ok((new, ended))
}

/// Registers what is not there yet.
///
/// # Errors
/// Faults of the database; a profile that does not fit its society.
pub async fn load_organisations(store: &Store, organisations: &Organisations, today: Day) -> Result<()> {
    for (new, ended) in &organisations.others {
        if find(store, new).await?.is_some() {
            continue;
        }
        let id = store.register_organisation(new).await?;
        if let Some(ended) = ended.as_ref().filter(|ended| ended.on <= today) {
            end(store, id, ended).await?;
        }
    }
    for (number, fields) in &organisations.profiles {
        let found = store.find_organisation_by_number(number).await?;
        let found = found.with_context(|| format!("no insurer {number}"))?;
        if found.profile.details != Details::default() {
            continue;
        }
        let profile = fill(&found.profile, found.kind, fields, today)?;
        store
            .change_profile(&Actor::Operator, found.id, found.version, &profile)
            .await?;
    }
    for facts in &organisations.registrations {
        if !store.has_registration(facts).await? {
            store.receive_registration(facts, Lang::Ja).await?;
        }
    }
    Ok(())
}

async fn find(store: &Store, new: &NewOrganisation) -> Result<Option<OrganisationId>> {
    if let Some(number) = &new.number {
        let found: Option<Organisation> = store.find_organisation_by_number(number).await?;
        return Ok(found.map(|found| found.id));
    }
    let found = store.list_organisations_by_name(&new.profile.name).await?;
    Ok(found.first().map(|found| found.id))
}

async fn end(store: &Store, id: OrganisationId, ended: &Ended) -> Result<()> {
    let successor = store.find_organisation_by_number(&ended.successor).await?;
    let end = End {
        on: ended.on,
        successor: successor.map(|successor| successor.id),
        reason: "合併の届出による",
    };
    store.merge_organisation(&Actor::Operator, id, 1, &end).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 組織のファイルに誤りがない() {
        let today = Day::from_iso("2026-06-10").unwrap();
        let read = read_organisations(today).unwrap();
        assert!(read.others.len() >= 5 && read.profiles.len() >= 3 && read.registrations.len() >= 2);
        let mut kinds: Vec<_> = read.others.iter().map(|(new, _)| new.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(kinds.len() >= 4, "{kinds:?}");
    }
}
