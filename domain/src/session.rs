//! A session: who is signed in on one browser since when and how. The token in the browser is not part of it.

use crate::code::code_list;
use crate::value::{Instant, OrganisationId};

code_list! {
    /// By what a person proved to be the one who signs in.
    pub enum Factor {
        Password = "password", "パスワード", "Password";
        Totp = "totp", "パスワードと認証アプリ", "Password and authenticator app";
        RecoveryCode = "recovery-code", "パスワードと回復コード", "Password and recovery code";
        Passkey = "passkey", "パスキー", "Passkey";
        Oidc = "oidc", "外部アカウント", "External account";
        OidcStrong = "oidc-strong", "外部アカウント（二要素）", "External account with two factors";
    }
}

impl Factor {
    /// Whether two different things were proven.
    pub const fn is_strong(self) -> bool {
        match self {
            Self::Password | Self::Oidc => false,
            Self::Totp | Self::RecoveryCode | Self::Passkey | Self::OidcStrong => true,
        }
    }
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// A name for it that signs nobody in: the beginning of a hash of what is stored.
    pub id: String,
    /// When the person signed in.
    pub created_at: Instant,
    /// Last use, to the minute.
    pub seen_at: Instant,
    /// When it ends however much it is used.
    pub expires_at: Instant,
    /// When the person last proved to be the one who signed in.
    pub confirmed_at: Instant,
    /// By what the person signed in.
    pub factor: Factor,
    /// For which organisation the person chose to act.
    pub acting: Option<OrganisationId>,
    /// Network address at sign-in; empty when unknown.
    pub address: String,
    /// What the browser called itself at sign-in.
    pub agent: String,
}
