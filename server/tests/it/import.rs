//! The import of CSV and JSON files: what goes in, what is refused and why, and that a second time changes nothing.

use domain::Lang;
use domain::code::{CostSharing, DataUse, ListingKind, Mode, Prefecture, Purpose, Target, Theme};
use domain::program::{Area, Listing};
use server::import::{Format, Report, RowRefusal, import_file};

use crate::place::Place;

const HEADINGS: &str =
    "title,purpose,summary,content,category,themes,areas,kind,period_from,period_to,lead,contact,status";

/// The smallest row, as docs/import.md shows it.
fn row(title: &str) -> String {
    format!(
        "{title},運動習慣を広げます。,アプリで歩数を競います。,三か月歩きます。,ポピュレーションアプローチ,歩数;睡眠,東京、神奈川県;12,\
         参加者募集,R8.10.1,令和8年12月31日,06139901,hoken@mizuhono.example.jp,公開"
    )
}

async fn import(place: &Place, name: &str, bytes: impl AsRef<[u8]>) -> (Report, Vec<RowRefusal>) {
    let path = place.write(name, bytes);
    let mut refused = Vec::new();
    let format = Format::of_file(&path);
    let report = import_file(
        &place.store,
        &path,
        format,
        false,
        |refusal| refused.push(refusal.clone()),
        |_| {},
    );
    (report.await.unwrap(), refused)
}

async fn listings(place: &Place) -> Vec<Listing> {
    place.store.list_listings_after(None, 1_000).await.unwrap()
}

fn counts(report: &Report) -> [u64; 5] {
    [
        report.rows,
        report.added,
        report.changed,
        report.unchanged,
        report.refused,
    ]
}

#[tokio::test]
async fn 最小のcsvが既定値で公開される() {
    let place = Place::with_societies().await;
    let (report, refused) = import(&place, "a.csv", format!("{HEADINGS}\n{}\n", row("歩数チャレンジ"))).await;
    assert_eq!(refused, []);
    assert_eq!(counts(&report), [1, 1, 0, 0, 0]);
    assert_eq!(report.defaults.len(), 7, "{:?}", report.defaults);

    let listings = listings(&place).await;
    let content = &listings[0].content;
    assert_eq!(content.title, "歩数チャレンジ");
    assert_eq!(content.cat, Purpose::Population);
    assert_eq!(content.themes, [Theme::Walking, Theme::Sleep]);
    let places = [Prefecture::Chiba, Prefecture::Tokyo, Prefecture::Kanagawa]
        .into_iter()
        .collect();
    assert_eq!(content.area, Area::Prefectures(places));
    assert_eq!(content.period_from.iso(), "2026-10-01");
    assert_eq!(content.recruit_to.unwrap().iso(), "2026-09-30");
    assert_eq!(
        (content.kind, content.cost.sharing),
        (ListingKind::Recruit, CostSharing::Negotiable)
    );
    assert_eq!(
        (content.modes.as_slice(), content.targets.as_slice()),
        ([Mode::Online].as_slice(), [Target::Insured].as_slice())
    );
    assert_eq!(content.data_use, DataUse::None);
    assert_eq!(content.contact.organisation, "みずほ野精機健康保険組合");
    assert_eq!(listings[0].lead.number.as_str(), "06139901");
}

#[tokio::test]
async fn 同じファイルをもう一度読んでも何も変わらない() {
    let place = Place::with_societies().await;
    let text = format!(
        "{HEADINGS}\n{}\n{}\n{}\n",
        row("一"),
        row("二"),
        row("三").replace("公開", "下書き")
    );
    assert_eq!(counts(&import(&place, "a.csv", &text).await.0), [3, 3, 0, 0, 0]);
    let before = (listings(&place).await, place.store.last_change().await.unwrap());
    assert_eq!(counts(&import(&place, "a.csv", &text).await.0), [3, 0, 0, 3, 0]);
    assert_eq!(
        (listings(&place).await, place.store.last_change().await.unwrap()),
        before
    );

    let corrected = text.replace("三か月歩きます。", "四か月歩きます。");
    let (report, _) = import(&place, "a.csv", corrected).await;
    assert_eq!([report.changed, report.unchanged], [2, 0]);
    assert_eq!(listings(&place).await.len(), 2);
}

