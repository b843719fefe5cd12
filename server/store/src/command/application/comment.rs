//! Comments on the pages of an application: written and settled by people of the societies of its consortium. For everybody
//! else, the office included, they do not exist.

use domain::application::ApplicationNews;
use domain::audit::Deed;
use domain::permit::{Action, Actor};
use domain::value::{ApplicationId, OrganisationId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{Loaded, lock};
use super::tell::tell_others;
use crate::entity::application_comment::{ActiveModel, Column, Entity};
use crate::hygiene::clean;
use crate::write::Write;
use crate::{Change, Refusal, Store};

/// Most characters of a comment.
pub const COMMENT_CHARS: usize = 1_000;

impl Store {
    /// Adds a comment to a page, and tells the other societies.
    ///
    /// # Errors
    /// `NotFound` for people outside of the consortium and for a page that there is not; `Forbidden` for those who only
    /// read; `NotNow` when the application has ended; `Problems` on `body` for a comment that is empty or too long.
    pub async fn comment_on_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        part: &str,
        body: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let (found, society) = load(&write, actor, id).await?;
        let page = found.whole.part(part).ok_or(Refusal::NotFound)?;
        let body = clean(body.trim()).into_owned();
        let count = body.chars().count();
        if body.is_empty() {
            return Err(Problems::one("body", ProblemCode::Empty).into());
        }
        if count > COMMENT_CHARS {
            let (max, now) = (limit(COMMENT_CHARS), limit(count));
            return Err(Problems::one("body", ProblemCode::TooLong { max, now }).into());
        }
        let author = actor.user().ok_or(Refusal::Forbidden)?;
        let row = ActiveModel {
            application_id: Set(id.get()),
            part: Set(page.code().to_owned()),
            organisation_id: Set(society.get()),
            author_id: Set(author.id.get()),
            body: Set(body),
            created_at: Set(write.at()),
            ..Default::default()
        };
        Entity::insert(row).exec(write.tx()).await?;
        let change = Change::to(value!({ "comment": page.code() }));
        write
            .record(actor, Deed::ApplicationSaved, found.matter(), change)
            .await?;
        tell_others(&mut write, &found.whole, society, ApplicationNews::Commented).await?;
        Ok(write.commit().await?)
    }

    /// Settles a comment, or opens it again.
    ///
    /// # Errors
    /// As [`Self::comment_on_application`]; `NotFound` also for a comment on another application.
    pub async fn settle_application_comment(
        &self,
        actor: &Actor,
        id: ApplicationId,
        comment: i64,
        settled: bool,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let (found, _) = load(&write, actor, id).await?;
        let change = ActiveModel {
            resolved_at: Set(settled.then(|| write.at())),
            ..Default::default()
        };
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Id.eq(comment))
            .filter(Column::ApplicationId.eq(id.get()))
            .exec(write.tx())
            .await?;
        if done.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        let change = Change::to(value!({ "comment": comment, "settled": settled }));
        write
            .record(actor, Deed::ApplicationSaved, found.matter(), change)
            .await?;
        Ok(write.commit().await?)
    }
}

fn limit(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The application under its lock, and the society for which the actor writes.
async fn load(write: &Write, actor: &Actor, id: ApplicationId) -> Result<(Loaded, OrganisationId), Refusal> {
    let found = lock(write, id).await?;
    found
        .whole
        .society_of(actor, Action::ReadApplication)
        .ok_or(Refusal::NotFound)?;
    let society = found.whole.society_of(actor, Action::EditApplication);
    let society = society.ok_or(Refusal::Forbidden)?;
    if found.whole.state.is_final() {
        return Err(Refusal::NotNow);
    }
    Ok((found, society))
}
