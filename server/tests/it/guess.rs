//! Guessing passwords: whoever guesses waits, and the owner signs in from elsewhere all the while.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Method, header};

use crate::page::Page;
use crate::role::Role;
use crate::site::{PASSWORD, TestSite, Visitor};

/// Signs in from a network address.
async fn sign_in<'a>(visitor: &'a Visitor<'a>, address: &str, email: &str, password: &str) -> Page<'a> {
    let peer: SocketAddr = format!("{address}:50000").parse().unwrap();
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("password", password)
        .finish();
    let request = visitor
        .request(Method::POST, "/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(peer))
        .body(Body::from(body))
        .unwrap();
    visitor.send(request).await
}

#[tokio::test]
async fn 百回間違えた相手は待たされ_本人は別の場所から入れる() {
    let site = TestSite::start().await;
    let attacker = site.anonymous();
    let (mut wrong, mut waiting) = (0, 0);
    for _ in 0..100 {
        let page = sign_in(&attacker, "198.51.100.4", &Role::Editor.email(), "間違いのパスワード").await;
        match page.status() {
            422 => wrong += 1,
            429 => {
                waiting += 1;
                let seconds: u64 = page.header("retry-after").parse().unwrap();
                assert!((1..=900).contains(&seconds), "{seconds}");
                assert!(page.errors()[0].1.contains("待ってから"), "{:?}", page.errors());
                assert_eq!(page.form("main form").values("email"), [Role::Editor.email()]);
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!((wrong, waiting), (5, 95));
    let right = sign_in(&attacker, "198.51.100.4", &Role::Editor.email(), PASSWORD).await;
    assert_eq!(right.status(), 429, "even the right password waits there");
    let owner = site.anonymous();
    let page = sign_in(&owner, "203.0.113.20", &Role::Editor.email(), PASSWORD).await;
    assert_eq!((page.status(), page.location()), (303, "/my"));
    site.clock.advance_millis(2_000);
    let page = sign_in(&attacker, "198.51.100.4", &Role::Editor.email(), "まだ違うパスワード").await;
    assert_eq!(page.status(), 422, "the wait has an end");
}

#[tokio::test]
async fn 同じ場所でも使ったことのあるブラウザーなら入れる() {
    let site = TestSite::start().await;
    let (owner, neighbour) = (site.anonymous(), site.anonymous());
    let address = "198.51.100.4";
    assert_eq!(
        sign_in(&owner, address, &Role::Editor.email(), PASSWORD).await.status(),
        303
    );
    owner.post("/logout", &[]).await;
    for _ in 0..50 {
        sign_in(&neighbour, address, &Role::Editor.email(), "間違いのパスワード").await;
    }
    assert_eq!(
        sign_in(&neighbour, address, &Role::Editor.email(), PASSWORD)
            .await
            .status(),
        429
    );
    assert_eq!(
        sign_in(&owner, address, &Role::Editor.email(), PASSWORD).await.status(),
        303
    );
}

#[tokio::test]
async fn 知らないアドレスも同じように待たされる() {
    let site = TestSite::start().await;
    let mut answers = Vec::new();
    for email in [Role::Editor.email(), "nobody@example.jp".to_owned()] {
        let visitor = site.anonymous();
        let mut seen = Vec::new();
        for _ in 0..8 {
            let page = sign_in(&visitor, "198.51.100.4", &email, "間違いのパスワード").await;
            seen.push((
                page.status(),
                page.title(),
                page.errors(),
                page.header("retry-after").to_owned(),
            ));
        }
        answers.push(seen);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0][7].0, 429);
}

#[tokio::test]
async fn 再設定のメールも続けては頼めない() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let mut statuses = Vec::new();
    for _ in 0..7 {
        let form = visitor.get("/password/forgotten").await.form("main form");
        let page = form.fill("email", &Role::Editor.email()).submit().await;
        statuses.push(page.status());
    }
    assert_eq!(statuses, [303, 303, 303, 303, 303, 429, 429]);
}
