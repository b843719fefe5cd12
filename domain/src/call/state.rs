//! The life of a call. Opening and closing follow the call's own dates and are taken by the clock.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// Where a call is (状態).
    pub enum CallState {
        Draft = "draft", "下書き", "Draft";
        Scheduled = "scheduled", "公開予定", "Scheduled";
        Open = "open", "受付中", "Open";
        Reviewing = "reviewing", "審査中", "Under review";
        Finished = "finished", "終了", "Finished";
        Cancelled = "cancelled", "中止", "Cancelled";
    }
}

/// What can happen to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallStep {
    /// 公開を予約する: published with its dates; applications begin when it opens.
    Schedule,
    /// 下書きに戻す: only before it opens.
    Unschedule,
    /// 受付を開始する, by the clock.
    Open,
    /// A change of an open call: a new version; drafts are told.
    Amend,
    /// 締め切る, by the clock.
    Close,
    /// The deadline is moved after it has passed.
    Reopen,
    /// 終了する: everything is decided.
    Finish,
    /// 中止する.
    Cancel,
}

impl CallState {
    /// Whether everybody may read the call.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether its parameters may be edited freely; an open call is amended instead.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Scheduled)
    }

    /// Whether there is a working copy that can be published: until everything is decided.
    pub const fn has_working_copy(self) -> bool {
        !matches!(self, Self::Finished | Self::Cancelled)
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: CallStep) -> Option<Self> {
        use CallStep as Step;
        Some(match (self, step) {
            (Self::Draft, Step::Schedule) => Self::Scheduled,
            (Self::Scheduled, Step::Unschedule) => Self::Draft,
            (Self::Scheduled, Step::Open) => Self::Open,
            (Self::Open, Step::Amend) => Self::Open,
            (Self::Open, Step::Close) => Self::Reviewing,
            (Self::Reviewing, Step::Reopen) => Self::Open,
            (Self::Reviewing, Step::Finish) => Self::Finished,
            (Self::Scheduled | Self::Open | Self::Reviewing, Step::Cancel) => Self::Cancelled,
            _ => return None,
        })
    }
}

impl CallStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Schedule,
        Self::Unschedule,
        Self::Open,
        Self::Amend,
        Self::Close,
        Self::Reopen,
        Self::Finish,
        Self::Cancel,
    ];

    /// Code in storage and in events.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Schedule => "schedule",
            Self::Unschedule => "unschedule",
            Self::Open => "open",
            Self::Amend => "amend",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Finish => "finish",
            Self::Cancel => "cancel",
        }
    }

    /// What somebody must be permitted for it; none where only the clock takes it.
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Open | Self::Close => None,
            Self::Schedule | Self::Unschedule | Self::Amend | Self::Reopen | Self::Finish | Self::Cancel => {
                Some(Action::PublishCalls)
            }
        }
    }
}
