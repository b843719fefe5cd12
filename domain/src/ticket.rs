//! What a link in a mail may be used for, once and not for long. The link holds a random token, the database its hash.

use crate::code::code_list;

code_list! {
    /// What a ticket opens.
    pub enum TicketPurpose {
        PasswordReset = "password-reset", "パスワードの再設定", "Password reset";
        EmailChange = "email-change", "メールアドレスの変更", "Change of e-mail address";
        EmailStop = "email-stop", "メールアドレスの変更の取消し", "Stopping a change of e-mail address";
    }
}

/// One hour in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;

impl TicketPurpose {
    /// How long a ticket can be used after it was issued, in milliseconds. Stopping somebody else's change must still be
    /// possible after a week's holiday.
    pub const fn lifetime_millis(self) -> i64 {
        match self {
            Self::PasswordReset => HOUR,
            Self::EmailChange => 24 * HOUR,
            Self::EmailStop => 14 * 24 * HOUR,
        }
    }
}
