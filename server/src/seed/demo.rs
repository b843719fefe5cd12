//! The demo data: fictitious insurers, an account for each role, programs of every sort, and some who join them.

use std::fmt;

use anyhow::{Context as _, Result, bail};
use domain::Lang;
use domain::user::NewUser;
use domain::value::{Day, OrganisationId};
use store::{ImportItem, Imported, Refusal, Store};
use tokio::task::JoinSet;

use super::file::{PROGRAMS, SeedUser, read_insurers, read_programs, read_users};
use super::offset::resolve_dates;
use super::organisation::{load_organisations, read_organisations};
use super::participation::load_participations;
use crate::import::{Entry, LabelBook, LeadBook, Reason, row_of_table, write_items};

/// The password of every demo account. It is public on purpose: never load demo data into a database with real data.
pub const DEMO_PASSWORD: &str = "kyodo-demo-2026";

/// An account of the demo, as shown to the person who starts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Sign-in name.
    pub email: String,
    /// 氏名.
    pub name: String,
    /// Role in Japanese.
    pub role_ja: &'static str,
    /// Role in English.
    pub role_en: &'static str,
    /// What the account shows, in Japanese.
    pub note_ja: String,
    /// What the account shows, in English.
    pub note_en: String,
}

/// What loading the demo data did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoSummary {
    /// Insurers of the demo, whether they were there before or not.
    pub insurers: usize,
    /// Programs that are new.
    pub added: usize,
    /// Programs that were there with other content, for instance other dates.
    pub changed: usize,
    /// Programs that were there just so, or that have ended and can no longer change.
    pub unchanged: usize,
    /// The accounts, all with [`DEMO_PASSWORD`] unless they were there before.
    pub accounts: Vec<DemoAccount>,
}

/// Loads the demo data with its dates relative to `today`. What is there already is kept or brought up to date, so
/// loading twice on one day changes nothing.
///
/// # Errors
/// Mistakes in the files, all of them at once and before anything is written; faults of the database.
pub async fn load_demo(store: &Store, today: Day) -> Result<DemoSummary> {
    let (insurers, users) = (read_insurers()?, read_users()?);
    let organisations = read_organisations(today)?;
    let tables = read_tables(today)?;
    store.register_new_insurers(&insurers).await?;
    let items = read_items(store, &tables).await?;
    register_users(store, &users).await?;
    load_organisations(store, &organisations, today).await?;

    let mut summary = DemoSummary {
        insurers: insurers.len(),
        ..DemoSummary::default()
    };
    for result in write_items(store, &items).await? {
        match result {
            Ok(Imported::Added(_)) => summary.added += 1,
            Ok(Imported::Changed(_)) => summary.changed += 1,
            // What has been ended, on the site or by an earlier load, stays as it was.
            Ok(Imported::Unchanged(_)) | Err(Refusal::WrongState { .. }) => summary.unchanged += 1,
            Err(refusal) => return Err(refusal).context("a demo program was refused"),
        }
    }
    load_participations(store, &users, today).await?;
    super::call::load(store, today).await?;
    super::application::load(store, today).await?;
    super::decision::load(store, today).await?;
    super::grant::load(store, today).await?;
    super::waiting::load(store, &users, today).await?;
    summary.accounts = users.into_iter().map(DemoAccount::from).collect();
    Ok(summary)
}

/// The demo accounts that this database knows; none in a database of an operator's own.
///
/// # Errors
/// Mistakes in the files; faults of the database.
pub async fn list_demo_accounts(store: &Store) -> Result<Vec<DemoAccount>> {
    let mut known = Vec::new();
    for user in read_users()? {
        if store.find_user_by_email(&user.email).await?.is_some() {
            known.push(DemoAccount::from(user));
        }
    }
    Ok(known)
}

/// Whether the database holds any program, drafts included.
///
/// # Errors
/// Faults of the database.
pub async fn has_programs(store: &Store) -> Result<bool> {
    if store.statistics().await?.published > 0 {
        return Ok(true);
    }
    let owners: Vec<OrganisationId> = store.list_insurers().await?.iter().map(|insurer| insurer.id).collect();
    Ok(!store.list_programs_of(&owners).await?.is_empty())
}

