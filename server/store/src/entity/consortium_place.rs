//! Table `consortium_place`: one row per organisation that has ever been asked into a consortium, or has asked.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consortium_place")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub consortium_id: i64,
    pub organisation_id: i64,
    pub role: String,
    pub state: String,
    /// `PlaceFacts` as JSON.
    pub facts: String,
    /// The last consent: a `Consent` as JSON.
    pub consent: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::consortium::Entity",
        from = "Column::ConsortiumId",
        to = "super::consortium::Column::Id"
    )]
    Consortium,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
