//! Creates tables `mail_choice` and `subscription`.

use sea_orm_migration::prelude::*;

use super::one_of;

const PACES: &[&str] = &["at-once", "daily", "weekly", "never"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let choice = Table::create()
            .table("mail_choice")
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("topic").string().not_null())
            .col(ColumnDef::new("pace").string().not_null().check(one_of("pace", PACES)))
            .primary_key(Index::create().col("user_id").col("topic"))
            .foreign_key(ForeignKey::create().from("mail_choice", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(choice).await?;
        let subscription = Table::create()
            .table("subscription")
            .col(ColumnDef::new("token_hash").string().not_null().primary_key())
            .col(ColumnDef::new("subscription").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .take();
        manager.create_table(subscription).await?;
        let by_age = Index::create()
            .name("subscription_created")
            .table("subscription")
            .col("created_at")
            .take();
        manager.create_index(by_age).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("subscription").take()).await?;
        manager.drop_table(Table::drop().table("mail_choice").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
