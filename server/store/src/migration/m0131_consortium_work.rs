//! Creates tables `consortium_assignment`, `consortium_decision` and `consortium_message`.

use sea_orm_migration::prelude::*;

use super::column::{id, number, refers, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

fn assignment() -> TableCreateStatement {
    let table = "consortium_assignment";
    Table::create()
        .table(table)
        .col(id())
        .col(number("consortium_id"))
        .col(number("organisation_id"))
        .col(text("title"))
        .col(text("due"))
        .col(number("created_at"))
        .col(ColumnDef::new("done_at").big_integer())
        .foreign_key(&mut refers(table, "consortium_id", "consortium"))
        .foreign_key(&mut refers(table, "organisation_id", "organisation"))
        .take()
}

fn decision() -> TableCreateStatement {
    let table = "consortium_decision";
    Table::create()
        .table(table)
        .col(id())
        .col(number("consortium_id"))
        .col(number("organisation_id"))
        .col(text("decided_on"))
        .col(text("content"))
        .col(number("created_at"))
        .foreign_key(&mut refers(table, "consortium_id", "consortium"))
        .foreign_key(&mut refers(table, "organisation_id", "organisation"))
        .take()
}

fn message() -> TableCreateStatement {
    let table = "consortium_message";
    Table::create()
        .table(table)
        .col(id())
        .col(number("consortium_id"))
        .col(number("organisation_id"))
        .col(number("author_id"))
        .col(text("body"))
        .col(number("created_at"))
        .foreign_key(&mut refers(table, "consortium_id", "consortium"))
        .foreign_key(&mut refers(table, "organisation_id", "organisation"))
        .foreign_key(&mut refers(table, "author_id", "app_user"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            ("consortium_assignment", assignment()),
            ("consortium_decision", decision()),
            ("consortium_message", message()),
        ];
        for (name, table) in tables {
            manager.create_table(table).await?;
            let by_consortium = Index::create()
                .name(format!("{name}_consortium"))
                .table(name)
                .col("consortium_id")
                .take();
            manager.create_index(by_consortium).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["consortium_message", "consortium_decision", "consortium_assignment"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
