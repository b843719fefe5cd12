//! Places: inviting, asking to join, answering, leaving, removing.

use domain::audit::Deed;
use domain::code::{ConsortiumRole, ContractMethod, ProviderRole};
use domain::consortium::{ConsortiumNews, ConsortiumState, MembershipState, MembershipStep, Place, PlaceFacts};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ConsortiumId, OrganisationId, PlaceId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait};
use serde_json::json as value;

use super::load::{expect_open, expect_seen, json, load, load_open, lock, move_place, record, update, update_place};
use super::tell::{settle, tell};
use super::terms::renew;
use crate::entity::{consortium_place, organisation};
use crate::query::{Consortium, load_organisation};
use crate::write::Write;
use crate::{Change, Refusal, Store};

/// The code of an invitation in the history.
pub(super) const INVITE: &str = "invite";

/// Whom the lead invites, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlace {
    /// Who.
    pub organisation: OrganisationId,
    /// As what; not as lead.
    pub role: ConsortiumRole,
    /// What a provider does.
    pub services: Vec<ProviderRole>,
    /// How a provider is contracted.
    pub contract: Option<ContractMethod>,
    /// Linked to the employer of the lead society.
    pub is_related: bool,
}

impl Store {
    /// Invites an organisation; one that asked or that gave up its place before comes back into the same place.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when it belongs already or members cannot change; `NotEligible` when it
    /// has ended, or its kind does not fit the role.
    pub async fn invite_to_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        new: &NewPlace,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_open(&write, actor, id, version).await?;
        if new.role == ConsortiumRole::Lead {
            return Err(Refusal::NotNow);
        }
        expect_fit(&write, new.organisation, new.role).await?;
        let facts = PlaceFacts {
            services: new.services.clone(),
            contract: new.contract,
            is_related: new.is_related,
            ..PlaceFacts::default()
        };
        match whole.place(new.organisation) {
            Some(place) => invite_again(&write, place, new.role, facts).await?,
            None => {
                let invited = MembershipState::Invited;
                insert_place(&write, id, new.organisation, new.role, invited, &facts).await?;
            }
        }
        let change = Change::to(value!({ "role": new.role.code() }));
        let how = (Deed::ConsortiumPlaceChanged, INVITE);
        record(&mut write, actor, &whole, Some(new.organisation), how, change).await?;
        update(&write, &whole, Default::default()).await?;
        let now = lock(&write, id).await?;
        if let Some(place) = now.place(new.organisation) {
            settle(&mut write, actor, place).await?;
            ask_for_consent(&mut write, &now, place).await?;
        }
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }

    /// Asks to join a consortium that shows itself to other insurers.
    ///
    /// # Errors
    /// `NotFound` when it does not show itself; `Forbidden`; `NotNow` when the society belongs already or was removed;
    /// `NotEligible`.
    pub async fn ask_to_join_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        society: OrganisationId,
        note: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = lock(&write, id).await?;
        if !whole.plan.open || whole.state != ConsortiumState::Forming {
            return Err(Refusal::NotFound);
        }
        if !may(actor, Action::AskToJoin, Subject::Organisation(society)) {
            return Err(Refusal::Forbidden);
        }
        expect_fit(&write, society, ConsortiumRole::Member).await?;
        let (step, asking) = (MembershipStep::Ask, MembershipState::Asking);
        match whole.place(society) {
            Some(place) => {
                let next = place.state.next(step).ok_or(Refusal::NotNow)?;
                move_place(&write, place, next).await?;
            }
            None => {
                let facts = PlaceFacts::default();
                insert_place(&write, id, society, ConsortiumRole::Member, asking, &facts).await?;
            }
        }
        let change = Change::to(value!(asking.code())).because(note);
        let how = (Deed::ConsortiumPlaceChanged, step.code());
        record(&mut write, actor, &whole, Some(society), how, change).await?;
        update(&write, &whole, Default::default()).await?;
        let whole = lock(&write, id).await?;
        if let Some(place) = whole.place(society) {
            tell(&mut write, &whole, place, whole.lead, ConsortiumNews::Place(step)).await?;
        }
        Ok(write.commit().await?)
    }

    /// Takes a step of a place. The consent of an insurer is recorded by
    /// [`consent_to_consortium`](Self::consent_to_consortium); the lead's own place ends by another lead only.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the step does not exist here; `Problems` with `Empty` on `reason`.
    pub async fn step_place(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        organisation: OrganisationId,
        version: i64,
        step: MembershipStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, id).await?;
        let place = whole.place(organisation).ok_or(Refusal::NotFound)?;
        let action = step.action().ok_or(Refusal::NotNow)?;
        let asked = if step.is_own() { organisation } else { whole.lead };
        if !may(actor, action, Subject::Organisation(asked)) {
            return Err(Refusal::Forbidden);
        }
        expect_seen(&whole, version)?;
        expect_open(&whole)?;
        if step.needs_reason() && reason.is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        let special = step == MembershipStep::Ask || (step == MembershipStep::Agree && place.role.is_insurer());
        if special || place.role == ConsortiumRole::Lead {
            return Err(Refusal::NotNow);
        }
        let next = place.state.next(step).ok_or(Refusal::NotNow)?;
        move_place(&write, place, next).await?;
        let change = Change::from_to(value!(place.state.code()), value!(next.code())).because(reason);
        let how = (Deed::ConsortiumPlaceChanged, step.code());
        record(&mut write, actor, &whole, Some(organisation), how, change).await?;
        update(&write, &whole, Default::default()).await?;
        settle(&mut write, actor, place).await?;
        if next == MembershipState::Invited {
            ask_for_consent(&mut write, &whole, place).await?;
        } else {
            let to = if step.is_own() { whole.lead } else { organisation };
            tell(&mut write, &whole, place, to, ConsortiumNews::Place(step)).await?;
        }
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }
}

