//! Creates table `program_event`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STEPS: &[&str] = &[
    "start",
    "submit-for-check",
    "return",
    "publish",
    "edit-minor",
    "edit-major",
    "suspend",
    "resume",
    "end",
    "archive",
    "delete-draft",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let program_event = Table::create()
            .table("program_event")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("program_id").big_integer().not_null())
            .col(ColumnDef::new("at").big_integer().not_null())
            .col(ColumnDef::new("actor_id").big_integer())
            .col(ColumnDef::new("step").string().not_null().check(one_of("step", STEPS)))
            .col(ColumnDef::new("note").string().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("program_event", "program_id")
                    .to("program", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("program_event", "actor_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(program_event).await?;
        let by_program = Index::create()
            .name("program_event_program")
            .table("program_event")
            .col("program_id")
            .take();
        manager.create_index(by_program).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("program_event").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
