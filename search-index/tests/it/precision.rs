//! What must be found, and above all what must not.

use domain::code::{Mode, Prefecture, Visibility};
use domain::program::Listing;
use domain::search::{Page, SearchRequest, Sort};

use super::fixture::{index_of, listing, marked, prefectures, proposed, search, text, titles, today, words};

fn at(id: i64, title: &str, places: &[Prefecture]) -> Listing {
    let mut listing = listing(id, title);
    listing.content.area = prefectures(places);
    listing
}

#[test]
fn 京都は東京都を見つけない() {
    let (index, _writer) = index_of([
        at(1, "東京都の歩数イベント", &[Prefecture::Tokyo]),
        at(2, "京都府の歩数イベント", &[Prefecture::Kyoto]),
        at(3, "若手の睡眠", &[Prefecture::Tokyo]),
        at(4, "壮年の睡眠", &[Prefecture::Kyoto]),
    ]);
    for kyoto in ["京都", "京都府", "きょうと", "キョウト", "ｷｮｳﾄﾌ", "\"京都\""] {
        assert_eq!(sorted(&index, kyoto), ["京都府の歩数イベント", "壮年の睡眠"], "{kyoto}");
    }
    for tokyo in ["東京", "東京都", "とうきょう", "トウキョウト"] {
        assert_eq!(sorted(&index, tokyo), ["東京都の歩数イベント", "若手の睡眠"], "{tokyo}");
    }
}

#[test]
fn 京都だけの問いは東京都だけの索引では空() {
    let (index, _writer) = index_of([at(1, "東京都の歩数イベント", &[Prefecture::Tokyo])]);
    assert!(titles(&index, "京都").is_empty());
    assert!(titles(&index, "\"京都\"").is_empty());
    assert!(titles(&index, "きょうと").is_empty());
}

#[test]
fn 全国の事業は都道府県で絞っても残る() {
    let (index, _writer) = index_of([
        listing(1, "全国の禁煙教室"),
        at(2, "大阪の禁煙教室", &[Prefecture::Osaka]),
    ]);
    let mut request = SearchRequest::default();
    request.prefs.insert(Prefecture::Okinawa);
    assert_eq!(index.search(&request, Visibility::Public, today()).total, 1);
    request.local_only = true;
    assert_eq!(index.search(&request, Visibility::Public, today()).total, 0);
    assert_eq!(titles(&index, "沖縄"), Vec::<String>::new());
}

#[test]
fn どの書き方でも特定健診が見つかる() {
    let (index, _writer) = index_of([listing(1, "特定健診の受診勧奨"), listing(2, "歯みがき教室")]);
    let spellings = [
        "特定健診",
        "とくていけんしん",
        "トクテイケンシン",
        "ﾄｸﾃｲｹﾝｼﾝ",
        "ﾄｸﾃｲ ｹﾝｼﾝ",
        "特定　健診",
        "特定健康診査",
        "メタボ健診",
        "受診勧奨",
        "受診の勧奨",
        "健診 受診",
        "健診受診勧奨",
        "とくてい健診",
        "\"特定健診\"",
        "勧奨",
    ];
    for spelling in spellings {
        assert_eq!(titles(&index, spelling), ["特定健診の受診勧奨"], "{spelling}");
    }
    assert!(titles(&index, "保健指導").is_empty());
    assert!(titles(&index, "特定保健指導").is_empty());
}

#[test]
fn 同じものを指す語() {
    let (index, _writer) = index_of([
        listing(1, "喫煙対策セミナー"),
        listing(2, "コラボヘルス推進"),
        listing(3, "遠隔面談の共同発注"),
        listing(4, "ジェネリック医薬品の案内"),
        listing(5, "コンピューター作業者の肩こり"),
        listing(6, "癌の早期発見"),
        listing(7, "髙齢者の體力測定"),
    ]);
    let cases = [
        ("禁煙", 1),
        ("たばこ対策", 1),
        ("こらぼへるす", 2),
        ("ＩＣＴ", 3),
        ("オンライン", 3),
        ("オンライン面談", 3),
        ("後発医薬品", 4),
        ("コンピュータ", 5),
        ("がん", 6),
        ("高齢者", 7),
        ("体力測定", 7),
    ];
    for (query, id) in cases {
        let found: Vec<i64> = search(&index, query).hits.iter().map(|hit| hit.id.get()).collect();
        assert!(found.contains(&id), "{query}: {found:?}");
    }
}

