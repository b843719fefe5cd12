//! Creates table `editing`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let editing = Table::create()
            .table("editing")
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("section").string().not_null())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("since").big_integer().not_null())
            .col(ColumnDef::new("seen_at").big_integer().not_null())
            .primary_key(Index::create().col("program_id").col("section").col("user_id"))
            .foreign_key(ForeignKey::create().from("editing", "program_id").to("program", "id"))
            .foreign_key(ForeignKey::create().from("editing", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(editing).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("editing").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
