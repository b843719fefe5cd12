//! What a new call begins with: values of earlier years where they are known, otherwise usual ones (domain §2.3, §2.6,
//! §3.1). Everything can be changed before the call is published.

use super::{CallForm, CriterionForm, PaperRules};
use crate::code::{Allocation, CostItemSet, InsurerKind, OverlapRule, RatioBasis, RoundingStage};

/// Criteria by the stated aims of the policy: code, name, question, points.
const CRITERIA: [(&str, &str, &str, u32); 8] = [
    ("E1", "健康課題の妥当性", "データに基づいて課題を設定していますか。", 15),
    (
        "E2",
        "中小規模保険者への裨益・参画",
        "中小規模の保険者が参画し、利益を受けますか。",
        20,
    ),
    (
        "E3",
        "共同化の必要性・効率化の効果",
        "共同で行う理由と効率化の効果が示されていますか。",
        15,
    ),
    (
        "E4",
        "実施体制・役割分担",
        "代表組合、事務局、事業者の役割は明確ですか。",
        15,
    ),
    (
        "E5",
        "目標・評価指標",
        "四つの段階の指標と目標値が設定されていますか。",
        15,
    ),
    ("E6", "経費の妥当性・費用対効果", "経費は必要で、額は妥当ですか。", 10),
    ("E7", "継続性・横展開の可能性", "補助の後も続き、他に広がりますか。", 5),
    (
        "E8",
        "個人情報・データの取扱い",
        "データの取扱いは法令に沿い、安全ですか。",
        5,
    ),
];

const ANCHORS: [&str; 5] = [
    "記載がないか、求める内容と異なる。",
    "記載はあるが、根拠や具体性に欠ける。",
    "具体的だが、一部が不明確である。",
    "具体的で、根拠が示されている。",
    "具体的で根拠が十分であり、他の模範となる。",
];

impl CallForm {
    /// A form to begin with; code, year, title and dates are left to be typed.
    pub fn suggested() -> (Self, Vec<CriterionForm>) {
        let mut form = Self {
            min_insurers: "2".to_owned(),
            small_threshold: "10,000".to_owned(),
            min_small_share: "1/2".to_owned(),
            ratio_basis: RatioBasis::Insurers.code().to_owned(),
            provider_contract: "1".to_owned(),
            overlap: OverlapRule::Warned.code().to_owned(),
            max_age: "12".to_owned(),
            allocation: Allocation::Fixed.code().to_owned(),
            rate: "1/1".to_owned(),
            rounding: RoundingStage::Total.code().to_owned(),
            cut_to: "1,000".to_owned(),
            quote_above: "500,000".to_owned(),
            quotes: "2".to_owned(),
            asset_from: "500,000".to_owned(),
            excluded_words: "飲食\n懇親\n金券\n商品券\n交通費\n宿泊".to_owned(),
            minor_share: "1/5".to_owned(),
            withdraw_days: "10".to_owned(),
            report_days: "30".to_owned(),
            standard_days: "60".to_owned(),
            retention_years: "5".to_owned(),
            publication: "1".to_owned(),
            rollout: "1".to_owned(),
            open_time: "9:00".to_owned(),
            close_time: "17:00".to_owned(),
            min_reviewers: "3".to_owned(),
            spread: "2".to_owned(),
            lead_kind: vec![InsurerKind::Kenpo.code().to_owned()],
            member_kind: InsurerKind::ALL.iter().map(|kind| kind.code().to_owned()).collect(),
            item: CostItemSet::Private
                .items()
                .map(|item| item.code().to_owned())
                .collect(),
            explain: ["1", "2", "5"].map(str::to_owned).to_vec(),
            ..Self::default()
        };
        PaperRules::default().put(&mut form);
        (form, CRITERIA.iter().map(criterion).collect())
    }
}

fn criterion((code, name, question, weight): &(&str, &str, &str, u32)) -> CriterionForm {
    let [anchor1, anchor2, anchor3, anchor4, anchor5] = ANCHORS.map(str::to_owned);
    CriterionForm {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        question: (*question).to_owned(),
        weight: weight.to_string(),
        anchor1,
        anchor2,
        anchor3,
        anchor4,
        anchor5,
        pass_from: String::new(),
    }
}
