//! What nobody should send. Each request gets a clear answer and changes nothing; that no answer is a 5xx is checked on
//! every page by `Page::check`.

use std::time::Duration;

use axum::body::Body;
use domain::program::ProgramForm;
use http::{HeaderValue, Method, header};
use store::ImportState;

use crate::page::words;
use crate::site::{PASSWORD, Role, TestSite, sample};

#[tokio::test]
async fn 大きすぎる本文は413のページになる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let id = site.add(site.own, &sample("大きい"), ImportState::Draft).await;
    let path = format!("/my/programs/{id}/edit/purpose");
    for megabytes in [10, 2] {
        let body = format!("purpose={}", "a".repeat(megabytes << 20));
        let page = visitor.post_body(&path, "application/x-www-form-urlencoded", body).await;
        assert_eq!(page.status(), 413);
        assert!(page.h1().contains("大きすぎます"), "{}", page.h1());
    }
    let page = visitor.post_body("/login", "application/x-www-form-urlencoded", vec![b'a'; 3 << 20]).await;
    assert_eq!(page.status(), 413);
    // Below that, a field beyond every limit is saved as far as it goes, and said to be too long.
    let page = visitor.get(&path).await.form("#section-form").fill("purpose", &"長".repeat(30_000)).submit().await;
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
    for body in [b"title=%E5%81%A5%FF".to_vec(), b"title=\xff\xfe".to_vec(), b"title=%93%8C%8B%9E".to_vec()] {
        let page = visitor.post_body(&path, "application/x-www-form-urlencoded", body).await;
        assert_eq!(page.status(), 400);
        assert!(page.h1().contains("読み取れませんでした"), "{}", page.h1());
    }
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", "application/xml", "\u{7}"] {
        let Ok(kind) = HeaderValue::from_str(kind) else { continue };
        let page = visitor.post_body(&path, kind.to_str().unwrap(), r#"{"title":"別の題"}"#).await;
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
        let request = request.header(name, value).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
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
        let request = visitor.request(Method::POST, path).header("origin", "https://evil.example");
        let mut request = request.body(Body::empty()).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        assert_eq!(visitor.send(request).await.status(), 403, "{path}");
    }
    assert_eq!(site.store.last_change().await.unwrap(), 0);
    assert_eq!(visitor.send(from("origin", "https://navi.example.jp")).await.status(), 303);
}

/// Ids that no program has, as they stand in an address.
const FORGED: &[&str] = &[
    "abc", "0", "-1", "+1", "1.0", "1e3", "0x1", "9223372036854775807", "9223372036854775808", "99999999999999999999999",
    "%00", "1%00", "%FF", "%EF%BC%91", "1%20", "1%0A", "1;", "1%27%20or%20%271", "%3Cscript%3E", "..%2F..%2Fetc", "null",
];

