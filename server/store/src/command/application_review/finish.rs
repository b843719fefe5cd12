//! Closes and reopens the review of an application as a whole (採点完了).

use domain::application::{ApplicationState, ApplicationStep};
use domain::audit::{Deed, Subject as Matter};
use domain::permit::{Action, Actor, Subject, may};
use domain::review::ReviewState;
use domain::value::ApplicationId;
use domain::{ProblemCode, Problems};
use serde_json::json;

use crate::command::application::{add_application_event, lock_application, set_application_state};
use crate::query::{StoredReview, list_reviews};
use crate::{Change, Refusal, Store};

impl Store {
    /// Closes the review of an application. It needs as many submitted reviews as the call asks for, and none that is
    /// still being written.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` when it is not in review or a review is still open; `Problems` with
    /// `OutOfRange` on `reviews` when there are too few.
    pub async fn finish_review(&self, actor: &Actor, id: ApplicationId, version: i64) -> Result<(), Refusal> {
        self.step_whole(actor, id, version, ApplicationStep::FinishReview, "")
            .await
    }

    /// Takes a closed review up again, with a reason.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn review_again(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        reason: &str,
    ) -> Result<(), Refusal> {
        self.step_whole(actor, id, version, ApplicationStep::ReviewAgain, reason)
            .await
    }

    async fn step_whole(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        step: ApplicationStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        if !may(actor, Action::AssignReviews, Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let whole = lock_application(&write, id).await?;
        if whole.version != version {
            return Err(Refusal::Stale { current: whole.version });
        }
        let next = whole.state.next(step).ok_or(Refusal::NotNow)?;
        if step.needs_reason() && reason.trim().is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        if next == ApplicationState::Scored {
            let reviews = list_reviews(write.tx(), id).await?;
            enough(&reviews, whole.call.call.sheet.min_reviewers)?;
        }
        set_application_state(&write, &whole, next).await?;
        add_application_event(&write, id, Some(actor), step.code(), reason.trim()).await?;
        let change = Change::from_to(json!(whole.state.code()), json!(next.code())).because(reason.trim());
        let matter = Matter::Application(id, whole.lead);
        write.record(actor, Deed::ApplicationStepped, matter, change).await?;
        Ok(write.commit().await?)
    }
}

fn enough(reviews: &[StoredReview], fewest: u32) -> Result<(), Refusal> {
    if reviews.iter().any(|review| review.state.is_task()) {
        return Err(Refusal::NotNow);
    }
    let submitted = reviews
        .iter()
        .filter(|review| review.state == ReviewState::Submitted)
        .count();
    if submitted < fewest as usize {
        let code = ProblemCode::OutOfRange {
            min: fewest.into(),
            max: i64::from(u32::MAX),
        };
        return Err(Problems::one("reviews", code).into());
    }
    Ok(())
}
