//! What the link at the end of a repeated mail stops (ALRT-04, RFC 8058). Each mail carries its own random token, which
//! works without signing in and stops this one thing only.

use serde::{Deserialize, Serialize};

use super::{MailPace, Topic};
use crate::value::{AddressId, UserId};

/// Something mailed again and again until it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Subscription {
    /// Digests of one pace: the topics that somebody gets so are not mailed any more.
    Digest {
        /// Who gets them.
        user: UserId,
        /// Which digest.
        pace: MailPace,
    },
    /// Notices of a topic, mailed at once.
    Topic {
        /// Who gets them.
        user: UserId,
        /// Which topic.
        topic: Topic,
    },
    /// News of all saved searches of somebody.
    Searches {
        /// Who gets them.
        user: UserId,
    },
    /// News of all saved searches of an address without an account.
    AddressSearches {
        /// The address that gets them.
        address: AddressId,
    },
}