async fn invite_again(write: &Write, place: &Place, role: ConsortiumRole, facts: PlaceFacts) -> Result<(), Refusal> {
    let step = if place.state == MembershipState::Asking {
        MembershipStep::Welcome
    } else {
        MembershipStep::InviteAgain
    };
    let next = place.state.next(step).ok_or(Refusal::NotNow)?;
    // What the society has said of itself stays.
    let facts = PlaceFacts {
        alone: place.facts.alone,
        ..facts
    };
    let change = consortium_place::ActiveModel {
        role: Set(role.code().to_owned()),
        state: Set(next.code().to_owned()),
        facts: Set(json(&facts)?),
        ..Default::default()
    };
    update_place(write, place.id, change).await
}

/// Tells an invited organisation that its answer is awaited.
pub(super) async fn ask_for_consent(write: &mut Write, whole: &Consortium, place: &Place) -> Result<(), Refusal> {
    tell(write, whole, place, place.organisation, ConsortiumNews::Invited).await
}

/// Refuses an organisation that has ended, or whose kind does not fit the role.
pub(super) async fn expect_fit(write: &Write, id: OrganisationId, role: ConsortiumRole) -> Result<(), Refusal> {
    let found = load_organisation(write.tx(), organisation::Column::Id.eq(id.get())).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    let fits = !role.is_insurer() || found.kind.is_insurer();
    if found.ending.is_none() && fits {
        Ok(())
    } else {
        Err(Refusal::NotEligible)
    }
}

pub(super) async fn insert_place(
    write: &Write,
    id: ConsortiumId,
    organisation: OrganisationId,
    role: ConsortiumRole,
    state: MembershipState,
    facts: &PlaceFacts,
) -> Result<PlaceId, Refusal> {
    let row = consortium_place::ActiveModel {
        consortium_id: Set(id.get()),
        organisation_id: Set(organisation.get()),
        role: Set(role.code().to_owned()),
        state: Set(state.code().to_owned()),
        facts: Set(json(facts)?),
        consent: Set(None),
        ..Default::default()
    };
    let inserted = consortium_place::Entity::insert(row).exec(write.tx()).await?;
    Ok(PlaceId::new(inserted.last_insert_id))
}
