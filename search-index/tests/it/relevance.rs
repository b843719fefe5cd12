//! The project's own judged queries: what people of a society would type, and which program they mean.

use domain::code::{Mode, Prefecture, Purpose, Theme};
use domain::program::Listing;
use search_index::Index;

use super::fixture::{index_of, listing, prefectures, search};

/// At least so many of a hundred queries have a wanted program among the first three.
const FLOOR: usize = 95;

fn program(id: i64, title: &str, summary: &str, cat: Purpose, themes: &[Theme], places: &[Prefecture]) -> Listing {
    let mut listing = listing(id, title);
    listing.content.summary = summary.to_owned();
    listing.content.cat = cat;
    listing.content.themes = themes.to_vec();
    if !places.is_empty() {
        listing.content.area = prefectures(places);
    }
    listing
}

fn corpus() -> Index {
    use Prefecture as P;
    use Purpose::{Hifuyosha, Jakunensha, JushokaYobo, Population, Sonota, TokuteiKenshin};
    use Theme as T;
    let mut online = program(
        3,
        "ICT面談による特定保健指導",
        "スマートフォンで専門職と面談します。",
        TokuteiKenshin,
        &[T::OnlineGuidance],
        &[],
    );
    online.content.modes = vec![Mode::Online];
    let (index, writer) = index_of([
        program(
            1,
            "健診未受診者への受診勧奨はがき",
            "未受診の加入者に案内を送ります。",
            TokuteiKenshin,
            &[T::CheckupInvitation],
            &[P::Tokyo, P::Saitama],
        ),
        program(
            2,
            "特定健診の集合契約",
            "健診機関との契約をまとめて結びます。",
            TokuteiKenshin,
            &[T::GroupContract],
            &[],
        ),
        online,
        program(
            4,
            "健診当日の初回面談",
            "会場でその日に保健指導を始めます。",
            TokuteiKenshin,
            &[T::SameDayInterview],
            &[P::Aichi],
        ),
        program(
            5,
            "被扶養者のための巡回健診バス",
            "家族が近所で受けられる健診です。",
            Hifuyosha,
            &[T::DependantsCheckup, T::MobileCheckup],
            &[P::Kyoto, P::Shiga],
        ),
        program(
            6,
            "パート先健診結果の回収",
            "勤め先で受けた健診の結果を集めます。",
            Hifuyosha,
            &[T::PartTimeResults],
            &[],
        ),
        program(
            7,
            "三十代からの保健指導",
            "40歳未満の人に早めの支援をします。",
            Jakunensha,
            &[T::GuidanceUnder40],
            &[P::Fukuoka],
        ),
        program(
            8,
            "若手社員の朝ごはん応援",
            "朝食をとる習慣を広げます。",
            Jakunensha,
            &[T::Breakfast],
            &[],
        ),
        program(
            9,
            "春のウォーキング大会",
            "歩数をチームで競います。",
            Population,
            &[T::Walking],
            &[P::Kanagawa],
        ),
        program(
            10,
            "卒煙チャレンジ",
            "禁煙外来の費用を助けます。",
            Population,
            &[T::Smoking],
            &[],
        ),
        program(
            11,
            "減塩料理の動画教室",
            "管理栄養士が家庭の食事を見直します。",
            Population,
            &[T::Diet],
            &[],
        ),
        program(
            12,
            "適正飲酒セミナー",
            "お酒との付き合い方を学びます。",
            Population,
            &[T::Alcohol],
            &[P::Hokkaido],
        ),
        program(
            13,
            "職場でできる腰痛体操",
            "肩こりや腰の痛みを減らします。",
            Population,
            &[T::ShoulderBackPain],
            &[P::Osaka],
        ),
        program(
            14,
            "こころの相談ダイヤル",
            "専門家が電話で話を聞きます。",
            Population,
            &[T::MentalHealth],
            &[],
        ),
        program(
            15,
            "睡眠改善プログラム",
            "眠りを記録して生活を整えます。",
            Population,
            &[T::Sleep],
            &[],
        ),
        program(
            16,
            "糖尿病性腎症の重症化予防",
            "主治医と連携して透析を防ぎます。",
            JushokaYobo,
            &[T::DiabeticNephropathy],
            &[P::Hiroshima],
        ),
        program(
            17,
            "高血圧の人への受診勧奨",
            "血圧が高いまま治療していない人に知らせます。",
            JushokaYobo,
            &[T::HypertensionLipids, T::MedicalVisit],
            &[],
        ),
        program(
            18,
            "CKD対策の共同実施",
            "腎機能の低下を早く見つけます。",
            JushokaYobo,
            &[T::Ckd],
            &[P::Okinawa],
        ),
        program(
            19,
            "レセプトと健診データの合同分析",
            "データヘルス計画の評価に使います。",
            Sonota,
            &[T::DataAnalysis],
            &[],
        ),
        program(
            20,
            "歯周病を防ぐ歯みがき講座",
            "歯科衛生士が正しい方法を教えます。",
            Sonota,
            &[T::OralHealth],
            &[P::Nagano],
        ),
        program(
            21,
            "郵送でできる大腸癌検査",
            "自宅で採った検体を送ります。",
            Sonota,
            &[T::Cancer],
            &[],
        ),
        program(
            22,
            "更年期と月経のオンライン講座",
            "働く女性の体の悩みに答えます。",
            Sonota,
            &[T::WomensHealth],
            &[],
        ),
        program(
            23,
            "インフルエンザ予防接種の共同委託",
            "接種できる医療機関を増やします。",
            Sonota,
            &[T::InfectionVaccination],
            &[P::Tokyo],
        ),
        program(
            24,
            "ジェネリック医薬品の差額通知",
            "薬代がいくら下がるかを知らせます。",
            Sonota,
            &[T::GenericsMedication],
            &[],
        ),
        program(
            25,
            "健保職員の合同研修会",
            "担当者の実務を学びます。",
            Sonota,
            &[T::StaffTraining],
            &[P::Miyagi],
        ),
    ]);
    drop(writer);
    index
}

