//! To what a file is attached.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::application::{ApplicationState, Paper};
use crate::consortium::{ConsortiumState, MembershipState};
use crate::participation::ParticipationState;
use crate::program::ListingState;
use crate::value::{ApplicationId, NotAnId, ParticipationId, PlaceId, ProgramId};

/// The thing that has files. Who may read or change them follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileOwner {
    /// A paper of an application (W18): for the lead society, and for the office once it is submitted.
    Application(ApplicationId, Paper),
    /// Evidence of the decision to join (domain 8.3): for the society that joins and for the organiser.
    Consent(ParticipationId),
    /// Evidence of the consent to a consortium: for the society whose place it is and for the lead.
    Place(PlaceId),
    /// What a member of a consortium shares with all of them.
    Shelf(PlaceId),
    /// 資料 of a program (domain 8.7 B `files`): as visible as its listing.
    Program(ProgramId),
}

impl FileOwner {
    /// The kind as stored and in addresses.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Application(_, paper) => paper.kind(),
            Self::Consent(_) => "consent",
            Self::Place(_) => "place",
            Self::Shelf(_) => "shelf",
            Self::Program(_) => "program",
        }
    }

    /// The number of the thing.
    pub const fn id(self) -> i64 {
        match self {
            Self::Application(id, _) => id.get(),
            Self::Consent(id) => id.get(),
            Self::Place(id) | Self::Shelf(id) => id.get(),
            Self::Program(id) => id.get(),
        }
    }

    /// From what [`Self::kind`] and [`Self::id`] gave.
    pub fn from_parts(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "consent" => Some(Self::Consent(ParticipationId::new(id))),
            "shelf" => Some(Self::Shelf(PlaceId::new(id))),
            "place" => Some(Self::Place(PlaceId::new(id))),
            "program" => Some(Self::Program(ProgramId::new(id))),
            kind => Paper::from_kind(kind).map(|paper| Self::Application(ApplicationId::new(id), paper)),
        }
    }
}

/// Whether the papers of an application can be changed: while its applicants can edit it.
pub const fn takes_papers(state: ApplicationState) -> bool {
    state.is_editable()
}

/// Whether evidence of a consent can be changed while the participation is here: until the organiser confirms.
pub const fn takes_evidence(state: ParticipationState) -> bool {
    matches!(
        state,
        ParticipationState::Requested
            | ParticipationState::Waitlisted
            | ParticipationState::Offered
            | ParticipationState::Consented
    )
}

/// Whether evidence of a consent to a consortium can be changed: until the members are fixed.
pub const fn takes_place_evidence(consortium: ConsortiumState, place: MembershipState) -> bool {
    consortium.is_open() && place.is_present()
}

/// Whether a member can share files with the others: while it belongs and the consortium is not dissolved.
pub const fn takes_shared_files(consortium: ConsortiumState, place: MembershipState) -> bool {
    !matches!(consortium, ConsortiumState::Dissolved) && place.is_present()
}

/// Whether a program in this state takes files. Not while the secretariat checks it, so that what is checked stays as it
/// is; after its end for what came of it.
pub const fn takes_files(state: ListingState) -> bool {
    matches!(
        state,
        ListingState::Draft | ListingState::Returned | ListingState::Published | ListingState::Closed
    )
}

/// The form in addresses: `program-12`.
impl fmt::Display for FileOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind(), self.id())
    }
}

impl FromStr for FileOwner {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (kind, id) = text.rsplit_once('-').ok_or(NotAnId)?;
        let id: ProgramId = id.parse()?;
        Self::from_parts(kind, id.get()).ok_or(NotAnId)
    }
}

impl Serialize for FileOwner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileOwner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        stored.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 住所の形は元に戻る() {
        let owner = FileOwner::Program(ProgramId::new(12));
        assert_eq!(owner.to_string(), "program-12");
        let consent = FileOwner::Consent(ParticipationId::new(3));
        assert_eq!(consent.to_string().parse(), Ok(consent));
        assert_eq!("program-12".parse(), Ok(owner));
        let paper = FileOwner::Application(ApplicationId::new(7), Paper::Quotes);
        assert_eq!(paper.to_string(), "application-quotes-7");
        assert_eq!("application-quotes-7".parse(), Ok(paper));
        assert_eq!(serde_json::to_string(&owner).unwrap(), "\"program-12\"");
        assert_eq!(serde_json::from_str::<FileOwner>("\"program-12\"").unwrap(), owner);
        for wrong in [
            "",
            "program",
            "program-",
            "program-0",
            "program-012",
            "table-1",
            "12",
            "program-1-2",
            "application-7",
            "application-none-7",
        ] {
            assert_eq!(wrong.parse::<FileOwner>(), Err(NotAnId), "{wrong:?}");
        }
    }
}
