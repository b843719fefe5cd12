//! The public API as a program uses it: jGrants' parameters and fields, its own document, and nothing that is not public.

use std::collections::BTreeSet;

use domain::program::ProgramForm;
use http::Method;
use serde_json::Value;

use crate::role::Role;
use crate::search::{ids, json};
use crate::site::{TestSite, Visitor, header_text, sample};

async fn list(visitor: &Visitor<'_>, query: &str) -> Value {
    let page = visitor.get(&format!("/api/v1/programs?{query}")).await;
    assert_eq!(page.status(), 200, "{query}: {}", page.body);
    page.json()
}

fn numbers(answer: &Value) -> Vec<i64> {
    let result = answer["result"].as_array().unwrap();
    result
        .iter()
        .map(|program| program["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

#[tokio::test]
async fn jgrantsの利用者はそのまま読める() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    // Just as a program asks jGrants, its required parameters included.
    let query = "keyword=健診&sort=acceptance_end_datetime&order=ASC&acceptance=1&target_area_search=東京都";
    let answer = list(&visitor, query).await;
    let count = answer["metadata"]["resultset"]["count"].as_u64().unwrap();
    assert_eq!(count as usize, answer["result"].as_array().unwrap().len());
    let page: BTreeSet<i64> = ids(&json(&visitor, "q=健診&status=open&pref=13&per=100").await)
        .into_iter()
        .collect();
    assert_eq!(numbers(&answer).into_iter().collect::<BTreeSet<_>>(), page);
    let ends: Vec<&str> = answer["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|program| program["acceptance_end_datetime"].as_str().unwrap())
        .collect();
    assert!(!ends.is_empty() && ends.is_sorted(), "{ends:?}");
    for program in answer["result"].as_array().unwrap() {
        for field in [
            "id",
            "name",
            "title",
            "target_area_search",
            "subsidy_max_limit",
            "acceptance_start_datetime",
            "acceptance_end_datetime",
            "target_number_of_employees",
        ] {
            assert!(program.get(field).is_some(), "{field}");
        }
    }
    let first = answer["result"][0]["id"].as_str().unwrap().to_owned();
    let detail = visitor.get(&format!("/api/v1/programs/{first}")).await.json();
    let program = &detail["result"][0];
    assert_eq!(program["id"], first);
    let page = program["front_subsidy_detail_page_url"].as_str().unwrap();
    let page = page.strip_prefix("http://navi.example.jp").unwrap();
    assert_eq!(visitor.get(page).await.h1(), program["title"]);
}

#[tokio::test]
async fn 並び順と続きの読み方() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let all = numbers(&list(&visitor, "limit=500").await);
    let mut reversed = numbers(&list(&visitor, "limit=500&order=ASC").await);
    reversed.reverse();
    assert_eq!(all, reversed);
    let mut seen = Vec::new();
    let mut next = Some("/api/v1/programs?limit=50&order=DESC".to_owned());
    while let Some(path) = next {
        let page = visitor.get(&path).await;
        seen.extend(numbers(&page.json()));
        let link = header_text(&page.headers, "link");
        next = link
            .strip_prefix("<http://navi.example.jp")
            .and_then(|rest| rest.split_once(">; rel=\"next\""))
            .map(|(path, _)| path.to_owned());
    }
    assert_eq!(seen, all);
    for (sort, field) in [
        ("acceptance_start_datetime", "acceptance_start_datetime"),
        ("acceptance_end_datetime", "acceptance_end_datetime"),
    ] {
        for (order, rises) in [("ASC", true), ("DESC", false)] {
            let answer = list(&visitor, &format!("sort={sort}&order={order}&limit=500")).await;
            let days: Vec<Option<&str>> = answer["result"]
                .as_array()
                .unwrap()
                .iter()
                .map(|program| program[field].as_str())
                .collect();
            let known: Vec<&str> = days.iter().copied().flatten().collect();
            assert!(days[known.len()..].iter().all(Option::is_none), "without a day last");
            assert!(
                known.is_sorted_by(|a, b| if rises { a <= b } else { a >= b }),
                "{sort} {order}"
            );
        }
    }
}

#[tokio::test]
async fn 分からない条件は400で理由を言う() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    for (query, named) in [
        ("pref=13", "pref"),
        ("sort=name", "sort"),
        ("acceptance=2", "acceptance"),
        ("limit=501", "limit"),
        ("target_area_search=火星", "火星"),
    ] {
        let page = visitor.get(&format!("/api/v1/programs?{query}")).await;
        assert_eq!(page.status(), 400, "{query}");
        let error = page.json()["error"].clone();
        assert!(error["detail"].as_str().unwrap().contains(named), "{error}");
        assert_eq!(page.header("access-control-allow-origin"), "*");
    }
    let missing = visitor.get("/api/v1/programs/999999").await;
    assert_eq!(
        (missing.status(), missing.json()["error"]["status"].clone()),
        (404, 404.into())
    );
    assert_eq!(visitor.get("/api/v1/nothing").await.status(), 404);
}

#[tokio::test]
async fn ログインしていても公開の掲載だけを返す() {
    let site = TestSite::start().await;
    let public = site.publish(&sample("誰でも読める歩数事業")).await.get();
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..sample("組合だけの秘蔵企画")
    };
    let hidden = site.publish(&hidden).await;
    for role in [Role::Anonymous, Role::Approver, Role::Secretariat] {
        let visitor = site.as_(role).await;
        let page = visitor.get("/api/v1/programs").await;
        assert_eq!(numbers(&page.json()), [public], "{role:?}");
        let rule = if role == Role::Anonymous {
            "public, no-cache"
        } else {
            "no-store"
        };
        assert_eq!(page.header("cache-control"), rule, "{role:?}");
        assert_eq!(visitor.get(&format!("/api/v1/programs/{hidden}")).await.status(), 404);
    }
}

