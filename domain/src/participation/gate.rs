//! The conditions of a program, packed: for looking through many programs at once whether one society can take part. Says
//! yes exactly where [`Applicant::fit`] says [`super::Verdict::Eligible`], and does not say why.

use serde::{Deserialize, Serialize};

use super::Applicant;
use crate::code::{CodeList, InsurerKind, PrefectureSet, SizeBand};
use crate::program::{Area, CleanProgram};

/// What a society has to meet. Sets of codes are bit masks over the positions in their lists; an empty one means any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    kinds: u64,
    forms: u64,
    industries: u64,
    sizes: u64,
    members_min: Option<u32>,
    members_max: Option<u32>,
    seats: PrefectureSet,
    /// 実施地域; `None` for 全国.
    area: Option<PrefectureSet>,
}

impl Gate {
    /// The gate of a program.
    pub fn of(program: &CleanProgram) -> Self {
        let limits = &program.limits;
        Self {
            kinds: mask(&limits.kinds),
            forms: mask(&limits.forms),
            industries: mask(&limits.industries),
            sizes: mask(&limits.sizes),
            members_min: limits.members_min,
            members_max: limits.members_max,
            seats: limits.seats,
            area: match program.area {
                Area::Nationwide => None,
                Area::Prefectures(area) => Some(area),
            },
        }
    }

    /// Whether every condition is known to be met.
    pub fn lets_in(&self, applicant: &Applicant) -> bool {
        let Some(kind) = applicant.kind else { return false };
        has(self.kinds, Some(kind))
            && self.takes_size(applicant)
            && has(self.industries, applicant.industry)
            && self
                .area
                .is_none_or(|area| area.contains(applicant.pref) || area.intersects(applicant.area))
            && (self.seats.is_empty() || self.seats.contains(applicant.pref))
            && (self.forms == 0 || (kind == InsurerKind::Kenpo && has(self.forms, applicant.form)))
    }

    fn takes_size(&self, applicant: &Applicant) -> bool {
        let is_limited = self.sizes != 0 || self.members_min.is_some() || self.members_max.is_some();
        !is_limited
            || applicant.members.is_some_and(|members| {
                has(self.sizes, Some(SizeBand::of(members)))
                    && self.members_min.is_none_or(|min| members.get() >= min)
                    && self.members_max.is_none_or(|max| members.get() <= max)
            })
    }
}

fn mask<T: CodeList>(values: &[T]) -> u64 {
    values.iter().fold(0, |mask, value| mask | 1 << value.index())
}

fn has<T: CodeList>(mask: u64, value: Option<T>) -> bool {
    mask == 0 || value.is_some_and(|value| mask >> value.index() & 1 == 1)
}
