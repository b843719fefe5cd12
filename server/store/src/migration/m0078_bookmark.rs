//! Creates tables `bookmark` and `shared_bookmark`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let bookmark = Table::create()
            .table("bookmark")
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("note").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .primary_key(Index::create().col("user_id").col("program_id"))
            .foreign_key(ForeignKey::create().from("bookmark", "user_id").to("app_user", "id"))
            .foreign_key(ForeignKey::create().from("bookmark", "program_id").to("program", "id"))
            .take();
        manager.create_table(bookmark).await?;
        let shared = Table::create()
            .table("shared_bookmark")
            .col(ColumnDef::new("organisation_id").big_integer().not_null())
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .primary_key(Index::create().col("organisation_id").col("program_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("shared_bookmark", "organisation_id")
                    .to("organisation", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("shared_bookmark", "program_id")
                    .to("program", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("shared_bookmark", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(shared).await?;
        for table in ["bookmark", "shared_bookmark"] {
            let by_program = Index::create()
                .name(format!("{table}_program"))
                .table(table)
                .col("program_id")
                .take();
            manager.create_index(by_program).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("shared_bookmark").take())
            .await?;
        manager.drop_table(Table::drop().table("bookmark").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
