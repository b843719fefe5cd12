//! Table `organisation`: one row per organisation of any kind. Insurers (保険者) have a number and member counts; for
//! other kinds these columns are empty.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    pub name: String,
    /// The name folded for comparison; see `domain::normalise::fold`.
    pub name_key: String,
    /// Reading in katakana.
    pub kana: String,
    pub pref: String,
    /// 保険者番号, digits only.
    #[sea_orm(unique)]
    pub number: Option<String>,
    pub form: Option<String>,
    pub industry: Option<String>,
    /// Persons.
    pub insured: Option<i64>,
    /// Persons.
    pub dependants: Option<i64>,
    /// ISO date.
    pub members_as_of: Option<String>,
    /// Everything else it says of itself, as JSON.
    pub profile: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    pub status: String,
    /// ISO date of the merger or dissolution.
    pub ended_on: Option<String>,
    /// Who goes on in its place after a merger.
    pub successor_id: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "Entity", from = "Column::SuccessorId", to = "Column::Id")]
    Successor,
}

impl ActiveModelBehavior for ActiveModel {}
