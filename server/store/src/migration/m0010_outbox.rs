//! Creates table `outbox`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &["waiting", "sent", "failed"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let outbox = Table::create()
            .table("outbox")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("recipient").string().not_null())
            .col(ColumnDef::new("lang").string().not_null())
            .col(ColumnDef::new("kind").string().not_null())
            .col(ColumnDef::new("letter").string())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("tries").integer().not_null())
            .col(ColumnDef::new("due_at").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("sent_at").big_integer())
            .col(ColumnDef::new("error").string())
            .take();
        manager.create_table(outbox).await?;
        let by_due = Index::create()
            .name("outbox_due")
            .table("outbox")
            .col("state")
            .col("due_at")
            .take();
        manager.create_index(by_due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("outbox").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
