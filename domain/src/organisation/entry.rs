//! An organisation as it is registered.

use serde::{Deserialize, Serialize};

use super::Ending;
use super::profile::{Profile, Warning};
use crate::code::{OrganisationKind, OrganisationStatus, Prefecture};
use crate::value::{Day, InsurerNumber, OrganisationId};

/// An organisation before it has an id; what is not known yet, it adds itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrganisation {
    /// 種別.
    pub kind: OrganisationKind,
    /// 保険者番号, for insurers.
    pub number: Option<InsurerNumber>,
    /// What it says of itself.
    pub profile: Profile,
}

impl NewOrganisation {
    /// One of which only the name and the place are known.
    pub fn named(kind: OrganisationKind, name: &str, kana: &str, pref: Prefecture) -> Self {
        Self {
            kind,
            number: None,
            profile: Profile::named(name, kana, pref),
        }
    }
}

/// A registered organisation of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// To be sent back with every command, so that nobody overwrites what they have not seen.
    pub version: i64,
    /// 種別.
    pub kind: OrganisationKind,
    /// 保険者番号, for insurers.
    pub number: Option<InsurerNumber>,
    /// What it says of itself.
    pub profile: Profile,
    /// How it ended, if it did.
    pub ending: Option<Ending>,
}

impl Organisation {
    /// Active, merged or dissolved.
    pub fn status(&self) -> OrganisationStatus {
        self.ending.as_ref().map_or(OrganisationStatus::Active, Ending::status)
    }

    /// What should be looked at, though it can be saved.
    pub fn warnings(&self, today: Day) -> Vec<Warning> {
        Warning::of(self.kind, self.number.as_ref(), &self.profile, today)
    }
}
