//! What nobody should send. Each request gets a clear answer and changes nothing; that no answer is a 5xx is checked on
//! every page by `Page::check`.

use std::time::Duration;

use axum::body::Body;
use http::{HeaderValue, Method, header};
use store::ImportState;

use crate::role::Role;
use crate::site::{TestSite, sample};

#[tokio::test]
async fn 大きすぎる本文は413のページになる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let id = site.add(site.own, &sample("大きい"), ImportState::Draft).await;
    let path = format!("/my/programs/{id}/edit/purpose");
    for megabytes in [10, 2] {
        let body = format!("purpose={}", "a".repeat(megabytes << 20));
        let page = visitor
            .post_body(&path, "application/x-www-form-urlencoded", body)
            .await;
        assert_eq!(page.status(), 413);
        assert!(page.h1().contains("大きすぎます"), "{}", page.h1());
    }
    let page = visitor
        .post_body("/login", "application/x-www-form-urlencoded", vec![b'a'; 3 << 20])
        .await;
    assert_eq!(page.status(), 413);
    // Below that, a field beyond every limit is saved as far as it goes, and said to be too long.
    let page = visitor
        .get(&path)
        .await
        .form("#section-form")
        .fill("purpose", &"長".repeat(30_000))
        .submit()
        .await;
    assert_eq!(page.status(), 422);
    assert!(page.errors()[0].1.contains("600文字以内"), "{:?}", page.errors());
    let draft = site.store.find_draft(id).await.unwrap().unwrap();
    assert!(draft.form.purpose.len() <= domain::program::FIELD_BYTES);
}

#[tokio::test]
async fn 読めない本文は何も保存しない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let id = site.add(site.own, &sample("元の題"), ImportState::Draft).await;
    let path = format!("/my/programs/{id}/edit/basics");
    for body in [
        b"title=%E5%81%A5%FF".to_vec(),
        b"title=\xff\xfe".to_vec(),
        b"title=%93%8C%8B%9E".to_vec(),
    ] {
        let page = visitor
            .post_body(&path, "application/x-www-form-urlencoded", body)
            .await;
        assert_eq!(page.status(), 400);
        assert!(page.h1().contains("読み取れませんでした"), "{}", page.h1());
    }
    for kind in [
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "\u{7}",
    ] {
        let Ok(kind) = HeaderValue::from_str(kind) else {
            continue;
        };
        let page = visitor
            .post_body(&path, kind.to_str().unwrap(), r#"{"title":"別の題"}"#)
            .await;
        assert_eq!(page.status(), 415, "{kind:?}");
        assert_eq!(page.select("h1").len(), 1);
    }
    assert_eq!(site.store.find_draft(id).await.unwrap().unwrap().version, 1);
}

#[tokio::test]
async fn ほかのサイトからの送信は断る() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.add(site.own, &sample("よそから"), ImportState::Draft).await;
    let path = format!("/my/programs/{id}/publish");
    let from = |name: &'static str, value: &'static str| {
        let mut request = visitor.request(Method::POST, &path);
        request.headers_mut().unwrap().remove("sec-fetch-site");
        let request = request
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(Body::from("version=1")).unwrap()
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "nonsense"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "https://navi.example.jp.evil.example"),
        ("origin", "https://navi.example.jp:8443"),
    ] {
        let page = visitor.send(from(name, value)).await;
        assert_eq!(page.status(), 403, "{name}: {value}");
        assert!(page.h1().contains("別のサイト"), "{}", page.h1());
    }
    for path in ["/login", "/logout", "/my/programs/new"] {
        let request = visitor
            .request(Method::POST, path)
            .header("origin", "https://evil.example");
        let mut request = request.body(Body::empty()).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        assert_eq!(visitor.send(request).await.status(), 403, "{path}");
    }
    assert_eq!(site.store.last_change().await.unwrap(), 0);
    assert_eq!(
        visitor.send(from("origin", "https://navi.example.jp")).await.status(),
        303
    );
}

/// Ids that no program has, as they stand in an address.
const FORGED: &[&str] = &[
    "abc",
    "0",
    "-1",
    "+1",
    "1.0",
    "1e3",
    "0x1",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999",
    "%00",
    "1%00",
    "%FF",
    "%EF%BC%91",
    "1%20",
    "1%0A",
    "1;",
    "1%27%20or%20%271",
    "%3Cscript%3E",
    "..%2F..%2Fetc",
    "null",
];

