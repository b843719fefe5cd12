//! Creates tables `consortium`, `consortium_place` and `consortium_event`.

use sea_orm_migration::prelude::*;

use super::column::{id, number, refers};
use super::one_of;

const STATES: &[&str] = &[
    "forming",
    "fixed",
    "applied",
    "adopted",
    "rejected",
    "active",
    "closed",
    "dissolved",
];

const PLACES: &[&str] = &[
    "invited",
    "agreed",
    "asked-again",
    "declined",
    "left",
    "removed",
    "asking",
    "refused",
];

const ROLES: &[&str] = &["lead", "member", "office", "provider", "cooperating", "observer"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let consortium = Table::create()
            .table("consortium")
            .col(id())
            .col(number("lead_id"))
            .col(ColumnDef::new("program_id").big_integer())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(number("version"))
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("is_open").boolean().not_null())
            .col(ColumnDef::new("plan").string().not_null())
            .col(ColumnDef::new("data_version").integer().not_null())
            .col(ColumnDef::new("plan_version").integer().not_null())
            .col(ColumnDef::new("snapshot").string())
            .col(number("created_at"))
            .col(number("updated_at"))
            .foreign_key(&mut refers("consortium", "lead_id", "organisation"))
            .foreign_key(&mut refers("consortium", "program_id", "program"))
            .take();
        manager.create_table(consortium).await?;
        let place = Table::create()
            .table("consortium_place")
            .col(id())
            .col(number("consortium_id"))
            .col(number("organisation_id"))
            .col(ColumnDef::new("role").string().not_null().check(one_of("role", ROLES)))
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", PLACES)),
            )
            .col(ColumnDef::new("facts").string().not_null())
            .col(ColumnDef::new("consent").string())
            .foreign_key(&mut refers("consortium_place", "consortium_id", "consortium"))
            .foreign_key(&mut refers("consortium_place", "organisation_id", "organisation"))
            .take();
        manager.create_table(place).await?;
        // An organisation has one place; coming back goes on in the same row.
        let once = Index::create()
            .name("consortium_place_consortium_organisation")
            .table("consortium_place")
            .col("consortium_id")
            .col("organisation_id")
            .unique()
            .take();
        manager.create_index(once).await?;
        let by_organisation = Index::create()
            .name("consortium_place_organisation")
            .table("consortium_place")
            .col("organisation_id")
            .take();
        manager.create_index(by_organisation).await?;
        let event = Table::create()
            .table("consortium_event")
            .col(id())
            .col(number("consortium_id"))
            .col(number("at"))
            .col(ColumnDef::new("actor_id").big_integer())
            .col(ColumnDef::new("organisation_id").big_integer())
            .col(ColumnDef::new("step").string().not_null())
            .col(ColumnDef::new("note").string().not_null())
            .foreign_key(&mut refers("consortium_event", "consortium_id", "consortium"))
            .foreign_key(&mut refers("consortium_event", "actor_id", "app_user"))
            .foreign_key(&mut refers("consortium_event", "organisation_id", "organisation"))
            .take();
        manager.create_table(event).await?;
        let by_consortium = Index::create()
            .name("consortium_event_consortium")
            .table("consortium_event")
            .col("consortium_id")
            .take();
        manager.create_index(by_consortium).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["consortium_event", "consortium_place", "consortium"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
