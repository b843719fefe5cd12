//! Creates table `calendar_feed`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let feed = Table::create()
            .table("calendar_feed")
            .col(ColumnDef::new("user_id").big_integer().not_null().primary_key())
            .col(ColumnDef::new("token_hash").string().not_null().unique_key())
            .col(ColumnDef::new("sealed").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("calendar_feed", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(feed).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("calendar_feed").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
