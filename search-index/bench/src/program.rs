//! Programs to measure with: made of sentences by topic, with numbers and places that differ. Always the same ones.

use domain::Lang;
use domain::code::{
    CodeList, CostSharing, DataUse, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, SizeBand,
    SubsidyUse, Theme, Visibility,
};
use domain::program::{Area, CleanProgram, Contact, Cost, Lead, Limits, Listing};
use domain::value::{Day, Email, Instant, InsurerNumber, OrganisationId, ProgramId};

/// What stands in programs of every sort; `#` becomes a number.
const GENERAL: &[&str] = &[
    "加入者#人ほどの組合が集まり、事務の手間と費用を分け合います。",
    "参加する組合は年#回の連絡会で進み具合を確かめます。",
    "小規模な組合でも担当者一人で続けられるように手順書を配ります。",
    "費用は加入者の数に応じて分け、一人あたり#円を見込んでいます。",
    "事業主とは人事部を通じて予定を合わせ、就業時間内に行えるようにします。",
    "昨年度は#つの組合が参加し、途中でやめた組合はありませんでした。",
    "案内の文面は組合ごとに名前を差し替えて使えます。",
    "個人の結果は本人と所属の組合だけが見られるように分けて扱います。",
    "委託先は三社の見積りを比べて選び、単価は全組合に公開します。",
    "評価の指標は参加の割合、続いた割合、翌年の健診の値の三つです。",
    "途中からの参加もできますが、翌月の初めから数えます。",
    "問い合わせは事務局が#営業日以内に答えます。",
    "参加の申込みには組合の規模と希望の時期を書いてください。",
    "結果の説明会は録画して、来られなかった担当者にも配ります。",
    "前の年に比べて#ポイント上がり、目標の八割に届きました。",
    "名簿の受渡しは暗号化したファイルで行い、終了後に消去します。",
];

/// What stands in programs about something.
const TOPICS: &[&[&str]] = &[
    &[
        "特定健診の受診率が#%にとどまり、未受診の理由を調べると予約の面倒さが一番でした。",
        "受診勧奨のはがきは三種類を作り、どれが開かれたかを比べます。",
        "健診機関との集合契約をまとめて結び、予約の窓口を一つにします。",
        "特定保健指導の初回面談を健診の当日に行います。",
        "オンラインの面談は夜間と休日にも予約できます。",
        "被扶養者には自宅に近い会場の一覧を送ります。",
    ],
    &[
        "禁煙外来の費用を最大#円まで助け、卒煙した人の声を社内報に載せます。",
        "たばこを吸う人の割合は#%で、営業所によって大きな差があります。",
        "遠隔の禁煙診療と補助薬を組み合わせ、六か月のあいだ支えます。",
        "受動喫煙を防ぐために喫煙所の場所を見直します。",
    ],
    &[
        "糖尿病の治療を中断した#人に保健師が電話をかけます。",
        "糖尿病性腎症の重症化予防は、かかりつけ医の指示を受けて始めます。",
        "薬局と協力して、薬が切れる前に受診を勧めます。",
        "尿検査で早く気づき、透析に至る人を減らします。",
        "血糖の記録をアプリで共有し、管理栄養士が栄養指導を行います。",
    ],
    &[
        "血圧が高いまま受診していない人に家庭血圧計を貸し出します。",
        "脂質の値が高い人には医療機関の受診を促す手紙を送ります。",
        "高血圧の人は工事現場で#人に一人いました。",
    ],
    &[
        "歩数を競うウォーキングイベントに#人が参加しました。",
        "チームで歩数を合わせ、上位の組には地元の産品を贈ります。",
        "ウォーキングの記録は腕時計からも送れます。",
        "昼休みに十五分の体操を配信し、運動の習慣を作ります。",
    ],
    &[
        "睡眠の時間を二週間記録し、眠りの質を調べます。",
        "交替勤務の人に仮眠の取り方を教えます。",
        "睡眠時無呼吸の簡易検査を郵送で行います。",
    ],
    &[
        "歯周病を調べる唾液の検査を職場で五分ほどで行います。",
        "歯科医師が工場を訪ね、歯みがきのこつを教えます。",
        "歯科健診を受けた人の医療費は翌年#円少なくなりました。",
    ],
    &[
        "大腸がん検診の検査キットを郵送し、自宅で採った検体を送り返してもらいます。",
        "精密検査を受けたかどうかを確かめ、まだの人に連絡します。",
        "乳がんと子宮頸がんの検診バスを共同で走らせます。",
        "がん検診の受診率は#%で、全国の平均を下回っています。",
    ],
    &[
        "メンタルヘルスの相談窓口を電話とオンラインで設けます。",
        "管理職に向けたラインケアの研修を#回開きます。",
        "産業医と保健師が面談し、休む前に気づけるようにします。",
        "ストレスチェックの結果を部署ごとに分けて読み解きます。",
    ],
    &[
        "女性の更年期と月経についての講座を開きます。",
        "婦人科の医師にオンラインで相談できる時間を設けます。",
        "女性の従業員が少ない職場でも受けられるように巡回します。",
    ],
    &[
        "インフルエンザ予防接種の費用を#円まで助けます。",
        "巡回して接種する会場を組合どうしで貸し借りします。",
        "海外へ赴任する人の予防接種も同じ窓口で受け付けます。",
    ],
    &[
        "後発医薬品に替えたときの差額を通知します。",
        "薬が重なっている人には薬剤師が電話で相談に応じます。",
        "残った薬を持ち寄る点検の日を年#回設けます。",
    ],
    &[
        "データヘルス計画の見直しに使う共通の分析を行います。",
        "レセプトと健診のデータを同じ様式にそろえます。",
        "健保組合の担当者の研修を年#回開き、事例を持ち寄ります。",
        "分析の結果は加入者千人の組合でも読める長さにまとめます。",
    ],
    &[
        "若手の朝食の欠食をなくすため、三週間の取組を行います。",
        "減塩の弁当を社員食堂で#種類出します。",
        "間食と飲酒の記録をつけ、一緒に見直します。",
        "若年層のうちから保健指導を受けられるようにします。",
    ],
    &[
        "腰痛を減らすため、理学療法士が職場の動作を見直します。",
        "肩こりと眼の疲れに効く体操をメールで届けます。",
        "腰痛で休む人は年に#人いました。",
    ],
];

