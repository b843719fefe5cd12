//! Creates table `file`. The kind of owner has no list of codes here, because more kinds will have files.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file = Table::create()
            .table("file")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("owner_kind").string().not_null())
            .col(ColumnDef::new("owner_id").big_integer().not_null())
            .col(ColumnDef::new("organisation_id").big_integer().not_null())
            .col(ColumnDef::new("position").integer().not_null())
            .col(ColumnDef::new("version").integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("removed_at").big_integer())
            .col(ColumnDef::new("removed_by").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("file", "organisation_id")
                    .to("organisation", "id"),
            )
            .foreign_key(ForeignKey::create().from("file", "removed_by").to("app_user", "id"))
            .take();
        manager.create_table(file).await?;
        let by_owner = Index::create()
            .name("file_owner")
            .table("file")
            .col("owner_kind")
            .col("owner_id")
            .take();
        manager.create_index(by_owner).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("file").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
