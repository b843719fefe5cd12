//! Gives `application` the last reminder that was sent before its deadline, as days before it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("reminded").integer().take();
        let change = Table::alter().table("application").add_column(column).take();
        manager.alter_table(change).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let change = Table::alter().table("application").drop_column("reminded").take();
        manager.alter_table(change).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
