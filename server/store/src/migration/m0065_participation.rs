//! Creates tables `participation` and `participation_event`, and adds to `program` how many societies have joined here.

use sea_orm_migration::prelude::*;

use super::column::{id, refers};
use super::one_of;

const STATES: &[&str] = &[
    "requested",
    "waitlisted",
    "offered",
    "consented",
    "confirmed",
    "declined",
    "withdrawn",
    "left",
    "removed",
];

const STEPS: &[&str] = &[
    "request",
    "waitlist",
    "offer",
    "decline",
    "reconsider",
    "consent",
    "confirm",
    "withdraw",
    "leave",
    "remove",
    "remind",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let participation = Table::create()
            .table("participation")
            .col(id())
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("organisation_id").big_integer().not_null())
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("version").big_integer().not_null())
            .col(ColumnDef::new("request").string().not_null())
            .col(ColumnDef::new("consent").string())
            .col(ColumnDef::new("requested_at").big_integer().not_null())
            .col(ColumnDef::new("waiting_since").big_integer().not_null())
            .col(ColumnDef::new("reminded_at").big_integer())
            .foreign_key(&mut refers("participation", "program_id", "program"))
            .foreign_key(&mut refers("participation", "organisation_id", "organisation"))
            .take();
        manager.create_table(participation).await?;
        // A society is in a program once; asking again goes on in the same row.
        let once = Index::create()
            .name("participation_program_organisation")
            .table("participation")
            .col("program_id")
            .col("organisation_id")
            .unique()
            .take();
        manager.create_index(once).await?;
        for (name, columns) in [
            ("participation_organisation", &["organisation_id"][..]),
            ("participation_waiting", &["state", "waiting_since"][..]),
        ] {
            let mut index = Index::create().name(name).table("participation").take();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        let event = Table::create()
            .table("participation_event")
            .col(id())
            .col(ColumnDef::new("participation_id").big_integer().not_null())
            .col(ColumnDef::new("at").big_integer().not_null())
            .col(ColumnDef::new("actor_id").big_integer())
            .col(ColumnDef::new("step").string().not_null().check(one_of("step", STEPS)))
            .col(ColumnDef::new("note").string().not_null())
            .foreign_key(&mut refers("participation_event", "participation_id", "participation"))
            .foreign_key(&mut refers("participation_event", "actor_id", "app_user"))
            .take();
        manager.create_table(event).await?;
        let by_participation = Index::create()
            .name("participation_event_participation")
            .table("participation_event")
            .col("participation_id")
            .take();
        manager.create_index(by_participation).await?;
        let confirmed = Table::alter()
            .table("program")
            .add_column(ColumnDef::new("confirmed").integer().not_null().default(0))
            .take();
        manager.alter_table(confirmed).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("program").drop_column("confirmed").take())
            .await?;
        for table in ["participation_event", "participation"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
