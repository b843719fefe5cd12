//! Finds the program that continues another one without reading all programs.

use sea_orm_migration::prelude::*;

const NAME: &str = "program_continued_from";

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create().name(NAME).table("program").col("continued_from").take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(NAME).table("program").to_owned();
        manager.drop_index(index).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