#[tokio::test]
async fn 文字コードと区切りが違っても同じ結果になる() {
    let text = format!("{HEADINGS}\n{}\n", row("①歩数チャレンジ〜髙﨑"));
    let full_width = text.replace('〜', "～");
    let (sjis, _, lossy) = encoding_rs::SHIFT_JIS.encode(&full_width);
    assert!(!lossy);
    let utf16: Vec<u8> = format!("\u{feff}{}", text.replace(',', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files: [(&str, Vec<u8>); 4] = [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8", format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()),
        ("Shift_JIS", sjis.into_owned()),
        ("UTF-16LE", utf16),
    ];
    for (encoding, bytes) in files {
        let place = Place::with_societies().await;
        let (report, refused) = import(&place, "a.csv", bytes).await;
        assert_eq!((refused, report.encoding), (vec![], encoding));
        let title = listings(&place).await[0].content.title.clone();
        assert_eq!(title.replace('～', "〜"), "①歩数チャレンジ〜髙﨑");
    }
}

#[tokio::test]
async fn 日本語の見出しでもjsonでも同じ事業になる() {
    let place = Place::with_societies().await;
    let csv = format!(
        "事業名,目的,事業概要,内容,事業目的分類,テーマ,実施地域,掲載区分,開始日,終了日,代表組合,問合せ先,状態\n{}\n",
        row("歩数チャレンジ").replace("06139901", "みずほ野精機健康保険組合")
    );
    assert_eq!(counts(&import(&place, "a.csv", csv).await.0), [1, 1, 0, 0, 0]);
    let json = serde_json::json!({"programs": [{
        "title": "歩数チャレンジ", "purpose": "運動習慣を広げます。", "summary": "アプリで歩数を競います。",
        "content": "三か月歩きます。", "category": "population", "themes": ["walking", "睡眠"], "areas": [13, "神奈川", "12"],
        "kind": "recruit", "period": {"from": "2026-10-01", "to": "2026/12/31"}, "lead": 6_139_901,
        "contact": {"email": "hoken@mizuhono.example.jp"}, "status": "published",
    }]});
    let (report, refused) = import(&place, "a.json", json.to_string()).await;
    assert_eq!((refused, counts(&report)), (vec![], [1, 0, 0, 1, 0]));
}

#[tokio::test]
async fn 問題のある行だけが行番号と項目と理由つきで断られる() {
    let place = Place::with_societies().await;
    let good = row("良い行");
    let rows = [
        good.clone(),
        good.replace("ポピュレーションアプローチ", "健康づくり"),
        good.replace("R8.10.1", "8.10.1"),
        String::new(),
        good.replace("06139901", "06999999"),
        good.replace("06139901", "若草台健康保険組合"),
        row("良い行"),
        row("別の行").replace("東京、神奈川県;12", "江戸"),
        row("").replace("hoken@mizuhono.example.jp", "保健事業課"),
        row("もう一つ良い行"),
    ];
    let (report, refused) = import(&place, "a.csv", format!("{HEADINGS},備考\n{}\n", rows.join("\n"))).await;
    assert_eq!(counts(&report), [9, 2, 0, 0, 7]);
    assert_eq!(report.ignored, ["備考"]);
    assert!(!report.is_complete());
    let mut found: Vec<(u64, Vec<&str>)> = refused
        .iter()
        .map(|refusal| {
            (
                refusal.row,
                refusal.reasons.iter().map(|reason| reason.field.as_str()).collect(),
            )
        })
        .collect();
    found.sort();
    let expected = [
        (3, vec!["cat"]),
        (4, vec!["period_from"]),
        (6, vec!["lead"]),
        (7, vec!["lead"]),
        (8, vec!["title"]),
        (9, vec!["pref"]),
        (10, vec!["title", "contact_email"]),
    ];
    assert_eq!(found, expected);
    let ambiguous = refused.iter().find(|refusal| refusal.row == 7).unwrap();
    assert!(ambiguous.reasons[0].ja.contains("06139919、06279905"), "{ambiguous}");
    assert!(ambiguous.reasons[0].en.contains("06139919, 06279905"), "{ambiguous}");
    let titles: Vec<_> = listings(&place)
        .await
        .into_iter()
        .map(|listing| listing.content.title)
        .collect();
    assert_eq!(titles, ["良い行", "もう一つ良い行"]);
}

#[tokio::test]
async fn 試しの実行は何も書かない() {
    let place = Place::with_societies().await;
    let path = place.write(
        "a.csv",
        format!("{HEADINGS}\n{}\n{}\n", row("一"), row("二").replace("公開", "保留")),
    );
    let report = import_file(&place.store, &path, Format::Csv, true, |_| {}, |_| {})
        .await
        .unwrap();
    assert_eq!(counts(&report), [2, 1, 0, 0, 1]);
    assert_eq!(listings(&place).await, []);
    assert_eq!(place.store.last_change().await.unwrap(), 0);
}

#[tokio::test]
async fn 下書きは欠けていてよいが間違いは断る() {
    let place = Place::with_societies().await;
    let text = "title,lead,period_from\n案,06139901,\n別の案,06139901,春\n,06139901,\n";
    let (report, refused) = import(&place, "a.csv", text).await;
    assert_eq!(counts(&report), [3, 1, 0, 0, 2]);
    assert_eq!(refused.iter().map(|refusal| refusal.row).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(listings(&place).await, []);
}

#[tokio::test]
async fn 終了した事業と参考事例も読める() {
    let place = Place::with_societies().await;
    let closed = row("終わった事業").replace("公開", "終了");
    let example = row("事例").replace("参加者募集", "参考事例");
    let without_result = row("成果のない例").replace("参加者募集", "参考事例");
    let text = format!("{HEADINGS},result\n{closed},\n{example},歩数が二割増えました。\n{without_result},\n");
    let (report, refused) = import(&place, "a.csv", text).await;
    assert_eq!(counts(&report), [3, 2, 0, 0, 1]);
    assert_eq!(refused[0].reasons[0].field, "result");
    let listings = listings(&place).await;
    assert!(
        listings
            .iter()
            .any(|listing| listing.ended && listing.content.title == "終わった事業")
    );
    assert!(
        listings
            .iter()
            .any(|listing| listing.content.kind.name(Lang::Ja) == "参考事例")
    );
}

#[tokio::test]
async fn 壊れたファイルは読めた所までを登録して正直に言う() {
    let place = Place::with_societies().await;
    let (report, _) = import(&place, "a.json", r#"[{"title": "案", "lead": "06139901"}, {"title": "#).await;
    assert_eq!(report.added, 1);
    assert!(report.broken.is_some() && !report.is_complete());
    let (report, _) = import(&place, "empty.csv", "").await;
    assert!(report.broken.is_some());
    assert!(
        import_file(
            &place.store,
            &place.folder().join("no"),
            Format::Csv,
            false,
            |_| {},
            |_| {}
        )
        .await
        .is_err()
    );
}

#[tokio::test]
async fn 一つの束より多い行も残らず入る() {
    let place = Place::with_societies().await;
    let rows: String = (0..230).map(|number| row(&format!("事業{number}")) + "\n").collect();
    let text = format!("{HEADINGS}\n{rows}");
    let (report, _) = import(&place, "a.csv", &text).await;
    assert_eq!(counts(&report), [230, 230, 0, 0, 0]);
    let (report, _) = import(&place, "a.csv", &text).await;
    assert_eq!(counts(&report), [230, 0, 0, 230, 0]);
}
