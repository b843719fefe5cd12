//! Signing in and out: who gets a session, how long it lasts, and where one lands afterwards.

use axum::body::Body;
use http::{HeaderValue, Method, header};
use store::ImportState;

use crate::role::Role;
use crate::site::{PASSWORD, TestSite, sample};

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
        b"",
        b"=",
        b";;;",
        b"kyodo-session",
        b"kyodo-session=",
        b"kyodo-session=\xff\xfe",
        long.as_bytes(),
        cut.as_bytes(),
        zeros.as_bytes(),
        quoted.as_bytes(),
        foreign.as_bytes(),
    ];
    let visitor = site.anonymous();
    for cookie in cookies {
        let mut request = visitor.request(Method::GET, "/my").body(Body::empty()).unwrap();
        request
            .headers_mut()
            .insert(header::COOKIE, HeaderValue::from_bytes(cookie).unwrap());
        let page = visitor.send(request).await;
        assert_eq!(
            (page.status(), page.location()),
            (303, "/login?back=%2Fmy"),
            "{:?}",
            String::from_utf8_lossy(cookie)
        );
    }
    // Other cookies beside it do no harm, and hexadecimal is hexadecimal.
    for cookie in [format!("a=b; kyodo-session={good}; c"), upper] {
        let mut request = visitor.request(Method::GET, "/my").body(Body::empty()).unwrap();
        request
            .headers_mut()
            .insert(header::COOKIE, HeaderValue::from_str(&cookie).unwrap());
        assert_eq!(visitor.send(request).await.status(), 200, "{cookie}");
    }
}

#[tokio::test]
async fn ログインの後に外へは送らない() {
    let site = TestSite::start().await;
    for back in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/a\r\nSet-Cookie: x=1",
        "///evil.example",
        " //evil.example",
        "/\t/evil.example",
    ] {
        let visitor = site.anonymous();
        let query = form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
        let page = visitor.get(&format!("/login?back={query}")).await;
        assert_eq!(page.form("main form").values("back"), [""], "{back:?}");
        let form = page.form("main form").forge("back", back);
        let page = form
            .fill("email", &Role::Editor.email())
            .fill("password", PASSWORD)
            .submit()
            .await;
        assert_eq!((page.status(), page.location()), (303, "/my"), "{back:?}");
        let page = visitor.get(&format!("/login?back={query}")).await;
        assert_eq!((page.status(), page.location()), (303, "/my"), "{back:?}");
    }
    let visitor = site.anonymous();
    let page = visitor.get("/en/my/programs?deleted").await;
    assert_eq!(page.location(), "/en/login?back=%2Fen%2Fmy%2Fprograms%3Fdeleted");
    let form = page
        .follow()
        .await
        .form("main form")
        .fill("email", &Role::Editor.email())
        .fill("password", PASSWORD);
    assert_eq!(form.submit().await.location(), "/en/my/programs?deleted");
    // A prefix of two slashes does not become a link to another host either.
    for path in [
        "//evil.example/a",
        "/en//evil.example/a",
        "/en/en//evil.example",
        "/en%2F/evil.example",
    ] {
        assert_eq!(visitor.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn 送信の途中でログインが切れても続きから始められる() {
    let site = TestSite::start().await;
    let id = site.add(site.own, &sample("途中"), ImportState::Draft).await;
    let visitor = site.anonymous();
    for step in ["publish", "delete", "end", "edit/basics"] {
        let page = visitor
            .post(&format!("/my/programs/{id}/{step}"), &[("version", "1")])
            .await;
        assert_eq!(page.status(), 303, "{step}");
        let form = page
            .follow()
            .await
            .form("main form")
            .fill("email", &Role::Approver.email());
        let page = form.fill("password", PASSWORD).submit().await.follow().await;
        assert_eq!(page.status(), 200, "{step}: {}", page.path);
        assert_eq!(page.h1(), "入力内容を復元しました", "{step}");
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
        assert_eq!(
            (form.values("email"), form.values("password")),
            (vec![email], vec![String::new()])
        );
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
    let page = form
        .fill("email", &Role::Editor.email().to_uppercase())
        .fill("password", PASSWORD)
        .submit()
        .await;
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
    site.clock
        .advance_millis(i64::try_from(store::SESSION_IDLE.as_millis()).unwrap() - 1_000);
    assert_eq!(idle.get("/my").await.status(), 200);
    site.clock
        .advance_millis(i64::try_from(store::SESSION_IDLE.as_millis()).unwrap() + 1_000);
    assert_eq!(idle.get("/my").await.status(), 303);
}
