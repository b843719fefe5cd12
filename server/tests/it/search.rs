//! The search as it is asked over HTTP: the page against the JSON, orders and pages, and who sees what.

use std::collections::BTreeSet;

use domain::program::ProgramForm;
use domain::search::SearchRequest;
use serde_json::Value;
use store::ImportState;

use crate::facet::QUERIES;
use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

pub async fn json(visitor: &Visitor<'_>, query: &str) -> Value {
    let page = visitor.get(&format!("/programs.json?{query}")).await;
    assert_eq!(page.status(), 200, "{query}");
    page.json()
}

pub fn ids(answer: &Value) -> Vec<i64> {
    answer["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|program| program["id"].as_i64().unwrap())
        .collect()
}

pub fn total(answer: &Value) -> u64 {
    answer["metadata"]["resultset"]["count"].as_u64().unwrap()
}

#[tokio::test]
async fn 同じアドレスはページでもjsonでも同じ結果になる() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let words = [
        "q=特定健診",
        "q=歩数&sort=new",
        "q=健康 -禁煙&per=50",
        "q=けんしん&match=any",
        "page=2",
        "sort=name&page=3",
        "q=東京&pref=13",
    ];
    for query in QUERIES.iter().chain(&words) {
        let query = query.replace(' ', "%20");
        let answer = json(&visitor, &query).await;
        let page = visitor.get(&format!("/programs?{query}")).await;
        assert_eq!(page.found(), ids(&answer), "{query}");
        let status = page.select("#search-status")[0]
            .text()
            .collect::<String>()
            .replace(',', "");
        let shown: String = status.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(shown.parse().unwrap_or(0), total(&answer), "{query}: {status}");
        // Every count in the panel is the one of the JSON.
        for input in page.select("#filters input[type=checkbox]") {
            let (name, value) = (input.attr("name").unwrap(), input.attr("value").unwrap());
            let counts = answer["facets"][name].as_array().unwrap();
            let count = counts.iter().find(|count| count["value"] == value).unwrap();
            let option = input
                .ancestors()
                .filter_map(scraper::ElementRef::wrap)
                .find(|it| !crate::page::words(*it).is_empty())
                .unwrap();
            let words = crate::page::words(option).replace(',', "");
            let count = count["count"].to_string();
            assert!(
                words.split(|c: char| !c.is_ascii_digit()).any(|number| number == count),
                "{query}: {name}={value} {words:?} {count}"
            );
        }
    }
}

#[tokio::test]
async fn 表で見ても同じ結果が同じ順に並ぶ() {
    let site = TestSite::with_demo().await;
    let visitor = site.as_(Role::Viewer).await;
    let texts = |page: &Page<'_>, selector: &str| -> Vec<String> {
        let found = page.select(selector);
        found.iter().map(|it| it.text().collect::<String>()).collect()
    };
    let cards = visitor.get("/programs?q=健診&sort=name").await;
    let table = visitor.get("/programs?q=健診&sort=name&view=table").await;
    let titles = texts(&cards, ".kj-card__link");
    assert!(titles.len() > 3);
    assert_eq!(texts(&table, ".kj-table tbody th a"), titles);
    // A row is kept and compared as a card is, and the next page is a table again.
    assert_eq!(texts(&table, "button[form=keep-form]").len(), titles.len());
    assert_eq!(
        texts(&table, "input[form=compare-form]").len(),
        texts(&cards, "input[form=compare-form]").len()
    );
    let all = visitor.get("/programs?view=table").await;
    assert!(all.link("次").contains("view=table"), "{}", all.link("次"));
    let saved = visitor.get("/my/searches/new?q=健診&view=table").await;
    assert_eq!(
        saved.select("input[name=query]")[0].attr("value"),
        Some("q=%E5%81%A5%E8%A8%BA")
    );
}

