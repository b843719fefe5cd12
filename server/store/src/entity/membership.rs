//! Table `membership`: what a person is within one insurer. Somebody may have several roles there.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub insurer_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::UserId",
        to = "super::app_user::Column::Id"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::insurer::Entity",
        from = "Column::InsurerId",
        to = "super::insurer::Column::Id"
    )]
    Insurer,
}

impl Related<super::insurer::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Insurer.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
