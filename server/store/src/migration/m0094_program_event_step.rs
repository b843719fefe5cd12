//! Lets `program_event` hold steps that came later: the column is made anew with the longer list, because SQLite cannot
//! change a condition.

use sea_orm::ConnectionTrait as _;
use sea_orm_migration::prelude::*;

use super::one_of;

const STEPS: &[&str] = &[
    "start",
    "submit-for-check",
    "return",
    "schedule",
    "withdraw",
    "withdraw-change",
    "publish",
    "edit-minor",
    "edit-major",
    "suspend",
    "resume",
    "end",
    "report",
    "archive",
    "delete-draft",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let taken = ColumnDef::new("taken")
            .string()
            .not_null()
            .default("start")
            .check(one_of("taken", STEPS))
            .take();
        let alter = |change: &mut TableAlterStatement| change.table("program_event").take();
        manager.alter_table(alter(Table::alter().add_column(taken))).await?;
        let copy = Query::update()
            .table("program_event")
            .value("taken", Expr::col("step"))
            .take();
        manager.get_connection().execute(&copy).await?;
        manager.alter_table(alter(Table::alter().drop_column("step"))).await?;
        manager
            .alter_table(alter(Table::alter().rename_column("taken", "step")))
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("events with new steps cannot go back".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