#[tokio::test]
async fn 作り物の番号では何も出ない() {
    let site = TestSite::start().await;
    site.publish(&sample("番号1の事業")).await;
    let long = "9".repeat(5_000);
    for role in [Role::Anonymous, Role::Approver] {
        let visitor = site.as_(role).await;
        for id in FORGED.iter().copied().chain([long.as_str()]) {
            for path in ["/programs/{}", "/my/programs/{}/edit", "/my/programs/{}/edit/basics", "/my/programs/{}/preview", "/my/programs/{}/end"] {
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
        let page = visitor.post(&format!("/my/programs/{id}/publish"), &[("version", version)]).await;
        assert_eq!(page.status(), 409, "{version:?}");
    }
    for organisation in ["-1", "0", "9223372036854775807"] {
        let page = visitor.post("/my/programs/new", &[("organisation", organisation)]).await;
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
            assert!(page.body.len() < 600_000, "{path}?{shown}: {} bytes", page.body.len());
            assert!(started.elapsed() < Duration::from_secs(5), "{path}?{shown}: {:?}", started.elapsed());
        }
    }
    assert_eq!(visitor.get(&format!("/{}", "a".repeat(60_000))).await.status(), 404);
    let many: Vec<(String, String)> = (0..10_000).map(|n| (format!("field{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
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
        assert!(matches!(page.status(), 301..=308 | 400 | 404), "{path}: {}", page.status());
        assert!(!page.body.contains("秘密") && !page.body.contains("SQLite") && !page.body.contains("root:"), "{path}");
    }
    assert!(site.folder().join("site/secret.txt").exists() && site.folder().join("test.sqlite3").exists());
}

#[tokio::test]
async fn 知らない方法は405で頭だけの要求も同じ状態になる() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.as_(Role::Approver).await;
    let paths = ["/", "/login", "/my", "/programs", "/programs.json"].map(str::to_owned);
    let programs = [format!("/programs/{id}"), format!("/my/programs/{id}/edit"), format!("/my/programs/{id}/publish")];
    for path in paths.iter().chain(&programs) {
        for method in ["BREW", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let page = visitor.send(visitor.request(method.clone(), path).body(Body::empty()).unwrap()).await;
            assert_eq!(page.status(), 405, "{method} {path}");
            assert!(!page.header("allow").is_empty(), "{method} {path} says what is allowed");
        }
        let head = visitor.send(visitor.request(Method::HEAD, path).body(Body::empty()).unwrap()).await;
        let get = visitor.get(path).await;
        assert_eq!((head.status(), head.body.len()), (get.status(), 0), "HEAD {path}");
    }
    for path in ["/nowhere", "/programs/999999"] {
        let head = visitor.send(visitor.request(Method::HEAD, path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status(), head.body.len()), (404, 0), "HEAD {path}");
    }
}

#[tokio::test]
async fn 求める形式や符号化が変でも答える() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Viewer).await;
    for accept in ["application/json", "image/*", "", "text/html;q=nonsense", "*/*;q=0"] {
        for (path, status) in [("/", 200), ("/programs", 200), ("/nowhere", 404), ("/my/programs/new", 403), ("/nowhere.json", 404)] {
            let mut request = visitor.request(Method::GET, path).body(Body::empty()).unwrap();
            request.headers_mut().insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            assert_eq!(visitor.send(request).await.status(), status, "{path} for {accept:?}");
        }
    }
    let page = visitor.get("/nowhere.json").await;
    assert_eq!(page.json()["error"]["status"], 404);
    for range in ["bytes=0-10", "bytes=99999-", "lines=1"] {
        let request = visitor.request(Method::GET, "/").header(header::RANGE, range).body(Body::empty()).unwrap();
        assert_eq!(visitor.send(request).await.status(), 200, "{range}");
    }
}

#[tokio::test]
async fn 壊れたクッキーは無視する() {
    let site = TestSite::start().await;
    let good = site.as_(Role::Editor).await.cookie("kyodo-session").unwrap();
    let long = format!("kyodo-session={}", "a".repeat(20_000));
    let upper = format!("kyodo-session={}", good.to_uppercase());
    let cut = format!("kyodo-session={}", &good[..63]);
    let zeros = format!("kyodo-session={}", "0".repeat(64));
    let quoted = format!("kyodo-session=\"{good}\"");
    let foreign = format!("__Host-kyodo-session={good}");
    let cookies: [&[u8]; 11] = [
        b"", b"=", b";;;", b"kyodo-session", b"kyodo-session=", b"kyodo-session=\xff\xfe", long.as_bytes(), cut.as_bytes(),
        zeros.as_bytes(), quoted.as_bytes(), foreign.as_bytes(),
    ];
    let visitor = site.anonymous();
    for cookie in cookies {
        let mut request = visitor.request(Method::GET, "/my").body(Body::empty()).unwrap();
        request.headers_mut().insert(header::COOKIE, HeaderValue::from_bytes(cookie).unwrap());
        let page = visitor.send(request).await;
        assert_eq!((page.status(), page.location()), (303, "/login?back=%2Fmy"), "{:?}", String::from_utf8_lossy(cookie));
    }
    // Other cookies beside it do no harm, and hexadecimal is hexadecimal.
    for cookie in [format!("a=b; kyodo-session={good}; c"), upper] {
        let mut request = visitor.request(Method::GET, "/my").body(Body::empty()).unwrap();
        request.headers_mut().insert(header::COOKIE, HeaderValue::from_str(&cookie).unwrap());
        assert_eq!(visitor.send(request).await.status(), 200, "{cookie}");
    }
}

