//! Adds to `program` what its life needs: a request, planned moments, the end of the period, the program it continues,
//! and when its organiser was last reminded (ORG-03, ORG-04).

use sea_orm::ConnectionTrait as _;
use sea_orm_migration::prelude::*;
use serde_json::Value;

/// Moments, and two ids.
const NUMBERS: &[&str] = &[
    "requested_at",
    "requested_by",
    "publish_at",
    "close_at",
    "closed_at",
    "continued_from",
    "reminded_at",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in NUMBERS {
            let column = ColumnDef::new(*column).big_integer().take();
            manager
                .alter_table(Table::alter().table("program").add_column(column).take())
                .await?;
        }
        let ends_on = ColumnDef::new("ends_on").string().take();
        manager
            .alter_table(Table::alter().table("program").add_column(ends_on).take())
            .await?;
        fill_ends(manager).await?;
        let closed = Query::update()
            .table("program")
            .value("closed_at", Expr::col("updated_at"))
            .and_where(Expr::col("state").eq("closed"))
            .take();
        manager.get_connection().execute(&closed).await?;
        let by_state = Index::create()
            .name("program_state_ends")
            .table("program")
            .col("state")
            .col("ends_on")
            .take();
        manager.create_index(by_state).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("program_state_ends").table("program").to_owned())
            .await?;
        for column in NUMBERS.iter().chain(&["ends_on"]) {
            manager
                .alter_table(Table::alter().table("program").drop_column(*column).take())
                .await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What is published already tells in its document when its period ends.
async fn fill_ends(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let published = Query::select()
        .columns(["id", "content"])
        .from("program")
        .and_where(Expr::col("content").is_not_null())
        .take();
    for row in db.query_all(&published).await? {
        let (id, content): (i64, String) = (row.try_get("", "id")?, row.try_get("", "content")?);
        // A damaged document is `check`'s to report.
        let document: Value = serde_json::from_str(&content).unwrap_or_default();
        if let Some(end) = document.get("period_to").and_then(Value::as_str) {
            let fill = Query::update()
                .table("program")
                .value("ends_on", end)
                .and_where(Expr::col("id").eq(id))
                .take();
            db.execute(&fill).await?;
        }
    }
    Ok(())
}
