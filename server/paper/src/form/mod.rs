//! The documents that a consortium needs, in the project's own words: the notice of joint use and the draft of an agreement
//! with the list of members. They say what is known; what is not is left open visibly, never invented.

mod agreement;
mod annex;
mod clause;
mod joint_use;

use domain::consortium::{CleanConsortium, Place, Snapshot};
use domain::data_flow::Flow;
use domain::value::{Day, Instant};

pub use agreement::agreement;
pub use annex::flow_table;
pub use joint_use::joint_use;

/// Stands where something is still to be written.
pub const OPEN: &str = "（未記入）";

/// What documents of a consortium are made of.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// What it is about.
    pub plan: &'a CleanConsortium,
    /// Its composition.
    pub snapshot: &'a Snapshot,
    /// Its places, for the numbers of insurers.
    pub places: &'a [Place],
    /// The sheet of flows.
    pub flows: &'a [Flow],
    /// Whether what each society pays can be told.
    pub has_shares: bool,
    /// Now.
    pub made_at: Instant,
}

impl Basis<'_> {
    fn lead(&self) -> &str {
        self.snapshot.lead().map_or(OPEN, |lead| lead.name.as_str())
    }
}

/// A day as contracts write it: without the day of the week.
fn day(day: Day) -> String {
    let year = day
        .era()
        .map_or_else(|| format!("{}年", day.year()), |year| year.to_string());
    format!("{year}{}月{}日", day.month(), day.day())
}

/// What was typed, or that it is missing.
fn typed(text: &str) -> String {
    match text.trim() {
        "" => OPEN.to_owned(),
        text => text.to_owned(),
    }
}