#[tokio::test]
async fn 検索の様式はそのまま送っても同じ検索になる() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let page = visitor
        .get("/programs?q=健康&match=any&pref=13&region=kinki&cat=population&nationwide=0&sort=new&per=50&view=table&from=2026-04")
        .await;
    let again = page.form("#search-form").submit().await;
    assert_eq!((again.status(), again.found()), (200, page.found()));
    let (request, ignored) = SearchRequest::from_query(again.path.split_once('?').unwrap().1);
    assert_eq!(ignored, []);
    assert_eq!(
        request,
        SearchRequest::from_query(page.path.split_once('?').unwrap().1).0
    );
    // A filter more, and the words cleared.
    let fewer = page
        .form("#search-form")
        .fill("q", "")
        .tick("status", "ended")
        .submit()
        .await;
    assert_eq!(fewer.status(), 200);
    assert!(fewer.path.contains("status=ended"), "{}", fewer.path);
    // The box of the start page leads here.
    let page = visitor
        .get("/")
        .await
        .form(".kj-hero__form")
        .fill("q", "禁煙")
        .fill("pref", "27")
        .submit()
        .await;
    assert_eq!(page.status(), 200);
    assert!(
        page.h1().contains("禁煙") && page.h1().contains("大阪府"),
        "{}",
        page.h1()
    );
}

#[tokio::test]
async fn 分からない値は知らせるだけで失敗しない() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await.get();
    let visitor = site.anonymous();
    for unknown in [
        "pref=99",
        "status=maybe",
        "sort=random",
        "page=0",
        "page=-1",
        "page=abc",
        "per=7",
        "colour=red",
        "year=春",
        "match=some",
    ] {
        let answer = json(&visitor, &format!("{unknown}&pref=13")).await;
        assert_eq!(ids(&answer), [id], "{unknown}");
        assert_eq!(answer["ignored"], serde_json::json!([unknown]));
        let page = visitor.get(&format!("/programs?{unknown}&pref=13")).await;
        assert_eq!(page.found(), [id], "{unknown}");
        assert!(page.main().contains(unknown), "{unknown}: {}", page.main());
    }
    let answer = json(&visitor, "q=&pref=&page=").await;
    assert_eq!((ids(&answer), &answer["ignored"]), (vec![id], &serde_json::json!([])));
}

#[tokio::test]
async fn ページ送りはどの順でも一件ずつ全部を通る() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let all = total(&json(&visitor, "").await) as usize;
    assert!(all > 60);
    for sort in ["deadline", "new", "updated", "members", "places", "name"] {
        for per in [20, 50, 100] {
            let mut seen = Vec::new();
            for page in 1..=all.div_ceil(per) {
                let answer = json(&visitor, &format!("sort={sort}&per={per}&page={page}")).await;
                let found = ids(&answer);
                assert_eq!(found.len(), per.min(all - seen.len()), "{sort} {per} {page}");
                seen.extend(found);
            }
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), all, "{sort} {per}");
        }
    }
    let answer = json(&visitor, "page=99999").await;
    assert_eq!((ids(&answer).len(), total(&answer) as usize), (0, all));
    let page = visitor.get("/programs?page=99999").await;
    assert_eq!((page.status(), page.found().len()), (200, 0));
    let first = page.link("最初");
    assert_eq!(visitor.get(&first).await.found().len(), 20);
}

#[tokio::test]
async fn 並び順は名前のとおり() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let column = |answer: &Value, of: fn(&Value) -> Value| -> Vec<Value> {
        answer["result"].as_array().unwrap().iter().map(of).collect()
    };
    let falls = |values: &[Value]| {
        let key = |value: &Value| (value.as_i64(), value.as_str().map(str::to_owned));
        values.is_sorted_by(|a, b| key(a) >= key(b))
    };
    let new = json(&visitor, "sort=new&per=100").await;
    assert!(falls(&column(&new, |program| program["published_at"].clone())));
    let updated = json(&visitor, "sort=updated&per=100").await;
    assert!(falls(&column(&updated, |program| program["updated_at"].clone())));
    let members = json(&visitor, "sort=members&per=100").await;
    assert!(falls(&column(&members, |program| program["joined"].clone())));
    let places = json(&visitor, "sort=places&per=100&status=open").await;
    let left = |program: &Value| match (program["capacity"].as_i64(), program["joined"].as_i64()) {
        (Some(capacity), joined) => (capacity - joined.unwrap_or(0)).max(0).into(),
        (None, _) => Value::Null,
    };
    assert!(falls(&column(&places, left)), "{:?}", column(&places, left));
    // Without an order the deadline decides: the open ones first, the nearest first.
    let default = json(&visitor, "per=100").await;
    assert_eq!(ids(&default), ids(&json(&visitor, "sort=deadline&per=100").await));
    let rank = |program: &Value| match program["status"].as_str().unwrap() {
        "open" | "closing" => (0, program["recruit_to"].as_str().unwrap().to_owned()),
        "upcoming" => (1, program["recruit_from"].as_str().unwrap().to_owned()),
        _ => (2, String::new()),
    };
    let ranks: Vec<_> = default["result"].as_array().unwrap().iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
}

