//! Creates table `pending_sign_in`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pending_sign_in = Table::create()
            .table("pending_sign_in")
            .col(ColumnDef::new("token_hash").string().not_null().primary_key())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("back").string().not_null())
            .col(ColumnDef::new("tries").integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("pending_sign_in", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(pending_sign_in).await?;
        let by_user = Index::create()
            .name("pending_sign_in_user")
            .table("pending_sign_in")
            .col("user_id")
            .take();
        manager.create_index(by_user).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("pending_sign_in").take())
            .await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
