//! Fills a database with the demo data of `seeds/`, or with any number of generated programs. Both go through the same
//! form and the same commands as an import; nothing here writes to a table.

mod application;
mod attachment;
mod call;
mod case;
mod decision;
mod demo;
mod file;
mod generate;
mod grant;
mod office;
mod offset;
mod organisation;
mod participation;
mod waiting;

pub use attachment::load_demo_files;
pub use case::{Office, Plan, Society};
pub use demo::{DEMO_PASSWORD, DemoAccount, DemoSummary, has_programs, list_demo_accounts, load_demo};
pub(crate) use file::read_insurers;
pub use generate::{DEFAULT_SEED, Generated, Generator, load_generated};
pub use office::{OFFICE_CODE, OFFICE_DOMAIN, OfficeLoad, load_office};
