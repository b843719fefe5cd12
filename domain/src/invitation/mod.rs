//! An invitation: somebody is asked by mail to take a place in an organisation or a role on the platform. It proves that
//! the person reads that mailbox, and grants nothing before the person has accepted.

mod form;
mod platform_form;
mod state;

use crate::Lang;
use crate::code::OrgRole;
use crate::grant::PlatformGrant;
use crate::value::{Email, Instant, InvitationId, OrganisationId};

pub use form::{CleanInvitation, InvitationForm};
pub use platform_form::{CleanPlatformInvitation, PlatformInvitationForm};
pub use state::{InvitationState, InvitationStep};

/// How long an invitation can be accepted, days. Two weeks bridge holidays, and a forgotten mail does not stay a key.
pub const INVITATION_DAYS: i64 = 14;

/// The same in milliseconds.
pub const INVITATION_MILLIS: i64 = INVITATION_DAYS * 24 * 60 * 60 * 1_000;

/// Most invitations an organisation may have waiting at a time: more than any staff, far less than a mailing.
pub const OPEN_INVITATIONS: u32 = 50;

/// An invitation may be sent again when the last mail is this old, milliseconds; nobody's mailbox is filled by a button.
pub const RESEND_AFTER_MILLIS: i64 = 5 * 60 * 1_000;

/// Longest reason for declining, characters.
pub const REASON_CHARS: u32 = 400;

/// An invitation as it is read back. The token is not in it: only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The organisation and its name; absent for roles on the platform.
    pub organisation: Option<(OrganisationId, String)>,
    /// Who is invited.
    pub email: Email,
    /// The name the inviting person gave; may be empty.
    pub name: String,
    /// Roles in the organisation.
    pub roles: Vec<OrgRole>,
    /// Roles on the platform.
    pub platform: Vec<PlatformGrant>,
    /// Where it stands now; one whose time is over is `Expired` without anybody having noted it.
    pub state: InvitationState,
    /// Language of the mail.
    pub lang: Lang,
    /// When it was made.
    pub created_at: Instant,
    /// When the last mail was sent.
    pub sent_at: Instant,
    /// From when on it can no longer be accepted.
    pub expires_at: Instant,
    /// When it was accepted, declined or withdrawn.
    pub answered_at: Option<Instant>,
    /// Name of the person who invited; absent for the operator.
    pub invited_by: Option<String>,
    /// Why it was declined; may be empty.
    pub reason: String,
}
