//! Creates the tables of applications: `application` with its events, submissions, comments of the office, who has a
//! section open, and `application_serial` for the numbers of a call.

use sea_orm_migration::prelude::*;

use super::column::{id, number, optional, refers, text};
use super::one_of;

const STATES: &[&str] = &[
    "draft",
    "awaiting-consent",
    "awaiting-signoff",
    "submitted",
    "formal-check",
    "returned",
    "resubmitted",
    "in-review",
    "scored",
    "selected",
    "conditional",
    "waitlisted",
    "not-selected",
    "withdrawn",
    "expired",
];

const TABLES: [&str; 6] = [
    "application_editing",
    "application_fix",
    "application_submission",
    "application_event",
    "application",
    "application_serial",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

fn application() -> TableCreateStatement {
    Table::create()
        .table("application")
        .col(id())
        .col(number("call_id"))
        .col(number("consortium_id"))
        .col(number("lead_id"))
        .col(text("state").check(one_of("state", STATES)))
        .col(number("version"))
        .col(text("draft"))
        .col(ColumnDef::new("recorded").string())
        .col(ColumnDef::new("number").string().unique_key())
        .col(optional("extended_to"))
        .col(optional("prepared_by"))
        .col(optional("submitted_at"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .foreign_key(&mut refers("application", "call_id", "call"))
        .foreign_key(&mut refers("application", "consortium_id", "consortium"))
        .foreign_key(&mut refers("application", "lead_id", "organisation"))
        .foreign_key(&mut refers("application", "prepared_by", "app_user"))
        .take()
}

fn event() -> TableCreateStatement {
    Table::create()
        .table("application_event")
        .col(id())
        .col(number("application_id"))
        .col(number("at"))
        .col(optional("actor_id"))
        .col(text("step"))
        .col(text("note"))
        .foreign_key(&mut refers("application_event", "application_id", "application"))
        .foreign_key(&mut refers("application_event", "actor_id", "app_user"))
        .take()
}

fn submission() -> TableCreateStatement {
    Table::create()
        .table("application_submission")
        .col(id())
        .col(number("application_id"))
        .col(ColumnDef::new("version").integer().not_null())
        .col(text("content"))
        .col(text("sha256"))
        .col(number("at"))
        .col(number("actor_id"))
        .foreign_key(&mut refers("application_submission", "application_id", "application"))
        .foreign_key(&mut refers("application_submission", "actor_id", "app_user"))
        .take()
}

fn fix() -> TableCreateStatement {
    Table::create()
        .table("application_fix")
        .col(id())
        .col(number("application_id"))
        .col(text("request"))
        .col(text("value"))
        .col(text("due"))
        .col(text("reply"))
        .col(number("asked_at"))
        .col(optional("asked_by"))
        .col(optional("settled_at"))
        .foreign_key(&mut refers("application_fix", "application_id", "application"))
        .foreign_key(&mut refers("application_fix", "asked_by", "app_user"))
        .take()
}

fn editing() -> TableCreateStatement {
    Table::create()
        .table("application_editing")
        .col(number("application_id"))
        .col(text("section"))
        .col(number("user_id"))
        .col(number("since"))
        .col(number("seen_at"))
        .primary_key(Index::create().col("application_id").col("section").col("user_id"))
        .foreign_key(&mut refers("application_editing", "application_id", "application"))
        .foreign_key(&mut refers("application_editing", "user_id", "app_user"))
        .take()
}

fn serial() -> TableCreateStatement {
    Table::create()
        .table("application_serial")
        .col(number("call_id").primary_key())
        .col(number("last"))
        .foreign_key(&mut refers("application_serial", "call_id", "call"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [application(), event(), submission(), fix(), editing(), serial()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("application", "application_call", &["call_id"]),
            index("application", "application_consortium", &["consortium_id"]),
            index("application", "application_lead", &["lead_id"]),
            index(
                "application_event",
                "application_event_application",
                &["application_id"],
            ),
            index("application_fix", "application_fix_application", &["application_id"]),
        ] {
            manager.create_index(index).await?;
        }
        let once = index(
            "application_submission",
            "application_submission_version",
            &["application_id", "version"],
        )
        .unique()
        .take();
        manager.create_index(once).await
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