#[test]
fn 略語はばらばらの字では見つからない() {
    let mut other = listing(1, "健康な職場と保育");
    other.lead.name = "事務局".to_owned();
    other.lead.kana = "ジムキョク".to_owned();
    other.content.contact.organisation = "事務局".to_owned();
    let (index, _writer) = index_of([other, listing(2, "健保組合の合同研修")]);
    assert_eq!(titles(&index, "健保"), ["健保組合の合同研修"]);
    assert_eq!(titles(&index, "健康保険組合"), ["健保組合の合同研修"]);
}

#[test]
fn 部分は全体を見つけ全体は部分を見つけない() {
    let (index, _writer) = index_of([
        listing(1, "糖尿病性腎症重症化予防プログラム"),
        listing(2, "糖尿病の講演会"),
        listing(3, "総合健保組合の集い"),
    ]);
    assert_eq!(
        sorted(&index, "糖尿病"),
        ["糖尿病の講演会", "糖尿病性腎症重症化予防プログラム"]
    );
    assert_eq!(titles(&index, "糖尿病性腎症"), ["糖尿病性腎症重症化予防プログラム"]);
    assert!(titles(&index, "健保組合").contains(&"総合健保組合の集い".to_owned()));
    let (index, _writer) = index_of([listing(1, "事業の大分類"), at(2, "温泉地の健診", &[Prefecture::Oita])]);
    assert_eq!(titles(&index, "大分"), ["温泉地の健診"]);
}

#[test]
fn 句点や項目をまたいではつながらない() {
    let mut apart = listing(1, "研修会");
    apart.content.summary = "対象は特定。健診は別に行います。".to_owned();
    let (index, _writer) = index_of([apart]);
    assert!(titles(&index, "特定健診").is_empty());
    assert_eq!(titles(&index, "特定 健診").len(), 1);
}

#[test]
fn 除外と引用といずれか() {
    let (index, _writer) = index_of([listing(1, "禁煙と運動"), listing(2, "禁煙外来"), listing(3, "運動教室")]);
    assert_eq!(titles(&index, "禁煙 -運動"), ["禁煙外来"]);
    assert_eq!(titles(&index, "-禁煙"), ["運動教室"]);
    assert_eq!(titles(&index, "\"禁煙と運動\""), ["禁煙と運動"]);
    assert!(titles(&index, "\"運動と禁煙\"").is_empty());
    let any = SearchRequest {
        any: true,
        ..words("禁煙外来 運動教室")
    };
    assert_eq!(index.search(&any, Visibility::Public, today()).total, 2);
    assert_eq!(search(&index, "禁煙外来 運動教室").total, 0);
}

#[test]
fn 漢字一字でも数字でも見つかる() {
    let (index, _writer) = index_of([
        listing(1, "腎機能の検査"),
        listing(2, "40歳未満の保健指導"),
        listing(3, "歯科健診"),
    ]);
    assert_eq!(titles(&index, "腎"), ["腎機能の検査"]);
    assert_eq!(titles(&index, "歯"), ["歯科健診"]);
    assert_eq!(titles(&index, "４０歳"), ["40歳未満の保健指導"]);
    assert!(titles(&index, "0歳").is_empty());
}

#[test]
fn 年度は和暦でも西暦でも() {
    let (index, _writer) = index_of([listing(1, "運動教室")]);
    for year in ["令和8年度", "2026年度", "令和８年度", "R8年度"] {
        assert_eq!(titles(&index, year).len(), 1, "{year}");
    }
    assert!(titles(&index, "令和7年度").is_empty());
}

#[test]
fn どんな問いでも失敗しない() {
    let (index, _writer) = index_of([listing(1, "水素の研究"), listing(2, "人材育成")]);
    assert_eq!(titles(&index, "\"水素"), ["水素の研究"]);
    assert_eq!(titles(&index, "水素)"), ["水素の研究"]);
    let long = "長い".repeat(5_000);
    let odd = [
        "a:b:c",
        "-",
        "--",
        "\"",
        "\"\"",
        "🎉",
        "🎉水素",
        "(株)",
        "id:1 OR",
        "*",
        "AND OR NOT",
        "\u{1}\u{2}\u{3}",
        "\\",
        "§",
        "<水",
        "水>",
        "\u{0}",
        "の",
        "ー",
        "ﾞ",
        "が",
        "！？",
        "　",
        long.as_str(),
        "-禁煙 -運動",
        "a\u{301}",
        "\u{200d}",
        "^京",
        "水素^2",
        "[1 TO 2]",
    ];
    for query in odd {
        for any in [false, true] {
            let request = SearchRequest { any, ..words(query) };
            let result = index.search(&request, Visibility::Public, today());
            assert_eq!(
                index.list_ids(&request, Visibility::Public, today()).len(),
                result.total as usize,
                "{query}"
            );
            index.suggest(query, Visibility::Public, 8);
        }
    }
}

