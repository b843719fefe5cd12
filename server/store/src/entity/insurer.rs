//! Table `insurer`: one row per registered insurer (保険者).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "insurer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// 保険者番号, digits only.
    #[sea_orm(unique)]
    pub number: String,
    pub name: String,
    /// The name folded for comparison; see `domain::normalise::fold`.
    pub name_key: String,
    /// Reading in katakana.
    pub kana: String,
    pub kind: String,
    pub form: Option<String>,
    pub industry: String,
    pub pref: String,
    /// Persons.
    pub insured: i64,
    /// Persons.
    pub dependants: i64,
    /// ISO date.
    pub members_as_of: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
