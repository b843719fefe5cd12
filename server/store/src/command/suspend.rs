//! The secretariat takes a listing out of sight, and lets it back, each time with a reason.

use domain::normalise::single_line;
use domain::notice::Notice;
use domain::permit::{Action, Actor};
use domain::program::{ListingStep, REASON_CHARS};
use domain::value::ProgramId;
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;

use super::listing_notice::{Telling, tell_organisers};
use super::program::{load, record, update};
use super::withdraw::drop_request;
use crate::entity::program;
use crate::query::ChangeKind;
use crate::{Change, Refusal, Store};

impl Store {
    /// Suspends a published program, and answers with the new version. A request for a change of it is dropped.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`; `Problems` on `reason`.
    pub async fn suspend_program(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        reason: &str,
    ) -> Result<i64, Refusal> {
        self.set_visible(actor, id, version, ListingStep::Suspend, reason).await
    }

    /// Lets a suspended program be seen again, and answers with the new version.
    ///
    /// # Errors
    /// As [`Self::suspend_program`].
    pub async fn resume_program(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        reason: &str,
    ) -> Result<i64, Refusal> {
        self.set_visible(actor, id, version, ListingStep::Resume, reason).await
    }

    async fn set_visible(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        step: ListingStep,
        reason: &str,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let mut loaded = load(&write, actor, Action::CheckPrograms, id).await?;
        loaded.expect_version(version)?;
        let reason = check_reason(reason)?;
        if step == ListingStep::Suspend {
            loaded = drop_request(&mut write, actor, loaded).await?;
        }
        let change = program::ActiveModel {
            state: Set(loaded.after(step)?.code().to_owned()),
            ..Default::default()
        };
        let version = update(&write, &loaded.row, change).await?;
        record(&mut write, &loaded.row, actor, Some(step), Change::none(), &reason).await?;
        let telling: Telling = match step {
            ListingStep::Suspend => |program, title| Notice::ProgramSuspended { program, title },
            _ => |program, title| Notice::ProgramResumed { program, title },
        };
        tell_organisers(&mut write, actor, &loaded, telling).await?;
        write.note(ChangeKind::Program(id)).await?;
        write.commit().await?;
        Ok(version)
    }
}

fn check_reason(typed: &str) -> Result<String, Problems> {
    let reason = single_line(typed);
    match u32::try_from(reason.chars().count()).unwrap_or(u32::MAX) {
        0 => Err(Problems::one("reason", ProblemCode::Empty)),
        now if now > REASON_CHARS => Err(Problems::one("reason", ProblemCode::TooLong { max: REASON_CHARS, now })),
        _ => Ok(reason),
    }
}