#[test]
fn 印は語の境目につく() {
    let mut program = at(1, "東京都と京都府の健診", &[Prefecture::Tokyo]);
    program.content.summary = "ＩＣＴを使った保健指導を、東京都の組合が共同で行います。京都でも行います。".to_owned();
    let (index, _writer) = index_of([program]);
    let hit = &search(&index, "京都").hits[0];
    assert_eq!(text(&hit.title), "東京都と京都府の健診");
    assert_eq!(marked(&hit.title), ["京都"]);
    assert_eq!(marked(&hit.snippet), ["京都"]);
    assert_eq!(marked(&search(&index, "ict").hits[0].snippet), ["ＩＣＴ"]);
    assert_eq!(marked(&search(&index, "けんしん").hits[0].title), ["健診"]);
    assert!(search(&index, "").hits[0].snippet.is_empty());
}

#[test]
fn 並び順とページ() {
    let listings = (1..=45).map(|id| {
        let mut listing = listing(id, &format!("運動教室 第{id}回"));
        listing.content.modes = vec![Mode::Online];
        listing.content.joined = Some(u32::try_from(id % 7).unwrap());
        listing
    });
    let (index, _writer) = index_of(listings);
    let ids = |request: &SearchRequest| -> Vec<i64> {
        index
            .search(request, Visibility::Public, today())
            .hits
            .iter()
            .map(|hit| hit.id.get())
            .collect()
    };
    let first = ids(&SearchRequest {
        sort: Some(Sort::New),
        ..words("運動")
    });
    assert_eq!(first, (26..=45).rev().collect::<Vec<i64>>());
    let third = SearchRequest {
        sort: Some(Sort::New),
        page: Page::new(3),
        ..words("運動")
    };
    assert_eq!(ids(&third), [5, 4, 3, 2, 1]);
    let beyond = SearchRequest {
        page: Page::new(4),
        ..third
    };
    let result = index.search(&beyond, Visibility::Public, today());
    assert_eq!((result.total, result.hits.len()), (45, 0));
    assert_eq!(
        ids(&SearchRequest {
            sort: Some(Sort::Members),
            ..SearchRequest::default()
        })[..3],
        [41, 34, 27]
    );
}

#[test]
fn 五十音順は読みで並ぶ() {
    let (index, _writer) = index_of([
        listing(1, "特定健診"),
        listing(2, "運動教室"),
        listing(3, "コラボヘルス"),
        listing(4, "がん検診"),
    ]);
    let request = SearchRequest {
        sort: Some(Sort::Name),
        ..SearchRequest::default()
    };
    let ids = index.list_ids(&request, Visibility::Public, today());
    assert_eq!(ids.iter().map(|id| id.get()).collect::<Vec<_>>(), [2, 4, 3, 1]);
}

#[test]
fn 見てよい人だけが見つける() {
    let with = |id, title: &str, visibility| {
        let mut listing = listing(id, title);
        listing.content.visibility = visibility;
        listing
    };
    let (index, _writer) = index_of([
        with(1, "公開の禁煙教室", Visibility::Public),
        with(2, "保険者の禁煙教室", Visibility::Insurers),
        with(3, "参加者の禁煙教室", Visibility::Participants),
    ]);
    let found = |scope| index.search(&words("禁煙"), scope, today()).total;
    assert_eq!(
        (
            found(Visibility::Public),
            found(Visibility::Insurers),
            found(Visibility::Participants)
        ),
        (1, 2, 2)
    );
    let all = |scope| index.search(&SearchRequest::default(), scope, today()).total;
    assert_eq!((all(Visibility::Public), all(Visibility::Insurers)), (1, 2));
    assert_eq!(index.suggest("参加者の", Visibility::Insurers, 8), []);
    assert_eq!(index.len(), 3);
}

#[test]
fn 書き誤りには別の語を勧める() {
    let (index, _writer) = index_of([
        listing(1, "特定健診の案内"),
        listing(2, "コラボヘルスの進め方"),
        listing(3, "特定健診の集計"),
    ]);
    assert_eq!(proposed(&search(&index, "特定検診")), ["特定健診"]);
    assert_eq!(proposed(&search(&index, "コラボヘルズ")), ["コラボヘルス"]);
    assert_eq!(proposed(&search(&index, "コラボヘレス")), ["コラボヘルス"]);
    assert!(search(&index, "特定健診").suggestions.is_empty());
}

fn sorted(index: &search_index::Index, q: &str) -> Vec<String> {
    let mut titles = titles(index, q);
    titles.sort();
    titles
}
