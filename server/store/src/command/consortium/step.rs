//! Steps of the whole: fixing the members, opening them again, starting, ending, dissolving.

use domain::audit::Deed;
use domain::consortium::{ConsortiumNews, ConsortiumState, ConsortiumStep, all_agreed, reference_day, snapshot};
use domain::notice::Matter;
use domain::permit::Actor;
use domain::value::{ConsortiumId, Instant};
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;
use serde_json::json as value;

use super::load::{json, load_led, lock, record, update};
use super::tell::{settle, tell_all};
use crate::entity::consortium;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Takes a step of a consortium for its lead. Fixing freezes the composition with the numbers of the reference date; it
    /// needs everybody's consent to the terms as they stand.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the step does not exist here, is the application's, or somebody has
    /// not agreed; `Problems` with `Empty` on `reason` for dissolving without one.
    pub async fn step_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        step: ConsortiumStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_led(&write, actor, id, version).await?;
        if step.action().is_none() || step == ConsortiumStep::Change {
            return Err(Refusal::NotNow);
        }
        let next = whole.state.next(step).ok_or(Refusal::NotNow)?;
        if step == ConsortiumStep::Dissolve && reason.is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        let today = Instant::from_millis(write.at()).day_jst();
        let mut change = consortium::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        if step == ConsortiumStep::Fix {
            let reference = reference_day(today);
            let frozen = snapshot(&whole.plan, whole.versions, whole.lead, &whole.places, reference);
            if !all_agreed(&frozen) {
                return Err(Refusal::NotNow);
            }
            change.snapshot = Set(Some(json(&frozen)?));
        }
        if next == ConsortiumState::Forming {
            change.snapshot = Set(None);
        }
        update(&write, &whole, change).await?;
        let change = Change::from_to(value!(whole.state.code()), value!(next.code())).because(reason);
        record(
            &mut write,
            actor,
            &whole,
            None,
            (Deed::ConsortiumStepped, step.code()),
            change,
        )
        .await?;
        if next == ConsortiumState::Dissolved {
            // Nobody's answer is awaited any more.
            for place in &whole.places {
                settle(&mut write, actor, place).await?;
            }
        }
        write.settle(actor, Matter::Consortium(id)).await?;
        tell_all(&mut write, &whole, ConsortiumNews::Whole(step)).await?;
        Ok(write.commit().await?)
    }
}

/// Takes a step that an application brings about. The consortium is where the application has found it, or the step is
/// refused.
pub(in crate::command) async fn step_by_application(
    write: &mut Write,
    actor: &Actor,
    id: ConsortiumId,
    step: ConsortiumStep,
) -> Result<(), Refusal> {
    let whole = lock(write, id).await?;
    let next = whole.state.next(step).ok_or(Refusal::NotNow)?;
    let change = consortium::ActiveModel {
        state: Set(next.code().to_owned()),
        ..Default::default()
    };
    update(write, &whole, change).await?;
    let change = Change::from_to(value!(whole.state.code()), value!(next.code()));
    let how = (Deed::ConsortiumStepped, step.code());
    record(write, actor, &whole, None, how, change).await
}
