//! Lists of the office that somebody keeps under a name (ADM-01). Each person has only their own.

use domain::permit::{Action, Actor, Subject, may};
use domain::value::UserId;
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::saved_view;
use crate::hygiene::clean;
use crate::{Refusal, Store};

/// Most lists that a person keeps.
pub const MOST_SAVED_VIEWS: u64 = 20;

/// Most characters of the name of a list.
pub const VIEW_NAME_CHARS: u32 = 40;

/// Longest query of a list, in bytes.
const QUERY_BYTES: usize = 1_000;

impl Store {
    /// Keeps a list of applications under a name; under a name that is taken, it replaces the other list.
    ///
    /// # Errors
    /// `Forbidden`; `Problems` on `name`: `Empty`, `TooLong`, `TooMany`; `NotNow` for an address that is too long.
    pub async fn keep_view(&self, actor: &Actor, name: &str, query: &str) -> Result<(), Refusal> {
        let user = owner(actor)?;
        let name = clean(name.trim()).into_owned();
        let now = u32::try_from(name.chars().count()).unwrap_or(u32::MAX);
        if name.is_empty() {
            return Err(Problems::one("name", ProblemCode::Empty).into());
        }
        if now > VIEW_NAME_CHARS {
            let max = VIEW_NAME_CHARS;
            return Err(Problems::one("name", ProblemCode::TooLong { max, now }).into());
        }
        if query.len() > QUERY_BYTES {
            return Err(Refusal::NotNow);
        }
        let write = self.begin().await?;
        saved_view::Entity::delete_many()
            .filter(saved_view::Column::UserId.eq(user.get()))
            .filter(saved_view::Column::Name.eq(name.as_str()))
            .exec(write.tx())
            .await?;
        let kept = saved_view::Entity::find()
            .filter(saved_view::Column::UserId.eq(user.get()))
            .count(write.tx())
            .await?;
        if kept >= MOST_SAVED_VIEWS {
            let max = u32::try_from(MOST_SAVED_VIEWS).unwrap_or(u32::MAX);
            return Err(Problems::one("name", ProblemCode::TooMany { max }).into());
        }
        let row = saved_view::ActiveModel {
            user_id: Set(user.get()),
            name: Set(name),
            query: Set(query.to_owned()),
            created_at: Set(write.at()),
            ..Default::default()
        };
        saved_view::Entity::insert(row).exec(write.tx()).await?;
        Ok(write.commit().await?)
    }

    /// Keeps a list no longer. What is not there, or another person's, stays as it is.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn drop_view(&self, actor: &Actor, id: i64) -> Result<(), Refusal> {
        let user = owner(actor)?;
        let write = self.begin().await?;
        saved_view::Entity::delete_many()
            .filter(saved_view::Column::UserId.eq(user.get()))
            .filter(saved_view::Column::Id.eq(id))
            .exec(write.tx())
            .await?;
        Ok(write.commit().await?)
    }
}

fn owner(actor: &Actor) -> Result<UserId, Refusal> {
    let user = actor.user().ok_or(Refusal::Forbidden)?;
    if may(actor, Action::OverseeApplications, Subject::Portal) {
        Ok(user.id)
    } else {
        Err(Refusal::Forbidden)
    }
}
