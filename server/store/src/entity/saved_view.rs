//! Table `saved_view`: lists of the office that somebody keeps under a name (ADM-01).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Only this person sees it.
    pub user_id: i64,
    /// Unique for the person.
    pub name: String,
    /// The query part of the list's address.
    pub query: String,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::UserId",
        to = "super::app_user::Column::Id"
    )]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
