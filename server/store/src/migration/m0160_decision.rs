//! Creates the tables of decisions about applications: `call_budget`, `decision_batch` (what is proposed and approved
//! together) and `decision` (one line of a batch for each application).

use sea_orm_migration::prelude::*;

use super::column::{id, number, optional, refers, text};
use super::one_of;

const BATCH_STATES: &[&str] = &["draft", "proposed", "approved", "released", "cancelled"];

const STATES: &[&str] = &["planned", "released", "failed", "cancelled"];

const OUTCOMES: &[&str] = &["adopt", "on-conditions", "waitlist", "reject"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

fn budget() -> TableCreateStatement {
    Table::create()
        .table("call_budget")
        .col(number("call_id").primary_key())
        .col(number("yen"))
        .col(number("set_at"))
        .col(optional("set_by"))
        .foreign_key(&mut refers("call_budget", "call_id", "call"))
        .foreign_key(&mut refers("call_budget", "set_by", "app_user"))
        .take()
}

fn batch() -> TableCreateStatement {
    Table::create()
        .table("decision_batch")
        .col(id())
        .col(number("call_id"))
        .col(text("state").check(one_of("state", BATCH_STATES)))
        .col(number("version"))
        .col(text("draft"))
        .col(ColumnDef::new("decided_on").string())
        .col(optional("release_at"))
        .col(optional("proposed_at"))
        .col(optional("proposed_by"))
        .col(optional("approved_at"))
        .col(optional("approved_by"))
        .col(optional("released_at"))
        .col(text("note"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("decision_batch", "call_id", "call"))
        .foreign_key(&mut refers("decision_batch", "proposed_by", "app_user"))
        .foreign_key(&mut refers("decision_batch", "approved_by", "app_user"))
        .take()
}

fn decision() -> TableCreateStatement {
    Table::create()
        .table("decision")
        .col(id())
        .col(number("batch_id"))
        .col(number("application_id"))
        .col(text("state").check(one_of("state", STATES)))
        .col(text("draft"))
        .col(text("standing"))
        .col(ColumnDef::new("outcome").string().check(one_of("outcome", OUTCOMES)))
        .col(optional("amount"))
        .col(ColumnDef::new("content").string())
        .col(text("note"))
        .foreign_key(&mut refers("decision", "batch_id", "decision_batch"))
        .foreign_key(&mut refers("decision", "application_id", "application"))
        .take()
}

fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [budget(), batch(), decision()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("decision_batch_call", "decision_batch", &["call_id"]),
            index("decision_batch_state", "decision_batch", &["state", "release_at"]),
            index("decision_once", "decision", &["batch_id", "application_id"])
                .unique()
                .take(),
            index("decision_application", "decision", &["application_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["decision", "decision_batch", "call_budget"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
