//! Table `invitation`: who was asked to take a place or a role, by the hash of the token in the mail.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Absent for roles on the platform.
    pub organisation_id: Option<i64>,
    pub email: String,
    /// The address in lower case, by which people sign in.
    pub email_key: String,
    pub name: String,
    /// Codes of roles in the organisation, as JSON.
    pub roles: String,
    /// Roles on the platform with their limits, as JSON.
    pub platform: String,
    /// 32 bytes in hexadecimal.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// `waiting` also after its time; see `InvitationState::at`.
    pub state: String,
    pub lang: String,
    pub created_at: i64,
    /// When the last mail was sent.
    pub sent_at: i64,
    pub expires_at: i64,
    pub answered_at: Option<i64>,
    /// Absent when the operator invited.
    pub invited_by: Option<i64>,
    /// Why it was declined.
    pub reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::InvitedBy",
        to = "super::app_user::Column::Id"
    )]
    Inviter,
}

impl ActiveModelBehavior for ActiveModel {}
