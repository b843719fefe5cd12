//! What was adopted: the released decision about an application, with what was submitted.

use domain::application::SubmittedApplication;
use domain::decision::Outcome;
use domain::value::ApplicationId;

use crate::query::Decision;
use crate::{Refusal, Store};

/// An adopted application with its decision.
pub(super) struct Award {
    pub submitted: SubmittedApplication,
    pub decision: Decision,
}

impl Store {
    /// What was adopted of an application.
    ///
    /// # Errors
    /// `NotNow` when no decision that adopts it has been released.
    pub(super) async fn get_award(&self, application: ApplicationId) -> Result<Award, Refusal> {
        let decision = self.find_decision(application).await?;
        let decision = decision.filter(|decision| matches!(decision.outcome, Outcome::Adopt | Outcome::OnConditions));
        let last = self.list_submissions(application).await?.into_iter().next();
        let (decision, last) = decision.zip(last).ok_or(Refusal::NotNow)?;
        Ok(Award {
            submitted: last.content,
            decision,
        })
    }
}
