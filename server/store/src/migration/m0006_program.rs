//! Creates table `program`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &[
    "draft",
    "checking",
    "returned",
    "published",
    "suspended",
    "closed",
    "archived",
    "deleted-draft",
];

/// What a publication sets, all together.
const PUBLISHED: [&str; 5] = ["content", "title", "fiscal_year", "published_at", "content_updated_at"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all_set = PUBLISHED
            .into_iter()
            .fold(Condition::all(), |all, name| all.add(Expr::col(name).is_not_null()));
        let none_set = PUBLISHED
            .into_iter()
            .fold(Condition::all(), |all, name| all.add(Expr::col(name).is_null()));
        let program = Table::create()
            .table("program")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("owner_id").big_integer().not_null())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(
                ColumnDef::new("version")
                    .big_integer()
                    .not_null()
                    .check(Expr::col("version").gte(1)),
            )
            .col(ColumnDef::new("draft").string().not_null())
            .col(ColumnDef::new("content").string())
            .col(ColumnDef::new("title").string())
            .col(ColumnDef::new("fiscal_year").integer())
            .col(ColumnDef::new("published_at").big_integer())
            .col(ColumnDef::new("content_updated_at").big_integer())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("updated_at").big_integer().not_null())
            .check(Expr::from(Condition::any().add(all_set).add(none_set)))
            .foreign_key(
                ForeignKey::create()
                    .from("program", "owner_id")
                    .to("organisation", "id"),
            )
            .take();
        manager.create_table(program).await?;
        // A title is unique per society and fiscal year; NULLs of drafts do not count on either database.
        let by_title = Index::create()
            .name("program_owner_year_title")
            .table("program")
            .col("owner_id")
            .col("fiscal_year")
            .col("title")
            .unique()
            .take();
        manager.create_index(by_title).await?;
        let by_owner = Index::create()
            .name("program_owner_state")
            .table("program")
            .col("owner_id")
            .col("state")
            .take();
        manager.create_index(by_owner).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("program").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
