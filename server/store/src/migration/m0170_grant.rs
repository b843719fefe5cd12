//! Creates the tables of grants: `grant_case` with its events, change requests, reports and register of assets.

use sea_orm_migration::prelude::*;

use super::column::{id, number, optional, refers, text};
use super::one_of;

const STATES: &[&str] = &[
    "draft",
    "submitted",
    "returned",
    "decided",
    "refused",
    "withdrawn",
    "executing",
    "suspended",
    "report-due",
    "report-submitted",
    "report-returned",
    "amount-fixed",
    "settling",
    "cancelled",
    "part-cancelled",
    "return-ordered",
    "return-paid",
    "closed",
    "retention",
    "disposed",
];
const CHANGE_STATES: &[&str] = &[
    "draft",
    "submitted",
    "returned",
    "approved",
    "rejected",
    "notified",
    "withdrawn",
];
const REPORT_KINDS: &[&str] = &["status", "advance", "result", "payment", "tax"];
const REPORT_STATES: &[&str] = &["draft", "submitted", "returned", "taken"];
const ASSET_STATES: &[&str] = &["used", "asked", "approved"];

const TABLES: [&str; 5] = [
    "grant_asset",
    "grant_report",
    "grant_change",
    "grant_event",
    "grant_case",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

fn perhaps(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().take()
}

fn case() -> TableCreateStatement {
    Table::create()
        .table("grant_case")
        .col(id())
        .col(number("application_id").unique_key())
        .col(number("call_id"))
        .col(number("lead_id"))
        .col(text("state").check(one_of("state", STATES)))
        .col(number("version"))
        .col(text("money"))
        .col(text("file"))
        .col(perhaps("decision_number"))
        .col(perhaps("decided_on"))
        .col(perhaps("withdraw_until"))
        .col(perhaps("completed_on"))
        .col(perhaps("report_due"))
        .col(perhaps("retain_until"))
        .col(perhaps("hold"))
        .col(optional("submitted_at"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("grant_case", "application_id", "application"))
        .foreign_key(&mut refers("grant_case", "call_id", "call"))
        .foreign_key(&mut refers("grant_case", "lead_id", "organisation"))
        .take()
}

fn event() -> TableCreateStatement {
    Table::create()
        .table("grant_event")
        .col(id())
        .col(number("grant_id"))
        .col(number("at"))
        .col(optional("actor_id"))
        .col(text("kind"))
        .col(text("step"))
        .col(optional("yen"))
        .col(perhaps("on_day"))
        .col(text("note"))
        .col(perhaps("content"))
        .foreign_key(&mut refers("grant_event", "grant_id", "grant_case"))
        .foreign_key(&mut refers("grant_event", "actor_id", "app_user"))
        .take()
}

fn change() -> TableCreateStatement {
    Table::create()
        .table("grant_change")
        .col(id())
        .col(number("grant_id"))
        .col(text("state").check(one_of("state", CHANGE_STATES)))
        .col(text("draft"))
        .col(text("content"))
        .col(text("reply"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("grant_change", "grant_id", "grant_case"))
        .take()
}

fn report() -> TableCreateStatement {
    Table::create()
        .table("grant_report")
        .col(id())
        .col(number("grant_id"))
        .col(text("kind").check(one_of("kind", REPORT_KINDS)))
        .col(text("state").check(one_of("state", REPORT_STATES)))
        .col(perhaps("due"))
        .col(text("draft"))
        .col(perhaps("content"))
        .col(text("marks"))
        .col(perhaps("settlement"))
        .col(text("reply"))
        .col(optional("submitted_at"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("grant_report", "grant_id", "grant_case"))
        .take()
}

fn asset() -> TableCreateStatement {
    Table::create()
        .table("grant_asset")
        .col(id())
        .col(number("grant_id"))
        .col(text("state").check(one_of("state", ASSET_STATES)))
        .col(text("content"))
        .col(text("reason"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("grant_asset", "grant_id", "grant_case"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [case(), event(), change(), report(), asset()] {
            manager.create_table(table).await?;
        }
        for (table, name, column) in [
            ("grant_case", "grant_case_lead", "lead_id"),
            ("grant_event", "grant_event_grant", "grant_id"),
            ("grant_change", "grant_change_grant", "grant_id"),
            ("grant_report", "grant_report_grant", "grant_id"),
            ("grant_asset", "grant_asset_grant", "grant_id"),
        ] {
            let index = Index::create().name(name).table(table).col(column).take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
