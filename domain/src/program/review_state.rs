//! How programs stand with the secretariat, as its queue sorts them.

use crate::code::code_list;

code_list! {
    /// What the secretariat asks its queue for.
    pub enum ReviewState {
        Waiting = "waiting", "確認待ち", "Waiting for a check";
        Scheduled = "scheduled", "公開予約済み", "Publication planned";
        Returned = "returned", "差戻し中", "Sent back";
        Published = "published", "公開中", "Published";
        Suspended = "suspended", "公開停止中", "Suspended";
    }
}
