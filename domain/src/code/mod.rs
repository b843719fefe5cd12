//! The code lists: closed sets of choices, each with a stable code for storage and URLs and a name in both languages.
//! A list here is a promise to the database and to bookmarks, so a code is never reused or renamed.

mod allocation;
mod certificate;
mod consortium_role;
mod contract_method;
mod cost_item;
mod cost_sharing;
mod data_category;
mod data_use;
mod decision_body;
mod evidence;
mod funding_source;
mod industry;
mod insurer_kind;
mod kpi_level;
mod legal_basis;
mod listing_kind;
mod mode;
mod organisation_kind;
mod organisation_status;
mod overlap_rule;
mod phr_item;
mod prefecture;
mod prefecture_set;
mod profile_visibility;
mod provider_role;
mod purpose;
mod ratio_basis;
mod recruit_status;
mod region;
mod return_reason;
mod role;
mod rounding_stage;
mod size_band;
mod subsidy_use;
mod target;
mod tax_mode;
mod theme;
mod transfer_method;
mod visibility;

pub use allocation::Allocation;
pub use certificate::Certificate;
pub use consortium_role::ConsortiumRole;
pub use contract_method::ContractMethod;
pub use cost_item::{CostItem, CostItemSet};
pub use cost_sharing::CostSharing;
pub use data_category::DataCategory;
pub use data_use::DataUse;
pub use decision_body::DecisionBody;
pub use evidence::Evidence;
pub use funding_source::FundingSource;
pub use industry::Industry;
pub use insurer_kind::{InsurerForm, InsurerKind};
pub use kpi_level::KpiLevel;
pub use legal_basis::LegalBasis;
pub use listing_kind::ListingKind;
pub use mode::Mode;
pub use organisation_kind::OrganisationKind;
pub use organisation_status::OrganisationStatus;
pub use overlap_rule::OverlapRule;
pub use phr_item::PhrItem;
pub use prefecture::{Prefecture, Tile};
pub use prefecture_set::PrefectureSet;
pub use profile_visibility::ProfileVisibility;
pub use provider_role::ProviderRole;
pub use purpose::Purpose;
pub use ratio_basis::RatioBasis;
pub use recruit_status::RecruitStatus;
pub use region::{Region, RegionScheme};
pub use return_reason::ReturnReason;
pub use role::{OrgRole, PlatformRole};
pub use rounding_stage::RoundingStage;
pub use size_band::SizeBand;
pub use subsidy_use::SubsidyUse;
pub use target::Target;
pub use tax_mode::TaxMode;
pub use theme::Theme;
pub use transfer_method::TransferMethod;
pub use visibility::{MembersVisibility, Visibility};

use crate::lang::Lang;
use crate::normalise::{fold, fold_kana, single_line};

/// What every code list can do, for code that works with any of them. Each list has the same as inherent items, so
/// this trait need not be imported to use a known list.
pub trait CodeList: Copy + Eq + std::fmt::Debug + 'static {
    /// Every value, in the order in which people expect to see them.
    const ALL: &'static [Self];

    /// The stable code for storage and URLs: kebab-case ASCII or digits.
    fn code(self) -> &'static str;

    /// The value of exactly this code.
    fn from_code(code: &str) -> Option<Self>;

    /// The name to show.
    fn name(self, lang: Lang) -> &'static str;

    /// The position in `ALL`, without gaps.
    fn index(self) -> usize;

    /// The value that a person or an imported file means: a code, a name or an official alias, in any width, case or
    /// kana. `None` also when the label fits several values equally well.
    fn from_label(label: &str) -> Option<Self>;
}

/// One line of a code list.
pub(crate) struct Entry {
    pub code: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub aliases: &'static [&'static str],
}

impl Entry {
    fn is_called(&self, key: &str) -> bool {
        [self.code, self.ja, self.en]
            .into_iter()
            .any(|label| label_key(label) == key)
    }

    fn has_alias(&self, key: &str) -> bool {
        self.aliases.iter().any(|alias| label_key(alias) == key)
    }
}

/// The form in which labels are compared: width, case, kana script, old kanji and spaces do not matter.
fn label_key(label: &str) -> String {
    let mut key = fold_kana(&fold(&single_line(label)));
    key.retain(|c| !c.is_whitespace());
    key
}

