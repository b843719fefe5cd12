//! Every mail the portal sends, with what its text needs. A letter says little: what happened and a link; the case itself
//! is read after signing in. The words are in `app`.

use serde::{Deserialize, Serialize};

use crate::alert::Digest;
use crate::notice::{MailPace, Notice};
use crate::second_factor::FactorKind;
use crate::value::Instant;

/// One mail, before it has words. Paths begin with `/` and have no language prefix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Letter {
    /// Proof that an application was received (FORM-17); always sent, to those who act for the lead society.
    ApplicationReceived {
        /// Name of the person.
        name: String,
        /// 受付番号.
        number: String,
        /// Title of the application.
        title: String,
        /// Name of the call.
        call: String,
        /// When, by the server's clock.
        at: Instant,
        /// Where the receipt is.
        path: String,
    },
    /// The decision about an application (法8条); always sent, to those who act for the lead society. Amounts and reasons are
    /// read after signing in.
    ApplicationDecided {
        /// Name of the person.
        name: String,
        /// 受付番号.
        number: String,
        /// Title of the application.
        title: String,
        /// Name of the call.
        call: String,
        /// Where the notice is.
        path: String,
    },
    /// Somebody asked for a new password.
    PasswordReset {
        /// Name of the person.
        name: String,
        /// Where the new one is set, once.
        path: String,
    },
    /// To a new address, to prove that its owner reads it.
    EmailChange {
        /// Name of the person.
        name: String,
        /// Where it is confirmed.
        path: String,
    },
    /// To the old address: another one was named.
    EmailChangeAsked {
        /// Name of the person.
        name: String,
        /// The new address with most of it hidden.
        new: String,
        /// Where the change is stopped or taken back.
        path: String,
    },
    /// To the old address: the other one has taken its place.
    EmailChanged {
        /// Name of the person.
        name: String,
        /// The new address with most of it hidden.
        new: String,
    },
    /// Somebody signed in on a browser not seen before.
    NewSignIn {
        /// Name of the person.
        name: String,
        /// When.
        at: Instant,
        /// What the browser called itself.
        agent: String,
        /// Network address; empty when unknown.
        address: String,
    },
    /// The password was changed.
    PasswordChanged {
        /// Name of the person.
        name: String,
    },
    /// Somebody registered an organisation with this address, which has an account already.
    RegistrationAccount {
        /// Name as typed.
        name: String,
    },
    /// Proves the address of a registration.
    RegistrationConfirm {
        /// Name as typed.
        name: String,
        /// The organisation as typed.
        organisation: String,
        /// Where the proof is given; holds a secret.
        path: String,
    },
    /// The secretariat declined the registration.
    RegistrationDeclined {
        /// Name as typed.
        name: String,
        /// The organisation as typed.
        organisation: String,
        /// In the secretariat's words.
        reason: String,
    },
    /// Somebody registered an organisation that uses the portal already.
    RegistrationKnown {
        /// Name as typed.
        name: String,
        /// The organisation as typed.
        organisation: String,
    },
    /// Somebody is invited.
    Invitation {
        /// Into which organisation; absent for roles on the platform.
        organisation: Option<String>,
        /// By whom; absent for the operator.
        inviter: Option<String>,
        /// Where to answer. The path is the key; it stands nowhere else.
        path: String,
        /// From when on it can no longer be answered.
        until: Instant,
    },
    /// Somebody has other roles than before.
    RoleChanged {
        /// Name of the person.
        name: String,
        /// In which organisation; absent for roles on the platform.
        organisation: Option<String>,
    },
    /// Somebody's place in an organisation has ended or rests.
    Removed {
        /// Name of the person.
        name: String,
        /// The organisation.
        organisation: String,
    },
    /// Somebody has taken over a colleague's work.
    WorkHandedOver {
        /// Name of the successor.
        name: String,
        /// The organisation.
        organisation: String,
    },
    /// An account was disabled.
    AccountDisabled {
        /// Name of the person.
        name: String,
    },
    /// A disabled account was enabled again.
    AccountEnabled {
        /// Name of the person.
        name: String,
    },
    /// To somebody who asked an organiser something: it has arrived. Nothing that was typed is repeated, because the
    /// address may be somebody else's.
    InquiryReceived {
        /// Title of the program.
        title: String,
        /// 受付番号.
        reference: String,
        /// The program.
        path: String,
    },
    /// The organiser's answer; the asker may have no account, so it stands in the letter.
    InquiryAnswered {
        /// Title of the program.
        title: String,
        /// 受付番号.
        reference: String,
        /// In the organiser's words.
        answer: String,
        /// The program.
        path: String,
    },
    /// Proves the address of somebody who wants mail about a search without an account (PUB-05).
    AlertConfirm {
        /// The search in words.
        search: String,
        /// Where the proof is given; holds a secret.
        path: String,
    },
    /// What saved searches have newly found.
    AlertDigest(Digest),
    /// Another way to sign in was added.
    FactorAdded {
        /// Name of the person.
        name: String,
        /// Which.
        factor: FactorKind,
    },
    /// A way to sign in was removed.
    FactorRemoved {
        /// Name of the person.
        name: String,
        /// Which.
        factor: FactorKind,
    },
    /// Something that also stands in the person's notices (INS-05).
    Notice {
        /// Name of the person.
        name: String,
        /// What happened.
        notice: Notice,
        /// Where such mails are stopped; holds a secret.
        unsubscribe: String,
    },
    /// Notices of some days in one mail, the oldest first.
    NoticeDigest {
        /// Name of the person.
        name: String,
        /// How often it comes.
        pace: MailPace,
        /// What happened.
        notices: Vec<Notice>,
        /// Where such mails are stopped; holds a secret.
        unsubscribe: String,
    },
}

