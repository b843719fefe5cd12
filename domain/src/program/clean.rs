//! A program whose every field has been checked. Only [`super::ProgramForm::check`] makes one.

use serde::{Deserialize, Serialize};

use crate::code::{
    CostSharing, DataUse, Industry, InsurerForm, InsurerKind, ListingKind, MembersVisibility, Mode, Prefecture,
    PrefectureSet, Purpose, SizeBand, SubsidyUse, Target, Theme, Visibility,
};
use crate::value::{Day, Email, FiscalYear, Phone, Yen};

/// Where a program runs (実施地域).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// 全国: open to members in every prefecture, and found by a search for any of them.
    Nationwide,
    /// At least one prefecture.
    Prefectures(PrefectureSet),
}

impl Area {
    /// Whether members in the prefecture can take part.
    pub fn covers(self, prefecture: Prefecture) -> bool {
        match self {
            Self::Nationwide => true,
            Self::Prefectures(set) => set.contains(prefecture),
        }
    }
}

/// What taking part costs a society (費用負担).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// How the cost is shared.
    pub sharing: CostSharing,
    /// Yen per society and fiscal year, tax included; given for 定額, optional otherwise.
    pub yen: Option<Yen>,
    /// Explanation in the organiser's words.
    pub note: String,
}

/// Who answers questions (問合せ窓口).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Organisation.
    pub organisation: String,
    /// Department or person, as typed.
    pub department: String,
    /// Telephone; shown on the page.
    pub tel: Option<Phone>,
    /// Mail address; never shown to visitors (PUB-04).
    pub email: Email,
    /// When somebody answers.
    pub hours: String,
}

/// Which societies can take part (参加条件). An empty list means no limit of that sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size bands that can take part; empty means any size.
    pub sizes: Vec<SizeBand>,
    /// 業態 that can take part; empty means any.
    pub industries: Vec<Industry>,
    /// Fewest 加入者, besides the bands.
    #[serde(default)]
    pub members_min: Option<u32>,
    /// Most 加入者, besides the bands.
    #[serde(default)]
    pub members_max: Option<u32>,
    /// 所在地 of societies that can take part; empty means any.
    #[serde(default)]
    pub seats: PrefectureSet,
    /// Kinds of insurers that can take part; empty means any.
    #[serde(default)]
    pub kinds: Vec<InsurerKind>,
    /// Forms of societies that can take part; empty means any.
    #[serde(default)]
    pub forms: Vec<InsurerForm>,
    /// What has to be in place technically, in words.
    #[serde(default)]
    pub system: String,
    /// Further conditions in words.
    pub note: String,
}

/// A checked program, as it is published (field table: 共同事業の掲載項目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanProgram {
    /// 事業名, one line, at most 80 characters.
    pub title: String,
    /// 掲載区分.
    pub kind: ListingKind,
    /// 事業目的分類, the main one.
    pub cat: Purpose,
    /// Up to two further ones, without the main one.
    pub sub_cats: Vec<Purpose>,
    /// テーマ.
    pub themes: Vec<Theme>,
    /// 事業概要, at most 200 characters; shown in lists.
    pub summary: String,
    /// 目的, at most 600 characters.
    pub purpose: String,
    /// 内容, limited markup, at most 4,000 characters.
    pub content: String,
    /// 課題.
    pub problem: String,
    /// 成果; required for a 参考事例.
    pub result: String,
    /// 対象者.
    pub targets: Vec<Target>,
    /// Age, sex and other remarks on who is addressed.
    pub target_note: String,
    /// Expected number of persons.
    pub target_n: Option<u32>,
    /// 実施地域.
    pub area: Area,
    /// Remarks on places.
    pub area_note: String,
    /// 実施形態, at least one.
    pub modes: Vec<Mode>,
    /// 実施期間, first day.
    pub period_from: Day,
    /// 実施期間, last day; not before the first.
    pub period_to: Day,
    /// 費用負担.
    pub cost: Cost,
    /// 実施体制, limited markup.
    pub structure: String,
    /// 関係事業者, in words.
    pub provider: String,
    /// データの取扱い.
    pub data_use: DataUse,
    /// How person-level data is handled outside the portal.
    pub data_note: String,
    /// 募集期間, first day; absent for a 参考事例.
    pub recruit_from: Option<Day>,
    /// 募集期間, last day (the deadline); absent for a 参考事例.
    pub recruit_to: Option<Day>,
    /// 募集組合数; none means no limit.
    pub capacity: Option<u32>,
    /// 参加組合数 so far, the lead society included.
    pub joined: Option<u32>,
    /// 参加条件.
    pub limits: Limits,
    /// 問合せ窓口.
    pub contact: Contact,
    /// 公開範囲.
    pub visibility: Visibility,
    /// 参加組合名の公開: who sees which societies take part.
    #[serde(default = "narrowest")]
    pub members_visibility: MembersVisibility,
    /// 補助金の利用.
    pub subsidy: SubsidyUse,
    /// Which subsidy and year.
    pub subsidy_note: String,
}

/// A single-employer society may not want to be named (domain finding 16): nobody else sees names unless it was chosen.
pub(super) fn narrowest() -> MembersVisibility {
    MembersVisibility::Participants
}

impl CleanProgram {
    /// The fiscal year the program starts in; with owner and title it identifies a listing.
    pub fn fiscal_year(&self) -> FiscalYear {
        FiscalYear::of(self.period_from)
    }

    /// Every fiscal year the program touches.
    pub fn fiscal_years(&self) -> impl Iterator<Item = FiscalYear> + use<> {
        let (first, last) = (FiscalYear::of(self.period_from), FiscalYear::of(self.period_to));
        std::iter::successors(Some(first), |year| Some(year.next())).take_while(move |year| *year <= last)
    }

    /// Main and further purposes, the main one first.
    pub fn cats(&self) -> impl Iterator<Item = Purpose> + '_ {
        std::iter::once(self.cat).chain(self.sub_cats.iter().copied())
    }

    /// Places left, when a capacity and a count are known.
    pub fn places_left(&self) -> Option<u32> {
        Some(self.capacity?.saturating_sub(self.joined.unwrap_or(0)))
    }
}
