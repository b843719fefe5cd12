//! A published program as readers see it: the checked content with who leads it and when it was published.

use serde::{Deserialize, Serialize};

use crate::code::{InsurerKind, Prefecture, RecruitStatus};
use crate::value::{Day, Instant, InsurerNumber, OrganisationId, ProgramId};

use super::{CleanProgram, RecruitWindow};

/// A listing that nobody has touched for this many days may be out of date: readers and organiser are told.
pub const STALE_DAYS: i64 = 365;

/// So many years after its end, a listing goes into the archive.
pub const ARCHIVE_YEARS: i32 = 3;

/// The lead society (代表組合), as far as the public sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Its id.
    pub id: OrganisationId,
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

    /// Whether the content may be out of date: nobody has confirmed or changed it for [`STALE_DAYS`], and it runs.
    pub fn is_stale(&self, today: Day) -> bool {
        self.updated_at.day_jst().days_until(today) > STALE_DAYS && self.status(today) != RecruitStatus::Ended
    }
}
