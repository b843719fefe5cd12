//! 条件の充足: an application that was adopted on conditions is adopted for good once they are met.

use domain::application::{ApplicationNews, ApplicationStep};
use domain::audit::{Deed, Subject as Matter};
use domain::decision::Outcome;
use domain::permit::{Action, Actor};
use domain::value::ApplicationId;
use domain::{ProblemCode, Problems};
use serde_json::json;

use super::load::expect;
use crate::command::application::{
    add_application_event, lock_application, mail_decided, set_application_state, tell_decided,
};
use crate::hygiene::clean;
use crate::{Change, Refusal, Store};

impl Store {
    /// Confirms that all conditions are met, with what shows it.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` for an application that was not adopted on conditions; `Problems` with
    /// `Empty` on `reason`.
    pub async fn confirm_conditions(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        note: &str,
    ) -> Result<(), Refusal> {
        expect(actor, Action::DecideApplication)?;
        let mut write = self.begin().await?;
        let whole = lock_application(&write, id).await?;
        if whole.version != version {
            return Err(Refusal::Stale { current: whole.version });
        }
        let step = ApplicationStep::MeetConditions;
        let next = whole.state.next(step).ok_or(Refusal::NotNow)?;
        let note = clean(note.trim()).into_owned();
        if note.is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        set_application_state(&write, &whole, next).await?;
        add_application_event(&write, id, Some(actor), step.code(), &note).await?;
        let change = Change::from_to(json!(whole.state.code()), json!(next.code())).because(&note);
        let matter = Matter::Application(id, whole.lead);
        write.record(actor, Deed::ApplicationStepped, matter, change).await?;
        let news = ApplicationNews::Decided {
            outcome: Outcome::Adopt,
        };
        tell_decided(&mut write, &whole, news).await?;
        mail_decided(&mut write, &whole).await?;
        Ok(write.commit().await?)
    }
}
