//! Creates table `audit_mark` and marks the end of the log as it is.

use sea_orm_migration::prelude::*;

use super::one_of;

const KINDS: &[&str] = &["last", "cleared"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mark = Table::create()
            .table("audit_mark")
            .col(
                ColumnDef::new("kind")
                    .string()
                    .not_null()
                    .primary_key()
                    .check(one_of("kind", KINDS)),
            )
            .col(ColumnDef::new("seq").big_integer().not_null())
            .col(ColumnDef::new("hash").string().not_null())
            .col(ColumnDef::new("at").big_integer().not_null())
            .take();
        manager.create_table(mark).await?;
        let last = Query::select()
            .expr(Expr::val("last"))
            .column("seq")
            .column("hash")
            .column("at")
            .from("audit")
            .order_by("seq", Order::Desc)
            .limit(1)
            .take();
        let mut copy = Query::insert();
        copy.into_table("audit_mark").columns(["kind", "seq", "hash", "at"]);
        copy.select_from(last)
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        manager.execute(copy).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit_mark").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
