//! The written migrations: what the tables are, in the order in which they came to be. A released migration is never
//! changed; codes are written out in it, because the code lists may grow.

mod m0001_insurer;
mod m0002_app_user;
mod m0003_membership;
mod m0004_platform_role;
mod m0005_session;
mod m0006_program;
mod m0007_program_event;
mod m0008_change;

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
            Box::new(m0001_insurer::Migration),
            Box::new(m0002_app_user::Migration),
            Box::new(m0003_membership::Migration),
            Box::new(m0004_platform_role::Migration),
            Box::new(m0005_session::Migration),
            Box::new(m0006_program::Migration),
            Box::new(m0007_program_event::Migration),
            Box::new(m0008_change::Migration),
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
