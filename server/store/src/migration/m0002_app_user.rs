//! Creates table `app_user`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let app_user = Table::create()
            .table("app_user")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("email").string().not_null())
            .col(ColumnDef::new("email_key").string().not_null().unique_key())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("password_hash").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("disabled_at").big_integer())
            .take();
        manager.create_table(app_user).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("app_user").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
