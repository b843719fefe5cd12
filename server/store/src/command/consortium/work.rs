//! What members of a consortium do together: pieces of work, decisions, messages to all. None of it changes the terms, so
//! that the version that consents refer to stays.

use domain::audit::Deed;
use domain::consortium::{CleanAssignment, CleanDecision, ConsortiumNews, ConsortiumState, Place};
use domain::notice::{Matter, Notice};
use domain::permit::{Action, Actor, Subject, may};
use domain::thread::check_message;
use domain::value::{AssignmentId, ConsortiumId, DecisionId, OrganisationId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{json, load, record};
use super::tell::{READERS, tell_others};
use crate::entity::{consortium_assignment, consortium_decision, consortium_message, file};
use crate::notice::To;
use crate::query::Consortium;
use crate::write::Write;
use crate::{Change, Refusal, Store, hygiene};

impl Store {
    /// Gives a member something to do.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when the consortium is dissolved; `Problems` with `NotFound` on `society`.
    pub async fn assign_work(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        own: OrganisationId,
        work: &CleanAssignment,
    ) -> Result<AssignmentId, Refusal> {
        let mut write = self.begin().await?;
        let whole = load_working(&write, actor, id, own).await?;
        let place = whole.place(work.society).filter(|place| place.state.is_present());
        if place.is_none() {
            return Err(Problems::one("society", ProblemCode::NotFound).into());
        }
        let row = consortium_assignment::ActiveModel {
            consortium_id: Set(id.get()),
            organisation_id: Set(work.society.get()),
            title: Set(work.title.clone()),
            due: Set(work.due.iso()),
            created_at: Set(write.at()),
            done_at: Set(None),
            ..Default::default()
        };
        let inserted = consortium_assignment::Entity::insert(row).exec(write.tx()).await?;
        let assignment = AssignmentId::new(inserted.last_insert_id);
        let how = (Deed::ConsortiumWorked, "assign");
        let change = Change::to(value!({ "due": work.due })).because(&work.title);
        record(&mut write, actor, &whole, Some(work.society), how, change).await?;
        let notice = Notice::AssignmentGiven {
            consortium: id,
            assignment,
            title: work.title.clone(),
            name: whole.plan.name.clone(),
            due: work.due,
        };
        write.tell(To::Organisation(work.society, READERS), &notice).await?;
        write.commit().await?;
        Ok(assignment)
    }

    /// Notes that a piece of work is done, for the society that had to do it or for the lead.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when it is done already.
    pub async fn finish_work(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        own: OrganisationId,
        assignment: AssignmentId,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_working(&write, actor, id, own).await?;
        let row = consortium_assignment::Entity::find_by_id(assignment.get())
            .filter(consortium_assignment::Column::ConsortiumId.eq(id.get()))
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        if row.organisation_id != own.get() && whole.lead != own {
            return Err(Refusal::Forbidden);
        }
        let done = consortium_assignment::Entity::update_many()
            .col_expr(consortium_assignment::Column::DoneAt, Expr::value(write.at()))
            .filter(consortium_assignment::Column::Id.eq(assignment.get()))
            .filter(consortium_assignment::Column::DoneAt.is_null())
            .exec(write.tx())
            .await?;
        if done.rows_affected == 0 {
            return Err(Refusal::NotNow);
        }
        let how = (Deed::ConsortiumWorked, "finish");
        let society = OrganisationId::new(row.organisation_id);
        let change = Change::to(value!(true)).because(&row.title);
        record(&mut write, actor, &whole, Some(society), how, change).await?;
        write.settle(actor, Matter::Assignment(assignment)).await?;
        Ok(write.commit().await?)
    }

    /// Writes down what was decided, and tells the others.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `NotNow`; `Problems` with `NotFound` on `file` when no member shares it.
    pub async fn record_decision(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        own: OrganisationId,
        decision: &CleanDecision,
    ) -> Result<DecisionId, Refusal> {
        let mut write = self.begin().await?;
        let whole = load_working(&write, actor, id, own).await?;
        if let Some(attached) = decision.file {
            let shelves = whole.places.iter().map(|place| place.id.get());
            let found = file::Entity::find_by_id(attached.get())
                .filter(file::Column::OwnerKind.eq("shelf"))
                .filter(file::Column::OwnerId.is_in(shelves))
                .filter(file::Column::RemovedAt.is_null())
                .one(write.tx())
                .await?;
            if found.is_none() {
                return Err(Problems::one("file", ProblemCode::NotFound).into());
            }
        }
        let row = consortium_decision::ActiveModel {
            consortium_id: Set(id.get()),
            organisation_id: Set(own.get()),
            decided_on: Set(decision.decided_on.iso()),
            content: Set(json(decision)?),
            created_at: Set(write.at()),
            ..Default::default()
        };
        let inserted = consortium_decision::Entity::insert(row).exec(write.tx()).await?;
        let how = (Deed::ConsortiumWorked, "decide");
        let change = Change::to(value!(decision)).because(&decision.subject);
        record(&mut write, actor, &whole, None, how, change).await?;
        tell_others(&mut write, &whole, own, &decided(&whole, own)).await?;
        write.commit().await?;
        Ok(DecisionId::new(inserted.last_insert_id))
    }

    /// Writes to all members.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `NotNow`; `Problems` of `message`.
    pub async fn write_to_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        own: OrganisationId,
        text: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_working(&write, actor, id, own).await?;
        let text = check_message(&hygiene::clean(text))?;
        let author = actor.user().ok_or(Refusal::Forbidden)?.id;
        let row = consortium_message::ActiveModel {
            consortium_id: Set(id.get()),
            organisation_id: Set(own.get()),
            author_id: Set(author.get()),
            body: Set(text),
            created_at: Set(write.at()),
            ..Default::default()
        };
        let inserted = consortium_message::Entity::insert(row).exec(write.tx()).await?;
        let subject = domain::audit::Subject::Consortium(id, own);
        let change = Change::to(value!({ "message": inserted.last_insert_id }));
        write.record(actor, Deed::MessageSent, subject, change).await?;
        let notice = Notice::ConsortiumMessage {
            consortium: id,
            from: name(&whole, own),
            name: whole.plan.name.clone(),
        };
        tell_others(&mut write, &whole, own, &notice).await?;
        Ok(write.commit().await?)
    }
}

/// Loads a consortium for somebody who works in it for a present member.
async fn load_working(
    write: &Write,
    actor: &Actor,
    id: ConsortiumId,
    own: OrganisationId,
) -> Result<Consortium, Refusal> {
    let whole = load(write, actor, id).await?;
    let place = whole.place(own).filter(|place| place.state.is_present());
    if place.is_none() || !may(actor, Action::ReadConsortium, Subject::Organisation(own)) {
        return Err(Refusal::NotFound);
    }
    if !may(actor, Action::WorkInConsortium, Subject::Organisation(own)) {
        return Err(Refusal::Forbidden);
    }
    if whole.state == ConsortiumState::Dissolved {
        return Err(Refusal::NotNow);
    }
    Ok(whole)
}

fn name(whole: &Consortium, id: OrganisationId) -> String {
    whole
        .place(id)
        .map(|place: &Place| place.name.clone())
        .unwrap_or_default()
}

fn decided(whole: &Consortium, own: OrganisationId) -> Notice {
    Notice::Consortium {
        consortium: whole.id,
        place: None,
        news: ConsortiumNews::Decided,
        society: name(whole, own),
        name: whole.plan.name.clone(),
    }
}
