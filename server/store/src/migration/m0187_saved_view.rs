//! Creates table `saved_view`: lists of the office that somebody keeps under a name.

use sea_orm_migration::prelude::*;

use super::column::{id, number, refers, text};

const TABLE: &str = "saved_view";

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(id())
            .col(number("user_id"))
            .col(text("name"))
            .col(text("query"))
            .col(number("created_at"))
            .foreign_key(&mut refers(TABLE, "user_id", "app_user"))
            .take();
        manager.create_table(table).await?;
        let index = Index::create()
            .name("saved_view_name")
            .table(TABLE)
            .col("user_id")
            .col("name")
            .unique()
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
