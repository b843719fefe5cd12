//! Creates table `session`.

use sea_orm_migration::prelude::*;

use super::one_of;

const FACTORS: &[&str] = &["password", "totp", "recovery-code", "passkey", "oidc", "oidc-strong"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let session = Table::create()
            .table("session")
            .col(ColumnDef::new("token_hash").string().not_null().primary_key())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("seen_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .col(ColumnDef::new("confirmed_at").big_integer().not_null())
            .col(
                ColumnDef::new("factor")
                    .string()
                    .not_null()
                    .check(one_of("factor", FACTORS)),
            )
            .col(ColumnDef::new("organisation_id").big_integer())
            .col(ColumnDef::new("address").string().not_null())
            .col(ColumnDef::new("agent").string().not_null())
            .foreign_key(ForeignKey::create().from("session", "user_id").to("app_user", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("session", "organisation_id")
                    .to("organisation", "id"),
            )
            .take();
        manager.create_table(session).await?;
        let by_user = Index::create()
            .name("session_user")
            .table("session")
            .col("user_id")
            .take();
        manager.create_index(by_user).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("session").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
