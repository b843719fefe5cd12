//! Creates table `kept_post`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kept_post = Table::create()
            .table("kept_post")
            .col(ColumnDef::new("key_hash").string().not_null().primary_key())
            .col(ColumnDef::new("user_id").big_integer())
            .col(ColumnDef::new("browser_hash").string())
            .col(ColumnDef::new("network").string().not_null())
            .col(ColumnDef::new("path").string().not_null())
            .col(ColumnDef::new("body").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .foreign_key(ForeignKey::create().from("kept_post", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(kept_post).await?;
        let by_network = Index::create()
            .name("kept_post_network")
            .table("kept_post")
            .col("network")
            .take();
        manager.create_index(by_network).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("kept_post").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
