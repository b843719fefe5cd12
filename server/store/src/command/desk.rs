//! What the office does with applications among itself: who is in charge of one, and lists that are taken out as files.

use domain::audit::{Deed, Subject as Matter};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ApplicationId, Instant, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::application::lock_application;
use crate::entity::application_officer;
use crate::query::case_officers;
use crate::{Change, Refusal, Store};

impl Store {
    /// Puts somebody in charge of an application, or nobody. The applicant is not told, and neither is the applicant's own
    /// log.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`, also for what was never submitted; `Problems` with `UnknownChoice` on `officer` for somebody
    /// who takes no applications in.
    pub async fn assign_officer(
        &self,
        actor: &Actor,
        id: ApplicationId,
        officer: Option<UserId>,
    ) -> Result<(), Refusal> {
        if !may(actor, Action::CheckApplication, Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let whole = lock_application(&write, id).await?;
        if whole.submitted_at.is_none() {
            return Err(Refusal::NotFound);
        }
        let before = application_officer::Entity::find_by_id(id.get())
            .one(write.tx())
            .await?;
        let before = before.map(|row| UserId::new(row.officer_id));
        if before == officer {
            return Ok(());
        }
        let chosen = match officer {
            Some(who) => {
                let people = case_officers(write.tx(), Instant::from_millis(write.at())).await?;
                let found = people.into_iter().find(|(id, _)| *id == who);
                let unknown = || {
                    let value = who.to_string();
                    Problems::one("officer", ProblemCode::UnknownChoice { value })
                };
                Some(found.ok_or_else(unknown)?)
            }
            None => None,
        };
        application_officer::Entity::delete_by_id(id.get())
            .exec(write.tx())
            .await?;
        if let Some((who, _)) = &chosen {
            let row = application_officer::ActiveModel {
                application_id: Set(id.get()),
                officer_id: Set(who.get()),
                since: Set(write.at()),
            };
            application_officer::Entity::insert(row)
                .exec_without_returning(write.tx())
                .await?;
        }
        let after = chosen.map(|(who, name)| json!({ "officer": who.get(), "name": name }));
        let change = Change::from_to(json!(before.map(UserId::get)), json!(after));
        write
            .record(
                actor,
                Deed::ApplicationAssigned,
                Matter::Application(id, whole.lead),
                change,
            )
            .await?;
        Ok(write.commit().await?)
    }

    /// Writes down that a list of applications was taken out as a file: which list, how, and how many.
    ///
    /// # Errors
    /// `Forbidden` for whoever may not look at applications.
    pub async fn note_application_export(
        &self,
        actor: &Actor,
        format: &str,
        query: &str,
        rows: usize,
    ) -> Result<(), Refusal> {
        if !may(actor, Action::OverseeApplications, Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let change = Change::to(json!({ "format": format, "query": query, "rows": rows }));
        write
            .record(actor, Deed::ApplicationsExported, Matter::Portal, change)
            .await?;
        Ok(write.commit().await?)
    }
}
