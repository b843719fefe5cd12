//! A grant begins: the lead society of an adopted application turns to its grant application.

use domain::audit::{Deed, Subject as Matter};
use domain::consortium::panel::cap;
use domain::grant_case::{CostPlan, GrantCase, GrantDraft, GrantFile};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ApplicationId, GrantId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::load::{Line, add_line, text};
use crate::command::application::lock_application;
use crate::entity::grant_case;
use crate::{Change, Refusal, Store};

impl Store {
    /// Starts the grant of an adopted application, with what its application says already. Who starts it again gets the
    /// same.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when the application is not adopted.
    pub async fn start_grant(&self, actor: &Actor, application: ApplicationId) -> Result<GrantId, Refusal> {
        let award = self.get_award(application).await;
        let mut write = self.begin().await?;
        let whole = lock_application(&write, application).await?;
        let lead = Subject::Organisation(whole.lead);
        if !may(actor, Action::ReadGrant, lead) {
            return Err(Refusal::NotFound);
        }
        if !may(actor, Action::EditGrant, lead) {
            return Err(Refusal::Forbidden);
        }
        let there = grant_case::Entity::find()
            .filter(grant_case::Column::ApplicationId.eq(application.get()))
            .one(write.tx())
            .await?;
        if let Some(row) = there {
            return Ok(GrantId::new(row.id));
        }
        let award = award?;
        let call = &whole.call.call;
        let limit = cap(&award.submitted.composition, call);
        let plan = CostPlan::of(&award.submitted.sheet);
        let period = award.submitted.content.plan.period;
        let case = GrantCase::new(call.money.advance);
        let file = GrantFile {
            title: whole.title(),
            number: award.submitted.number.clone(),
            awarded: award.decision.amount,
            cap: limit,
            draft: GrantDraft::prefill(call, &plan, period, award.decision.amount),
            content: None,
            plan,
            period,
            conditions: award.decision.conditions.iter().map(|one| one.text.clone()).collect(),
            cause: None,
            charged: Vec::new(),
            proposal: None,
        };
        let row = grant_case::ActiveModel {
            application_id: Set(application.get()),
            call_id: Set(whole.call.id.get()),
            lead_id: Set(whole.lead.get()),
            state: Set(case.state().code().to_owned()),
            version: Set(1),
            money: Set(text(&case)?),
            file: Set(text(&file)?),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let id = GrantId::new(grant_case::Entity::insert(row).exec(write.tx()).await?.last_insert_id);
        let line = Line {
            kind: "file",
            step: "open",
            yen: Some(award.decision.amount),
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        let change = Change::to(json!({ "application": application, "awarded": award.decision.amount }));
        write
            .record(actor, Deed::GrantStarted, Matter::Grant(id, whole.lead), change)
            .await?;
        write.commit().await?;
        Ok(id)
    }
}
