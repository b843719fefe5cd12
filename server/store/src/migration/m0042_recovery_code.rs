//! Creates table `recovery_code`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let recovery_code = Table::create()
            .table("recovery_code")
            .col(ColumnDef::new("code_hash").string().not_null().primary_key())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("used_at").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("recovery_code", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(recovery_code).await?;
        let by_user = Index::create()
            .name("recovery_code_user")
            .table("recovery_code")
            .col("user_id")
            .take();
        manager.create_index(by_user).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("recovery_code").take()).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
