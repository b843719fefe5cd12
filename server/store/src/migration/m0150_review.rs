//! Creates the tables of reviews: `review` (who looks at which application), `review_round` (every submitted one, kept for
//! good) and `review_event`.

use sea_orm_migration::prelude::*;

use super::column::{id, number, refers, text};
use super::one_of;

const STATES: &[&str] = &["assigned", "open", "submitted", "recused", "abstained"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

fn review() -> TableCreateStatement {
    Table::create()
        .table("review")
        .col(id())
        .col(number("application_id"))
        .col(number("reviewer_id"))
        .col(text("state").check(one_of("state", STATES)))
        .col(number("version"))
        .col(ColumnDef::new("declaration").string())
        .col(text("draft"))
        .col(number("assigned_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("review", "application_id", "application"))
        .foreign_key(&mut refers("review", "reviewer_id", "app_user"))
        .take()
}

fn round() -> TableCreateStatement {
    Table::create()
        .table("review_round")
        .col(id())
        .col(number("review_id"))
        .col(ColumnDef::new("number").integer().not_null())
        .col(text("content"))
        .col(number("at"))
        .foreign_key(&mut refers("review_round", "review_id", "review"))
        .take()
}

fn event() -> TableCreateStatement {
    Table::create()
        .table("review_event")
        .col(id())
        .col(number("review_id"))
        .col(number("at"))
        .col(ColumnDef::new("actor_id").big_integer())
        .col(text("step"))
        .col(text("note"))
        .foreign_key(&mut refers("review_event", "review_id", "review"))
        .foreign_key(&mut refers("review_event", "actor_id", "app_user"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [review(), round(), event()] {
            manager.create_table(table).await?;
        }
        let unique = |name: &'static str, table: &'static str, columns: [&'static str; 2]| {
            let [first, second] = columns;
            Index::create()
                .name(name)
                .table(table)
                .col(first)
                .col(second)
                .unique()
                .take()
        };
        manager
            .create_index(unique("review_once", "review", ["application_id", "reviewer_id"]))
            .await?;
        manager
            .create_index(unique("review_round_once", "review_round", ["review_id", "number"]))
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("review_reviewer")
                    .table("review")
                    .col("reviewer_id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("review_event_review")
                    .table("review_event")
                    .col("review_id")
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["review_event", "review_round", "review"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
