//! The figures that SQL can count. What is open or covers a prefecture depends on contents, which the index counts.

use domain::code::OrganisationStatus;
use domain::program::ListingState;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::entity::{app_user, organisation, program};
use crate::{Result, Store};

/// A few counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Programs in state 公開中.
    pub published: u64,
    /// Societies that lead at least one of them.
    pub leads: u64,
    /// Registered insurers.
    pub insurers: u64,
    /// People who may sign in.
    pub users: u64,
}

impl Store {
    /// Counts what is there now.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn statistics(&self) -> Result<Statistics> {
        let published = || program::Entity::find().filter(program::Column::State.eq(ListingState::Published.code()));
        let leads = published().select_only().column(program::Column::OwnerId).distinct();
        let users = app_user::Entity::find().filter(app_user::Column::DisabledAt.is_null());
        Ok(Statistics {
            published: published().count(self.reader()).await?,
            leads: leads.count(self.reader()).await?,
            insurers: self.count_insurers().await?,
            users: users.count(self.reader()).await?,
        })
    }

    /// Registered insurers.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_insurers(&self) -> Result<u64> {
        Ok(organisation::Entity::find()
            .filter(organisation::Column::Number.is_not_null())
            .filter(organisation::Column::Status.eq(OrganisationStatus::Active.code()))
            .count(self.reader())
            .await?)
    }
}
