//! What a mail about saved searches says, before it has words: per search, the programs it newly found, each with what
//! of the search it answers to (ALRT-04).

use serde::{Deserialize, Serialize};

use super::Trigger;
use crate::search::Facet;
use crate::value::{Day, ProgramId};

/// Most programs named in one mail; of more, the number is told.
pub const MOST_ENTRIES: usize = 20;

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Name of the person; absent for an address without an account.
    pub name: Option<String>,
    /// Per search that found something.
    pub groups: Vec<DigestGroup>,
    /// Where all searches of the recipient are changed.
    pub manage: String,
    /// Where one click ends these mails (RFC 8058).
    pub stop: String,
}

/// What there is to tell of one search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestGroup {
    /// Name of the search.
    pub name: String,
    /// Path of its result list.
    pub path: String,
    /// Path where it is changed.
    pub edit: String,
    /// How many programs there are to tell of, named or not.
    pub total: u32,
    /// Those that are named.
    pub entries: Vec<DigestEntry>,
}

/// A program in a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestEntry {
    /// Which.
    pub id: ProgramId,
    /// Why it is told of; mails that were written before there was a choice tell what is new.
    #[serde(default = "newly")]
    pub trigger: Trigger,
    /// Its title.
    pub title: String,
    /// Who organises it.
    pub lead: String,
    /// End of recruiting.
    pub deadline: Option<Day>,
    /// Filters of the search that it answers to, with the codes of its own values.
    pub filters: Vec<(Facet, String)>,
    /// What stands in it of the words asked for, as written there.
    pub words: Vec<String>,
}

fn newly() -> Trigger {
    Trigger::New
}

impl Digest {
    /// How many programs there are to tell of in all.
    pub fn total(&self) -> u32 {
        self.groups.iter().fold(0, |sum, group| sum.saturating_add(group.total))
    }

    /// Names at most [`MOST_ENTRIES`] programs: each search gets an equal share first, then what is left goes in order.
    pub fn shorten(&mut self) {
        let mut left = MOST_ENTRIES;
        let mut kept = vec![0_usize; self.groups.len()];
        while left > 0 {
            let before = left;
            for (kept, group) in kept.iter_mut().zip(&self.groups) {
                if left > 0 && *kept < group.entries.len() {
                    *kept += 1;
                    left -= 1;
                }
            }
            if before == left {
                break;
            }
        }
        for (kept, group) in kept.into_iter().zip(&mut self.groups) {
            group.entries.truncate(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(entries: usize) -> DigestGroup {
        let entry = |id| DigestEntry {
            id: ProgramId::new(id),
            trigger: Trigger::New,
            title: String::new(),
            lead: String::new(),
            deadline: None,
            filters: Vec::new(),
            words: Vec::new(),
        };
        DigestGroup {
            name: String::new(),
            path: String::new(),
            edit: String::new(),
            total: u32::try_from(entries).unwrap(),
            entries: (1..).map(entry).take(entries).collect(),
        }
    }

    #[test]
    fn 二十件までどの条件も等しく載る() {
        for (given, expected) in [
            (vec![3, 4], vec![3, 4]),
            (vec![30, 30], vec![10, 10]),
            (vec![2, 40, 1], vec![2, 17, 1]),
            (vec![0, 21], vec![0, 20]),
        ] {
            let mut digest = Digest {
                name: None,
                groups: given.iter().map(|count| group(*count)).collect(),
                manage: String::new(),
                stop: String::new(),
            };
            let total = digest.total();
            digest.shorten();
            let kept: Vec<usize> = digest.groups.iter().map(|group| group.entries.len()).collect();
            assert_eq!(kept, expected);
            assert_eq!(digest.total(), total, "the numbers stay");
        }
    }
}
