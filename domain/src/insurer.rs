//! An insurer (保険者): the organisation that leads and joins programs.

use serde::{Deserialize, Serialize};

use crate::code::{Industry, InsurerForm, InsurerKind, Prefecture, SizeBand};
use crate::value::{Day, InsurerNumber, MemberCount, OrganisationId};

/// An insurer before it has an id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInsurer {
    /// 保険者番号.
    pub number: InsurerNumber,
    /// Name.
    pub name: String,
    /// Reading in katakana; Japanese is sorted by it.
    pub kana: String,
    /// 保険者種別.
    pub kind: InsurerKind,
    /// 形態, for health insurance societies.
    pub form: Option<InsurerForm>,
    /// 業態.
    pub industry: Industry,
    /// 所在地.
    pub pref: Prefecture,
    /// 被保険者数, persons.
    pub insured: MemberCount,
    /// 被扶養者数, persons.
    pub dependants: MemberCount,
    /// 基準日 of both counts.
    pub members_as_of: Day,
}

impl NewInsurer {
    /// 加入者数: insured and dependants together.
    pub fn members(&self) -> MemberCount {
        MemberCount::new(self.insured.get().saturating_add(self.dependants.get())).unwrap_or(MemberCount::MAX)
    }
}

/// A registered insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insurer {
    /// Its id.
    pub id: OrganisationId,
    /// Its facts.
    pub facts: NewInsurer,
}

impl Insurer {
    /// The size band by 加入者数.
    pub fn size(&self) -> SizeBand {
        self.facts.members().band()
    }
}
