//! How much something found by a rule matters. Who finds it says what it is.

use crate::code::code_list;

code_list! {
    /// The weight of a finding, lightest first.
    pub enum Level {
        Notice = "notice", "お知らせ", "For information";
        Warning = "warning", "注意", "Warning";
        Error = "error", "要修正", "To be corrected";
    }
}
