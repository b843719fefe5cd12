//! Creates table `registration`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &["started", "confirmed", "approved", "declined", "expired"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let registration = Table::create()
            .table("registration")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("version").big_integer().not_null())
            .col(ColumnDef::new("number").string())
            .col(ColumnDef::new("name_key").string().not_null())
            .col(ColumnDef::new("email_key").string().not_null())
            .col(ColumnDef::new("facts").string().not_null())
            .col(ColumnDef::new("lang").string().not_null())
            .col(ColumnDef::new("token_hash").string().not_null().unique_key())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .col(ColumnDef::new("confirmed_at").big_integer())
            .col(ColumnDef::new("decided_at").big_integer())
            .col(ColumnDef::new("decided_by").big_integer())
            .col(ColumnDef::new("reason").string().not_null())
            .col(ColumnDef::new("organisation_id").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("registration", "decided_by")
                    .to("app_user", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("registration", "organisation_id")
                    .to("organisation", "id"),
            )
            .take();
        manager.create_table(registration).await?;
        let by_state = Index::create()
            .name("registration_state")
            .table("registration")
            .col("state")
            .col("created_at")
            .take();
        manager.create_index(by_state).await?;
        let by_email = Index::create()
            .name("registration_email_key")
            .table("registration")
            .col("email_key")
            .take();
        manager.create_index(by_email).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("registration").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
