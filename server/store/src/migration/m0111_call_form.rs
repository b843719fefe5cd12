//! Creates table `call_form`: the versions of the questions of a call, and the one that is being written.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let form = Table::create()
            .table("call_form")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("call_id").big_integer().not_null())
            .col(ColumnDef::new("number").integer().not_null())
            .col(ColumnDef::new("document").string().not_null())
            .col(ColumnDef::new("revision").big_integer().not_null())
            .col(ColumnDef::new("edited_by").big_integer())
            .col(ColumnDef::new("published_at").big_integer())
            .col(ColumnDef::new("published_by").big_integer())
            .foreign_key(ForeignKey::create().from("call_form", "call_id").to("call", "id"))
            .foreign_key(ForeignKey::create().from("call_form", "edited_by").to("app_user", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("call_form", "published_by")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(form).await?;
        let once = Index::create()
            .name("call_form_number")
            .table("call_form")
            .col("call_id")
            .col("number")
            .unique()
            .take();
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call_form").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
