//! Creates table `change`, the change log.

use sea_orm_migration::prelude::*;

use super::one_of;

const KINDS: &[&str] = &["program", "rebuild"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let change = Table::create()
            .table("change")
            .col(
                ColumnDef::new("seq")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("kind").string().not_null().check(one_of("kind", KINDS)))
            .col(ColumnDef::new("subject_id").big_integer())
            .col(ColumnDef::new("at").big_integer().not_null())
            .take();
        manager.create_table(change).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("change").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
