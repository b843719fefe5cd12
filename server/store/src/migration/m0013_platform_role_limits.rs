//! Limits of a role on the platform: the days on which it counts, and what an auditor may look at.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column at a time: SQLite alters a table in no other way.
        let columns = [
            ColumnDef::new("valid_from").string().take(),
            ColumnDef::new("valid_until").string().take(),
            ColumnDef::new("scope").string().not_null().default("{}").take(),
        ];
        for column in columns {
            manager
                .alter_table(Table::alter().table("platform_role").add_column(column).take())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["valid_from", "valid_until", "scope"] {
            manager
                .alter_table(Table::alter().table("platform_role").drop_column(column).take())
                .await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
