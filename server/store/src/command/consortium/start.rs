//! A consortium begins: empty, or with the societies that take part in a program.

use domain::audit::{Deed, Subject as Matter};
use domain::code::ConsortiumRole;
use domain::consortium::{CleanConsortium, ConsortiumState, MembershipState, PlaceFacts};
use domain::data_flow::JointUseForm;
use domain::participation::ParticipationState;
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ConsortiumId, OrganisationId, ProgramId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json as value;

use super::load::{add_event, json, lock};
use super::place::{INVITE, ask_for_consent, expect_fit, insert_place};
use crate::entity::{consortium, participation, program};
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Starts a consortium that a society leads. From a program of that society everybody confirmed there is invited.
    ///
    /// # Errors
    /// `Forbidden`; `NotEligible` when the society has ended or is no insurer; `NotFound` for a program of others.
    pub async fn start_consortium(
        &self,
        actor: &Actor,
        lead: OrganisationId,
        program: Option<ProgramId>,
        plan: &CleanConsortium,
    ) -> Result<ConsortiumId, Refusal> {
        if !may(actor, Action::ManageConsortium, Subject::Organisation(lead)) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        expect_fit(&write, lead, ConsortiumRole::Lead).await?;
        let others = match program {
            Some(program) => participants(&write, program, lead).await?,
            None => Vec::new(),
        };
        let row = consortium::ActiveModel {
            lead_id: Set(lead.get()),
            program_id: Set(program.map(ProgramId::get)),
            state: Set(ConsortiumState::Forming.code().to_owned()),
            version: Set(1),
            name: Set(plan.name.clone()),
            is_open: Set(plan.open),
            plan: Set(json(plan)?),
            data_version: Set(1),
            plan_version: Set(1),
            snapshot: Set(None),
            flows: Set(json(&[(); 0])?),
            notice: Set(json(&JointUseForm::default())?),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let inserted = consortium::Entity::insert(row).exec(write.tx()).await?;
        let id = ConsortiumId::new(inserted.last_insert_id);
        let facts = PlaceFacts::default();
        let invited = MembershipState::Invited;
        insert_place(&write, id, lead, ConsortiumRole::Lead, invited, &facts).await?;
        add_event(&write, id, Some(actor), Some(lead), "start", "").await?;
        for other in &others {
            insert_place(&write, id, *other, ConsortiumRole::Member, invited, &facts).await?;
            add_event(&write, id, Some(actor), Some(*other), INVITE, "").await?;
        }
        let whole = lock(&write, id).await?;
        for place in whole.places.iter().filter(|place| place.organisation != lead) {
            ask_for_consent(&mut write, &whole, place).await?;
        }
        let change = Change::to(value!({ "name": plan.name, "invited": others.len() }));
        let matter = Matter::Consortium(id, lead);
        write.record(actor, Deed::ConsortiumStarted, matter, change).await?;
        write.commit().await?;
        Ok(id)
    }
}

/// Who takes part in a program of the lead, in the order in which they asked.
async fn participants(write: &Write, id: ProgramId, lead: OrganisationId) -> Result<Vec<OrganisationId>, Refusal> {
    let found = program::Entity::find_by_id(id.get()).one(write.tx()).await?;
    found
        .filter(|program| program.owner_id == lead.get())
        .ok_or(Refusal::NotFound)?;
    let rows = participation::Entity::find()
        .filter(participation::Column::ProgramId.eq(id.get()))
        .filter(participation::Column::State.eq(ParticipationState::Confirmed.code()))
        .order_by_asc(participation::Column::RequestedAt)
        .order_by_asc(participation::Column::Id)
        .all(write.tx())
        .await?;
    let ids = rows.into_iter().map(|row| OrganisationId::new(row.organisation_id));
    Ok(ids.filter(|id| *id != lead).collect())
}
