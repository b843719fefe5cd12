//! Creates table `saved_search`.

use sea_orm_migration::prelude::*;

use super::one_of;

const STATES: &[&str] = &["started", "active", "paused"];
const FREQUENCIES: &[&str] = &["at-once", "daily", "weekly"];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let saved_search = Table::create()
            .table("saved_search")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("version").big_integer().not_null())
            .col(ColumnDef::new("user_id").big_integer())
            .col(ColumnDef::new("email").string())
            .col(ColumnDef::new("email_key").string())
            .col(ColumnDef::new("lang").string().not_null())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("query").string().not_null())
            .col(
                ColumnDef::new("frequency")
                    .string()
                    .not_null()
                    .check(one_of("frequency", FREQUENCIES)),
            )
            .col(
                ColumnDef::new("state")
                    .string()
                    .not_null()
                    .check(one_of("state", STATES)),
            )
            .col(ColumnDef::new("token_hash").string().unique_key())
            .col(ColumnDef::new("expires_at").big_integer())
            .col(ColumnDef::new("known").string().not_null())
            .col(ColumnDef::new("opened").string().not_null())
            .col(ColumnDef::new("seen").big_integer().not_null())
            .col(ColumnDef::new("due_at").big_integer().not_null())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("sent_at").big_integer())
            .foreign_key(
                ForeignKey::create()
                    .from("saved_search", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(saved_search).await?;
        for (name, columns) in [
            ("saved_search_user", ["user_id", "id"]),
            ("saved_search_email", ["email_key", "id"]),
            ("saved_search_due", ["state", "due_at"]),
        ] {
            let mut index = Index::create();
            index.name(name).table("saved_search");
            columns.into_iter().for_each(|column| {
                index.col(column);
            });
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("saved_search").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
