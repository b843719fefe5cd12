//! A program that its organiser has asked to publish and that the secretariat has not looked at yet. It goes the way of the
//! site: started by a clerk's form, asked for by an approver. What somebody has decided since is left alone.

use anyhow::{Context as _, Result, bail};
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::program::PublicationCheck;
use domain::value::Day;
use store::Store;

use super::file::{SeedUser, WAITING, read_programs};
use super::offset::resolve_dates;
use crate::import::{Entry, LabelBook, LeadBook, Reason, row_of_table};

/// Loads it, unless the organisation has a program of this title.
///
/// # Errors
/// Mistakes in the file; faults of the database.
pub(super) async fn load(store: &Store, users: &[SeedUser], today: Day) -> Result<()> {
    let (name, text) = WAITING;
    let (mut leads, mut labels) = (LeadBook::default(), LabelBook::default());
    for mut table in read_programs(name, text)? {
        resolve_dates(&mut table, today)?;
        let row = row_of_table(1, &table).map_err(|fault| anyhow::anyhow!(Reason::of_fault(&fault).en))?;
        let mut entry = Entry::of(&row, &mut labels);
        let lead = match leads.find(store, &entry.lead).await? {
            Ok(lead) => lead,
            Err(code) => bail!("seeds/{name}: lead {} {code}", entry.lead),
        };
        entry.fill(&lead.name);
        if let Err(problems) = entry.form.check() {
            bail!("seeds/{name}: {problems}");
        }
        let known = store.list_programs_of(&[lead.id]).await?;
        if known.iter().any(|program| program.form.title == entry.form.title) {
            continue;
        }
        let number = entry.lead.as_str();
        let is_approver = |user: &&SeedUser| {
            let place = user.membership.as_ref();
            place.is_some_and(|(of, role)| *role == OrgRole::Approver && of.as_str() == number)
        };
        let user = users.iter().find(is_approver).context("no demo approver")?;
        let user = store.find_user_by_email(&user.email).await?.context("no account")?;
        let approver = Actor::User(user);
        let id = store.start_program(&approver, lead.id, entry.form).await?;
        let draft = store.find_draft(id).await?.context("it is gone")?;
        store
            .publish(&approver, id, draft.version, PublicationCheck::Secretariat)
            .await?;
    }
    Ok(())
}
