//! The themes below the six purposes (テーマ, domain list 9.5): what a program is about in daily words. A word that
//! belongs to two purposes, such as 受診勧奨, is two themes with names that tell them apart.

use super::{Purpose, code_list, position_of_label};

code_list! {
    /// A theme of joint programs.
    pub enum Theme {
        CheckupInvitation = "checkup-invitation", "健診の受診勧奨", "Invitations to check-ups", ["受診勧奨", "健診受診勧奨"];
        GroupContract = "group-contract", "集合契約", "Group contracts";
        OnlineGuidance = "online-guidance", "ICT面談", "Online guidance sessions", ["オンライン面談", "遠隔面談"];
        NonAttendance = "non-attendance", "未実施者対策", "People without a check-up", ["未受診者対策"];
        SameDayInterview = "same-day-interview", "健診当日面談", "Guidance on the day of the check-up", ["当日面談"];
        EmployerCheckupData = "employer-checkup-data", "事業主健診データ取得", "Check-up data from employers",
            ["事業主健診", "事業者健診データ取得"];

        DependantsCheckup = "dependants-checkup", "被扶養者健診", "Check-ups for dependants";
        MobileCheckup = "mobile-checkup", "巡回健診", "Mobile check-ups";
        PartTimeResults = "part-time-results", "パート先健診結果回収", "Results from part-time employers", ["パート先健診"];
        Incentive = "incentive", "インセンティブ", "Incentives", ["ヘルスケアポイント"];

        GuidanceUnder40 = "guidance-under-40", "40歳未満保健指導", "Guidance under the age of 40", ["40歳未満の保健指導"];
        YoungLifestyle = "young-lifestyle", "若年層の生活習慣", "Lifestyle of younger members", ["若年者の生活習慣"];
        YoungSleep = "young-sleep", "若年層の睡眠", "Sleep of younger members", ["睡眠", "若年者の睡眠"];
        Breakfast = "breakfast", "朝食", "Breakfast", ["朝食欠食"];

        Walking = "walking", "歩数・ウォーキング", "Steps and walking", ["歩数", "ウォーキング"];
        Smoking = "smoking", "禁煙・受動喫煙", "Smoking and second-hand smoke", ["禁煙", "受動喫煙", "喫煙対策"];
        HealthLiteracy = "health-literacy", "ヘルスリテラシー", "Health literacy";
        Diet = "diet", "食生活", "Diet", ["食事", "栄養"];
        Exercise = "exercise", "運動", "Exercise", ["運動習慣"];
        Alcohol = "alcohol", "飲酒", "Alcohol", ["節酒", "適正飲酒"];
        ShoulderBackPain = "shoulder-back-pain", "肩こり・腰痛", "Shoulder and back pain", ["肩こり", "腰痛"];
        MentalHealth = "mental-health", "メンタルヘルス", "Mental health", ["こころの健康"];
        Sleep = "sleep", "睡眠", "Sleep", ["睡眠改善"];

        DiabeticNephropathy = "diabetic-nephropathy", "糖尿病性腎症", "Diabetic nephropathy", ["糖尿病", "糖尿病性腎症重症化予防"];
        HypertensionLipids = "hypertension-lipids", "高血圧・脂質", "Blood pressure and lipids", ["高血圧", "脂質異常"];
        Ckd = "ckd", "慢性腎臓病（CKD）", "Chronic kidney disease", ["慢性腎臓病"];
        MedicalVisit = "medical-visit", "医療機関への受診勧奨", "Advice to see a doctor", ["受診勧奨", "要治療者への受診勧奨"];
        TreatmentDropout = "treatment-dropout", "治療中断者", "People who stopped treatment", ["治療中断者対策"];

        DataAnalysis = "data-analysis", "データ分析基盤・データヘルス", "Data analysis and data health",
            ["データ分析", "データ分析基盤", "データヘルス"];
        OralHealth = "oral-health", "歯科口腔保健（歯周病）", "Oral health", ["歯科口腔保健", "歯周病", "歯周病予防", "歯科"];
        Cancer = "cancer", "がん検診・がん相談", "Cancer screening and advice", ["がん", "がん検診", "がん相談"];
        WomensHealth = "womens-health", "女性の健康", "Women's health", ["女性"];
        PreconceptionCare = "preconception-care", "プレコンセプションケア", "Preconception care";
        InfectionVaccination = "infection-vaccination", "感染症・予防接種", "Infections and vaccination", ["感染症", "予防接種"];
        GenericsMedication = "generics-medication", "後発医薬品・適正服薬", "Generics and proper medication",
            ["後発医薬品", "ジェネリック", "適正服薬"];
        SelfMedication = "self-medication", "セルフメディケーション", "Self-medication";
        HealthConsultation = "health-consultation", "健康相談・オンライン相談", "Health advice, also online",
            ["健康相談", "オンライン相談"];
        StaffTraining = "staff-training", "職員研修・人材育成", "Staff training", ["職員研修", "人材育成"];
        CollaboHealth = "collabo-health", "コラボヘルス", "Collaboration with employers";
        OlderMembers = "older-members", "高齢・前期高齢者", "Older members", ["高齢者", "前期高齢者"];
    }
}

