//! Creates table `application_comment`: what the societies of a consortium write to each other about an application.

use sea_orm_migration::prelude::*;

use super::column::{id, number, optional, refers, text};

const TABLE: &str = "application_comment";

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let comment = Table::create()
            .table(TABLE)
            .col(id())
            .col(number("application_id"))
            .col(text("part"))
            .col(number("organisation_id"))
            .col(number("author_id"))
            .col(text("body"))
            .col(number("created_at"))
            .col(optional("resolved_at"))
            .foreign_key(&mut refers(TABLE, "application_id", "application"))
            .foreign_key(&mut refers(TABLE, "organisation_id", "organisation"))
            .foreign_key(&mut refers(TABLE, "author_id", "app_user"))
            .take();
        manager.create_table(comment).await?;
        let index = Index::create()
            .name("application_comment_application")
            .table(TABLE)
            .col("application_id")
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
