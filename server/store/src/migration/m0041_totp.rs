//! Creates table `totp`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let totp = Table::create()
            .table("totp")
            .col(ColumnDef::new("user_id").big_integer().not_null().primary_key())
            .col(ColumnDef::new("sealed").string().not_null())
            .col(ColumnDef::new("last_step").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .foreign_key(ForeignKey::create().from("totp", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(totp).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("totp").take()).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
