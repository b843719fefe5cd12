//! Limits per address: when they refuse, what the page says, and whom they leave alone.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::value::FixedClock;
use http::{Method, header};
use server::front::Front;
use server::front::limit::{Limiter, Strictness};

use crate::page::Page;
use crate::role::Role;
use crate::site::{PASSWORD, TestSite, Visitor};

fn limited(clock: Arc<FixedClock>) -> Front {
    Front {
        limiter: Limiter::new(Strictness::Times(0.1), clock).map(Arc::new),
        ..Front::default()
    }
}

async fn send<'a>(visitor: &'a Visitor<'a>, from: &str, method: Method, path: &str, body: &'static str) -> Page<'a> {
    let peer: SocketAddr = from.parse().unwrap();
    let mut request = visitor
        .request(method, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    visitor.send(request).await
}

const WRONG: &str = "email=editor@navi.example.jp&password=wrong-password";

#[tokio::test]
async fn 続けて間違えると待つように言われるがほかの場所からは入れる() {
    let site = TestSite::behind(limited).await;
    let attacker = site.anonymous();
    for _ in 0..3 {
        let page = send(&attacker, "203.0.113.5:1000", Method::POST, "/login", WRONG).await;
        assert_eq!(page.status(), 422);
    }
    let page = send(&attacker, "203.0.113.5:2000", Method::POST, "/en/login", WRONG).await;
    assert_eq!((page.status(), page.header("retry-after")), (429, "40"));
    assert!(page.h1().contains("wait"), "{}", page.h1());
    assert!(!page.header("x-request-id").is_empty());
    let page = send(&attacker, "203.0.113.5:2000", Method::POST, "/login", WRONG).await;
    assert!(page.main().contains("少し"), "{}", page.main());
    // The owner, elsewhere.
    let owner = site.anonymous();
    let right: &'static str = Box::leak(format!("email={}&password={PASSWORD}", Role::Editor.email()).into());
    let page = send(&owner, "198.51.100.7:1000", Method::POST, "/login", right).await;
    assert_eq!(page.status(), 303);
    // Pages and signing out go on from the first address, and after a while so does signing in.
    let page = send(&attacker, "203.0.113.5:1000", Method::GET, "/programs", "").await;
    assert_eq!(page.status(), 200);
    let page = send(&attacker, "203.0.113.5:1000", Method::POST, "/logout", "").await;
    assert_eq!(page.status(), 303);
    site.clock.advance_millis(40_000);
    let page = send(&attacker, "203.0.113.5:1000", Method::POST, "/login", WRONG).await;
    assert_eq!(page.status(), 422);
}

#[tokio::test]
async fn 一つの契約者の宛先は合わせて数える() {
    let site = TestSite::behind(limited).await;
    let visitor = site.anonymous();
    for host in 1..=3 {
        let from = format!("[2001:db8:1:2::{host}]:1000");
        assert_eq!(send(&visitor, &from, Method::POST, "/login", WRONG).await.status(), 422);
    }
    let same = send(&visitor, "[2001:db8:1:2:ffff::9]:1000", Method::POST, "/login", WRONG).await;
    assert_eq!(same.status(), 429);
    let other = send(&visitor, "[2001:db8:1:3::1]:1000", Method::POST, "/login", WRONG).await;
    assert_eq!(other.status(), 422);
}

#[tokio::test]
async fn プログラムには残りを知らせる() {
    let site = TestSite::behind(limited).await;
    let visitor = site.anonymous();
    for left in (0..20).rev() {
        let page = send(&visitor, "203.0.113.5:1", Method::GET, "/suggest.json?q=a", "").await;
        assert_eq!(page.status(), 200);
        assert_eq!(page.header("ratelimit-limit"), "20");
        assert_eq!(page.header("ratelimit-remaining"), left.to_string());
    }
    let page = send(&visitor, "203.0.113.5:1", Method::GET, "/suggest.json?q=a", "").await;
    assert_eq!((page.status(), page.header("ratelimit-remaining")), (429, "0"));
    assert_eq!(page.json()["error"]["status"], 429);
    // Health checks and the files of the build are not counted, and reading pages is counted apart.
    for path in ["/healthz", "/robots.txt", "/0123456789ab/pkg/kyodo-navi.css"] {
        for _ in 0..50 {
            assert_eq!(
                send(&visitor, "203.0.113.5:1", Method::GET, path, "").await.status(),
                200,
                "{path}"
            );
        }
    }
    assert_eq!(
        send(&visitor, "203.0.113.5:1", Method::GET, "/", "").await.status(),
        200
    );
}
