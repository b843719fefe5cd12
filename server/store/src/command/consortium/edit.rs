//! The lead changes what the consortium is about, how its cost is shared, and who leads it.

use domain::audit::Deed;
use domain::code::{ConsortiumRole, CostSharing};
use domain::consortium::{CleanConsortium, ConsortiumNews, PlaceFacts, Versions};
use domain::permit::Actor;
use domain::value::{ConsortiumId, OrganisationId, Yen};
use sea_orm::ActiveValue::Set;
use serde_json::json as value;

use super::load::{json, load_open, lock, record, update, update_place};
use super::tell::tell_all;
use super::terms::renew;
use crate::entity::{consortium, consortium_place};
use crate::query::Consortium;
use crate::write::Write;
use crate::{Change, Refusal, Store};

/// The numbers of one society by which cost is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceShare {
    /// Which.
    pub organisation: OrganisationId,
    /// The amount agreed with it.
    pub agreed: Option<Yen>,
    /// 利用実績.
    pub uses: u32,
}

impl Store {
    /// Replaces what the consortium is about; asks those again whose terms become heavier by it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the composition is fixed.
    pub async fn edit_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        plan: &CleanConsortium,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_open(&write, actor, id, version).await?;
        save_plan(&write, &whole, plan).await?;
        let how = (Deed::ConsortiumChanged, "edit");
        let change = Change::from_to(value!(whole.plan), value!(plan));
        record(&mut write, actor, &whole, None, how, change).await?;
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }

    /// Sets how the cost is shared: the method, the cost, and each society's numbers. Societies that are not named keep
    /// theirs.
    ///
    /// # Errors
    /// `NotFound` also for a society without a place; `Forbidden`, `Stale`, `NotNow`.
    pub async fn set_consortium_shares(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        (sharing, cost): (CostSharing, Yen),
        shares: &[PlaceShare],
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_open(&write, actor, id, version).await?;
        for share in shares {
            let place = whole.place(share.organisation).ok_or(Refusal::NotFound)?;
            let facts = PlaceFacts {
                agreed: share.agreed,
                uses: share.uses,
                ..place.facts.clone()
            };
            let change = consortium_place::ActiveModel {
                facts: Set(json(&facts)?),
                ..Default::default()
            };
            update_place(&write, place.id, change).await?;
        }
        let plan = CleanConsortium {
            sharing,
            cost,
            ..whole.plan.clone()
        };
        save_plan(&write, &whole, &plan).await?;
        let change = Change::from_to(
            value!({ "sharing": whole.plan.sharing, "cost": whole.plan.cost }),
            value!({ "sharing": sharing, "cost": cost }),
        );
        let how = (Deed::ConsortiumShared, "share");
        record(&mut write, actor, &whole, None, how, change).await?;
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }

    /// Makes another member the lead. Everybody is asked again, and the former lead stays as a member.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the composition is fixed, or the society is no present member that
    /// exists.
    pub async fn change_consortium_lead(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        next: OrganisationId,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_open(&write, actor, id, version).await?;
        let place = whole.place(next).ok_or(Refusal::NotFound)?;
        let former = whole.place(whole.lead).ok_or(Refusal::NotFound)?;
        if place.role != ConsortiumRole::Member || !place.state.is_present() || !place.is_active {
            return Err(Refusal::NotNow);
        }
        for (id, role) in [(place.id, ConsortiumRole::Lead), (former.id, ConsortiumRole::Member)] {
            let change = consortium_place::ActiveModel {
                role: Set(role.code().to_owned()),
                ..Default::default()
            };
            update_place(&write, id, change).await?;
        }
        let lead = consortium::ActiveModel {
            lead_id: Set(next.get()),
            ..Default::default()
        };
        update(&write, &whole, lead).await?;
        let change = Change::from_to(value!(whole.lead), value!(next)).because(reason);
        let how = (Deed::ConsortiumLeadChanged, "lead");
        record(&mut write, actor, &whole, Some(next), how, change).await?;
        let now = lock(&write, id).await?;
        tell_all(&mut write, &now, ConsortiumNews::Lead).await?;
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }
}

/// Writes a plan. What terms refer to by a version gets the next one when it differs.
async fn save_plan(write: &Write, whole: &Consortium, plan: &CleanConsortium) -> Result<(), Refusal> {
    let old = &whole.plan;
    let Versions { data, plan: text } = whole.versions;
    let next = |version: u32, differs: bool| {
        let version = version.saturating_add(u32::from(differs));
        i32::try_from(version).unwrap_or(i32::MAX)
    };
    let change = consortium::ActiveModel {
        name: Set(plan.name.clone()),
        is_open: Set(plan.open),
        plan: Set(json(plan)?),
        data_version: Set(next(data, (old.data, &old.data_note) != (plan.data, &plan.data_note))),
        plan_version: Set(next(text, (&old.name, &old.aim) != (&plan.name, &plan.aim))),
        ..Default::default()
    };
    update(write, whole, change).await
}
