//! Creates table `platform_role`.

use sea_orm_migration::prelude::*;

use super::one_of;

const ROLES: &[&str] = &[
    "secretariat",
    "officer",
    "officer-approver",
    "reviewer",
    "federation-viewer",
    "auditor",
    "sysadmin",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let platform_role = Table::create()
            .table("platform_role")
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("role").string().not_null().check(one_of("role", ROLES)))
            .primary_key(Index::create().col("user_id").col("role"))
            .foreign_key(
                ForeignKey::create()
                    .from("platform_role", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(platform_role).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("platform_role").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
