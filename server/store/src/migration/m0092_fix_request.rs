//! Creates table `fix_request`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let fix_request = Table::create()
            .table("fix_request")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("request").string().not_null())
            .col(ColumnDef::new("value").string().not_null())
            .col(ColumnDef::new("due").string().not_null())
            .col(ColumnDef::new("asked_at").big_integer().not_null())
            .col(ColumnDef::new("asked_by").big_integer())
            .col(ColumnDef::new("settled_at").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("fix_request", "program_id")
                    .to("program", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("fix_request", "asked_by")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(fix_request).await?;
        let by_program = Index::create()
            .name("fix_request_program")
            .table("fix_request")
            .col("program_id")
            .col("settled_at")
            .take();
        manager.create_index(by_program).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("fix_request").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
