//! What would change if a society joined or left: a snapshot with changes, and the rules that then stand otherwise. Nothing
//! is stored.

use serde::{Deserialize, Serialize};

use super::{Panel, Rule, Standing};
use crate::consortium::{Insurer, Snapshot};
use crate::value::OrganisationId;

/// A change to try out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This society joins; one that is there already is replaced.
    Add(Box<Insurer>),
    /// This organisation leaves, as insurer or partner.
    Drop(OrganisationId),
}

/// The snapshot after the changes.
pub fn what_if(snapshot: &Snapshot, changes: &[Change]) -> Snapshot {
    let mut tried = snapshot.clone();
    for change in changes {
        let out = match change {
            Change::Add(insurer) => insurer.organisation,
            Change::Drop(organisation) => *organisation,
        };
        tried.insurers.retain(|insurer| insurer.organisation != out);
        tried.partners.retain(|partner| partner.organisation != out);
        if let Change::Add(insurer) = change {
            tried.insurers.push((**insurer).clone());
        }
    }
    tried
}

/// A rule that stands otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub rule: Rule,
    /// Before.
    pub before: Standing,
    /// After.
    pub after: Standing,
}

/// The rules that stand otherwise, in their order.
pub fn moved(before: &Panel, after: &Panel) -> Vec<Moved> {
    let pairs = before.checks.iter().zip(&after.checks);
    pairs
        .filter(|(before, after)| before.standing != after.standing)
        .map(|(before, after)| Moved {
            rule: before.rule,
            before: before.standing,
            after: after.standing,
        })
        .collect()
}
