//! Identifiers of stored rows. They are numbers from the database and mean nothing else; whether a row exists, or may be
//! seen, is for others to say.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is no identifier: only ASCII digits without a leading zero, from 1, are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

fn parse_positive(text: &str) -> Result<i64, NotAnId> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if !is_plain {
        return Err(NotAnId);
    }
    text.parse().map_err(|_| NotAnId)
}

macro_rules! id {
    ($(#[$attribute:meta])* $id:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $id(i64);

        impl $id {
            /// Takes a number that the database gave.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number as stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $id {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse_positive(text).map(Self)
            }
        }

        impl From<i64> for $id {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$id> for i64 {
            fn from(id: $id) -> Self {
                id.0
            }
        }
    };
}

id! {
    /// A program listing.
    ProgramId
}
id! {
    /// A file attached to something, through all its versions.
    FileId
}
id! {
    /// One version of a file.
    FileVersionId
}
id! {
    /// An organisation: an insurer, or one of another kind.
    OrganisationId
}
id! {
    /// A call for applications.
    CallId
}
id! {
    /// A consortium.
    ConsortiumId
}
id! {
    /// A society's or partner's place in a consortium.
    PlaceId
}
id! {
    /// A piece of work in a consortium.
    AssignmentId
}
id! {
    /// A batch of decisions about applications.
    BatchId
}
id! {
    /// A decision of a consortium.
    DecisionId
}
id! {
    /// The registration of an organisation by itself.
    RegistrationId
}
id! {
    /// An invitation.
    InvitationId
}
id! {
    /// An application to a call.
    ApplicationId
}
id! {
    /// The assignment of a reviewer to an application, with the review.
    ReviewId
}
id! {
    /// A grant: the case of an adopted application.
    GrantId
}
id! {
    /// A change request of a grant.
    GrantChangeId
}
id! {
    /// A report of a grant.
    GrantReportId
}
id! {
    /// A thing in the register of a grant.
    GrantAssetId
}
id! {
    /// A society's participation in a program.
    ParticipationId
}
id! {
    /// A question to an organiser.
    InquiryId
}
id! {
    /// An account at another provider.
    IdentityId
}
id! {
    /// A passkey.
    PasskeyId
}
id! {
    /// An event that people are told.
    NoticeId
}
id! {
    /// A conversation.
    ThreadId
}
id! {
    /// A mail address without an account.
    AddressId
}
id! {
    /// A saved search.
    SavedSearchId
}
id! {
    /// A user account.
    UserId
}
id! {
    /// A place in the change log, rising with every change.
    ChangeSeq
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 番号は半角数字だけを受け付ける() {
        assert_eq!("12".parse(), Ok(ProgramId::new(12)));
        assert_eq!("9223372036854775807".parse(), Ok(ProgramId::new(i64::MAX)));
        for wrong in ["", "0", "012", "-1", "+1", " 1", "１", "1a", "9223372036854775808"] {
            assert_eq!(wrong.parse::<ProgramId>(), Err(NotAnId), "{wrong:?}");
        }
    }

    #[test]
    fn 番号は数値として書かれる() {
        assert_eq!(serde_json::to_string(&UserId::new(7)).unwrap(), "7");
        assert_eq!(UserId::new(7).to_string(), "7");
    }
}
