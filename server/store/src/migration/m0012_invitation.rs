//! Creates table `invitation`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &["waiting", "accepted", "declined", "expired", "withdrawn"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invitation = Table::create()
            .table("invitation")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("organisation_id").big_integer())
            .col(ColumnDef::new("email").string().not_null())
            .col(ColumnDef::new("email_key").string().not_null())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("roles").string().not_null())
            .col(ColumnDef::new("platform").string().not_null())
            .col(ColumnDef::new("token_hash").string().not_null().unique_key())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("lang").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("sent_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .col(ColumnDef::new("answered_at").big_integer())
            .col(ColumnDef::new("invited_by").big_integer())
            .col(ColumnDef::new("reason").string().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("invitation", "organisation_id")
                    .to("organisation", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("invitation", "invited_by")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(invitation).await?;
        let by_organisation = Index::create()
            .name("invitation_organisation_state")
            .table("invitation")
            .col("organisation_id")
            .col("state")
            .take();
        manager.create_index(by_organisation).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("invitation").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