#[tokio::test]
async fn 保険者限定の掲載は組合の人だけに見つかる() {
    let site = TestSite::start().await;
    site.publish(&sample("誰でも読める歩数事業")).await;
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..sample("組合だけの秘蔵企画")
    };
    let hidden = site.publish(&hidden).await.get();
    let members = ProgramForm {
        visibility: "participants".into(),
        ..sample("参加者だけの秘蔵企画")
    };
    let members = site.publish(&members).await.get();
    for (role, sees) in [
        (Role::Anonymous, false),
        (Role::Viewer, true),
        (Role::OtherApprover, true),
        (Role::Auditor, false),
        (Role::Sysadmin, false),
    ] {
        let visitor = site.as_(role).await;
        let expected = if sees { vec![hidden] } else { vec![] };
        assert_eq!(ids(&json(&visitor, "q=秘蔵").await), expected, "{role:?}");
        let all = json(&visitor, "").await;
        assert!(!ids(&all).contains(&members), "{role:?}");
        assert_eq!(total(&all), 1 + u64::from(sees), "{role:?}");
        let tokyo = all["facets"]["pref"]
            .as_array()
            .unwrap()
            .iter()
            .find(|count| count["value"] == "13")
            .unwrap();
        assert_eq!(tokyo["count"], 1 + u64::from(sees), "{role:?}");
        for path in [
            "/programs?q=秘蔵",
            "/programs",
            "/",
            "/suggest.json?q=組合だけ",
            "/suggest.json?q=くみあい",
        ] {
            let page = visitor.get(path).await;
            let letters = page.letters();
            assert_eq!(letters.contains("組合だけの秘蔵企画"), sees, "{role:?} {path}");
            assert!(!letters.contains("参加者だけの秘蔵企画"), "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn 索引が遅れていても隠した掲載の中身は出ない() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("はじめは公開の事業")).await;
    site.publish(&sample("そのほかの事業")).await;
    let approver = site.as_(Role::Approver).await;
    site.freeze_index();
    let form = approver
        .get(&format!("/my/programs/{id}/edit/publish"))
        .await
        .form("#section-form");
    let page = form.tick("visibility", "insurers").submit().await;
    assert_eq!(page.status(), 303);
    let form = approver
        .get(&format!("/my/programs/{id}/edit/basics"))
        .await
        .form("#section-form");
    form.fill("summary", "組合だけに知らせる新しい概要").submit().await;
    let page = approver
        .get(&format!("/my/programs/{id}/edit"))
        .await
        .form("form[action$='/publish']")
        .submit()
        .await;
    assert_eq!(page.status(), 303);
    let reader = site.anonymous();
    for path in [
        "/",
        "/programs",
        "/programs.json",
        "/programs?q=事業",
        "/programs.json?q=事業",
    ] {
        let page = reader.get(path).await;
        assert!(
            !page.body.contains("組合だけに知らせる") && !page.body.contains("はじめは公開の事業"),
            "{path}"
        );
    }
    let other = site
        .add(site.own, &sample("三つめの事業"), ImportState::Published)
        .await;
    assert!(
        !reader
            .get(&format!("/programs/{other}"))
            .await
            .body
            .contains("はじめは公開の事業")
    );
}

#[tokio::test]
async fn 候補はどれも開ける本物のアドレス() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    for typed in ["とう", "東京", "特定", "健", "ﾎｺｳ", "k", "組合", "かんさい"] {
        for prefix in ["", "/en"] {
            let page = visitor.get(&format!("{prefix}/suggest.json?q={typed}")).await;
            let suggestions = page.json();
            let suggestions = suggestions.as_array().unwrap().clone();
            assert!(suggestions.len() <= 8, "{typed}");
            for suggestion in suggestions {
                let href = suggestion["href"].as_str().unwrap();
                assert!(href.starts_with(&format!("{prefix}/programs")), "{typed}: {href}");
                let page = visitor.get(href).await;
                assert_eq!(page.status(), 200, "{typed}: {href}");
                assert!(
                    !href.contains('?') || !page.found().is_empty() || suggestion["group"] != "",
                    "{typed}: {href}"
                );
            }
        }
    }
    for odd in ["", "%00", "%FF", "%22", "%F0%9F%8D%B5"] {
        assert_eq!(
            visitor.get(&format!("/suggest.json?q={odd}")).await.status(),
            200,
            "{odd}"
        );
    }
}