/// A query and the programs of which one should be among the first three.
const JUDGED: &[(&str, &[i64])] = &[
    ("特定健診", &[2, 1, 3, 4]),
    ("特定健康診査", &[2, 1, 3, 4]),
    ("とくていけんしん", &[2, 1, 3, 4]),
    ("受診勧奨", &[1, 17]),
    ("じゅしんかんしょう", &[1, 17]),
    ("未受診者", &[1]),
    ("集合契約", &[2]),
    ("オンライン面談", &[3]),
    ("遠隔面談", &[3]),
    ("保健指導 スマートフォン", &[3]),
    ("特定保健指導", &[3]),
    ("メタボ指導", &[3]),
    ("当日面談", &[4]),
    ("家族 健診", &[5]),
    ("被扶養者", &[5, 6]),
    ("巡回健診", &[5]),
    ("バス", &[5]),
    ("パート", &[6]),
    ("40歳未満", &[7]),
    ("若年層", &[7, 8]),
    ("若年者対策", &[7, 8]),
    ("朝食", &[8]),
    ("歩数", &[9]),
    ("ウオーキング", &[9]),
    ("うぉーきんぐ", &[9]),
    ("禁煙", &[10]),
    ("たばこ対策", &[10]),
    ("きんえん", &[10]),
    ("喫煙対策", &[10]),
    ("減塩", &[11]),
    ("食生活", &[11]),
    ("管理栄養士", &[11]),
    ("節酒", &[12]),
    ("飲酒", &[12]),
    ("腰痛", &[13]),
    ("肩こり", &[13]),
    ("ようつう", &[13]),
    ("メンタルヘルス", &[14]),
    ("心の健康", &[14]),
    ("睡眠", &[15]),
    ("糖尿病", &[16]),
    ("重症化予防", &[16, 17, 18]),
    ("腎症", &[16]),
    ("透析", &[16]),
    ("高血圧", &[17]),
    ("慢性腎臓病", &[18]),
    ("ckd", &[18]),
    ("腎", &[16, 18]),
    ("レセプト", &[19]),
    ("データ分析", &[19]),
    ("歯科", &[20]),
    ("歯周病", &[20]),
    ("オーラルケア", &[20]),
    ("がん検診", &[21]),
    ("大腸がん", &[21]),
    ("癌", &[21]),
    ("女性の健康", &[22]),
    ("フェムテック", &[22]),
    ("予防接種", &[23]),
    ("インフルエンザワクチン", &[23]),
    ("いんふるえんざ", &[23]),
    ("後発医薬品", &[24]),
    ("ｼﾞｪﾈﾘｯｸ", &[24]),
    ("人材育成", &[25]),
    ("職員研修", &[25]),
    ("京都", &[5]),
    ("沖縄", &[18]),
    ("神奈川県", &[9]),
    ("東京都の予防接種", &[23]),
    ("北海道", &[12]),
    ("大阪 腰痛", &[13]),
    ("広島の糖尿病", &[16]),
    ("近畿", &[5, 13]),
    ("動画", &[11]),
];

#[test]
fn 判定済みの問いに答えられる() {
    let index = corpus();
    let judged: Vec<_> = JUDGED.iter().filter(|(_, wanted)| !wanted.is_empty()).collect();
    assert!(judged.len() >= 40);
    let missed: Vec<&str> = judged
        .iter()
        .filter(|(query, wanted)| {
            !search(&index, query)
                .hits
                .iter()
                .take(3)
                .any(|hit| wanted.contains(&hit.id.get()))
        })
        .map(|(query, _)| *query)
        .collect();
    let percent = 100 - missed.len() * 100 / judged.len();
    assert!(percent >= FLOOR, "{percent} %: {missed:?}");
}

#[test]
fn 別の対象は混ざらない() {
    let index = corpus();
    let never: &[(&str, &[i64])] = &[
        ("京都", &[1, 23]),
        ("集合契約", &[3]),
        ("特定保健指導", &[7]),
        ("禁煙", &[12]),
        ("大腸がん", &[20]),
        ("ウォーキング", &[13]),
        ("肩こり", &[14]),
    ];
    for (query, unwanted) in never {
        let found: Vec<i64> = search(&index, query).hits.iter().map(|hit| hit.id.get()).collect();
        assert!(!found.iter().any(|id| unwanted.contains(id)), "{query}: {found:?}");
    }
}
