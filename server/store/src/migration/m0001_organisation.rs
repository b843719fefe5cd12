//! Creates table `organisation`.

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
    "council",
    "federation",
    "provider",
    "academic",
    "medical",
    "checkup",
    "municipality",
    "employer",
];

const STATUSES: &[&str] = &["active", "merged", "dissolved"];

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
        let organisation = Table::create()
            .table("organisation")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(ColumnDef::new("kind").string().not_null().check(one_of("kind", KINDS)))
            .col(ColumnDef::new("name").string().not_null())
            .col(ColumnDef::new("name_key").string().not_null())
            .col(ColumnDef::new("kana").string().not_null())
            .col(
                ColumnDef::new("pref")
                    .string()
                    .not_null()
                    .check(Expr::col("pref").between("01", "47")),
            )
            .col(ColumnDef::new("number").string().unique_key())
            .col(ColumnDef::new("form").string().check(one_of("form", FORMS)))
            .col(
                ColumnDef::new("industry")
                    .string()
                    .check(one_of("industry", INDUSTRIES)),
            )
            .col(
                ColumnDef::new("insured")
                    .big_integer()
                    .check(Expr::col("insured").gte(0)),
            )
            .col(
                ColumnDef::new("dependants")
                    .big_integer()
                    .check(Expr::col("dependants").gte(0)),
            )
            .col(ColumnDef::new("members_as_of").string())
            .col(ColumnDef::new("profile").string().not_null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .col(
                ColumnDef::new("status")
                    .string()
                    .not_null()
                    .check(one_of("status", STATUSES)),
            )
            .col(ColumnDef::new("ended_on").string())
            .col(ColumnDef::new("successor_id").big_integer())
            .col(ColumnDef::new("created_at").big_integer().not_null())
            .col(ColumnDef::new("updated_at").big_integer().not_null())
            .foreign_key(
                ForeignKey::create()
                    .from("organisation", "successor_id")
                    .to("organisation", "id"),
            )
            .take();
        manager.create_table(organisation).await?;
        let by_name = Index::create()
            .name("organisation_name_key")
            .table("organisation")
            .col("name_key")
            .take();
        manager.create_index(by_name).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("organisation").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
