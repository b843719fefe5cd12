//! Proves that the migrations create what the entities expect: the tables of both are built side by side and compared.

use std::collections::BTreeSet;

use sea_orm::sea_query::TableCreateStatement;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Schema, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use super::{
    alert_address, app_user, application, application_comment, application_editing, application_event, application_fix,
    application_officer, application_serial, application_submission, attempt, audit, audit_mark, bookmark,
    calendar_feed, call, call_budget, call_form, change, consortium, consortium_assignment, consortium_decision,
    consortium_event, consortium_message, consortium_place, decision, decision_batch, device, editing, file,
    file_content, file_version, fix_request, grant_asset, grant_case, grant_change, grant_event, grant_report,
    identity, inquiry, invitation, kept_post, mail_choice, membership, message, message_reader, notice,
    notice_audience, notice_reader, organisation, outbox, participation, participation_event, passkey,
    passkey_challenge, pending_sign_in, platform_role, program, program_event, program_version, recovery_code,
    registration, review, review_event, review_round, saved_search, saved_view, session, shared_bookmark, subscription,
    synonym_version, thread, ticket, totp,
};
use crate::migration::Migrator;
use crate::{Location, connection};

fn tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let schema = Schema::new(backend);
    vec![
        schema.create_table_from_entity(organisation::Entity),
        schema.create_table_from_entity(app_user::Entity),
        schema.create_table_from_entity(membership::Entity),
        schema.create_table_from_entity(platform_role::Entity),
        schema.create_table_from_entity(session::Entity),
        schema.create_table_from_entity(program::Entity),
        schema.create_table_from_entity(program_event::Entity),
        schema.create_table_from_entity(participation::Entity),
        schema.create_table_from_entity(participation_event::Entity),
        schema.create_table_from_entity(inquiry::Entity),
        schema.create_table_from_entity(program_version::Entity),
        schema.create_table_from_entity(fix_request::Entity),
        schema.create_table_from_entity(editing::Entity),
        schema.create_table_from_entity(change::Entity),
        schema.create_table_from_entity(audit::Entity),
        schema.create_table_from_entity(audit_mark::Entity),
        schema.create_table_from_entity(outbox::Entity),
        schema.create_table_from_entity(invitation::Entity),
        schema.create_table_from_entity(registration::Entity),
        schema.create_table_from_entity(ticket::Entity),
        schema.create_table_from_entity(kept_post::Entity),
        schema.create_table_from_entity(attempt::Entity),
        schema.create_table_from_entity(device::Entity),
        schema.create_table_from_entity(pending_sign_in::Entity),
        schema.create_table_from_entity(totp::Entity),
        schema.create_table_from_entity(recovery_code::Entity),
        schema.create_table_from_entity(identity::Entity),
        schema.create_table_from_entity(passkey::Entity),
        schema.create_table_from_entity(passkey_challenge::Entity),
        schema.create_table_from_entity(notice::Entity),
        schema.create_table_from_entity(notice_audience::Entity),
        schema.create_table_from_entity(notice_reader::Entity),
        schema.create_table_from_entity(mail_choice::Entity),
        schema.create_table_from_entity(subscription::Entity),
        schema.create_table_from_entity(file_content::Entity),
        schema.create_table_from_entity(file::Entity),
        schema.create_table_from_entity(file_version::Entity),
        schema.create_table_from_entity(alert_address::Entity),
        schema.create_table_from_entity(saved_search::Entity),
        schema.create_table_from_entity(saved_view::Entity),
        schema.create_table_from_entity(synonym_version::Entity),
        schema.create_table_from_entity(bookmark::Entity),
        schema.create_table_from_entity(shared_bookmark::Entity),
        schema.create_table_from_entity(calendar_feed::Entity),
        schema.create_table_from_entity(thread::Entity),
        schema.create_table_from_entity(message::Entity),
        schema.create_table_from_entity(message_reader::Entity),
        schema.create_table_from_entity(call::Entity),
        schema.create_table_from_entity(call_form::Entity),
        schema.create_table_from_entity(consortium::Entity),
        schema.create_table_from_entity(consortium_place::Entity),
        schema.create_table_from_entity(consortium_event::Entity),
        schema.create_table_from_entity(consortium_assignment::Entity),
        schema.create_table_from_entity(consortium_decision::Entity),
        schema.create_table_from_entity(consortium_message::Entity),
        schema.create_table_from_entity(application::Entity),
        schema.create_table_from_entity(application_event::Entity),
        schema.create_table_from_entity(application_submission::Entity),
        schema.create_table_from_entity(application_fix::Entity),
        schema.create_table_from_entity(application_comment::Entity),
        schema.create_table_from_entity(application_editing::Entity),
        schema.create_table_from_entity(application_officer::Entity),
        schema.create_table_from_entity(application_serial::Entity),
        schema.create_table_from_entity(grant_case::Entity),
        schema.create_table_from_entity(grant_event::Entity),
        schema.create_table_from_entity(grant_change::Entity),
        schema.create_table_from_entity(grant_report::Entity),
        schema.create_table_from_entity(grant_asset::Entity),
        schema.create_table_from_entity(review::Entity),
        schema.create_table_from_entity(review_round::Entity),
        schema.create_table_from_entity(review_event::Entity),
        schema.create_table_from_entity(call_budget::Entity),
        schema.create_table_from_entity(decision_batch::Entity),
        schema.create_table_from_entity(decision::Entity),
    ]
}

