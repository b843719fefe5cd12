//! Table `program`: one row per program, with its working copy and its published content side by side. Each is one JSON
//! document, because it is read and versioned as a whole; a column of its own has only what SQL joins, sorts or
//! constrains.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The lead society.
    pub owner_id: i64,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// The working copy: a `ProgramForm` as JSON.
    pub draft: String,
    /// The published content: a `CleanProgram` as JSON. This and the columns below are set together.
    pub content: Option<String>,
    pub title: Option<String>,
    pub fiscal_year: Option<i32>,
    /// First publication.
    pub published_at: Option<i64>,
    /// Last change of the published content.
    pub content_updated_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::insurer::Entity",
        from = "Column::OwnerId",
        to = "super::insurer::Column::Id"
    )]
    Owner,
}

impl Related<super::insurer::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
