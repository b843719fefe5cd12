//! Passwords and addresses: forgotten, changed, confirmed again.

use app::session::Token;
use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};
use domain::Lang;
use domain::value::Email;
use store::Link;

use crate::page::Page;
use crate::role::Role;
use crate::site::{PASSWORD, TestSite, Visitor};

const NEW: &str = "夕焼けの帰り道で見た七羽のからす";
const MINUTE: i64 = 60_000;

async fn sign_in<'a>(visitor: &'a Visitor<'a>, email: &str, password: &str) -> Page<'a> {
    let form = visitor.get("/login").await.form("main form");
    form.fill("email", email).fill("password", password).submit().await
}

/// A link as the mail has it.
fn link(page: &str) -> (Token, Link) {
    let token = Token::generate().unwrap();
    let link = Link {
        token_hash: token.digest(),
        path: format!("{page}/{}", token.encode()),
    };
    (token, link)
}

#[tokio::test]
async fn 忘れたパスワードを一度だけ設定し直せる() {
    let site = TestSite::start().await;
    let email = Email::parse(&Role::Editor.email()).unwrap();
    let elsewhere = site.as_(Role::Editor).await;
    let (token, link) = link("/password/reset");
    site.store
        .ask_password_reset(&email, Lang::Ja, token.digest(), &link.path)
        .await
        .unwrap();
    let visitor = site.anonymous();
    let page = visitor.get(&link.path).await;
    assert_eq!(page.status(), 200);
    for (wrong, says) in [
        ("", "入力してください"),
        ("みじかい", "12文字以上"),
        ("password1234", "推測されやすい"),
        ("editor@navi.example.jp", "推測されやすい"),
        ("みずほ野精機健康保険組合", "推測されやすい"),
    ] {
        let page = page.form("main form").fill("new-password", wrong).submit().await;
        assert_eq!(page.status(), 422, "{wrong}");
        assert!(page.errors()[0].1.contains(says), "{wrong}: {:?}", page.errors());
        assert!(page.title().starts_with("エラー"), "{}", page.title());
    }
    let done = page.form("main form").fill("new-password", NEW).submit().await;
    assert_eq!((done.status(), done.location()), (303, "/login?reset"));
    assert!(done.follow().await.main().contains("新しいパスワードを設定しました"));
    assert_eq!(elsewhere.get("/my").await.status(), 303, "signed out everywhere");
    for path in [link.path.as_str(), "/password/reset/zz", "/password/reset/%E3%81%82"] {
        assert_eq!(visitor.get(path).await.status(), 410, "{path}");
    }
    assert_eq!(sign_in(&visitor, email.as_str(), PASSWORD).await.status(), 422);
    assert_eq!(sign_in(&visitor, email.as_str(), NEW).await.status(), 303);
}

