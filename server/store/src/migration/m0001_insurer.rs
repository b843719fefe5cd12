//! Creates table `insurer`.

use sea_orm_migration::prelude::*;

use super::one_of;

const KINDS: &[&str] = &[
    "kenpo",
    "kyokai",
    "senpo",
    "kyosai-national",
    "kyosai-local",
    "shigaku",
    "kokuho-municipal",
    "kokuho-society",
    "koiki",
];

const FORMS: &[&str] = &["single", "general", "regional"];

const INDUSTRIES: &[&str] = &[
    "agriculture-forestry-fisheries",
    "mining",
    "construction",
    "food-tobacco",
    "textiles",
    "wood-furniture",
    "paper",
    "printing",
    "chemicals",
    "metals",
    "machinery",
    "other-manufacturing",
    "utilities",
    "information-communications",
    "transport",
    "wholesale",
    "food-retail",
    "other-retail",
    "finance-insurance",
    "real-estate-leasing",
    "professional-services",
    "hospitality",
    "personal-services-leisure",
    "education",
    "health-welfare",
    "compound-services",
    "staffing",
    "other-services",
    "public-service",
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let insurer = Table::create()
            .table("insurer")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("number").string().not_null().unique_key())
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("name_key").string().not_null())
            .col(ColumnDef::new("kana").string().not_null())
            .col(ColumnDef::new("kind").string().not_null().check(one_of("kind", KINDS)))
            .col(ColumnDef::new("form").string().check(one_of("form", FORMS)))
            .col(
                ColumnDef::new("industry")
                    .string()
                    .not_null()
                    .check(one_of("industry", INDUSTRIES)),
            )
            .col(
                ColumnDef::new("pref")
                    .string()
                    .not_null()
                    .check(Expr::col("pref").between("01", "47")),
            )
            .col(
                ColumnDef::new("insured")
                    .big_integer()
                    .not_null()
                    .check(Expr::col("insured").gte(0)),
            )
            .col(
                ColumnDef::new("dependants")
                    .big_integer()
                    .not_null()
                    .check(Expr::col("dependants").gte(0)),
            )
            .col(ColumnDef::new("members_as_of").string().not_null())
            .take();
        manager.create_table(insurer).await?;
        let by_name = Index::create()
            .name("insurer_name_key")
            .table("insurer")
            .col("name_key")
            .take();
        manager.create_index(by_name).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("insurer").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