/// A small generator, so that every run measures the same programs.
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

    /// Sentences about a topic, with general ones among them.
    fn text(&mut self, topic: &[&str], sentences: usize) -> String {
        let mut text = String::new();
        for number in 0..sentences {
            let from = if self.roll(3) == 0 { GENERAL } else { topic };
            let value = (self.roll(900) + 3).to_string();
            text.push_str(&from[self.roll(from.len())].replace('#', &value));
            if number % 3 == 2 {
                text.push('\n');
            }
        }
        text
    }
}

/// The first so many programs.
pub fn programs(count: usize) -> impl Iterator<Item = Listing> {
    let mut dice = Dice(0x1234_5678_9abc_def1);
    (1..=i64::try_from(count).unwrap_or(i64::MAX)).map(move |id| listing(id, &mut dice))
}

fn listing(id: i64, dice: &mut Dice) -> Listing {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let theme: Theme = dice.one();
    let place: Prefecture = dice.one();
    let nationwide = dice.roll(5) == 0;
    let from = day("2025-09-01").plus_days(dice.roll(500) as i64).expect("a day");
    let topic = TOPICS[dice.roll(TOPICS.len())];
    let content = CleanProgram {
        title: format!("{}の{}（第{id}回）", place.short_name(), theme.name(Lang::Ja)),
        kind: dice.one::<ListingKind>(),
        cat: dice.one::<Purpose>(),
        sub_cats: Vec::new(),
        themes: vec![theme],
        summary: dice.text(topic, 2),
        purpose: dice.text(topic, 3),
        content: dice.text(topic, 9),
        problem: dice.text(topic, 2),
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
        structure: dice.text(GENERAL, 2),
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
            ..Limits::default()
        },
        contact: Contact {
            organisation: "事務局".to_owned(),
            department: String::new(),
            tel: None,
            email: Email::parse("desk@example.jp").expect("an address"),
            hours: String::new(),
        },
        visibility: Visibility::Public,
        members_visibility: Visibility::Participants,
        subsidy: dice.one::<SubsidyUse>(),
        subsidy_note: String::new(),
    };
    Listing {
        id: ProgramId::new(id),
        version: 1,
        lead: Lead {
            id: OrganisationId::new(id % 300),
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