#[tokio::test]
async fn 再設定の答えは知らないアドレスでも同じ() {
    let site = TestSite::start().await;
    let mut answers = Vec::new();
    for email in [Role::Editor.email(), "nobody@example.jp".to_owned()] {
        let visitor = site.anonymous();
        let form = visitor.get("/password/forgotten").await.form("main form");
        let started = std::time::Instant::now();
        let page = form.fill("email", &email).submit().await;
        assert!(started.elapsed().as_millis() >= 400, "no faster for anybody");
        answers.push((page.status(), page.location().to_owned(), page.follow().await.main()));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn 大切な変更の前にはもう一度パスワードを聞く() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    assert_eq!(
        visitor.get("/my/account/password").await.status(),
        200,
        "just signed in"
    );
    site.clock.advance_millis(11 * MINUTE);
    let page = visitor.get("/my/account/password").await;
    assert_eq!(page.location(), "/confirm?back=%2Fmy%2Faccount%2Fpassword");
    for path in ["/my/account/email", "/en/my/account/email"] {
        assert!(visitor.get(path).await.location().contains("/confirm?back="), "{path}");
    }
    assert_eq!(visitor.get("/my/account").await.status(), 200);
    let before = visitor.cookie("kyodo-session").unwrap();
    let form = page.follow().await.form("main form");
    let wrong = form.fill("password", "間違いのパスワード").submit().await;
    assert_eq!(wrong.status(), 422);
    let form = wrong.form("main form");
    let right = form.fill("password", PASSWORD).submit().await;
    assert_eq!((right.status(), right.location()), (303, "/my/account/password"));
    assert_ne!(visitor.cookie("kyodo-session").unwrap(), before, "another token");
    let form = right.follow().await.form("main form");
    let done = form.fill("new-password", NEW).submit().await;
    assert_eq!(done.location(), "/my/account?password");
    assert!(done.follow().await.main().contains("パスワードを変更し"));
    let again = site.anonymous();
    assert_eq!(sign_in(&again, &Role::Editor.email(), NEW).await.status(), 303);
    let outside = visitor.get("/confirm?back=//evil.example").await;
    assert_eq!(outside.location(), "/my");
}

#[tokio::test]
async fn メールアドレスは確かめてから変わり_元の持ち主が止められる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let form = visitor.get("/my/account/email").await.form("main form");
    for (wrong, says) in [("", "正しい形"), ("editor@navi.example.jp", "いまと違う")] {
        let form = visitor.get("/my/account/email").await.form("main form");
        let page = form.fill("email", wrong).submit().await;
        assert_eq!(page.status(), 422);
        assert!(page.errors()[0].1.contains(says), "{:?}", page.errors());
    }
    let page = form.fill("email", "hanako@new.example.jp").submit().await;
    assert_eq!(page.location(), "/my/account?email");
    assert!(
        page.follow().await.main().contains("editor@navi.example.jp"),
        "not changed yet"
    );

    let old = Email::parse(&Role::Editor.email()).unwrap();
    let user = site.store.find_user_by_email(&old).await.unwrap().unwrap();
    let actor = domain::permit::Actor::User(user);
    let new = Email::parse("hanako@new.example.jp").unwrap();
    let ((_, confirm), (_, stop)) = (link("/email/confirm"), link("/email/stop"));
    site.store
        .ask_email_change(&actor, &new, Lang::Ja, &confirm, &stop)
        .await
        .unwrap();
    let reader = site.anonymous();
    let page = reader.get(&confirm.path).await;
    assert_eq!(page.status(), 200, "opening the link changes nothing");
    assert_eq!(sign_in(&site.anonymous(), new.as_str(), PASSWORD).await.status(), 422);
    let done = page.form("main form").submit().await;
    assert_eq!(done.location(), "/login?email");
    assert_eq!(reader.get(&confirm.path).await.status(), 410);
    assert_eq!(sign_in(&site.anonymous(), new.as_str(), PASSWORD).await.status(), 303);
    let stopped = reader.get(&stop.path).await.form("main form").submit().await;
    assert_eq!(stopped.location(), "/password/forgotten?stopped");
    assert!(stopped.follow().await.main().contains("変更を取り消しました"));
    assert_eq!(visitor.get("/my").await.status(), 303, "signed out everywhere");
    assert_eq!(sign_in(&site.anonymous(), old.as_str(), PASSWORD).await.status(), 303);
}

#[tokio::test]
async fn 氏名を変えられる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Viewer).await;
    let form = visitor.get("/my/account/name").await.form("main form");
    let page = form.fill("name", "　").submit().await;
    assert_eq!(
        (page.status(), page.errors()[0].1.as_str()),
        (422, "氏名を入力してください")
    );
    let form = page.form("main form");
    let page = form.fill("name", "髙橋 𠮷子").submit().await.follow().await;
    assert!(page.main().contains("髙橋 𠮷子"), "{}", page.main());
}

#[tokio::test]
async fn 古い手間のハッシュはログインで作り直す() {
    let site = TestSite::start().await;
    let email = Email::parse(&Role::Editor.email()).unwrap();
    let (user, fresh) = site.store.find_credentials(&email).await.unwrap().unwrap();
    assert!(!app::password::is_outdated(&fresh));
    let cheap = Params::new(64, 1, 1, None).unwrap();
    let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap)
        .hash_password(b"correct horse battery staple")
        .map(|hash: PasswordHash| hash.to_string())
        .unwrap();
    site.store.set_password(user, old.clone()).await.unwrap();
    let visitor = site.anonymous();
    let page = sign_in(&visitor, email.as_str(), "correct horse battery staple").await;
    assert_eq!(page.status(), 303);
    let (_, renewed) = site.store.find_credentials(&email).await.unwrap().unwrap();
    assert_ne!(renewed, old);
    assert!(!app::password::is_outdated(&renewed));
    assert_eq!(visitor.get("/my").await.status(), 200, "the session goes on");
}
