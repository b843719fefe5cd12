//! How second factors are proven: codes of authenticator apps, recovery codes, passkeys. Nothing here decides who must
//! have one.

pub mod passkey;
pub mod recovery;
pub mod totp;
