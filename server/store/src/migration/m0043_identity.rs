//! Creates table `identity`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let identity = Table::create()
            .table("identity")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("issuer").string().not_null())
            .col(ColumnDef::new("subject").string().not_null())
            .col(ColumnDef::new("email").string().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("used_at").big_integer())
            .foreign_key(ForeignKey::create().from("identity", "user_id").to("app_user", "id"))
            .take();
        manager.create_table(identity).await?;
        let by_user = Index::create()
            .name("identity_user")
            .table("identity")
            .col("user_id")
            .take();
        manager.create_index(by_user).await?;
        // An account at a provider belongs to one person.
        let by_subject = Index::create()
            .name("identity_subject")
            .table("identity")
            .col("issuer")
            .col("subject")
            .unique()
            .take();
        manager.create_index(by_subject).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("identity").take()).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
