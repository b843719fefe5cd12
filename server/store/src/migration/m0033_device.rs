//! Creates table `device`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let device = Table::create()
            .table("device")
            .col(ColumnDef::new("token_hash").string().not_null())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("seen_at").big_integer().not_null())
            .primary_key(Index::create().col("token_hash").col("user_id"))
            .foreign_key(ForeignKey::create().from("device", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(device).await?;
        let by_user = Index::create()
            .name("device_user")
            .table("device")
            .col("user_id")
            .take();
        manager.create_index(by_user).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("device").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
