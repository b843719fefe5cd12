//! The life of a saved search. Deleting one removes it, so that nothing is kept of who looked for what.

use crate::code::code_list;

code_list! {
    /// Where a saved search stands.
    pub enum AlertState {
        Started = "started", "確認待ち", "Waiting for confirmation";
        Active = "active", "通知中", "Sending mail";
        Paused = "paused", "停止中", "Paused";
    }
}

code_list! {
    /// What can be done with a saved search.
    pub enum AlertStep {
        Confirm = "confirm", "メールアドレスの確認", "Confirm the address";
        Pause = "pause", "停止", "Pause";
        Resume = "resume", "再開", "Resume";
    }
}

impl AlertState {
    /// The state after a step; `None` when it cannot be taken.
    pub const fn next(self, step: AlertStep) -> Option<Self> {
        match (self, step) {
            (Self::Started, AlertStep::Confirm) | (Self::Paused, AlertStep::Resume) => Some(Self::Active),
            (Self::Active, AlertStep::Pause) => Some(Self::Paused),
            _ => None,
        }
    }
}
