//! Creates table `membership`.

use sea_orm_migration::prelude::*;

use super::one_of;

const ROLES: &[&str] = &["viewer", "editor", "approver", "admin"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let membership = Table::create()
            .table("membership")
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("organisation_id").big_integer().not_null())
            .col(ColumnDef::new("role").string().not_null().check(one_of("role", ROLES)))
            .primary_key(Index::create().col("user_id").col("organisation_id").col("role"))
            .foreign_key(ForeignKey::create().from("membership", "user_id").to("app_user", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("membership", "organisation_id")
                    .to("organisation", "id"),
            )
            .take();
        manager.create_table(membership).await?;
        let by_insurer = Index::create()
            .name("membership_organisation")
            .table("membership")
            .col("organisation_id")
            .take();
        manager.create_index(by_insurer).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("membership").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
