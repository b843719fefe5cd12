//! Reads of comments on applications. Who may see them is [`Application::society_of`]'s answer: people of the societies of the
//! consortium, and nobody of the office.

use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ApplicationId, ConsortiumId, Instant, OrganisationId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::application::Application;
use super::name::user_names;
use crate::entity::application;
use crate::entity::application_comment::{Column, Entity};
use crate::{Result, Store};

/// A comment on a page of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationComment {
    /// Its number.
    pub id: i64,
    /// The last part of the page's address.
    pub part: String,
    /// For whom it was written.
    pub society: OrganisationId,
    /// By whom.
    pub author: String,
    /// Plain text.
    pub body: String,
    /// When.
    pub at: Instant,
    /// Since when it is settled.
    pub resolved_at: Option<Instant>,
}

impl Application {
    /// The society of the consortium for which an actor may do this, the lead first; none for everybody else.
    pub fn society_of(&self, actor: &Actor, action: Action) -> Option<OrganisationId> {
        let members = self.consortium.places.iter().filter(|place| place.is_present_insurer());
        let all = std::iter::once(self.lead).chain(members.map(|place| place.organisation));
        let mut all = all.filter(|society| may(actor, action, Subject::Organisation(*society)));
        all.next()
    }
}

impl Store {
    /// The applications of a consortium, the last one first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_applications_with(&self, consortium: ConsortiumId) -> Result<Vec<ApplicationId>> {
        let rows = application::Entity::find()
            .select_only()
            .column(application::Column::Id)
            .filter(application::Column::ConsortiumId.eq(consortium.get()))
            .order_by_desc(application::Column::Id)
            .into_tuple::<i64>()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(ApplicationId::new).collect())
    }

    /// The comments on an application, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_application_comments(&self, id: ApplicationId) -> Result<Vec<ApplicationComment>> {
        let rows = Entity::find()
            .filter(Column::ApplicationId.eq(id.get()))
            .order_by_asc(Column::Id)
            .all(self.reader())
            .await?;
        let users = user_names(self.reader(), rows.iter().map(|row| row.author_id)).await?;
        let comments = rows.into_iter().map(|row| ApplicationComment {
            id: row.id,
            society: OrganisationId::new(row.organisation_id),
            author: users.get(&row.author_id).cloned().unwrap_or_default(),
            at: Instant::from_millis(row.created_at),
            resolved_at: row.resolved_at.map(Instant::from_millis),
            part: row.part,
            body: row.body,
        });
        Ok(comments.collect())
    }
}
