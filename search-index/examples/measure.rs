//! Measures the index with made-up listings: `cargo run --release -p search-index --example measure -- <dictionary> [count]`.
//! Prints means; compares nothing.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use domain::code::{
    CodeList, CostSharing, DataUse, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, SizeBand,
    SubsidyUse, Theme, Visibility,
};
use domain::program::{Area, CleanProgram, Contact, Cost, Lead, Limits, Listing};
use domain::search::{SearchRequest, Sort};
use domain::value::{Day, Email, Instant, InsurerId, InsurerNumber, ProgramId};
use search_index::{Analyser, Change, Index};

const QUERIES: &[&str] = &[
    "特定健診",
    "受診勧奨",
    "禁煙",
    "糖尿病",
    "ウォーキング",
    "オンライン",
    "東京",
    "京都",
    "とくていけんしん",
    "がん検診",
    "健診 受診勧奨",
    "禁煙 -運動",
    "特定保健指導 遠隔",
    "\"共同で実施\"",
    "腎",
    "若年層 睡眠",
    "データ分析基盤",
    "集合契約",
    "高血圧の人",
    "メンタルヘルス 相談",
    "重症化予防",
    "費用の負担",
    "専門職による支援",
    "歯周病",
    "女性の健康",
    "加入者の行動変容",
    "健保組合",
    "令和8年度",
    "歩数",
    "保健師 面談",
];

const SENTENCES: &[&str] = &[
    "加入者の健康づくりを複数の健康保険組合が共同で実施します。",
    "健診の結果をもとに専門職による支援を行い、行動変容を促します。",
    "受診勧奨の文書を共同で作成し、効果を検証します。",
    "小規模な組合でも参加しやすいように費用の負担を抑えます。",
    "糖尿病や高血圧の人に医療機関の受診を勧めます。",
    "オンラインの面談を中心に、遠隔地の加入者にも対応します。",
    "事業主と連携してコラボヘルスを進め、職場の環境を整えます。",
    "保健師と管理栄養士が面談し、食生活と運動の習慣を見直します。",
    "禁煙に取り組む人を六か月にわたり支えます。",
    "歩数を競うイベントで若年層の参加を増やします。",
    "データ分析基盤を共有し、データヘルス計画の評価に役立てます。",
    "がん検診の精密検査を受けていない人に連絡します。",
    "睡眠やメンタルヘルスの相談窓口を設けます。",
    "歯周病を防ぐための歯科健診を職場で行います。",
    "後発医薬品の差額を通知し、適正な服薬を助けます。",
    "女性の健康についての講座を開きます。",
    "被扶養者が近くの会場で健診を受けられるようにします。",
];

/// Time this thread has computed, where the system tells; other work on the machine does not count.
fn computed(since: Clock) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// A small generator, so that every run measures the same listings.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap_or(0)
    }

    fn one<T: CodeList>(&mut self) -> T {
        T::ALL[self.roll(T::ALL.len())]
    }

    fn text(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| SENTENCES[self.roll(SENTENCES.len())]).collect()
    }
}

#[allow(clippy::expect_used, reason = "a tool for developers, fed with constants")]
fn listing(id: i64, dice: &mut Dice) -> Listing {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let theme: Theme = dice.one();
    let place: Prefecture = dice.one();
    let nationwide = dice.roll(4) == 0;
    let from = day("2026-01-01").plus_days(dice.roll(300) as i64).expect("a day");
    let content = CleanProgram {
        title: format!("{}の{}（{}）", place.short_name(), theme.name(domain::Lang::Ja), id),
        kind: dice.one::<ListingKind>(),
        cat: dice.one::<Purpose>(),
        sub_cats: Vec::new(),
        themes: vec![theme],
        summary: dice.text(2),
        purpose: dice.text(5),
        content: dice.text(12),
        problem: dice.text(2),
        result: String::new(),
        targets: Vec::new(),
        target_note: String::new(),
        target_n: None,
        area: if nationwide {
            Area::Nationwide
        } else {
            Area::Prefectures([place, dice.one()].into_iter().collect())
        },
        area_note: String::new(),
        modes: vec![dice.one::<Mode>()],
        period_from: from,
        period_to: from.plus_days(365).expect("a day"),
        cost: Cost {
            sharing: dice.one::<CostSharing>(),
            yen: None,
            note: String::new(),
        },
        structure: dice.text(2),
        provider: String::new(),
        data_use: DataUse::None,
        data_note: String::new(),
        recruit_from: Some(from),
        recruit_to: from.plus_days(60),
        capacity: None,
        joined: None,
        limits: Limits {
            sizes: vec![dice.one::<SizeBand>()],
            industries: vec![dice.one::<Industry>()],
            note: String::new(),
        },
        contact: Contact {
            organisation: "事務局".to_owned(),
            department: String::new(),
            tel: None,
            email: Email::parse("desk@example.jp").expect("an address"),
            hours: String::new(),
        },
        visibility: Visibility::Public,
        subsidy: dice.one::<SubsidyUse>(),
        subsidy_note: String::new(),
    };
    Listing {
        id: ProgramId::new(id),
        version: 1,
        lead: Lead {
            id: InsurerId::new(id % 300),
            number: InsurerNumber::with_check_digit("0613001").expect("a number"),
            name: format!("第{}健康保険組合", id % 300),
            kana: "ケンコウホケンクミアイ".to_owned(),
            kind: InsurerKind::Kenpo,
            pref: place,
        },
        content,
        published_at: Instant::from_millis(1_770_000_000_000 + id),
        updated_at: Instant::from_millis(1_770_000_000_000 + id),
        ended: false,
    }
}