#[tokio::test]
async fn ログインの後に外へは送らない() {
    let site = TestSite::start().await;
    for back in [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "evil", "",
        "/a\r\nSet-Cookie: x=1", "///evil.example", " //evil.example", "/\t/evil.example",
    ] {
        let visitor = site.anonymous();
        let query = form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
        let page = visitor.get(&format!("/login?back={query}")).await;
        assert_eq!(page.form("main form").values("back"), [""], "{back:?}");
        let form = page.form("main form").forge("back", back);
        let page = form.fill("email", &Role::Editor.email()).fill("password", PASSWORD).submit().await;
        assert_eq!((page.status(), page.location()), (303, "/my"), "{back:?}");
        let page = visitor.get(&format!("/login?back={query}")).await;
        assert_eq!((page.status(), page.location()), (303, "/my"), "{back:?}");
    }
    let visitor = site.anonymous();
    let page = visitor.get("/en/my/programs?deleted").await;
    assert_eq!(page.location(), "/en/login?back=%2Fen%2Fmy%2Fprograms%3Fdeleted");
    let form = page.follow().await.form("main form").fill("email", &Role::Editor.email()).fill("password", PASSWORD);
    assert_eq!(form.submit().await.location(), "/en/my/programs?deleted");
    // A prefix of two slashes does not become a link to another host either.
    for path in ["//evil.example/a", "/en//evil.example/a", "/en/en//evil.example", "/en%2F/evil.example"] {
        assert_eq!(visitor.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn 送信の途中でログインが切れても続きから始められる() {
    let site = TestSite::start().await;
    let id = site.add(site.own, &sample("途中"), ImportState::Draft).await;
    let visitor = site.anonymous();
    for step in ["publish", "delete", "end", "edit/basics"] {
        let page = visitor.post(&format!("/my/programs/{id}/{step}"), &[("version", "1")]).await;
        assert_eq!(page.status(), 303, "{step}");
        let form = page.follow().await.form("main form").fill("email", &Role::Approver.email());
        let page = form.fill("password", PASSWORD).submit().await.follow().await;
        // The end of a draft is refused as such; what matters is that the address can be opened.
        let opened = if step == "end" { 409 } else { 200 };
        assert_eq!(page.status(), opened, "{step}: {}", page.path);
        visitor.post("/logout", &[]).await;
    }
}

#[tokio::test]
async fn ログインは誰がいるかを教えない() {
    let site = TestSite::start().await;
    let email = domain::value::Email::parse(&Role::Auditor.email()).unwrap();
    let (disabled, _) = site.store.find_credentials(&email).await.unwrap().unwrap();
    site.store.disable_user(disabled).await.unwrap();
    let mut answers = Vec::new();
    let long = "x".repeat(5_000);
    for (email, password) in [
        (Role::Editor.email(), "ちがうパスワード"),
        ("nobody@example.jp".to_owned(), PASSWORD),
        (Role::Auditor.email(), PASSWORD),
        ("これはアドレスではない".to_owned(), PASSWORD),
        (String::new(), ""),
        (Role::Editor.email(), long.as_str()),
        (Role::Editor.email(), &PASSWORD[..PASSWORD.len() - 1]),
        ("' or 1=1 --".to_owned(), "' or 1=1 --"),
    ] {
        let visitor = site.anonymous();
        let form = visitor.get("/login").await.form("main form");
        let page = form.fill("email", &email).fill("password", password).submit().await;
        assert_eq!(page.status(), 422, "{email}");
        let form = page.form("main form");
        assert_eq!((form.values("email"), form.values("password")), (vec![email], vec![String::new()]));
        assert!(visitor.cookie("kyodo-session").is_none());
        answers.push((page.title(), page.main(), page.errors()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[tokio::test]
async fn ログアウトと時間切れで前のクッキーは使えなくなる() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let form = visitor.get("/login").await.form("main form");
    let page = form.fill("email", &Role::Editor.email().to_uppercase()).fill("password", PASSWORD).submit().await;
    assert_eq!((page.status(), page.location()), (303, "/my"));
    let rules = page.header("set-cookie").to_owned();
    for rule in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(rules.contains(rule), "{rules}");
    }
    let thief = site.anonymous();
    thief.keep_cookie(&rules);
    assert_eq!(thief.get("/my").await.status(), 200);
    let page = visitor.get("/my").await.form(".kj-header form").submit().await;
    assert!(page.follow().await.main().contains("ログアウトしました"));
    assert!(visitor.cookie("kyodo-session").is_none());
    assert_eq!(thief.get("/my").await.status(), 303);

    let idle = site.as_(Role::Editor).await;
    site.clock.advance_millis(i64::try_from(store::SESSION_IDLE.as_millis()).unwrap() - 1_000);
    assert_eq!(idle.get("/my").await.status(), 200);
    site.clock.advance_millis(i64::try_from(store::SESSION_IDLE.as_millis()).unwrap() + 1_000);
    assert_eq!(idle.get("/my").await.status(), 303);
}

#[tokio::test]
async fn 題のhtmlはどこでも文字として出る() {
    let site = TestSite::start().await;
    let nasty = "<img src=x onerror=alert(1)>\"'&amp;</title><script>alert(2)</script>";
    let form = ProgramForm {
        summary: format!("概要{nasty}"),
        purpose: format!("目的{nasty}"),
        content: format!("[押す](javascript:alert(1)) {nasty}\n\n<iframe src=//evil.example></iframe>\n\n![絵](https://evil.example/a.png)"),
        structure: format!("体制{nasty}"),
        contact_org: format!("窓口{nasty}"),
        contact_dept: nasty.to_owned(),
        condition: nasty.to_owned(),
        ..sample(nasty)
    };
    let id = site.publish(&form).await;
    let visitor = site.as_(Role::Approver).await;
    for path in [
        "/".to_owned(),
        "/programs".to_owned(),
        "/programs?q=alert".to_owned(),
        format!("/programs/{id}"),
        "/my/programs".to_owned(),
        format!("/my/programs/{id}/edit"),
        format!("/my/programs/{id}/edit/basics"),
        format!("/my/programs/{id}/edit/purpose"),
        format!("/my/programs/{id}/edit/contact"),
        format!("/my/programs/{id}/preview"),
        format!("/my/programs/{id}/end"),
        format!("/en/programs/{id}"),
    ] {
        let page = visitor.get(&path).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(page.select("img, iframe, object, embed").is_empty(), "{path}");
        assert!(page.select("main script:not([nonce])").is_empty(), "{path}");
        if !path.contains("/edit/") {
            assert!(page.text().contains("<img src=x onerror=alert(1)>"), "{path}: {}", page.text());
        }
    }
    let page = visitor.get(&format!("/programs/{id}")).await;
    assert!(page.title().starts_with(nasty), "{}", page.title());
    assert_eq!(page.h1(), nasty);
    let answer = visitor.get("/programs.json").await.json();
    assert_eq!(answer["result"][0]["title"], nasty);
    let suggestions = visitor.get("/suggest.json?q=%3Cimg").await.json();
    assert!(suggestions.as_array().unwrap().iter().all(|it| !it["text"].as_str().unwrap().contains("&lt;")), "{suggestions}");

    // What stands in an address is no better.
    for query in ["q=%3Cscript%3Ealert(1)%3C/script%3E", "pref=%3Cscript%3E", "%3Cb%3E=1", "q=%22%3E%3Cimg%20src=x%3E"] {
        let page = visitor.get(&format!("/programs?{query}")).await;
        assert!(page.select("main img, main b, main script:not([nonce])").is_empty(), "{query}");
    }
    let page = visitor.get("/programs?q=%3Cb%3Ex%3C/b%3E").await;
    assert!(page.title().contains("<b>x</b>") && words(page.select("h1")[0]).contains("<b>x</b>"), "{}", page.title());
}
