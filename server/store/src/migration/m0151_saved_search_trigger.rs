//! Adds to `saved_search` what its owner wants to be told, and the programs whose near deadline has been told.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Searches from before tell what they told.
        for (name, before) in [("triggers", "new"), ("due_told", "")] {
            let column = Table::alter()
                .table("saved_search")
                .add_column(ColumnDef::new(name).string().not_null().default(before))
                .take();
            manager.alter_table(column).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["triggers", "due_told"] {
            manager
                .alter_table(Table::alter().table("saved_search").drop_column(name).take())
                .await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