impl Letter {
    /// Path under which the recipient stops letters of this kind, for letters that somebody ordered once and gets again
    /// and again (ALRT-04).
    pub fn unsubscribe(&self) -> Option<&str> {
        match self {
            Self::Notice { unsubscribe, .. } | Self::NoticeDigest { unsubscribe, .. } => Some(unsubscribe),
            // Everything else comes once for one deed, or says something about security.
            Self::AlertDigest(digest) => Some(&digest.stop),
            // The others come once for one deed.
            _ => None,
        }
    }

    /// The kind as stored: the variant's name in kebab-case.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ApplicationDecided { .. } => "application-decided",
            Self::ApplicationReceived { .. } => "application-received",
            Self::PasswordReset { .. } => "password-reset",
            Self::EmailChange { .. } => "email-change",
            Self::EmailChangeAsked { .. } => "email-change-asked",
            Self::EmailChanged { .. } => "email-changed",
            Self::NewSignIn { .. } => "new-sign-in",
            Self::PasswordChanged { .. } => "password-changed",
            Self::RegistrationAccount { .. } => "registration-account",
            Self::RegistrationConfirm { .. } => "registration-confirm",
            Self::RegistrationDeclined { .. } => "registration-declined",
            Self::RegistrationKnown { .. } => "registration-known",
            Self::Invitation { .. } => "invitation",
            Self::RoleChanged { .. } => "role-changed",
            Self::Removed { .. } => "removed",
            Self::WorkHandedOver { .. } => "work-handed-over",
            Self::AccountDisabled { .. } => "account-disabled",
            Self::AccountEnabled { .. } => "account-enabled",
            Self::InquiryReceived { .. } => "inquiry-received",
            Self::InquiryAnswered { .. } => "inquiry-answered",
            Self::AlertConfirm { .. } => "alert-confirm",
            Self::AlertDigest(_) => "alert-digest",
            Self::FactorAdded { .. } => "factor-added",
            Self::FactorRemoved { .. } => "factor-removed",
            Self::Notice { .. } => "notice",
            Self::NoticeDigest { .. } => "notice-digest",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 種類は保存された形にも書かれる() {
        let letter = Letter::PasswordChanged { name: "佐藤".into() };
        let json = serde_json::to_value(&letter).unwrap();
        assert_eq!(json["kind"], letter.kind());
        assert_eq!(serde_json::from_value::<Letter>(json).unwrap(), letter);
    }
}