/// The position of the line that a label names. A code or name beats an alias; of two fitting aliases none is taken.
pub(crate) fn position_of_label<'a>(entries: impl Iterator<Item = &'a Entry> + Clone, label: &str) -> Option<usize> {
    // Imports repeat exact labels by the thousand; folding the whole list for each would be felt.
    let is_exact = |entry: &Entry| [entry.code, entry.ja, entry.en].contains(&label);
    if let Some(position) = entries.clone().position(is_exact) {
        return Some(position);
    }
    let key = label_key(label);
    if key.is_empty() {
        return None;
    }
    if let Some(position) = entries.clone().position(|entry| entry.is_called(&key)) {
        return Some(position);
    }
    let mut fitting = entries.enumerate().filter(|(_, entry)| entry.has_alias(&key));
    let (position, _) = fitting.next()?;
    fitting.next().is_none().then_some(position)
}

/// Writes a code list: `Variant = "code", "日本語名", "English name", ["alias", …];` per line.
macro_rules! code_list {
    (
        $(#[$attribute:meta])*
        pub enum $list:ident {
            $( $variant:ident = $code:literal, $ja:literal, $en:literal $(, [$($alias:literal),+ $(,)?])? ; )+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list {
            $(
                #[doc = concat!($ja, " (", $en, "), code `", $code, "`.")]
                $variant,
            )+
        }

        impl $list {
            /// Every value, in the order in which people expect to see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const ENTRIES: &'static [$crate::code::Entry] = &[
                $($crate::code::Entry { code: $code, ja: $ja, en: $en, aliases: &[$($($alias),+)?] }),+
            ];

            /// The stable code for storage and URLs.
            pub const fn code(self) -> &'static str {
                Self::ENTRIES[self as usize].code
            }

            /// The value of exactly this code.
            pub fn from_code(code: &str) -> Option<Self> {
                let position = Self::ENTRIES.iter().position(|entry| entry.code == code)?;
                Self::ALL.get(position).copied()
            }

            /// The name to show.
            pub const fn name(self, lang: $crate::lang::Lang) -> &'static str {
                match lang {
                    $crate::lang::Lang::Ja => Self::ENTRIES[self as usize].ja,
                    $crate::lang::Lang::En => Self::ENTRIES[self as usize].en,
                }
            }

            /// The position in `ALL`, without gaps.
            pub const fn index(self) -> usize {
                self as usize
            }

            /// The value that a code, a name or an official alias means, in any width, case or kana.
            pub fn from_label(label: &str) -> Option<Self> {
                let position = $crate::code::position_of_label(Self::ENTRIES.iter(), label)?;
                Self::ALL.get(position).copied()
            }
        }

        impl $crate::code::CodeList for $list {
            const ALL: &'static [Self] = $list::ALL;

            fn code(self) -> &'static str {
                $list::code(self)
            }

            fn from_code(code: &str) -> Option<Self> {
                $list::from_code(code)
            }

            fn name(self, lang: $crate::lang::Lang) -> &'static str {
                $list::name(self, lang)
            }

            fn index(self) -> usize {
                $list::index(self)
            }

            fn from_label(label: &str) -> Option<Self> {
                $list::from_label(label)
            }
        }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_code(&code).ok_or_else(|| {
                    serde::de::Error::custom(format_args!("unknown {} code {code:?}", stringify!($list)))
                })
            }
        }
    };
}
pub(crate) use code_list;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 名称は幅や大文字小文字や仮名によらず読める() {
        assert_eq!(Mode::from_label("　オンライン "), Some(Mode::Online));
        assert_eq!(Mode::from_label("ｵﾝﾗｲﾝ"), Some(Mode::Online));
        assert_eq!(Mode::from_label("おんらいん"), Some(Mode::Online));
        assert_eq!(Mode::from_label("ＯＮＬＩＮＥ"), Some(Mode::Online));
        assert_eq!(Mode::from_label(""), None);
        assert_eq!(Mode::from_label("　"), None);
        assert_eq!(Mode::from_label("電話"), None);
    }

    #[test]
    fn 未知の符号は読み込みで断る() {
        assert_eq!(serde_json::from_str::<Mode>("\"post\"").unwrap(), Mode::Post);
        assert_eq!(serde_json::to_string(&Mode::Post).unwrap(), "\"post\"");
        let error = serde_json::from_str::<Mode>("\"fax\"").unwrap_err();
        assert!(error.to_string().contains("unknown Mode code"));
    }
}
