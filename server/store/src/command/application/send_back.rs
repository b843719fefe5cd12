//! 差戻し: the office asks the applicant to correct fields by a day, and the applicant answers each (W23).

use domain::application::{ApplicationNews, ApplicationStep};
use domain::audit::Deed;
use domain::permit::{Action, Actor};
use domain::program::SendBack;
use domain::value::ApplicationId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{add_event, json, load, update};
use super::tell::tell_all;
use crate::entity::{application, application_fix};
use crate::hygiene::clean;
use crate::write::Write;
use crate::{Change, Refusal, Store, StoreError};

impl Store {
    /// Sends an application back for an officer who checks it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the office does not check it at present.
    pub async fn send_back_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        back: &SendBack,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load(&write, actor, Action::CheckApplication, id).await?;
        found.expect_seen(version)?;
        let whole = &found.whole;
        let next = whole.state.next(ApplicationStep::Return).ok_or(Refusal::NotNow)?;
        for request in &back.requests {
            let row = application_fix::ActiveModel {
                application_id: Set(id.get()),
                request: Set(json(request)?),
                value: Set(whole.form.value(&request.field)),
                due: Set(back.due.iso()),
                reply: Set(String::new()),
                asked_at: Set(write.at()),
                asked_by: Set(actor.user().map(|user| user.id.get())),
                ..Default::default()
            };
            application_fix::Entity::insert(row).exec(write.tx()).await?;
        }
        let change = application::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        update(&write, whole, change).await?;
        let step = ApplicationStep::Return.code();
        add_event(&write, id, Some(actor), step, &back.due.iso()).await?;
        let fields: Vec<_> = back.requests.iter().map(|request| &request.field).collect();
        let change = Change::to(value!({ "fields": fields, "due": back.due.iso() }));
        write
            .record(actor, Deed::ApplicationReturned, found.matter(), change)
            .await?;
        let news = ApplicationNews::Returned {
            count: u32::try_from(back.requests.len()).unwrap_or(u32::MAX),
            due: back.due,
        };
        tell_all(&mut write, whole, news).await?;
        Ok(write.commit().await?)
    }

    /// Keeps the applicant's words on comments of the office, by the comments' numbers.
    ///
    /// # Errors
    /// `NotFound` also for a comment of another application; `Forbidden`; `NotNow` when it has not been sent back.
    pub async fn reply_to_fixes(
        &self,
        actor: &Actor,
        id: ApplicationId,
        replies: &[(i64, String)],
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load(&write, actor, Action::EditApplication, id).await?;
        found
            .whole
            .state
            .next(ApplicationStep::Resubmit)
            .ok_or(Refusal::NotNow)?;
        for (fix, reply) in replies {
            let change = application_fix::ActiveModel {
                reply: Set(clean(reply.trim()).into_owned()),
                ..Default::default()
            };
            let updated = application_fix::Entity::update_many()
                .set(change)
                .filter(application_fix::Column::Id.eq(*fix))
                .filter(application_fix::Column::ApplicationId.eq(id.get()))
                .filter(application_fix::Column::SettledAt.is_null())
                .exec(write.tx())
                .await?;
            if updated.rows_affected == 0 {
                return Err(Refusal::NotFound);
            }
        }
        update(&write, &found.whole, application::ActiveModel::default()).await?;
        let change = Change::to(value!({ "replies": replies.len() }));
        write
            .record(actor, Deed::ApplicationSaved, found.matter(), change)
            .await?;
        Ok(write.commit().await?)
    }
}

/// Settles every open comment.
pub(super) async fn settle_fixes(write: &Write, id: ApplicationId) -> Result<(), StoreError> {
    application_fix::Entity::update_many()
        .col_expr(application_fix::Column::SettledAt, Expr::value(Some(write.at())))
        .filter(application_fix::Column::ApplicationId.eq(id.get()))
        .filter(application_fix::Column::SettledAt.is_null())
        .exec(write.tx())
        .await?;
    Ok(())
}
