//! Organisations come in and end: registration by the operator, merger, dissolution, and taking back an end that was
//! recorded by mistake.

use domain::audit::{Deed, Subject as Matter};
use domain::code::OrganisationStatus;
use domain::normalise::single_line;
use domain::organisation::{NewOrganisation, Organisation};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{Day, InsurerNumber, OrganisationId};
use domain::{Field, ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::entity::organisation;
use crate::error::is_taken;
use crate::query::{load_organisation, name_key};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError, decode};

/// Longest reason that is kept, in characters.
const REASON_CHARS: u32 = 500;

impl Store {
    /// Registers an organisation of any kind.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with field `number` when the number exists.
    pub async fn register_organisation(&self, new: &NewOrganisation) -> Result<OrganisationId> {
        let mut write = self.begin().await?;
        let id = insert(&write, new).await?;
        let facts = json!({ "name": new.profile.name, "kind": new.kind.code() });
        write
            .record(
                &Actor::Operator,
                Deed::OrganisationRegistered,
                Matter::Organisation(id),
                Change::to(facts),
            )
            .await?;
        write.commit().await?;
        Ok(id)
    }

    /// Records that an organisation went into another one on a day. The successor must be active itself, so that no
    /// chain of successors ever comes back to its beginning.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`; `Stale`; `NotNow` when it has ended already; `Problems` of `successor`, `on` or
    /// `reason`.
    pub async fn merge_organisation(
        &self,
        actor: &Actor,
        id: OrganisationId,
        version: i64,
        end: &End<'_>,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let stored = load(&write, actor, id, version).await?;
        let mut problems = end.check(self.now().day_jst());
        let successor = match end.successor {
            Some(successor) => load_organisation(write.tx(), organisation::Column::Id.eq(successor.get())).await?,
            None => None,
        };
        match &successor {
            None => problems.push("successor", ProblemCode::NotFound),
            Some(other) if other.id == id || other.ending.is_some() => {
                problems.push("successor", ProblemCode::NotAllowed);
            }
            Some(_) => {}
        }
        problems.into_result()?;
        let Some(successor) = successor else {
            return Err(Refusal::NotFound);
        };
        let change = organisation::ActiveModel {
            status: Set(OrganisationStatus::Merged.code().to_owned()),
            ended_on: Set(Some(end.on.iso())),
            successor_id: Set(Some(successor.id.get())),
            ..Default::default()
        };
        update(&write, &stored, change).await?;
        let after = json!({ "status": "merged", "on": end.on.iso(), "successor": successor.profile.name });
        write
            .record(
                actor,
                Deed::OrganisationMerged,
                Matter::Organisation(id),
                Change::to(after).because(&end.reason()),
            )
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// Records that an organisation was dissolved on a day.
    ///
    /// # Errors
    /// As [`Self::merge_organisation`].
    pub async fn dissolve_organisation(
        &self,
        actor: &Actor,
        id: OrganisationId,
        version: i64,
        end: &End<'_>,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let stored = load(&write, actor, id, version).await?;
        end.check(self.now().day_jst()).into_result()?;
        let change = organisation::ActiveModel {
            status: Set(OrganisationStatus::Dissolved.code().to_owned()),
            ended_on: Set(Some(end.on.iso())),
            ..Default::default()
        };
        update(&write, &stored, change).await?;
        write
            .record(
                actor,
                Deed::OrganisationDissolved,
                Matter::Organisation(id),
                Change::to(json!({ "status": "dissolved", "on": end.on.iso() })).because(&end.reason()),
            )
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// Takes back an end that was recorded by mistake.
    ///
    /// # Errors
    /// As [`Self::merge_organisation`]; `NotNow` when it is active.
    pub async fn reopen_organisation(
        &self,
        actor: &Actor,
        id: OrganisationId,
        version: i64,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let stored = find(&write, actor, id).await?;
        if stored.ending.is_none() {
            return Err(Refusal::NotNow);
        }
        expect_version(&stored, version)?;
        check_reason(reason).into_result()?;
        let before = json!({
            "status": stored.status().code(),
            "on": stored.ending.as_ref().map(|ending| ending.on.iso()),
            "successor": stored.ending.as_ref().and_then(|ending| Some(&ending.successor.as_ref()?.name)),
        });
        let change = organisation::ActiveModel {
            status: Set(OrganisationStatus::Active.code().to_owned()),
            ended_on: Set(None),
            successor_id: Set(None),
            ..Default::default()
        };
        update(&write, &stored, change).await?;
        write
            .record(
                actor,
                Deed::OrganisationReopened,
                Matter::Organisation(id),
                Change::from_to(before, json!({ "status": "active" })).because(&single_line(reason)),
            )
            .await?;
        write.commit().await?;
        Ok(())
    }
}

/// How an organisation ends.
#[derive(Clone, Copy, Debug)]
pub struct End<'a> {
    /// The first day on which it exists no more; not after today.
    pub on: Day,
    /// Who goes on in its place, for a merger.
    pub successor: Option<OrganisationId>,
    /// Why it is recorded.
    pub reason: &'a str,
}

impl End<'_> {
    fn check(&self, today: Day) -> Problems {
        let mut problems = Problems::new();
        if self.on > today {
            problems.push("on", ProblemCode::InFuture);
        }
        problems.extend(check_reason(self.reason));
        problems
    }

