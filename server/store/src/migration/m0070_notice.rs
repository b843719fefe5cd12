//! Creates tables `notice`, `notice_audience` and `notice_reader`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notice = Table::create()
            .table("notice")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("kind").string().not_null())
            .col(ColumnDef::new("notice").string().not_null())
            .col(ColumnDef::new("matter").string().not_null())
            .col(ColumnDef::new("is_task").boolean().not_null())
            .col(ColumnDef::new("due").string())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("settled_at").big_integer())
            .col(ColumnDef::new("settled_by").big_integer())
            .foreign_key(ForeignKey::create().from("notice", "settled_by").to("app_user", "id"))
            .take();
        manager.create_table(notice).await?;
        let by_matter = Index::create()
            .name("notice_matter")
            .table("notice")
            .col("matter")
            .take();
        manager.create_index(by_matter).await?;
        let audience = Table::create()
            .table("notice_audience")
            .col(ColumnDef::new("audience").string().not_null())
            .col(ColumnDef::new("notice_id").big_integer().not_null())
            .primary_key(Index::create().col("audience").col("notice_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("notice_audience", "notice_id")
                    .to("notice", "id"),
            )
            .take();
        manager.create_table(audience).await?;
        let by_notice = Index::create()
            .name("notice_audience_notice")
            .table("notice_audience")
            .col("notice_id")
            .take();
        manager.create_index(by_notice).await?;
        let reader = Table::create()
            .table("notice_reader")
            .col(ColumnDef::new("notice_id").big_integer().not_null())
            .col(ColumnDef::new("user_id").big_integer().not_null())
            .col(ColumnDef::new("read_at").big_integer())
            .col(ColumnDef::new("pace").string())
            .col(ColumnDef::new("mail_at").big_integer())
            .primary_key(Index::create().col("notice_id").col("user_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("notice_reader", "notice_id")
                    .to("notice", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("notice_reader", "user_id")
                    .to("app_user", "id"),
            )
            .take();
        manager.create_table(reader).await?;
        let by_user = Index::create()
            .name("notice_reader_user")
            .table("notice_reader")
            .col("user_id")
            .col("read_at")
            .take();
        manager.create_index(by_user).await?;
        let by_mail = Index::create()
            .name("notice_reader_mail")
            .table("notice_reader")
            .col("mail_at")
            .take();
        manager.create_index(by_mail).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("notice_reader").take()).await?;
        manager
            .drop_table(Table::drop().table("notice_audience").take())
            .await?;
        manager.drop_table(Table::drop().table("notice").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
