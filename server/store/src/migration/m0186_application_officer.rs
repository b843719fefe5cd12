//! Creates table `application_officer`: who of the office is in charge of an application.

use sea_orm_migration::prelude::*;

use super::column::{number, refers};

const TABLE: &str = "application_officer";

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(number("application_id").primary_key())
            .col(number("officer_id"))
            .col(number("since"))
            .foreign_key(&mut refers(TABLE, "application_id", "application"))
            .foreign_key(&mut refers(TABLE, "officer_id", "app_user"))
            .take();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
