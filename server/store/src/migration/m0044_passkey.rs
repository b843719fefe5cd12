//! Creates tables `passkey` and `passkey_challenge`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let passkey = Table::create()
            .table("passkey")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("credential_id").string().not_null().unique_key())
            .col(ColumnDef::new("user_handle").string().not_null())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("credential").string().not_null())
            .col(ColumnDef::new("counter").big_integer().not_null())
            .col(ColumnDef::new("backed_up").boolean().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("used_at").big_integer())
            .foreign_key(ForeignKey::create().from("passkey", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(passkey).await?;
        let by_user = Index::create()
            .name("passkey_user")
            .table("passkey")
            .col("user_id")
            .take();
        manager.create_index(by_user).await?;
        let passkey_challenge = Table::create()
            .table("passkey_challenge")
            .col(ColumnDef::new("challenge").string().not_null().primary_key())
            .col(ColumnDef::new("user_id").big_integer())
            .col(ColumnDef::new("state").string().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("passkey_challenge", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(passkey_challenge).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("passkey_challenge").take())
            .await?;
        manager.drop_table(Table::drop().table("passkey").take()).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
