//! Creates table `alert_address`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alert_address = Table::create()
            .table("alert_address")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("email").string().not_null())
            .col(ColumnDef::new("email_key").string().not_null().unique_key())
            .take();
        manager.create_table(alert_address).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("alert_address").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
