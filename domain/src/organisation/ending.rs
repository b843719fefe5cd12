//! How an organisation ended (状態・承継先): merged into another one, or dissolved. It stays readable for ever.

use serde::{Deserialize, Serialize};

use crate::code::OrganisationStatus;
use crate::value::{Day, OrganisationId};

/// Who goes on in the place of a merged organisation (承継先).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// The end of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The first day on which it exists no more.
    pub on: Day,
    /// Who goes on in its place; none after a dissolution.
    pub successor: Option<Successor>,
}

impl Ending {
    /// Merged or dissolved.
    pub const fn status(&self) -> OrganisationStatus {
        match self.successor {
            Some(_) => OrganisationStatus::Merged,
            None => OrganisationStatus::Dissolved,
        }
    }
}
