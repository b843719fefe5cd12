//! The written migrations: what the tables are, in the order in which they came to be. A released migration is never
//! changed; codes are written out in it, because the code lists may grow.

mod column;
mod m0001_organisation;
mod m0002_app_user;
mod m0003_membership;
mod m0004_platform_role;
mod m0005_session;
mod m0006_program;
mod m0007_program_event;
mod m0008_change;
mod m0009_audit;
mod m0010_outbox;
mod m0012_invitation;
mod m0013_platform_role_limits;
mod m0014_staff_change;
mod m0020_registration;
mod m0030_ticket;
mod m0031_kept_post;
mod m0032_attempt;
mod m0033_device;
mod m0040_pending_sign_in;
mod m0041_totp;
mod m0042_recovery_code;
mod m0043_identity;
mod m0044_passkey;
mod m0050_audit_mark;
mod m0051_program_recorded;
mod m0065_participation;
mod m0066_inquiry;
mod m0070_notice;
mod m0071_subscription;
mod m0075_alert_address;
mod m0076_saved_search;
mod m0077_synonym_version;
mod m0078_bookmark;
mod m0080_file_content;
mod m0081_file;
mod m0082_file_version;
mod m0083_thread;
mod m0090_listing_life;
mod m0091_program_version;
mod m0092_fix_request;
mod m0093_editing;
mod m0094_program_event_step;
mod m0100_call;
mod m0101_consortium;
mod m0110_call_draft;
mod m0111_call_form;
mod m0120_application;
mod m0130_consortium_flows;
mod m0131_consortium_work;
mod m0140_saved_search_society;
mod m0141_calendar_feed;
mod m0150_review;
mod m0151_saved_search_trigger;
mod m0155_application_reminded;
mod m0156_application_comment;
mod m0160_decision;
mod m0170_grant;
mod m0185_grant_report_asked;
mod m0186_application_officer;
mod m0187_saved_view;
mod m0190_program_continued;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::{StoreError, connection};

/// Names the lock under which PostgreSQL migrates; any number no other program on the database uses.
const MIGRATION_LOCK: i64 = 0x4b79_6f64_6f4d_6967;

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_organisation::Migration),
            Box::new(m0002_app_user::Migration),
            Box::new(m0003_membership::Migration),
            Box::new(m0004_platform_role::Migration),
            Box::new(m0005_session::Migration),
            Box::new(m0006_program::Migration),
            Box::new(m0007_program_event::Migration),
            Box::new(m0008_change::Migration),
            Box::new(m0009_audit::Migration),
            Box::new(m0010_outbox::Migration),
            Box::new(m0012_invitation::Migration),
            Box::new(m0013_platform_role_limits::Migration),
            Box::new(m0014_staff_change::Migration),
            Box::new(m0020_registration::Migration),
            Box::new(m0030_ticket::Migration),
            Box::new(m0031_kept_post::Migration),
            Box::new(m0032_attempt::Migration),
            Box::new(m0033_device::Migration),
            Box::new(m0040_pending_sign_in::Migration),
            Box::new(m0041_totp::Migration),
            Box::new(m0042_recovery_code::Migration),
            Box::new(m0043_identity::Migration),
            Box::new(m0044_passkey::Migration),
            Box::new(m0050_audit_mark::Migration),
            Box::new(m0051_program_recorded::Migration),
            Box::new(m0065_participation::Migration),
            Box::new(m0066_inquiry::Migration),
            Box::new(m0070_notice::Migration),
            Box::new(m0071_subscription::Migration),
            Box::new(m0075_alert_address::Migration),
            Box::new(m0076_saved_search::Migration),
            Box::new(m0077_synonym_version::Migration),
            Box::new(m0078_bookmark::Migration),
            Box::new(m0080_file_content::Migration),
            Box::new(m0081_file::Migration),
            Box::new(m0082_file_version::Migration),
            Box::new(m0083_thread::Migration),
            Box::new(m0090_listing_life::Migration),
            Box::new(m0091_program_version::Migration),
            Box::new(m0092_fix_request::Migration),
            Box::new(m0093_editing::Migration),
            Box::new(m0094_program_event_step::Migration),
            Box::new(m0100_call::Migration),
            Box::new(m0101_consortium::Migration),
            Box::new(m0110_call_draft::Migration),
            Box::new(m0111_call_form::Migration),
            Box::new(m0120_application::Migration),
            Box::new(m0130_consortium_flows::Migration),
            Box::new(m0131_consortium_work::Migration),
            Box::new(m0140_saved_search_society::Migration),
            Box::new(m0141_calendar_feed::Migration),
            Box::new(m0150_review::Migration),
            Box::new(m0151_saved_search_trigger::Migration),
            Box::new(m0155_application_reminded::Migration),
            Box::new(m0156_application_comment::Migration),
            Box::new(m0160_decision::Migration),
            Box::new(m0170_grant::Migration),
            Box::new(m0185_grant_report_asked::Migration),
            Box::new(m0186_application_officer::Migration),
            Box::new(m0187_saved_view::Migration),
            Box::new(m0190_program_continued::Migration),
        ]
    }
}

/// Applies what is pending in one transaction, so that a failure leaves no half of a table on either database.
pub(crate) async fn migrate(writer: &DatabaseConnection) -> Result<Vec<String>, StoreError> {
    let tx = connection::begin(writer).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [MIGRATION_LOCK.into()],
        );
        tx.execute_raw(lock).await?;
    }
    let pending = names(Migrator::get_pending_migrations(&tx).await?);
    Migrator::up(&tx, None).await?;
    tx.commit().await?;
    Ok(pending)
}

/// The names of the migrations not applied yet; creates nothing.
pub(crate) async fn list_pending(reader: &DatabaseConnection) -> Result<Vec<String>, StoreError> {
    Ok(names(Migrator::get_pending_migrations_read_only(reader).await?))
}

fn names(migrations: Vec<sea_orm_migration::Migration>) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().to_owned()).collect()
}

/// The condition that a column holds one of these codes.
fn one_of(column: &'static str, codes: &[&'static str]) -> Expr {
    Expr::col(column).is_in(codes.iter().copied())
}
