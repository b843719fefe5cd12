//! Creates table `ticket`.

use sea_orm_migration::prelude::*;

use super::one_of;

const PURPOSES: &[&str] = &["password-reset", "email-change", "email-stop"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ticket = Table::create()
            .table("ticket")
            .col(ColumnDef::new("token_hash").string().not_null().primary_key())
            .col(
                ColumnDef::new("purpose")
                    .string()
                    .not_null()
                    .check(one_of("purpose", PURPOSES)),
            )
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("payload").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .col(ColumnDef::new("used_at").big_integer())
            .foreign_key(ForeignKey::create().from("ticket", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(ticket).await?;
        let by_user = Index::create()
            .name("ticket_user")
            .table("ticket")
            .col("user_id")
            .col("purpose")
            .take();
        manager.create_index(by_user).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("ticket").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
