//! Creates table `inquiry`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let inquiry = Table::create()
            .table("inquiry")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("facts").string().not_null())
            .col(ColumnDef::new("lang").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("answer").string())
            .col(ColumnDef::new("answered_at").big_integer())
            .col(ColumnDef::new("answered_by").big_integer())
            .foreign_key(ForeignKey::create().from("inquiry", "program_id").to("program", "id"))
            .foreign_key(ForeignKey::create().from("inquiry", "answered_by").to("app_user", "id"))
            .take();
        manager.create_table(inquiry).await?;
        let by_program = Index::create()
            .name("inquiry_program")
            .table("inquiry")
            .col("program_id")
            .take();
        manager.create_index(by_program).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("inquiry").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
