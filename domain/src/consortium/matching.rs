//! Societies that would fit a consortium, with the reasons as data (ORG-06, INS-08). Only societies that allow it are looked
//! at; what they have not told counts for nothing. The order is the same for the same facts.

use serde::{Deserialize, Serialize};

use super::Snapshot;
use super::panel::Shortfall;
use crate::call::SmallRule;
use crate::code::{Industry, InsurerKind, PrefectureSet, Purpose, SizeBand, Theme};
use crate::value::{MemberCount, OrganisationId};

/// A society that could be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub organisation: OrganisationId,
    /// Reading of its name; equals are ordered by it.
    pub kana: String,
    /// 保険者種別.
    pub kind: InsurerKind,
    /// Where it and its members are.
    pub area: PrefectureSet,
    /// 業態.
    pub industry: Option<Industry>,
    /// 加入者数.
    pub members: Option<MemberCount>,
    /// 健康課題.
    pub challenges: Vec<Purpose>,
    /// 健康課題, finer.
    pub themes: Vec<Theme>,
    /// Whether it lets itself be found by other insurers.
    pub allows: bool,
    /// Neither merged nor dissolved.
    pub is_active: bool,
}

/// What a consortium looks for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who is there already.
    pub snapshot: &'a Snapshot,
    /// Where the program runs; none for nationwide.
    pub area: Option<PrefectureSet>,
    /// 業態 of the members so far.
    pub industries: &'a [Industry],
    /// What the program is for.
    pub challenges: &'a [Purpose],
    /// The same, finer.
    pub themes: &'a [Theme],
    /// Kinds the call allows as members.
    pub kinds: &'a [InsurerKind],
    /// What counts as small in the call.
    pub small: &'a SmallRule,
    /// What the rule panel still needs.
    pub missing: Shortfall,
    /// Societies that may not be asked, for instance because of another application.
    pub barred: &'a [OrganisationId],
}

/// Why a society fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", content = "what", rename_all = "kebab-case")]
pub enum Reason {
    /// It is small, and small ones are missing.
    Needed,
    /// Shared purposes.
    Challenges(Vec<Purpose>),
    /// Shared themes.
    Themes(Vec<Theme>),
    /// It is where the program runs.
    Area(PrefectureSet),
    /// Same line of business as a member.
    Industry(Industry),
    /// Of the same size band as a member.
    Size(SizeBand),
}

/// A society that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Which.
    pub organisation: OrganisationId,
    /// How well; only its order means something.
    pub weight: u32,
    /// Why, the weightiest reason first.
    pub reasons: Vec<Reason>,
}

impl Reason {
    /// What the panel needs comes before everything else, then what is shared in substance, then place and kind.
    fn weight(&self) -> u32 {
        let some = |count: usize| u32::try_from(count.min(3)).unwrap_or(3);
        match self {
            Self::Needed => 100,
            Self::Challenges(shared) => 10 * some(shared.len()),
            Self::Themes(shared) => 8 * some(shared.len()),
            Self::Area(_) => 15,
            Self::Industry(_) => 6,
            Self::Size(_) => 3,
        }
    }
}

/// The best matches, at most `most`. Societies without any reason are left out.
pub fn find_matches(candidates: &[Candidate], wanted: &Wanted<'_>, most: usize) -> Vec<Match> {
    let mut found: Vec<_> = candidates
        .iter()
        .filter(|candidate| may_be_asked(candidate, wanted))
        .filter_map(|candidate| {
            let mut reasons = reasons(candidate, wanted);
            reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight()));
            let weight = reasons.iter().map(Reason::weight).sum();
            let fits = Match {
                organisation: candidate.organisation,
                weight,
                reasons,
            };
            (weight > 0).then_some((fits, candidate.kana.as_str()))
        })
        .collect();
    found.sort_by(|(one, one_kana), (other, other_kana)| {
        let by_weight = other.weight.cmp(&one.weight);
        by_weight
            .then_with(|| one_kana.cmp(other_kana))
            .then_with(|| one.organisation.cmp(&other.organisation))
    });
    found.into_iter().take(most).map(|(fits, _)| fits).collect()
}

fn may_be_asked(candidate: &Candidate, wanted: &Wanted<'_>) -> bool {
    let is_present = || {
        let mut present = wanted.snapshot.present();
        present.any(|insurer| insurer.organisation == candidate.organisation)
    };
    candidate.allows
        && candidate.is_active
        && wanted.kinds.contains(&candidate.kind)
        && !wanted.barred.contains(&candidate.organisation)
        && !is_present()
}

fn reasons(candidate: &Candidate, wanted: &Wanted<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let is_small = candidate.members.is_some_and(|members| wanted.small.is_small(members));
    if is_small && matches!(wanted.missing, Shortfall::Insurers(_) | Shortfall::Members(_)) {
        reasons.push(Reason::Needed);
    }
    let challenges = shared(&candidate.challenges, wanted.challenges);
    if !challenges.is_empty() {
        reasons.push(Reason::Challenges(challenges));
    }
    let themes = shared(&candidate.themes, wanted.themes);
    if !themes.is_empty() {
        reasons.push(Reason::Themes(themes));
    }
    // A nationwide program is everywhere, so that being somewhere is no reason.
    if let Some(area) = wanted.area.map(|area| area.intersection(candidate.area))
        && !area.is_empty()
    {
        reasons.push(Reason::Area(area));
    }
    if let Some(industry) = candidate.industry.filter(|own| wanted.industries.contains(own)) {
        reasons.push(Reason::Industry(industry));
    }
    if let Some(band) = candidate.members.map(MemberCount::band) {
        let mut members = wanted.snapshot.present().filter_map(|insurer| insurer.members);
        if members.any(|members| members.band() == band) {
            reasons.push(Reason::Size(band));
        }
    }
    reasons
}

/// What both have, in the order of the code list.
fn shared<T: Copy + Ord>(own: &[T], theirs: &[T]) -> Vec<T> {
    let mut both: Vec<_> = own.iter().copied().filter(|one| theirs.contains(one)).collect();
    both.sort_unstable();
    both.dedup();
    both
}
