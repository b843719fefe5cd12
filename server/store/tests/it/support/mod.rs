//! A fresh, migrated database per test, with a clock that stands still and a few people and societies.

mod database;
mod sample;

use std::sync::Arc;

use domain::code::OrgRole;
use domain::permit::Actor;
use domain::program::{ProgramForm, PublicationCheck};
use domain::user::NewUser;
use domain::value::{Clock, Email, FixedClock, Instant, OrganisationId, ProgramId};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use store::{Location, Store};

pub use database::{Disposable, Kind};
pub use sample::{form, insurer};

/// 2026-04-01 09:00 in Japan.
pub const MORNING: Instant = Instant::from_millis(1_775_001_600_000);

/// An operator who asks for no check.
pub const NONE: PublicationCheck = PublicationCheck::None;

/// All sections' fields.
pub const ALL: &[&str] = ProgramForm::FIELDS;

/// A store with its clock, and what it takes to look behind it.
pub struct Bench {
    pub store: Store,
    pub clock: Arc<FixedClock>,
    pub location: Location,
}

impl Bench {
    pub async fn new(database: &Disposable) -> Self {
        let bench = Self::empty(database).await;
        bench.store.migrate().await.unwrap();
        bench
    }

    /// Not migrated.
    pub async fn empty(database: &Disposable) -> Self {
        let clock = Arc::new(FixedClock::new(MORNING));
        let location = database.location();
        let store = Store::open(&location, Arc::clone(&clock) as Arc<dyn Clock>)
            .await
            .unwrap();
        Self { store, clock, location }
    }

    /// Another process on the same database.
    pub async fn second_store(&self) -> Store {
        Store::open(&self.location, Arc::clone(&self.clock) as Arc<dyn Clock>)
            .await
            .unwrap()
    }

    /// A connection that goes around the store, to damage what it keeps.
    pub async fn raw(&self) -> DatabaseConnection {
        let url = match &self.location {
            Location::Sqlite(path) => format!("sqlite://{}", path.display()),
            Location::Postgres(url) => url.clone(),
        };
        Database::connect(url).await.unwrap()
    }

    pub async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.raw().await.execute_unprepared(sql).await?.rows_affected())
    }

    /// Registers the society with this number in the sample.
    pub async fn society(&self, number: u32) -> OrganisationId {
        self.store.register_insurer(insurer(number)).await.unwrap()
    }

    /// Registers somebody with a role in a society.
    pub async fn staff(&self, society: OrganisationId, role: OrgRole) -> Actor {
        let email = format!("{}-{society}@example.jp", role.code());
        let new = NewUser {
            email: Email::parse(&email).unwrap(),
            name: "佐藤 花子".into(),
            password_hash: "$argon2id$example".into(),
            memberships: vec![(society, role)],
            platform: vec![],
        };
        let id = self.store.register_user(new).await.unwrap();
        Actor::User(self.store.find_user(id).await.unwrap().unwrap())
    }

    /// A society with its approver.
    pub async fn lead(&self) -> (OrganisationId, Actor) {
        let society = self.society(1).await;
        (society, self.staff(society, OrgRole::Approver).await)
    }

    /// Starts and publishes a program of this title.
    pub async fn published(&self, actor: &Actor, society: OrganisationId, title: &str) -> ProgramId {
        let id = self.store.start_program(actor, society, form(title)).await.unwrap();
        self.store.publish(actor, id, 1, NONE).await.unwrap();
        id
    }
}

/// Declares tests that run on both databases.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($bench:ident: Bench) $body:block)+) => {
        $(mod $name {
            #[allow(unused_imports, reason = "not every test needs all of them")]
            use super::*;

            $(#[$meta])*
            async fn run($bench: crate::support::Bench) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let database = crate::support::Disposable::create(crate::support::Kind::Sqlite).await.unwrap();
                run(crate::support::Bench::new(&database).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let Some(database) = crate::support::Disposable::create(crate::support::Kind::Postgres).await else { return };
                run(crate::support::Bench::new(&database).await).await;
                database.drop().await;
            }
        })+
    };
}
pub(crate) use on_both;