#[tokio::test]
async fn 作り物の番号では何も出ない() {
    let site = TestSite::start().await;
    site.publish(&sample("番号1の事業")).await;
    let long = "9".repeat(5_000);
    for role in [Role::Anonymous, Role::Approver] {
        let visitor = site.as_(role).await;
        for id in FORGED.iter().copied().chain([long.as_str()]) {
            for path in [
                "/programs/{}",
                "/my/programs/{}/edit",
                "/my/programs/{}/edit/basics",
                "/my/programs/{}/preview",
                "/my/programs/{}/end",
            ] {
                let path = path.replace("{}", id);
                let page = visitor.get(&path).await;
                let refused = matches!(page.status(), 400 | 404) || (page.status() == 303 && role == Role::Anonymous);
                assert!(refused, "{path} as {role:?}: {}", page.status());
                assert!(!page.text().contains("番号1の事業"), "{path}");
            }
            for step in ["publish", "end", "delete", "edit/basics"] {
                let path = format!("/my/programs/{id}/{step}");
                let page = visitor.post(&path, &[("version", "1"), ("title", "x")]).await;
                let refused = matches!(page.status(), 400 | 404) || (page.status() == 303 && role == Role::Anonymous);
                assert!(refused, "POST {path} as {role:?}: {}", page.status());
            }
        }
    }
    let visitor = site.as_(Role::Approver).await;
    let id = site.add(site.own, &sample("項目"), ImportState::Draft).await;
    for section in ["nothing", "BASICS", "%00", "basics%2F", "..", "%FF"] {
        let page = visitor.get(&format!("/my/programs/{id}/edit/{section}")).await;
        assert!(matches!(page.status(), 400 | 404), "{section}: {}", page.status());
    }
    for version in ["", "abc", "-1", "99999999999999999999", "1 ", "１"] {
        let page = visitor
            .post(&format!("/my/programs/{id}/publish"), &[("version", version)])
            .await;
        assert_eq!(page.status(), 409, "{version:?}");
    }
    for organisation in ["999999", "9223372036854775807"] {
        let page = visitor
            .post("/my/programs/new", &[("organisation", organisation)])
            .await;
        assert_eq!(page.status(), 403, "{organisation}");
    }
}