#[tokio::test]
async fn 他サイトから読め変わらなければ304() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.anonymous();
    for path in [
        "/api/v1/programs".to_owned(),
        format!("/api/v1/programs/{id}"),
        "/api/v1/openapi.json".to_owned(),
    ] {
        let ask = |method, name: &'static str, value: String| {
            let request = visitor.request(method, &path).header("origin", "https://other.example");
            let request = request
                .header("access-control-request-method", "GET")
                .header(name, value);
            visitor.send(request.body(axum::body::Body::empty()).unwrap())
        };
        let first = ask(Method::GET, "accept-language", "ja".into()).await;
        assert_eq!(first.header("access-control-allow-origin"), "*", "{path}");
        assert!(first.header("access-control-allow-credentials").is_empty());
        let mark = first.header("etag").to_owned();
        let same = ask(Method::GET, "if-none-match", mark.clone()).await;
        assert_eq!((same.status(), same.body.len()), (304, 0), "{path}");
        let preflight = ask(
            Method::OPTIONS,
            "access-control-request-headers",
            "if-none-match".into(),
        )
        .await;
        assert_eq!(preflight.status(), 200, "{path}");
        assert!(
            preflight
                .header("access-control-allow-headers")
                .contains("if-none-match")
        );
        site.publish(&sample(&format!("{path}のあと"))).await;
        assert_eq!(ask(Method::GET, "if-none-match", mark).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn openapiの文書は実物と一致し全項目に説明がある() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    for prefix in ["", "/en"] {
        let document = visitor.get(&format!("{prefix}/api/v1/openapi.json")).await.json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        assert_eq!(document["servers"][0]["url"], format!("http://navi.example.jp{prefix}"));
        let schemas = document["components"]["schemas"].as_object().unwrap();
        for (name, schema) in schemas {
            for (field, value) in schema["properties"].as_object().into_iter().flatten() {
                assert!(value["description"].is_string(), "{prefix} {name}.{field}");
            }
        }
        for (path, item) in document["paths"].as_object().unwrap() {
            let operation = &item["get"];
            assert!(operation["summary"].is_string(), "{path}");
            for parameter in operation["parameters"].as_array().unwrap() {
                assert!(parameter["description"].is_string(), "{path} {}", parameter["name"]);
            }
            for (status, answer) in operation["responses"].as_object().unwrap() {
                assert!(!answer["description"].as_str().unwrap().is_empty(), "{path} {status}");
            }
        }
        let fields = |name: &str| -> BTreeSet<String> {
            schemas[name]["properties"]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect()
        };
        let keys = |value: &Value| -> BTreeSet<String> { value.as_object().unwrap().keys().cloned().collect() };
        let answer = list(&visitor, "limit=1").await;
        assert_eq!(fields("ProgramList"), keys(&answer));
        assert_eq!(fields("ListedProgram"), keys(&answer["result"][0]));
        assert_eq!(fields("Program"), keys(&answer["result"][0]["program"]));
        assert_eq!(fields("Lead"), keys(&answer["result"][0]["program"]["lead"]));
        let id = answer["result"][0]["id"].as_str().unwrap();
        let detail = visitor.get(&format!("/api/v1/programs/{id}")).await.json();
        assert_eq!(fields("DetailedProgram"), keys(&detail["result"][0]));
        let refused = visitor.get("/api/v1/programs?x=1").await.json();
        assert_eq!(fields("Fault"), keys(&refused["error"]));

        let page = visitor.get(&format!("{prefix}/api")).await;
        let text = page.text();
        for word in [
            "GET /api/v1/programs/{id}",
            "acceptance_end_datetime",
            "DetailedProgram",
            "keyword",
        ] {
            assert!(text.contains(word), "{prefix} {word}");
        }
        assert!(page.select("script[src]").is_empty());
    }
}
