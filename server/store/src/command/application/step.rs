//! Steps of an application other than its submission: approval asked for and given back, pulled back, withdrawn, taken in
//! by the office, passed on, run out.

use domain::application::{ApplicationNews, ApplicationState, ApplicationStep};
use domain::audit::Deed;
use domain::code::OrgRole;
use domain::consortium::{ConsortiumState, ConsortiumStep};
use domain::notice::Matter;
use domain::permit::Actor;
use domain::value::{ApplicationId, Instant};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{Loaded, add_event, load, lock, update};
use super::tell::{tell_all, tell_lead, tell_members};
use crate::command::consortium::step_by_application;
use crate::entity::application;
use crate::query::Application;
use crate::write::Write;
use crate::{Change, Refusal, Store};

/// The steps taken here; the others have commands of their own.
const STEPS: &[ApplicationStep] = &[
    ApplicationStep::Revise,
    ApplicationStep::RequestSignoff,
    ApplicationStep::SendBackInside,
    ApplicationStep::PullBack,
    ApplicationStep::Withdraw,
    ApplicationStep::Accept,
    ApplicationStep::Pass,
];

impl Store {
    /// Takes a step. Asking for the approval needs a form without gaps, and makes the actor the one who prepared it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the step does not exist here; `Problems` with `Empty` on `reason`
    /// where one is needed, or with what is missing in the form.
    pub async fn step_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        step: ApplicationStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let action = step.action().filter(|_| STEPS.contains(&step)).ok_or(Refusal::NotNow)?;
        let mut write = self.begin().await?;
        let found = load(&write, actor, action, id).await?;
        found.expect_seen(version)?;
        let next = found.whole.state.next(step).ok_or(Refusal::NotNow)?;
        if step.needs_reason() && reason.trim().is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        let mut change = application::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        if step == ApplicationStep::RequestSignoff {
            found.whole.read().clean()?;
            change.prepared_by = Set(actor.user().map(|user| user.id.get()));
            found.record_form(&mut write, actor).await?;
            change.recorded = Set(None);
        }
        update(&write, &found.whole, change).await?;
        finish(&mut write, actor, &found, step, next, reason).await?;
        Ok(write.commit().await?)
    }

    /// Ends what was not submitted before its deadline (締切超過), and says how many.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError).
    pub async fn expire_applications(&self) -> Result<u64, Refusal> {
        let waiting: Vec<_> = ApplicationState::ALL
            .iter()
            .filter(|state| state.next(ApplicationStep::Expire).is_some())
            .map(|state| state.code())
            .collect();
        let rows = application::Entity::find()
            .filter(application::Column::State.is_in(waiting))
            .all(self.reader())
            .await?;
        let mut ended = 0;
        for row in rows {
            let mut write = self.begin().await?;
            let found = lock(&write, ApplicationId::new(row.id)).await?;
            let whole = &found.whole;
            let Some(next) = whole.state.next(ApplicationStep::Expire) else {
                continue;
            };
            let now = Instant::from_millis(write.at());
            if !whole.call.call.dates.is_over(now, whole.extended_to) {
                continue;
            }
            let change = application::ActiveModel {
                state: Set(next.code().to_owned()),
                ..Default::default()
            };
            update(&write, whole, change).await?;
            finish(&mut write, &Actor::Operator, &found, ApplicationStep::Expire, next, "").await?;
            write.commit().await?;
            ended += 1;
        }
        Ok(ended)
    }
}

/// History, audit log, notices, and what the step means for the consortium.
async fn finish(
    write: &mut Write,
    actor: &Actor,
    found: &Loaded,
    step: ApplicationStep,
    next: ApplicationState,
    reason: &str,
) -> Result<(), Refusal> {
    let whole = &found.whole;
    add_event(write, whole.id, Some(actor), step.code(), reason.trim()).await?;
    let change = Change::from_to(value!(whole.state.code()), value!(next.code())).because(reason.trim());
    write
        .record(actor, Deed::ApplicationStepped, found.matter(), change)
        .await?;
    if matches!(step, ApplicationStep::PullBack | ApplicationStep::Withdraw)
        && whole.consortium.state == ConsortiumState::Applied
        && whole.submitted_at.is_some()
    {
        step_by_application(write, actor, whole.consortium.id, ConsortiumStep::Withdraw).await?;
    }
    write.settle(actor, Matter::Application(whole.id)).await?;
    tell(write, whole, step).await
}

async fn tell(write: &mut Write, whole: &Application, step: ApplicationStep) -> Result<(), Refusal> {
    let was_submitted = whole.state.is_with_office();
    match step {
        ApplicationStep::RequestSignoff => {
            tell_lead(write, whole, &[OrgRole::Approver], ApplicationNews::SignoffWanted).await
        }
        ApplicationStep::SendBackInside => {
            tell_lead(write, whole, &[OrgRole::Editor], ApplicationNews::GivenBack).await
        }
        ApplicationStep::PullBack => tell_members(write, whole, ApplicationNews::PulledBack).await,
        ApplicationStep::Withdraw if was_submitted => tell_members(write, whole, ApplicationNews::Withdrawn).await,
        ApplicationStep::Expire => tell_all(write, whole, ApplicationNews::Expired).await,
        _ => Ok(()),
    }
}
