//! Plans: a publication at a chosen moment, and an end before the period is over. Carrying them out is in `due`.

use domain::notice::Notice;
use domain::permit::{Action, Actor};
use domain::program::{ListingState, ListingStep, PublicationCheck, Schedule, may_take};
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::listing_notice::{settle, tell_of, title};
use super::program::{expect_free_title, expect_short_title, load, record, update};
use crate::entity::program;
use crate::{Change, Refusal, Store, decode};

impl Store {
    /// Plans the publication of what an approver has asked for; where nobody checks, the approver plans it. Answers with
    /// the new version. Until then the request can be withdrawn.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`; `Problems` as of a publication.
    pub async fn schedule_publication(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        plan: Schedule,
        check: PublicationCheck,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let action = if check == PublicationCheck::None {
            Action::PublishProgram
        } else {
            Action::CheckPrograms
        };
        let loaded = load(&write, actor, action, id).await?;
        loaded.expect_version(version)?;
        if !may_take(actor, ListingStep::Schedule, loaded.owner(), check) {
            return Err(Refusal::Forbidden);
        }
        // The secretariat plans what it was asked to publish, and nothing else.
        if check == PublicationCheck::Secretariat && loaded.state != ListingState::Checking {
            return Err(Refusal::WrongState { state: loaded.state });
        }
        let clean = decode::form(&loaded.row)?.check()?;
        expect_short_title(&clean)?;
        expect_free_title(&write, &loaded.row, &clean).await?;
        let change = program::ActiveModel {
            state: Set(loaded.after(ListingStep::Schedule)?.code().to_owned()),
            publish_at: Set(Some(plan.at.millis())),
            requested_at: Set(Some(loaded.row.requested_at.unwrap_or(write.at()))),
            ..Default::default()
        };
        let version = update(&write, &loaded.row, change).await?;
        let planned = Change::to(serde_json::json!({ "at": plan.at.iso_jst() }));
        let note = plan.at.iso_jst();
        record(
            &mut write,
            &loaded.row,
            actor,
            Some(ListingStep::Schedule),
            planned,
            &note,
        )
        .await?;
        settle(&mut write, actor, &loaded).await?;
        let notice = Notice::ProgramScheduled {
            program: id,
            title: title(&loaded)?,
            at: plan.at,
        };
        tell_of(&mut write, &loaded, &notice).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Plans the end of a published program, or takes the plan back, and answers with the new version.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, or `WrongState` for what is not published.
    pub async fn schedule_end(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        plan: Option<Schedule>,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::EndProgram, id).await?;
        loaded.expect_version(version)?;
        loaded.after(ListingStep::End)?;
        let change = program::ActiveModel {
            close_at: Set(plan.map(|plan| plan.at.millis())),
            ..Default::default()
        };
        let version = update(&write, &loaded.row, change).await?;
        let planned = plan.map(|plan| plan.at.iso_jst());
        let subject = domain::audit::Subject::Program(id, loaded.owner());
        let change = Change::to(serde_json::json!({ "ends": planned }));
        write
            .record(actor, domain::audit::Deed::ProgramScheduled, subject, change)
            .await?;
        write.commit().await?;
        Ok(version)
    }
}
