//! Headers of requests and answers: the name one is reached by, TLS for good, caches, policies, cookies that make no
//! sense.

use axum::body::Body;
use http::{HeaderMap, HeaderValue, Method, Request, header};
use proptest::prelude::*;
use server::front::Front;
use store::ImportState;
use tower::ServiceExt as _;

use crate::role::Role;
use crate::site::{TestSite, sample};

fn secure(url: &'static str) -> impl FnOnce(std::sync::Arc<domain::value::FixedClock>) -> Front {
    move |_| Front {
        host: Front::host_of(url),
        secure: url.starts_with("https://"),
        ..Front::default()
    }
}

async fn status(site: &TestSite, request: http::request::Builder) -> u16 {
    let request = request.body(Body::empty()).unwrap();
    site.service().oneshot(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn 自分の名前でだけ答える() {
    let site = TestSite::behind(secure("https://navi.example.jp")).await;
    let get = |path: &str| Request::builder().uri(path.to_owned());
    for (host, expected) in [
        ("navi.example.jp", 200),
        ("NAVI.example.jp", 200),
        ("navi.example.jp:443", 200),
        ("navi.example.jp:80", 421),
        ("evil.example", 421),
        ("navi.example.jp.evil.example", 421),
        ("navi.example.jp@evil.example", 421),
        ("192.0.2.1", 421),
        ("", 421),
    ] {
        assert_eq!(
            status(&site, get("/").header(header::HOST, host)).await,
            expected,
            "{host:?}"
        );
    }
    assert_eq!(status(&site, get("/")).await, 400, "no name at all");
    let twice = get("/")
        .header(header::HOST, "navi.example.jp")
        .header(header::HOST, "evil.example");
    assert_eq!(status(&site, twice).await, 400);
    let line = get("https://evil.example/").header(header::HOST, "navi.example.jp");
    assert_eq!(status(&site, line).await, 400, "line and header contradict each other");
    assert_eq!(
        status(
            &site,
            get("https://navi.example.jp/").header(header::HOST, "navi.example.jp")
        )
        .await,
        200
    );
    // Load balancers ask by address.
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            status(&site, get(path).header(header::HOST, "192.0.2.1")).await,
            200,
            "{path}"
        );
    }
    let visitor = site.anonymous();
    let request = visitor.request(Method::GET, "/en/programs");
    let mut request = request.body(Body::empty()).unwrap();
    request
        .headers_mut()
        .insert(header::HOST, HeaderValue::from_static("evil.example"));
    let page = visitor.send(request).await;
    assert!(page.main().contains("address you were given"), "{}", page.main());
}

#[tokio::test]
async fn 暗号化した接続でだけ使うよう伝える() {
    let site = TestSite::behind(secure("https://navi.example.jp")).await;
    let visitor = site.as_(Role::Editor).await;
    for path in ["/", "/my", "/nowhere", "/robots.txt", "/healthz", "/programs.json"] {
        let page = visitor.get(path).await;
        assert_eq!(
            page.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains",
            "{path}"
        );
    }
    assert!(visitor.cookie("__Host-kyodo-session").is_some());
    let plain = TestSite::start().await;
    assert_eq!(plain.anonymous().get("/").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn ログイン中の答えはどこにも残さない() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let draft = site.add(site.own, &sample("下書き"), ImportState::Draft).await;
    for role in [Role::Approver, Role::OrgAdmin, Role::Secretariat, Role::Sysadmin] {
        let visitor = site.as_(role).await;
        for route in server::route::routes() {
            let program = if route.path.starts_with("/my") { draft } else { id };
            let path = route
                .path
                .replace("{section}", "basics")
                .replace("{seq}", "1")
                .replace("{id}", &program.to_string());
            if path.contains('{') {
                continue;
            }
            let page = visitor.get(&path).await;
            if page.status() != 405 {
                assert_eq!(page.header("cache-control"), "no-store", "{path} as {role:?}");
            }
            assert!(!page.header("x-request-id").is_empty(), "{path}");
        }
    }
    let visitor = site.anonymous();
    assert_eq!(visitor.get("/").await.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn どのページの決まりも緩めない() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.as_(Role::Approver).await;
    let mut nonces = std::collections::BTreeSet::new();
    for path in [
        "/",
        "/about",
        "/login",
        "/my",
        "/programs",
        &format!("/programs/{id}"),
        "/nowhere",
        "/en",
    ] {
        let page = visitor.get(path).await;
        let policy = page.header("content-security-policy").to_owned();
        if policy.is_empty() || page.status() == 303 {
            continue;
        }
        for wanted in [
            "default-src 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "script-src-attr 'none'",
            "style-src 'self'",
        ] {
            assert!(policy.contains(wanted), "{path}: {policy}");
        }
        for loose in [
            "unsafe-inline",
            "'unsafe-eval'",
            "unsafe-hashes",
            "http:",
            "https:",
            " *",
        ] {
            assert!(!policy.contains(loose), "{path}: {policy}");
        }
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap()
            .to_owned();
        assert!(nonces.insert(nonce), "{path}: a nonce came twice");
        assert!(page.header("permissions-policy").contains("geolocation=()"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Whatever stands in the cookie header, it is read without a panic, and only a whole token is taken for one.
    #[test]
    fn どんなクッキーも読み誤らない(values in prop::collection::vec(cookie(), 0..4)) {
        let site = portal();
        let mut headers = HeaderMap::new();
        for value in &values {
            if let Ok(value) = HeaderValue::from_bytes(value) {
                headers.append(header::COOKIE, value);
            }
        }
        let found = app::session::Token::of_request(site, &headers);
        let whole = values.iter().any(|value| {
            String::from_utf8_lossy(value).split(';').any(|pair| {
                pair.trim().strip_prefix("kyodo-session=").is_some_and(|token| {
                    token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
                })
            })
        });
        prop_assert!(whole || found.is_none());
    }
}

/// Bytes that look more or less like cookies.
fn cookie() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        "(a=b; ?)?(__Host-)?kyodo-session=[0-9a-fA-Fg+ ]{60,66}(;.{0,20})?".prop_map(String::into_bytes),
        "[;= \"a-z]{0,80}".prop_map(String::into_bytes),
        "kyodo-session=\\PC{0,64}".prop_map(String::into_bytes),
    ]
}

/// One portal for all cases.
fn portal() -> &'static app::Site {
    static SITE: std::sync::OnceLock<(tokio::runtime::Runtime, app::Site)> = std::sync::OnceLock::new();
    let (_, site) = SITE.get_or_init(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let site = runtime.block_on(async { TestSite::start().await.portal().clone() });
        (runtime, site)
    });
    site
}