#[tokio::test]
async fn 長いアドレスも多い条件もすぐに答える() {
    let site = TestSite::start().await;
    site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.as_(Role::Editor).await;
    let queries = [
        format!("q={}", "a".repeat(60_000)),
        format!("q={}", "%E5%81%A5".repeat(6_000)),
        format!("q={}", "%E5%81%A5+".repeat(5_000)),
        format!("q={}", "%22".repeat(15_000)),
        format!("q={}", "-a+".repeat(15_000)),
        "x=1&".repeat(10_000),
        "pref=13&".repeat(7_000),
        "&".repeat(60_000),
        format!("{}=1", "n".repeat(60_000)),
        "q=%".to_owned(),
        "q=%FF%FE".to_owned(),
        "q=%00".to_owned(),
        "q=%E2%80%AE%E2%80%8B".to_owned(),
        "q=*&sort=relevance".to_owned(),
        "q=title:(a OR b)^9~".replace(' ', "+"),
        "page=4294967295&per=100".to_owned(),
        "page=100000&per=100".to_owned(),
    ];
    for query in queries {
        for path in ["/programs", "/programs.json", "/suggest.json", "/en/programs"] {
            let started = std::time::Instant::now();
            let page = visitor.get(&format!("{path}?{query}")).await;
            let shown: String = query.chars().take(40).collect();
            assert_eq!(page.status(), 200, "{path}?{shown}");
            assert!(page.body.len() < 1_500_000, "{path}?{shown}: {} bytes", page.body.len());
            assert!(
                started.elapsed() < Duration::from_secs(5),
                "{path}?{shown}: {:?}",
                started.elapsed()
            );
        }
    }
    assert_eq!(visitor.get(&format!("/{}", "a".repeat(60_000))).await.status(), 404);
    let many: Vec<(String, String)> = (0..10_000).map(|n| (format!("field{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let id = site.add(site.own, &sample("多い"), ImportState::Draft).await;
    let page = visitor.post(&format!("/my/programs/{id}/edit/publish"), &many).await;
    assert!(matches!(page.status(), 303 | 409 | 422), "{}", page.status());
    let prefs = vec![("pref", "13"); 10_000];
    let page = visitor.post(&format!("/my/programs/{id}/edit/area"), &prefs).await;
    assert!(matches!(page.status(), 303 | 409 | 422), "{}", page.status());
}

#[tokio::test]
async fn 配布ファイルの外は読めない() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    for path in [
        "/0123456789ab/pkg/../secret.txt",
        "/0123456789ab/pkg/%2e%2e/secret.txt",
        "/0123456789ab/pkg/..%2fsecret.txt",
        "/0123456789ab/pkg/%2e%2e%2f%2e%2e%2ftest.sqlite3",
        "/0123456789ab/pkg/..%5csecret.txt",
        "/0123456789ab/pkg//etc/passwd",
        "/0123456789ab/pkg/%2fetc%2fpasswd",
        "/0123456789ab/pkg/....//secret.txt",
        "/0123456789ab/pkg/%00",
        "/0123456789ab/pkg/",
        "/0123456789ab/pkg",
        "/0123456789ab/",
        "/secret.txt",
        "/test.sqlite3",
        "/../test.sqlite3",
        "/robots.txt/../secret.txt",
    ] {
        let page = visitor.get(path).await;
        assert!(
            matches!(page.status(), 301..=308 | 400 | 404),
            "{path}: {}",
            page.status()
        );
        assert!(
            !page.body.contains("秘密") && !page.body.contains("SQLite") && !page.body.contains("root:"),
            "{path}"
        );
    }
    assert!(site.folder().join("site/secret.txt").exists() && site.folder().join("test.sqlite3").exists());
}

#[tokio::test]
async fn 知らない方法は405で頭だけの要求も同じ状態になる() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.as_(Role::Approver).await;
    let paths = ["/", "/login", "/my", "/programs", "/programs.json"].map(str::to_owned);
    let programs = [
        format!("/programs/{id}"),
        format!("/my/programs/{id}/edit"),
        format!("/my/programs/{id}/publish"),
    ];
    for path in paths.iter().chain(&programs) {
        for method in ["BREW", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let page = visitor
                .send(visitor.request(method.clone(), path).body(Body::empty()).unwrap())
                .await;
            assert_eq!(page.status(), 405, "{method} {path}");
            assert!(!page.header("allow").is_empty(), "{method} {path} says what is allowed");
        }
        let head = visitor
            .send(visitor.request(Method::HEAD, path).body(Body::empty()).unwrap())
            .await;
        let get = visitor.get(path).await;
        assert_eq!((head.status(), head.body.len()), (get.status(), 0), "HEAD {path}");
    }
    for path in ["/nowhere", "/programs/999999"] {
        let head = visitor
            .send(visitor.request(Method::HEAD, path).body(Body::empty()).unwrap())
            .await;
        assert_eq!((head.status(), head.body.len()), (404, 0), "HEAD {path}");
    }
}

#[tokio::test]
async fn 求める形式や符号化が変でも答える() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Viewer).await;
    for accept in ["application/json", "image/*", "", "text/html;q=nonsense", "*/*;q=0"] {
        for (path, status) in [
            ("/", 200),
            ("/programs", 200),
            ("/nowhere", 404),
            ("/my/programs/new", 403),
            ("/nowhere.json", 404),
        ] {
            let mut request = visitor.request(Method::GET, path).body(Body::empty()).unwrap();
            request
                .headers_mut()
                .insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            assert_eq!(visitor.send(request).await.status(), status, "{path} for {accept:?}");
        }
    }
    let page = visitor.get("/nowhere.json").await;
    assert_eq!(page.json()["error"]["status"], 404);
    for range in ["bytes=0-10", "bytes=99999-", "lines=1"] {
        let request = visitor
            .request(Method::GET, "/")
            .header(header::RANGE, range)
            .body(Body::empty())
            .unwrap();
        assert_eq!(visitor.send(request).await.status(), 200, "{range}");
    }
}
