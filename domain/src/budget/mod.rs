//! The budget of an application (経費内訳, domain table 8.7 E; ux §7.6). Lines are typed; every amount that follows from
//! them is computed here, by the same code on the server and in the browser.

mod clean;
mod difference;
mod finding;
mod form;
mod paste;
mod sheet;

pub use clean::{Budget, Funding, Line};
pub use difference::{Difference, differences, item_differences, needs_approval};
pub use finding::{BudgetFault, BudgetFinding};
pub use form::{BudgetForm, LineForm, MOST_LINES, ShareForm};
pub use paste::paste;
pub use sheet::{ItemTotal, Sheet};
