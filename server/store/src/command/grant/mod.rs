//! Commands on grants (交付). Every one locks the row of the grant first and takes its step through the case, so that state
//! and money move together; every step leaves a line in the history and a row in the audit log.

mod asset;
mod award;
mod change;
mod confirm;
mod edit;
mod hold;
mod load;
mod money;
mod office;
mod propose;
mod report;
mod settle;
mod start;
mod tell;
