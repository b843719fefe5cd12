//! Gives `call` its working copy, who changed that last, and the reason of an early end. `content` is empty until a call has
//! been complete once.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            ColumnDef::new("draft").string().take(),
            ColumnDef::new("edited_by").big_integer().take(),
            ColumnDef::new("reason").string().take(),
        ] {
            let change = Table::alter().table("call").add_column(column).take();
            manager.alter_table(change).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["draft", "edited_by", "reason"] {
            let change = Table::alter().table("call").drop_column(column).take();
            manager.alter_table(change).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
