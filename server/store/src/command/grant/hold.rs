//! Legal hold: papers that are kept whatever the calendar says. And what auditors looked at.

use domain::audit::{Deed, Subject as Matter};
use domain::grant_case::GrantState;
use domain::permit::{Action, Actor};
use domain::value::GrantId;
use serde_json::json;

use super::load::{Line, add_line, expect_reason, is_in_scope, load, matter, save};
use crate::hygiene::clean;
use crate::query::StoredGrant;
use crate::{Change, Refusal, Store};

impl Store {
    /// Keeps the papers of a grant beyond their time (`Some` reason), or lets them go again (`None`).
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when they are disposed of; `Problems` with `Empty` on `reason`.
    pub async fn hold_grant(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::DecideGrant, id, version).await?;
        if whole.state() == GrantState::Disposed {
            return Err(Refusal::NotNow);
        }
        if let Some(reason) = reason {
            expect_reason(reason)?;
        }
        let before = whole.hold.take();
        whole.hold = reason.map(|reason| clean(reason.trim()).into_owned());
        let line = Line {
            kind: "hold",
            step: if reason.is_some() { "hold" } else { "release" },
            note: reason.unwrap_or_default(),
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::from_to(json!(before), json!(whole.hold)).because(reason.unwrap_or_default().trim());
        write.record(actor, Deed::GrantHeld, matter(&whole), change).await?;
        Ok(write.commit().await?)
    }

    /// Writes down that an auditor has looked at something, and at which page.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_look(&self, actor: &Actor, subject: Matter, page: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let change = Change::to(json!({ "page": page }));
        write.record(actor, Deed::CaseRead, subject, change).await?;
        Ok(write.commit().await?)
    }
}

impl StoredGrant {
    /// Whether an actor of the office may see it: for an auditor, whether the role covers it.
    pub fn is_covered(&self, actor: &Actor) -> bool {
        is_in_scope(&actor.audit_scope(), self)
    }
}
