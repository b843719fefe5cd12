//! What a call says to a society in several of its applications (重複応募, rule R10).

use super::code_list;

code_list! {
    /// How several applications of one society in a call are treated.
    pub enum OverlapRule {
        Allowed = "allowed", "認める", "Allowed";
        Warned = "warned", "認めるが注意を表示する", "Allowed with a warning";
        Forbidden = "forbidden", "認めない", "Not allowed";
    }
}
