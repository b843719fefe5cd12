//! Sessions: how long they last, where one is signed in, and signing out elsewhere.

use app::session::Token;
use domain::value::Email;
use http::{HeaderValue, Method, header};

use crate::role::Role;
use crate::site::{PASSWORD, TestSite, Visitor};

const MINUTE: i64 = 60_000;

async fn seconds(visitor: &Visitor<'_>) -> i64 {
    visitor.get("/session.json").await.json()["seconds"].as_i64().unwrap()
}

#[tokio::test]
async fn 使えば延び_聞くだけでは延びない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    assert_eq!(seconds(&visitor).await, 8 * 3600);
    site.clock.advance_millis(60 * MINUTE);
    assert_eq!(seconds(&visitor).await, 7 * 3600);
    assert_eq!(seconds(&visitor).await, 7 * 3600, "asking is no use");
    let page = visitor.get("/my").await;
    let island = page.select("leptos-island[data-props*=seconds]");
    assert!(
        island[0].attr("data-props").unwrap().contains("28800"),
        "the page knows"
    );
    assert_eq!(seconds(&visitor).await, 8 * 3600);
    site.clock.advance_millis(7 * 60 * MINUTE);
    let kept = visitor.post("/session/keep", &[("back", "/my/programs")]).await;
    assert_eq!((kept.status(), kept.location()), (303, "/my/programs"));
    assert_eq!(
        visitor
            .post("/session/keep", &[("back", "//evil.example")])
            .await
            .location(),
        "/my"
    );
    let request = visitor
        .request(Method::POST, "/session/keep")
        .header("x-keep", HeaderValue::from_static("1"));
    let short = visitor.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(short.json()["seconds"], 8 * 3600);
    // However much it is used, it ends a day after signing in.
    site.clock.advance_millis(7 * 60 * MINUTE);
    visitor.get("/my").await;
    site.clock.advance_millis(6 * 60 * MINUTE);
    visitor.get("/my").await;
    assert_eq!(seconds(&visitor).await, 3 * 3600);
    assert_eq!(seconds(&site.anonymous()).await, 0);
}

#[tokio::test]
async fn 期限の知らせは隠れていて_スクリプトがなければ何もしない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let page = visitor.get("/my").await;
    let notice = page.select("#session-notice");
    assert!(notice[0].attr("hidden").is_some());
    assert_eq!(page.select("#session-words")[0].text().collect::<String>(), "");
    let props = page.select("leptos-island[data-props*=seconds]");
    let props = props[0].attr("data-props").unwrap();
    assert!(
        props.contains("あと5分でログインの有効期限が切れます。入力内容は保存されています。"),
        "{props}"
    );
    let stranger = site.anonymous();
    assert!(stranger.get("/").await.select("#session-notice").is_empty());
}

#[tokio::test]
async fn ログイン中の端末を見て終わらせる() {
    let site = TestSite::start().await;
    let here = site.as_(Role::Editor).await;
    let phone = site.as_(Role::Editor).await;
    let office = site.as_(Role::Editor).await;
    let stranger = site.as_(Role::Viewer).await;
    let page = here.get("/my/account/sessions").await;
    assert_eq!(page.select("main tbody tr").len(), 3);
    assert_eq!(page.select("main tbody strong").len(), 1, "this one is marked");
    let foreign = stranger.get("/my/account/sessions").await;
    assert!(foreign.select("main tbody form").is_empty());
    let id = page.form("main tbody form").values("session")[0].clone();
    let theft = stranger.post("/my/account/sessions", &[("session", id.as_str())]).await;
    assert_eq!(theft.status(), 404);
    let done = page.form("main tbody form").submit().await;
    assert!(done.follow().await.main().contains("その端末をログアウトさせました"));
    let left = [phone.get("/my").await.status(), office.get("/my").await.status()];
    assert_eq!(left.iter().filter(|status| **status == 200).count(), 1, "{left:?}");
    let page = here.get("/en/my/account/sessions").await;
    let done = page.form("main > form").submit().await;
    assert!(done.follow().await.main().contains("everywhere else"));
    assert_eq!(phone.get("/my").await.status(), 303);
    assert_eq!(office.get("/my").await.status(), 303);
    assert_eq!(here.get("/my").await.status(), 200);
    assert_eq!(stranger.get("/my").await.status(), 200);
}

#[tokio::test]
async fn ログインのたびに新しいトークンになる() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let planted = Token::generate().unwrap();
    visitor.keep_cookie(&format!("kyodo-session={}; Path=/", planted.encode()));
    let form = visitor.get("/login").await.form("main form");
    let page = form
        .fill("email", &Role::Editor.email())
        .fill("password", PASSWORD)
        .submit()
        .await;
    assert_eq!(page.status(), 303);
    assert_ne!(visitor.cookie("kyodo-session").unwrap(), planted.encode());
    let cookies: Vec<_> = page.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(
        cookies.len(),
        3,
        "session, browser, and the end of what lies between two factors"
    );
    for cookie in cookies {
        let cookie = cookie.to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
    }
    let thief = site.anonymous();
    thief.keep_cookie(&format!("kyodo-session={}; Path=/", planted.encode()));
    assert_eq!(thief.get("/my").await.status(), 303);
    // The browser's own cookie signs nobody in.
    let browser = visitor.cookie("kyodo-browser").unwrap();
    thief.keep_cookie(&format!("kyodo-session={browser}; Path=/"));
    assert_eq!(thief.get("/my").await.status(), 303);
}

#[tokio::test]
async fn 新しいブラウザーでのログインは覚えられる() {
    let site = TestSite::start().await;
    let email = Email::parse(&Role::Editor.email()).unwrap();
    let (user, _) = site.store.find_credentials(&email).await.unwrap().unwrap();
    for expected in 1..=2 {
        let visitor = site.anonymous();
        for _ in 0..2 {
            let form = visitor.get("/login").await.form("main form");
            form.fill("email", email.as_str())
                .fill("password", PASSWORD)
                .submit()
                .await;
            visitor.post("/logout", &[]).await;
        }
        assert_eq!(site.store.count_browsers(user).await.unwrap(), expected);
    }
}