#[allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a tool for developers that prints"
)]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let dictionary = PathBuf::from(arguments.next().expect("the folder of the dictionary"));
    let count: i64 = arguments.next().map_or(10_000, |text| text.parse().expect("a number"));
    let today: Day = "2026-05-10".parse().expect("a day");
    let scope = Visibility::Public;

    let clock = Clock::now();
    let analyser = Arc::new(Analyser::load(&dictionary).expect("a dictionary"));
    println!("load the analyser        {:>10.1?}", clock.elapsed());
    let folder = tempfile::tempdir().expect("a folder");
    let (index, mut writer) = Index::open(folder.path(), Arc::clone(&analyser)).expect("an index");
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let listings: Vec<Listing> = (1..=count).map(|id| listing(id, &mut dice)).collect();
    let bytes: usize = listings
        .iter()
        .map(|it| it.content.purpose.len() + it.content.content.len())
        .sum();
    println!("{count} listings, {} bytes of text on average", bytes / listings.len());
    let clock = Clock::now();
    writer.replace_all(listings.iter().cloned(), 1).expect("a rebuild");
    println!("full rebuild             {:>10.1?}", clock.elapsed());

    let requests: Vec<SearchRequest> = QUERIES
        .iter()
        .map(|q| SearchRequest {
            q: (*q).to_owned(),
            ..SearchRequest::default()
        })
        .collect();
    let run = |name: &str, requests: &[SearchRequest]| {
        let mut slowest = (Duration::ZERO, "");
        let clock = Clock::now();
        let before = computed(clock);
        for request in requests {
            let one = Clock::now();
            std::hint::black_box(index.search(request, scope, today));
            slowest = slowest.max((one.elapsed(), request.q.as_str()));
        }
        let mean = computed(clock).saturating_sub(before) / u32::try_from(requests.len()).unwrap_or(1);
        println!(
            "{name:<24} {mean:>10.1?} CPU mean, longest {:.1?} for {}",
            slowest.0, slowest.1
        );
    };
    run("words, first time", &requests);
    // White space at the end changes nothing but the name under which an answer is kept.
    let unknown = |round: usize| {
        requests.iter().map(move |request| SearchRequest {
            q: format!("{}{}", request.q, " ".repeat(round)),
            ..request.clone()
        })
    };
    run("words, not kept", &(1..=20).flat_map(unknown).collect::<Vec<_>>());
    let mut each: Vec<(Duration, &str)> = QUERIES
        .iter()
        .enumerate()
        .map(|(position, words)| {
            let same: Vec<_> = (21..=40).filter_map(|round| unknown(round).nth(position)).collect();
            let before = computed(clock);
            same.iter()
                .for_each(|request| drop(std::hint::black_box(index.search(request, scope, today))));
            (computed(clock).saturating_sub(before) / 20, *words)
        })
        .collect();
    each.sort_unstable();
    for (mean, words) in each.iter().rev().take(8) {
        println!("  {mean:>12.1?} {words}");
    }
    run(
        "words, kept",
        &std::iter::repeat_n(&requests, 20)
            .flatten()
            .cloned()
            .collect::<Vec<_>>(),
    );
    let clicks: Vec<SearchRequest> = requests
        .iter()
        .flat_map(|request| {
            Prefecture::ALL
                .iter()
                .map(|it| request.with(domain::search::Facet::Pref, it.code()))
        })
        .collect();
    run("words and prefecture", &clicks);
    let by_date: Vec<SearchRequest> = clicks
        .iter()
        .map(|request| SearchRequest {
            sort: Some(Sort::New),
            q: String::new(),
            ..request.clone()
        })
        .collect();
    run("prefecture alone", &by_date);
    run("nothing asked", &vec![SearchRequest::default(); 200]);
    let ids = Clock::now();
    let all = index.list_ids(&SearchRequest::default(), scope, today).len();
    println!("list {all} ids           {:>10.1?}", ids.elapsed());

    index.suggest("と", scope, 8);
    let typed = ["と", "とくてい", "東京", "ｹﾝｼﾝ", "だ", "健"];
    let clock = Clock::now();
    for _ in 0..100 {
        typed
            .iter()
            .for_each(|typed| drop(std::hint::black_box(index.suggest(typed, scope, 8))));
    }
    println!("suggestion               {:>10.1?} mean", clock.elapsed() / 600);

    let clock = Clock::now();
    for number in 0..20 {
        let changed = listing(1 + number * 7 % count, &mut dice);
        writer
            .apply(&[Change::Put(Box::new(changed))], 2 + number)
            .expect("a change");
    }
    println!("change of one program    {:>10.1?} mean", clock.elapsed() / 20);
    drop((index, writer));
    let clock = Clock::now();
    let (index, _writer) = Index::open(folder.path(), analyser).expect("an index");
    println!("open again, {} programs {:>10.1?}", index.len(), clock.elapsed());
}
