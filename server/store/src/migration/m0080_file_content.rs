//! Creates table `file_content`.

use sea_orm_migration::prelude::*;

use super::one_of;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file_content = Table::create()
            .table("file_content")
            .col(ColumnDef::new("sha256").string().not_null().primary_key())
            .col(ColumnDef::new("bytes").big_integer().not_null())
            .col(
                ColumnDef::new("place")
                    .string()
                    .not_null()
                    .check(one_of("place", &["storing", "stored", "quarantined", "removing"])),
            )
            .col(ColumnDef::new("touched_at").big_integer().not_null())
            .col(
                ColumnDef::new("scan")
                    .string()
                    .not_null()
                    .check(one_of("scan", &["waiting", "clean", "infected", "failed"])),
            )
            .col(ColumnDef::new("tries").integer().not_null())
            .col(ColumnDef::new("due_at").big_integer().not_null())
            .col(ColumnDef::new("scanned_at").big_integer())
            .col(ColumnDef::new("finding").string())
            .take();
        manager.create_table(file_content).await?;
        let by_scan = Index::create()
            .name("file_content_scan")
            .table("file_content")
            .col("scan")
            .col("due_at")
            .take();
        manager.create_index(by_scan).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("file_content").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
