//! Creates table `file_version`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file_version = Table::create()
            .table("file_version")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("file_id").big_integer().not_null())
            .col(ColumnDef::new("number").integer().not_null())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("kind").string().not_null())
            .col(ColumnDef::new("sha256").string().not_null())
            .col(ColumnDef::new("uploaded_at").big_integer().not_null())
            .col(ColumnDef::new("uploaded_by").big_integer())
            .foreign_key(ForeignKey::create().from("file_version", "file_id").to("file", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("file_version", "sha256")
                    .to("file_content", "sha256"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("file_version", "uploaded_by")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(file_version).await?;
        let by_file = Index::create()
            .name("file_version_file")
            .table("file_version")
            .col("file_id")
            .col("number")
            .unique()
            .take();
        manager.create_index(by_file).await?;
        let by_content = Index::create()
            .name("file_version_content")
            .table("file_version")
            .col("sha256")
            .take();
        manager.create_index(by_content).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("file_version").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
