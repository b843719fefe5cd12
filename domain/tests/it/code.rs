//! Every code list keeps its promises: stable codes, names that tell its values apart, and labels that lead back.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

use domain::Lang;
use domain::code::{
    Allocation, Certificate, CodeList, ConsortiumRole, ContractMethod, CostItem, CostItemSet, CostSharing,
    DataCategory, DataUse, DecisionBody, Evidence, FundingSource, Industry, InsurerForm, InsurerKind, KpiLevel,
    LegalBasis, ListingKind, Mode, OrgRole, OrganisationKind, OrganisationStatus, OverlapRule, PlatformRole,
    Prefecture, PrefectureSet, ProfileVisibility, ProviderRole, Purpose, RatioBasis, RecruitStatus, Region,
    RegionScheme, ReturnReason, RoundingStage, SizeBand, SubsidyUse, Target, TaxMode, Theme, TransferMethod,
    Visibility,
};
use domain::file::FileKind;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn check_list<L: CodeList + Debug + Hash + Ord + Serialize + DeserializeOwned>(len: usize) {
    let list = std::any::type_name::<L>();
    assert_eq!(L::ALL.len(), len, "{list}");
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    for (position, &value) in L::ALL.iter().enumerate() {
        let code = value.code();
        let is_kebab = code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(is_kebab && !code.is_empty() && !code.starts_with('-'), "{list}: {code}");
        assert!(codes.insert(code), "{list}: code {code} twice");
        assert_eq!(value.index(), position, "{list}: {code}");
        assert_eq!(L::from_code(code), Some(value));
        assert_eq!(L::from_label(code), Some(value), "{list}: {code}");
        assert_eq!(serde_json::to_string(&value).unwrap(), format!("\"{code}\""));
        assert_eq!(serde_json::from_str::<L>(&format!("\"{code}\"")).unwrap(), value);
        for &lang in Lang::ALL {
            let name = value.name(lang);
            assert!(!name.is_empty() && name.trim() == name, "{list}: {name:?}");
            assert!(names.insert((lang, name)), "{list}: name {name} twice");
            assert_eq!(L::from_label(name), Some(value), "{list}: {name}");
        }
    }
    assert!(L::ALL.is_sorted());
    assert_eq!(L::from_code(""), None);
    assert_eq!(L::from_label("この世にない選択肢"), None);
}

#[test]
fn すべての符号表は約束を守る() {
    check_list::<Allocation>(3);
    check_list::<FileKind>(10);
    check_list::<Certificate>(3);
    check_list::<ConsortiumRole>(6);
    check_list::<ContractMethod>(4);
    check_list::<CostItem>(24);
    check_list::<CostItemSet>(2);
    check_list::<CostSharing>(6);
    check_list::<DataCategory>(5);
    check_list::<DataUse>(3);
    check_list::<DecisionBody>(5);
    check_list::<Evidence>(8);
    check_list::<FundingSource>(4);
    check_list::<Industry>(29);
    check_list::<InsurerForm>(3);
    check_list::<InsurerKind>(9);
    check_list::<KpiLevel>(4);
    check_list::<LegalBasis>(4);
    check_list::<domain::application::ApplicationState>(15);
    check_list::<domain::application::ApplicationStep>(19);
    check_list::<domain::grant_case::ChangeKind>(6);
    check_list::<domain::grant_case::ChangeState>(7);
    check_list::<domain::grant_case::ChangeStep>(7);
    check_list::<domain::amount::TaxPurpose>(3);
    check_list::<domain::amount::TaxRate>(3);
    check_list::<domain::grant_case::AssetState>(3);
    check_list::<domain::grant_case::AssetStep>(4);
    check_list::<domain::grant_case::GrantState>(20);
    check_list::<domain::grant_case::GrantStep>(29);
    check_list::<domain::grant_case::Next>(14);
    check_list::<domain::grant_case::ReportKind>(5);
    check_list::<domain::grant_case::ReportState>(4);
    check_list::<domain::grant_case::ReportStep>(3);
    check_list::<domain::grant_case::ReturnCause>(3);
    check_list::<domain::grant_case::SpendingFault>(4);
    check_list::<domain::grant_case::TaxMethod>(4);
    check_list::<domain::level::Level>(3);
    check_list::<domain::call::BandBasis>(2);
    check_list::<domain::call::CallState>(6);
    check_list::<domain::consortium::ConsortiumState>(8);
    check_list::<domain::consortium::DecisionWay>(3);
    check_list::<domain::consortium::MembershipState>(8);
    check_list::<domain::consortium::TermsPart>(7);
    check_list::<domain::consortium::panel::Rule>(12);
    check_list::<domain::consortium::panel::Standing>(4);
    check_list::<domain::data_flow::PostingPlace>(4);
    check_list::<domain::decision::BatchState>(5);
    check_list::<domain::decision::BatchStep>(5);
    check_list::<domain::decision::LineState>(4);
    check_list::<domain::decision::Outcome>(4);
    check_list::<ListingKind>(3);
    check_list::<Mode>(4);
    check_list::<OrgRole>(4);
    check_list::<OrganisationKind>(17);
    check_list::<OrganisationStatus>(3);
    check_list::<OverlapRule>(3);
    check_list::<domain::code::PhrItem>(12);
    check_list::<PlatformRole>(7);
    check_list::<Prefecture>(47);
    check_list::<ProfileVisibility>(3);
    check_list::<ProviderRole>(9);
    check_list::<Purpose>(6);
    check_list::<RatioBasis>(2);
    check_list::<RecruitStatus>(6);
    check_list::<Region>(16);
    check_list::<RegionScheme>(2);
    check_list::<ReturnReason>(7);
    check_list::<RoundingStage>(2);
    check_list::<SizeBand>(7);
    check_list::<SubsidyUse>(3);
    check_list::<Target>(4);
    check_list::<TaxMode>(2);
    check_list::<Theme>(40);
    check_list::<TransferMethod>(5);
    check_list::<Visibility>(3);
}