    fn reason(&self) -> String {
        single_line(self.reason)
    }
}

/// A reason has to be given, and may not be a novel.
pub(super) fn check_reason(reason: &str) -> Problems {
    let reason = single_line(reason);
    let now = u32::try_from(reason.chars().count()).unwrap_or(u32::MAX);
    match now {
        0 => Problems::one("reason", ProblemCode::Empty),
        now if now > REASON_CHARS => Problems::one("reason", ProblemCode::TooLong { max: REASON_CHARS, now }),
        _ => Problems::new(),
    }
}

/// Refuses an actor who may not manage organisations.
pub(super) fn permit_managing(actor: &Actor) -> Result<(), Refusal> {
    if may(actor, Action::ManageOrganisations, Subject::Portal) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

async fn find(write: &Write, actor: &Actor, id: OrganisationId) -> Result<Organisation, Refusal> {
    permit_managing(actor)?;
    load_organisation(write.tx(), organisation::Column::Id.eq(id.get()))
        .await?
        .ok_or(Refusal::NotFound)
}

/// An active organisation of exactly this version.
async fn load(write: &Write, actor: &Actor, id: OrganisationId, version: i64) -> Result<Organisation, Refusal> {
    let stored = find(write, actor, id).await?;
    if stored.ending.is_some() {
        return Err(Refusal::NotNow);
    }
    expect_version(&stored, version)?;
    Ok(stored)
}

pub(super) fn expect_version(stored: &Organisation, version: i64) -> Result<(), Refusal> {
    if stored.version == version {
        Ok(())
    } else {
        Err(Refusal::Stale {
            current: stored.version,
        })
    }
}

/// Writes the set columns of `change` as the next version, unless somebody was faster.
pub(super) async fn update(
    write: &Write,
    stored: &Organisation,
    change: organisation::ActiveModel,
) -> Result<i64, Refusal> {
    let next = stored.version + 1;
    let change = organisation::ActiveModel {
        version: Set(next),
        updated_at: Set(write.at()),
        ..change
    };
    let updated = organisation::Entity::update_many()
        .set(change)
        .filter(organisation::Column::Id.eq(stored.id.get()))
        .filter(organisation::Column::Version.eq(stored.version))
        .exec(write.tx())
        .await?;
    if updated.rows_affected == 1 {
        return Ok(next);
    }
    match organisation::Entity::find_by_id(stored.id.get())
        .one(write.tx())
        .await?
    {
        Some(now) => Err(Refusal::Stale { current: now.version }),
        None => Err(Refusal::NotFound),
    }
}

/// Adds an organisation.
pub(super) async fn insert(write: &Write, new: &NewOrganisation) -> Result<OrganisationId> {
    let row = organisation::ActiveModel {
        kind: Set(new.kind.code().to_owned()),
        number: Set(new
            .number
            .as_ref()
            .map(|number: &InsurerNumber| number.as_str().to_owned())),
        version: Set(1),
        status: Set(OrganisationStatus::Active.code().to_owned()),
        created_at: Set(write.at()),
        updated_at: Set(write.at()),
        ..columns(&new.profile)?
    };
    let inserted = organisation::Entity::insert(row).exec(write.tx()).await;
    let inserted = inserted.map_err(|error| {
        if is_taken(&error) {
            StoreError::Taken(Field::new("number"))
        } else {
            error.into()
        }
    })?;
    Ok(OrganisationId::new(inserted.last_insert_id))
}

/// The columns that hold a profile.
pub(super) fn columns(profile: &domain::organisation::profile::Profile) -> Result<organisation::ActiveModel> {
    let details = serde_json::to_string(&profile.details).map_err(|error| {
        decode::Row {
            table: "organisation",
            id: 0,
        }
        .corrupt(format_args!("profile: {error}"))
    })?;
    Ok(organisation::ActiveModel {
        name_key: Set(name_key(&profile.name)),
        name: Set(single_line(&profile.name)),
        kana: Set(single_line(&profile.kana)),
        pref: Set(profile.pref.code().to_owned()),
        form: Set(profile.form.map(|form| form.code().to_owned())),
        industry: Set(profile.industry.map(|industry| industry.code().to_owned())),
        insured: Set(profile.insured.map(|count| count.get().into())),
        dependants: Set(profile.dependants.map(|count| count.get().into())),
        members_as_of: Set(profile.members_as_of.map(|day| day.iso())),
        profile: Set(details),
        ..Default::default()
    })
}
