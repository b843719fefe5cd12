//! The office moves the deadline for one applicant; everybody concerned can read when, by whom and why (ux §7.8).

use domain::application::{ApplicationNews, ApplicationStep};
use domain::audit::Deed;
use domain::permit::{Action, Actor};
use domain::value::{ApplicationId, Instant};
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;
use serde_json::json as value;

use super::load::{add_event, load, update};
use super::tell::tell_all;
use crate::entity::application;
use crate::{Change, Refusal, Store};

impl Store {
    /// Moves the deadline of one application that is not submitted yet to a later moment.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when it is submitted or has ended; `Problems` with `TimeIsOver` on `until`
    /// for a moment that is no later, and with `Empty` on `reason`.
    pub async fn extend_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        until: Instant,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load(&write, actor, Action::DecideApplication, id).await?;
        found.expect_seen(version)?;
        let whole = &found.whole;
        whole.state.next(ApplicationStep::Expire).ok_or(Refusal::NotNow)?;
        let mut problems = Problems::new();
        if until <= whole.closes_at() || until.millis() <= write.at() {
            problems.push("until", ProblemCode::TimeIsOver);
        }
        if reason.trim().is_empty() {
            problems.push("reason", ProblemCode::Empty);
        }
        problems.into_result()?;
        let change = application::ActiveModel {
            extended_to: Set(Some(until.millis())),
            reminded: Set(None),
            ..Default::default()
        };
        update(&write, whole, change).await?;
        add_event(&write, id, Some(actor), "extend", reason.trim()).await?;
        let change = Change::from_to(value!(whole.closes_at().millis()), value!(until.millis())).because(reason.trim());
        write
            .record(actor, Deed::ApplicationExtended, found.matter(), change)
            .await?;
        tell_all(&mut write, whole, ApplicationNews::Extended { until }).await?;
        Ok(write.commit().await?)
    }
}
