//! Creates table `call`: the calls for applications, whose rules consortia are held against.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &["draft", "scheduled", "open", "reviewing", "finished", "cancelled"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let call = Table::create()
            .table("call")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("code").string().not_null().unique_key())
            .col(ColumnDef::new("fiscal_year").integer().not_null())
            .col(ColumnDef::new("title_ja").string().not_null())
            .col(ColumnDef::new("title_en").string().not_null())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("version").big_integer().not_null())
            .col(ColumnDef::new("content").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("updated_at").big_integer().not_null())
            .take();
        manager.create_table(call).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