/// Registers accounts that are not there yet. A known account keeps its password and roles.
pub(super) async fn register_users(store: &Store, users: &[SeedUser]) -> Result<()> {
    let mut hashing = JoinSet::new();
    for user in users {
        if store.find_user_by_email(&user.email).await?.is_some() {
            continue;
        }
        let memberships = match &user.membership {
            Some((number, role)) => {
                let insurer = store.find_insurer_by_number(number).await?;
                vec![(
                    insurer
                        .with_context(|| format!("{}: no insurer {number}", user.email))?
                        .id,
                    *role,
                )]
            }
            None => Vec::new(),
        };
        let platform = user.platform.into_iter().collect();
        let (email, name) = (user.email.clone(), user.name.clone());
        hashing.spawn(async move {
            let password_hash = app::password::hash(DEMO_PASSWORD.to_owned()).await?;
            anyhow::Ok(NewUser {
                email,
                name,
                password_hash,
                memberships,
                platform,
            })
        });
    }
    while let Some(user) = hashing.join_next().await {
        store.register_user(user??).await?;
    }
    Ok(())
}

/// All programs with resolved dates, each with its place for messages.
fn read_tables(today: Day) -> Result<Vec<(String, toml::Table)>> {
    let mut tables = Vec::new();
    for (name, text) in PROGRAMS {
        for (position, mut table) in read_programs(name, text)?.into_iter().enumerate() {
            let place = format!("seeds/{name}, program {}", position + 1);
            resolve_dates(&mut table, today).with_context(|| place.clone())?;
            tables.push((place, table));
        }
    }
    Ok(tables)
}

/// Checks every program before the first one is written.
async fn read_items(store: &Store, tables: &[(String, toml::Table)]) -> Result<Vec<ImportItem>> {
    let (mut leads, mut labels) = (LeadBook::default(), LabelBook::default());
    let (mut items, mut faults) = (Vec::with_capacity(tables.len()), Vec::new());
    for (number, (place, table)) in (1..).zip(tables) {
        let row = match row_of_table(number, table) {
            Ok(row) => row,
            Err(fault) => {
                faults.push(format!("{place}: {}", Reason::of_fault(&fault).en));
                continue;
            }
        };
        let mut entry = Entry::of(&row, &mut labels);
        let lead = match leads.find(store, &entry.lead).await? {
            Ok(lead) => lead,
            Err(code) => {
                faults.push(format!("{place}: lead {} {code}", entry.lead));
                continue;
            }
        };
        let filled = entry.fill(&lead.name);
        if !filled.is_empty() {
            faults.push(format!("{place}: {} must be written out", filled.join(", ")));
        }
        let mut problems = std::mem::take(&mut entry.problems);
        problems.extend(crate::import::check(&entry.form, entry.state));
        if problems.is_empty() {
            items.push(ImportItem {
                owner: lead.id,
                form: entry.form,
                state: entry.state,
            });
        } else {
            faults.push(format!("{place} 「{}」: {problems}", entry.form.title));
        }
    }
    if !faults.is_empty() {
        bail!("{} demo programs have problems:\n{}", faults.len(), faults.join("\n"));
    }
    Ok(items)
}

impl From<SeedUser> for DemoAccount {
    fn from(user: SeedUser) -> Self {
        let role = |lang| match (&user.membership, user.platform) {
            (Some((_, role)), _) => role.name(lang),
            (None, Some(role)) => role.name(lang),
            (None, None) => "",
        };
        Self {
            role_ja: role(Lang::Ja),
            role_en: role(Lang::En),
            email: user.email.to_string(),
            name: user.name,
            note_ja: user.note_ja,
            note_en: user.note_en,
        }
    }
}

impl fmt::Display for DemoSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            insurers,
            added,
            changed,
            unchanged,
            accounts,
        } = self;
        writeln!(
            f,
            "Demo data: {insurers} insurers, {} accounts; programs: {added} added, {changed} changed, {unchanged} unchanged.",
            accounts.len()
        )?;
        writeln!(
            f,
            "デモのアカウント（パスワードは共通で {DEMO_PASSWORD}）/ Demo accounts, all with that password:"
        )?;
        let width = accounts
            .iter()
            .map(|account| account.email.len())
            .max()
            .unwrap_or_default();
        for account in accounts {
            writeln!(
                f,
                "  {:<width$}  {}（{}）",
                account.email, account.note_ja, account.role_ja
            )?;
            writeln!(f, "  {:<width$}  {}", "", account.note_en)?;
        }
        Ok(())
    }
}
