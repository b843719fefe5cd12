//! Creates table `attempt`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attempt = Table::create()
            .table("attempt")
            .col(ColumnDef::new("key_hash").string().not_null().primary_key())
            .col(ColumnDef::new("failed").big_integer().not_null())
            .col(ColumnDef::new("last_at").big_integer().not_null())
            .take();
        manager.create_table(attempt).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("attempt").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