#[test]
fn どの地方区分でも四十七都道府県が一度ずつ現れる() {
    for &scheme in RegionScheme::ALL {
        let mut all = PrefectureSet::EMPTY;
        for region in Region::in_scheme(scheme) {
            let members = region.prefecture_set();
            assert!(!members.is_empty(), "{region:?}");
            assert!(!members.intersects(all), "{region:?}");
            assert!(
                members
                    .iter()
                    .all(|prefecture| Region::of(prefecture, scheme) == region)
            );
            all = all.union(members);
        }
        assert_eq!(all, PrefectureSet::ALL);
    }
}

#[test]
fn 地図のマスは重ならない() {
    let mut cells = HashSet::new();
    for &prefecture in Prefecture::ALL {
        let tile = prefecture.tile();
        for row in tile.row..tile.row + tile.span {
            for col in tile.col..tile.col + tile.span {
                assert!((1..=13).contains(&row) && (1..=13).contains(&col));
                assert!(cells.insert((row, col)), "{prefecture:?}");
            }
        }
    }
    assert_eq!(cells.len(), 46 + 4);
}

#[test]
fn 都道府県は短い名前と読みでも選べる() {
    let mut readings = HashSet::new();
    for &prefecture in Prefecture::ALL {
        assert_eq!(Prefecture::from_label(prefecture.short_name()), Some(prefecture));
        assert_eq!(Prefecture::from_label(prefecture.reading()), Some(prefecture));
        assert_eq!(
            Prefecture::from_label(&domain::normalise::katakana(prefecture.reading())),
            Some(prefecture)
        );
        assert!(readings.insert(prefecture.reading()));
    }
}

fn any_set() -> impl Strategy<Value = PrefectureSet> {
    any::<u64>().prop_map(PrefectureSet::from_bits)
}

proptest! {
    #[test]
    fn 都道府県の集合は符号の並びと往復する(set in any_set()) {
        prop_assert_eq!(set.iter().collect::<PrefectureSet>(), set);
        prop_assert_eq!(set.iter().count(), set.len());
        prop_assert!(set.iter().is_sorted());
        let json = serde_json::to_string(&set).unwrap();
        prop_assert_eq!(serde_json::from_str::<PrefectureSet>(&json).unwrap(), set);
    }

    #[test]
    fn 集合の演算は要素ごとの演算に等しい(a in any_set(), b in any_set()) {
        for &prefecture in Prefecture::ALL {
            let (in_a, in_b) = (a.contains(prefecture), b.contains(prefecture));
            prop_assert_eq!(a.union(b).contains(prefecture), in_a || in_b);
            prop_assert_eq!(a.intersection(b).contains(prefecture), in_a && in_b);
        }
        prop_assert_eq!(a.intersects(b), !a.intersection(b).is_empty());
        prop_assert!(a.union(b).contains_all(a));
    }

    #[test]
    fn どんな名称でも止まらない(label in any::<String>()) {
        let _ = (Theme::from_label(&label), Prefecture::from_label(&label), SizeBand::from_label(&label));
    }
}
