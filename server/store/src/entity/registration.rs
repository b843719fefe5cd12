//! Table `registration`: one row per organisation that asked to be let in, from the first form to the decision.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub state: String,
    /// 1 at first, one more with every step.
    pub version: i64,
    /// 保険者番号, digits only.
    pub number: Option<String>,
    /// The name folded for comparison.
    pub name_key: String,
    /// The address in lower case.
    pub email_key: String,
    /// A `CleanRegistration` as JSON.
    pub facts: String,
    /// Language of the mails.
    pub lang: String,
    /// SHA-256 of the secret in the link, in hexadecimal.
    #[sea_orm(unique)]
    pub token_hash: String,
    pub created_at: i64,
    /// Until when the address can be proven.
    pub expires_at: i64,
    pub confirmed_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub decided_by: Option<i64>,
    /// Why it was declined.
    pub reason: String,
    /// What it became.
    pub organisation_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::DecidedBy",
        to = "super::app_user::Column::Id"
    )]
    DecidedBy,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
