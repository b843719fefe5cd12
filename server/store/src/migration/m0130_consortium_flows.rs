//! Adds to `consortium` what is said about data: the sheet of flows and the notice of joint use as typed.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, empty) in [("flows", "[]"), ("notice", "{}")] {
            let column = ColumnDef::new(name).string().not_null().default(empty).take();
            let alter = Table::alter().table("consortium").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["flows", "notice"] {
            let alter = Table::alter().table("consortium").drop_column(name).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
