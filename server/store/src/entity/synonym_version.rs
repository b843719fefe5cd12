//! Table `synonym_version`: every table of synonyms that was in force, the highest number is (SRCH-12). Without a row the
//! one that is part of the program is.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "synonym_version")]
pub struct Model {
    /// 1 for the first change; two who save at once cannot both get the next.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The table as its editor writes it, one group per line.
    pub content: String,
    /// Why it was changed.
    pub note: String,
    pub created_at: i64,
    /// Who changed it; absent for the operator.
    pub user_id: Option<i64>,
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

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
