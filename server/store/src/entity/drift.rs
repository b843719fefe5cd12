//! Proves that the migrations create what the entities expect: the tables of both are built side by side and compared.

use std::collections::BTreeSet;

use sea_orm::sea_query::TableCreateStatement;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Schema, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use super::{app_user, change, insurer, membership, platform_role, program, program_event, session};
use crate::migration::Migrator;
use crate::{Location, connection};

fn tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let schema = Schema::new(backend);
    vec![
        schema.create_table_from_entity(insurer::Entity),
        schema.create_table_from_entity(app_user::Entity),
        schema.create_table_from_entity(membership::Entity),
        schema.create_table_from_entity(platform_role::Entity),
        schema.create_table_from_entity(session::Entity),
        schema.create_table_from_entity(program::Entity),
        schema.create_table_from_entity(program_event::Entity),
        schema.create_table_from_entity(change::Entity),
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
    assert_eq!(shape, sqlite_shape(&created).await);
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
    assert_eq!(migrated, postgres_shape(&tx, "drift_created").await);
    tx.rollback().await.unwrap();
}
