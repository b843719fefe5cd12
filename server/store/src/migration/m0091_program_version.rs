//! Creates table `program_version` with what is published now as the first version of each program.

use sea_orm::ConnectionTrait as _;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = Table::create()
            .table("program_version")
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(
                ColumnDef::new("number")
                    .big_integer()
                    .not_null()
                    .check(Expr::col("number").gte(1)),
            )
            .col(ColumnDef::new("at").big_integer().not_null())
            .col(ColumnDef::new("actor_id").big_integer())
            .col(ColumnDef::new("content").string().not_null())
            .primary_key(Index::create().col("program_id").col("number"))
            .foreign_key(
                ForeignKey::create()
                    .from("program_version", "program_id")
                    .to("program", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("program_version", "actor_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(version).await?;
        let published = Query::select()
            .column("id")
            .expr(Expr::val(1_i64))
            .columns(["content_updated_at", "content"])
            .from("program")
            .and_where(Expr::col("content").is_not_null())
            .take();
        let mut first = Query::insert();
        first
            .into_table("program_version")
            .columns(["program_id", "number", "at", "content"])
            .select_from(published)
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        manager.get_connection().execute(&first).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("program_version").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
