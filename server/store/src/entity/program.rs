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
    /// Who is responsible for it, a person; no foreign key, because the column came later.
    pub keeper_id: Option<i64>,
    /// The working copy as the audit log last knew it; absent before the first record.
    pub recorded: Option<String>,
    /// Societies whose participation is confirmed; changes only under a lock on this row.
    pub confirmed: i32,
    /// Since when the secretariat is asked to publish it.
    pub requested_at: Option<i64>,
    /// Who asked; no foreign key, because the column came later.
    pub requested_by: Option<i64>,
    /// When it is to be published by itself.
    pub publish_at: Option<i64>,
    /// When it is to end by itself, before its period is over.
    pub close_at: Option<i64>,
    /// Since when it has ended.
    pub closed_at: Option<i64>,
    /// The program of the year before; no foreign key, because the column came later.
    pub continued_from: Option<i64>,
    /// When the organiser was last reminded that the content is old.
    pub reminded_at: Option<i64>,
    /// Last day of the published period, ISO.
    pub ends_on: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OwnerId",
        to = "super::organisation::Column::Id"
    )]
    Owner,
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
