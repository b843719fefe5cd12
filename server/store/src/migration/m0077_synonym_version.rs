//! Creates table `synonym_version`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let synonym_version = Table::create()
            .table("synonym_version")
            .col(ColumnDef::new("number").big_integer().not_null().primary_key())
            .col(ColumnDef::new("content").string().not_null())
            .col(ColumnDef::new("note").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("user_id").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("synonym_version", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(synonym_version).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("synonym_version").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
