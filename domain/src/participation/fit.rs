//! Whether a society can take part (参加できるか): the conditions of a program that a machine can read, held against what
//! the society says of itself. What is not known is said to be unknown, never guessed; conditions in words stay words.

use crate::code::{Industry, InsurerForm, InsurerKind, Prefecture, PrefectureSet, SizeBand};
use crate::organisation::Organisation;
use crate::program::{Area, CleanProgram, Limits};
use crate::value::MemberCount;

/// What conditions are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Applicant {
    /// 保険者種別; `None` for an organisation that is no insurer.
    pub kind: Option<InsurerKind>,
    /// 形態.
    pub form: Option<InsurerForm>,
    /// 業態.
    pub industry: Option<Industry>,
    /// 加入者数.
    pub members: Option<MemberCount>,
    /// 所在地.
    pub pref: Prefecture,
    /// 加入者の主な所在地; empty when not told.
    pub area: PrefectureSet,
}

/// One condition of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// 保険者種別.
    Kind,
    /// 加入者数.
    Size,
    /// 業態.
    Industry,
    /// 実施地域: where the members are.
    Area,
    /// 所在地 of the society.
    Seat,
    /// 形態.
    Form,
    /// システム, in words only.
    System,
    /// その他, in words only.
    Other,
}

/// What came of holding one condition against a society.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Met.
    Met,
    /// Not met.
    Failed,
    /// The society has not told what is needed to decide.
    Unknown,
    /// Nothing a machine can decide: the society reads the words.
    InWords,
}

/// The one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 参加できます.
    Eligible,
    /// 組織情報を入力すると判定できます.
    Unknown,
    /// 参加条件に合いません.
    NotEligible,
}

/// Every condition of a program with its outcome for one society, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit(pub Vec<(Condition, Outcome)>);

impl From<&Organisation> for Applicant {
    fn from(organisation: &Organisation) -> Self {
        let profile = &organisation.profile;
        Self {
            kind: organisation.kind.insurer(),
            form: profile.form,
            industry: profile.industry,
            members: profile.members(),
            pref: profile.pref,
            area: profile.details.area,
        }
    }
}

impl Applicant {
    /// Holds every condition of a program against this society. A program without conditions has none but that only
    /// insurers join.
    pub fn fit(&self, program: &CleanProgram) -> Fit {
        let limits = &program.limits;
        let mut found = vec![(Condition::Kind, self.kind_outcome(limits))];
        let mut add = |condition, limited: bool, outcome: Outcome| {
            if limited {
                found.push((condition, outcome));
            }
        };
        add(Condition::Size, limits.limits_size(), self.size_outcome(limits));
        add(
            Condition::Industry,
            !limits.industries.is_empty(),
            listed(&limits.industries, self.industry),
        );
        if let Area::Prefectures(area) = program.area {
            add(Condition::Area, true, self.area_outcome(area));
        }
        add(
            Condition::Seat,
            !limits.seats.is_empty(),
            decided(limits.seats.contains(self.pref)),
        );
        add(Condition::Form, !limits.forms.is_empty(), self.form_outcome(limits));
        add(Condition::System, !limits.system.is_empty(), Outcome::InWords);
        add(Condition::Other, !limits.note.is_empty(), Outcome::InWords);
        Fit(found)
    }

    /// Whether the society has not told something that conditions ask for, so that some of them cannot be decided.
    pub fn has_gaps(&self) -> bool {
        let lacks_form = self.kind == Some(InsurerKind::Kenpo) && self.form.is_none();
        lacks_form || self.industry.is_none() || self.members.is_none() || self.area.is_empty()
    }

    fn kind_outcome(&self, limits: &Limits) -> Outcome {
        match self.kind {
            None => Outcome::Failed,
            Some(kind) => decided(limits.kinds.is_empty() || limits.kinds.contains(&kind)),
        }
    }

    fn size_outcome(&self, limits: &Limits) -> Outcome {
        match self.members {
            None => Outcome::Unknown,
            Some(members) => decided(limits.takes_size(members)),
        }
    }

    /// Members elsewhere than the seat count; a seat elsewhere says nothing about where the members are.
    fn area_outcome(&self, area: PrefectureSet) -> Outcome {
        if area.contains(self.pref) || area.intersects(self.area) {
            Outcome::Met
        } else if self.area.is_empty() {
            Outcome::Unknown
        } else {
            Outcome::Failed
        }
    }

    /// Only health insurance societies have a form.
    fn form_outcome(&self, limits: &Limits) -> Outcome {
        match (self.kind, self.form) {
            (Some(InsurerKind::Kenpo), form) => listed(&limits.forms, form),
            _ => Outcome::Failed,
        }
    }
}

fn decided(met: bool) -> Outcome {
    if met { Outcome::Met } else { Outcome::Failed }
}

fn listed<T: PartialEq>(allowed: &[T], value: Option<T>) -> Outcome {
    match value {
        None => Outcome::Unknown,
        Some(value) => decided(allowed.contains(&value)),
    }
}

impl Fit {
    /// One failed condition is enough to say no, also when others are unknown.
    pub fn verdict(&self) -> Verdict {
        let has = |wanted| self.0.iter().any(|(_, outcome)| *outcome == wanted);
        if has(Outcome::Failed) {
            Verdict::NotEligible
        } else if has(Outcome::Unknown) {
            Verdict::Unknown
        } else {
            Verdict::Eligible
        }
    }

    /// The conditions with this outcome.
    pub fn with(&self, wanted: Outcome) -> impl Iterator<Item = Condition> + '_ {
        self.0
            .iter()
            .filter(move |(_, outcome)| *outcome == wanted)
            .map(|(condition, _)| *condition)
    }
}

impl Limits {
    /// Whether the number of members matters.
    pub fn limits_size(&self) -> bool {
        !self.sizes.is_empty() || self.members_min.is_some() || self.members_max.is_some()
    }

    /// Whether a society of so many members can take part: in one of the bands, if bands are named, and within the bounds.
    pub fn takes_size(&self, members: MemberCount) -> bool {
        let count = members.get();
        (self.sizes.is_empty() || self.sizes.contains(&SizeBand::of(members)))
            && self.members_min.is_none_or(|min| count >= min)
            && self.members_max.is_none_or(|max| count <= max)
    }
}
