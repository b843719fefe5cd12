//! Creates table `audit`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The number is given by the program and not drawn by the database, so that a gap is a removed row.
        let audit = Table::create()
            .table("audit")
            .col(ColumnDef::new("seq").big_integer().not_null().primary_key())
            .col(ColumnDef::new("at").big_integer().not_null())
            .col(ColumnDef::new("actor").string().not_null())
            .col(ColumnDef::new("user_id").big_integer())
            .col(ColumnDef::new("organisation_id").big_integer())
            .col(ColumnDef::new("deed").string().not_null())
            .col(ColumnDef::new("subject_kind").string().not_null())
            .col(ColumnDef::new("subject_id").string().not_null())
            .col(ColumnDef::new("before").string())
            .col(ColumnDef::new("after").string())
            .col(ColumnDef::new("why").string().not_null())
            .col(ColumnDef::new("address").string().not_null())
            .col(ColumnDef::new("agent").string().not_null())
            .col(ColumnDef::new("reference").string().not_null())
            .col(ColumnDef::new("hash").string().not_null())
            .take();
        manager.create_table(audit).await?;
        for (name, columns) in [
            ("audit_at", &["at"][..]),
            ("audit_user", &["user_id"][..]),
            ("audit_subject", &["subject_kind", "subject_id"][..]),
            ("audit_organisation", &["organisation_id"][..]),
        ] {
            let mut index = Index::create();
            index.name(name).table("audit");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