/// Rows of a query as lines of text.
async fn lines(db: &impl ConnectionTrait, sql: &str, columns: usize) -> BTreeSet<String> {
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            let values = (0..columns).map(|column| row.try_get_by_index::<Option<String>>(column).unwrap());
            values.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

async fn sqlite_shape(db: &DatabaseConnection) -> BTreeSet<String> {
    let tables = "sqlite_master AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'seaql%'";
    let from = |pragma: &str| tables.replacen(" WHERE", &format!(", {pragma}(t.name) AS c WHERE"), 1);
    let columns = format!(
        "SELECT t.name, c.name, lower(c.type), CAST(c.\"notnull\" AS text), CAST(c.pk AS text) FROM {}",
        from("pragma_table_info")
    );
    let keys = format!(
        "SELECT t.name, c.\"from\", c.\"table\", c.\"to\" FROM {}",
        from("pragma_foreign_key_list")
    );
    let mut shape = lines(db, &columns, 5).await;
    shape.extend(lines(db, &keys, 4).await);
    shape
}

async fn postgres_shape(db: &impl ConnectionTrait, schema: &str) -> BTreeSet<String> {
    let columns = format!(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text, is_identity::text \
         FROM information_schema.columns WHERE table_schema = '{schema}' AND table_name NOT LIKE 'seaql%'"
    );
    let constraints = format!(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint \
         WHERE contype IN ('p', 'f', 'u') AND connamespace = '{schema}'::regnamespace \
         AND conrelid::regclass::text NOT LIKE 'seaql%'"
    );
    let mut shape = lines(db, &columns, 5).await;
    shape.extend(lines(db, &constraints, 2).await);
    shape
}

/// Fails with the lines that only one of the two has: the shapes themselves are too long to read.
fn assert_same(migrated: &BTreeSet<String>, created: &BTreeSet<String>) {
    let only = |one: &BTreeSet<String>, other| one.difference(other).cloned().collect::<Vec<_>>();
    let (migrated, created) = (only(migrated, created), only(created, migrated));
    assert!(
        migrated.is_empty() && created.is_empty(),
        "only migrated: {migrated:#?}\nonly in the entities: {created:#?}"
    );
}

#[tokio::test]
async fn 移行と実体は同じ表を作る_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let open = async |name: &str| {
        connection::connect(&Location::Sqlite(folder.path().join(name)))
            .await
            .unwrap()
            .1
    };
    let migrated = open("migrated.db").await;
    Migrator::up(&migrated, None).await.unwrap();
    let created = open("created.db").await;
    for table in tables(DbBackend::Sqlite) {
        created.execute(&table).await.unwrap();
    }
    let shape = sqlite_shape(&migrated).await;
    assert!(shape.len() > 50, "{shape:#?}");
    assert_same(&shape, &sqlite_shape(&created).await);
}

#[tokio::test]
async fn 移行と実体は同じ表を作る_postgres() {
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else {
        return;
    };
    let (db, _) = connection::connect(&Location::Postgres(url)).await.unwrap();
    // Never committed, so nothing is left behind.
    let tx = db.begin().await.unwrap();
    tx.execute_unprepared("CREATE SCHEMA drift_migrated; SET LOCAL search_path TO drift_migrated")
        .await
        .unwrap();
    Migrator::up(&tx, None).await.unwrap();
    let migrated = postgres_shape(&tx, "drift_migrated").await;
    tx.execute_unprepared("CREATE SCHEMA drift_created; SET LOCAL search_path TO drift_created")
        .await
        .unwrap();
    for table in tables(DbBackend::Postgres) {
        tx.execute(&table).await.unwrap();
    }
    assert!(migrated.len() > 50, "{migrated:#?}");
    assert_same(&migrated, &postgres_shape(&tx, "drift_created").await);
    tx.rollback().await.unwrap();
}
