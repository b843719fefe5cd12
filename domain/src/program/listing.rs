//! A published program as readers see it: the checked content with who leads it and when it was published.

use serde::{Deserialize, Serialize};

use crate::code::{InsurerKind, Prefecture, RecruitStatus};
use crate::value::{Day, Instant, InsurerId, InsurerNumber, ProgramId};

use super::{CleanProgram, RecruitWindow};

/// The lead society (代表組合), as far as the public sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Its id.
    pub id: InsurerId,
    /// 保険者番号.
    pub number: InsurerNumber,
    /// Name.
    pub name: String,
    /// Reading in katakana.
    pub kana: String,
    /// Kind of insurer.
    pub kind: InsurerKind,
    /// 所在地.
    pub pref: Prefecture,
}

/// What search, lists and the detail page show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The program's id.
    pub id: ProgramId,
    /// Row version; grows with every change.
    pub version: i64,
    /// The lead society.
    pub lead: Lead,
    /// The published content.
    pub content: CleanProgram,
    /// First publication.
    pub published_at: Instant,
    /// Last change of the published content.
    pub updated_at: Instant,
    /// The organiser or the end of the period has closed it.
    pub ended: bool,
}

impl Listing {
    /// What recruiting depends on.
    pub fn window(&self) -> RecruitWindow {
        RecruitWindow::of(&self.content, self.ended)
    }

    /// The status on a day.
    pub fn status(&self, today: Day) -> RecruitStatus {
        self.window().status(today)
    }

    /// Days until the deadline, while recruiting is open: 0 on the last day.
    pub fn days_left(&self, today: Day) -> Option<i64> {
        let deadline = self.content.recruit_to?;
        self.window()
            .is(RecruitStatus::Open, today)
            .then(|| today.days_until(deadline))
    }
}