/// Where the themes of each purpose begin and end in the order of the list.
const RANGES: &[(Purpose, Theme, Theme)] = &[
    (
        Purpose::TokuteiKenshin,
        Theme::CheckupInvitation,
        Theme::EmployerCheckupData,
    ),
    (Purpose::Hifuyosha, Theme::DependantsCheckup, Theme::Incentive),
    (Purpose::Jakunensha, Theme::GuidanceUnder40, Theme::Breakfast),
    (Purpose::Population, Theme::Walking, Theme::Sleep),
    (
        Purpose::JushokaYobo,
        Theme::DiabeticNephropathy,
        Theme::TreatmentDropout,
    ),
    (Purpose::Sonota, Theme::DataAnalysis, Theme::OlderMembers),
];

impl Theme {
    /// The purpose above this theme.
    pub fn purpose(self) -> Purpose {
        RANGES
            .iter()
            .find(|(_, first, last)| (*first..=*last).contains(&self))
            .map_or(Purpose::Sonota, |(purpose, ..)| *purpose)
    }

    /// The themes below a purpose, in the order of the list.
    pub fn of(purpose: Purpose) -> impl Iterator<Item = Self> + Clone {
        Self::ALL
            .iter()
            .copied()
            .filter(move |theme| theme.purpose() == purpose)
    }

    /// The theme that a label means when its purpose is known, so that 受診勧奨 or 睡眠 needs no further word.
    pub fn from_label_under(purpose: Purpose, label: &str) -> Option<Self> {
        let entries = Self::of(purpose).map(|theme| &Self::ENTRIES[theme.index()]);
        let position = position_of_label(entries, label)?;
        Self::of(purpose).nth(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どのテーマにも目的があり抜けや重なりがない() {
        for &theme in Theme::ALL {
            let count = RANGES
                .iter()
                .filter(|(_, first, last)| (*first..=*last).contains(&theme))
                .count();
            assert_eq!(count, 1, "{theme:?}");
        }
        assert_eq!(
            Purpose::ALL
                .iter()
                .map(|&purpose| Theme::of(purpose).count())
                .sum::<usize>(),
            Theme::ALL.len()
        );
        assert_eq!(Theme::of(Purpose::TokuteiKenshin).count(), 6);
        assert_eq!(Theme::of(Purpose::Sonota).count(), 12);
    }

    #[test]
    fn 二つの目的にまたがる語は目的で決まる() {
        assert_eq!(Theme::from_label("受診勧奨"), None);
        assert_eq!(
            Theme::from_label_under(Purpose::TokuteiKenshin, "受診勧奨"),
            Some(Theme::CheckupInvitation)
        );
        assert_eq!(
            Theme::from_label_under(Purpose::JushokaYobo, "受診勧奨"),
            Some(Theme::MedicalVisit)
        );
        assert_eq!(Theme::from_label("睡眠"), Some(Theme::Sleep));
        assert_eq!(
            Theme::from_label_under(Purpose::Jakunensha, "睡眠"),
            Some(Theme::YoungSleep)
        );
        assert_eq!(Theme::from_label_under(Purpose::Hifuyosha, "睡眠"), None);
    }
}
