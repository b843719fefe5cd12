//! Fills a database with the demo data of `seeds/`, or with any number of generated programs. Both go through the same
//! form and the same commands as an import; nothing here writes to a table.

mod demo;
mod file;
mod generate;
mod offset;

pub use demo::{DEMO_PASSWORD, DemoAccount, DemoSummary, has_programs, list_demo_accounts, load_demo};
pub(crate) use file::read_insurers;
pub use generate::{DEFAULT_SEED, Generated, Generator, load_generated};
