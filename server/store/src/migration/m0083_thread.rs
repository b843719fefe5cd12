//! Creates tables `thread`, `message` and `message_reader`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(thread()).await?;
        let by_sides = Index::create()
            .name("thread_program_society")
            .table("thread")
            .col("program_id")
            .col("society_id")
            .unique()
            .take();
        manager.create_index(by_sides).await?;
        manager.create_table(message()).await?;
        let by_thread = Index::create()
            .name("message_thread")
            .table("message")
            .col("thread_id")
            .take();
        manager.create_index(by_thread).await?;
        manager.create_table(reader()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["message_reader", "message", "thread"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn id() -> ColumnDef {
    ColumnDef::new("id")
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .take()
}

fn thread() -> TableCreateStatement {
    Table::create()
        .table("thread")
        .col(id())
        .col(ColumnDef::new("program_id").big_integer().not_null())
        .col(ColumnDef::new("society_id").big_integer().not_null())
        .col(ColumnDef::new("created_at").big_integer().not_null())
        .col(ColumnDef::new("last_at").big_integer().not_null())
        .foreign_key(ForeignKey::create().from("thread", "program_id").to("program", "id"))
        .foreign_key(
            ForeignKey::create()
                .from("thread", "society_id")
                .to("organisation", "id"),
        )
        .take()
}

fn message() -> TableCreateStatement {
    Table::create()
        .table("message")
        .col(id())
        .col(ColumnDef::new("thread_id").big_integer().not_null())
        .col(ColumnDef::new("organisation_id").big_integer().not_null())
        .col(ColumnDef::new("author_id").big_integer().not_null())
        .col(ColumnDef::new("body").string().not_null())
        .col(ColumnDef::new("created_at").big_integer().not_null())
        .foreign_key(ForeignKey::create().from("message", "thread_id").to("thread", "id"))
        .foreign_key(
            ForeignKey::create()
                .from("message", "organisation_id")
                .to("organisation", "id"),
        )
        .foreign_key(ForeignKey::create().from("message", "author_id").to("app_user", "id"))
        .take()
}

fn reader() -> TableCreateStatement {
    Table::create()
        .table("message_reader")
        .col(ColumnDef::new("message_id").big_integer().not_null())
        .col(ColumnDef::new("user_id").big_integer().not_null())
        .col(ColumnDef::new("read_at").big_integer().not_null())
        .primary_key(Index::create().col("message_id").col("user_id"))
        .foreign_key(
            ForeignKey::create()
                .from("message_reader", "message_id")
                .to("message", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("message_reader", "user_id")
                .to("app_user", "id"),
        )
        .take()
}
