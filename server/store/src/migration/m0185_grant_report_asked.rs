//! Gives `grant_report` the reason for which the office asked for it.

use sea_orm_migration::prelude::*;

use super::column::text;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("asked").default("").take();
        let change = Table::alter().table("grant_report").add_column(column).take();
        manager.alter_table(change).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let change = Table::alter().table("grant_report").drop_column("asked").take();
        manager.alter_table(change).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
