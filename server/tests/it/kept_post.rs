//! A form that meets an ended session is kept and goes on after signing in (FORM-06).

use domain::program::{ProgramForm, Section};
use domain::value::ProgramId;
use http::{Method, header};
use store::{ImportState, SESSION_IDLE};

use crate::page::Page;
use crate::role::Role;
use crate::site::{PASSWORD, TestSite, Visitor, sample};

const TEXT: &str = "長い時間をかけて書いた文章です。\r\n「引用」と<記号>も、\r\n　そのまま残ります。";

async fn end_sessions(site: &TestSite) {
    site.clock
        .advance_millis(i64::try_from(SESSION_IDLE.as_millis()).unwrap() + 1);
}

/// Signs in on the page that is shown, and follows.
async fn sign_in<'a>(page: &Page<'a>, role: Role) -> Page<'a> {
    let login = page.follow().await;
    assert!(login.main().contains("入力内容は保存してあります"), "{}", login.main());
    let form = login
        .form("main form")
        .fill("email", &role.email())
        .fill("password", PASSWORD);
    form.submit().await
}

/// Presses the button of the page with the kept text, as a browser does: 307 posts the same fields again.
async fn go_on<'a>(visitor: &'a Visitor<'a>, page: &Page<'_>) -> Page<'a> {
    let form = page.form("main form");
    let names = ["base", "purpose", "content", "title", "version"];
    let mut body = form_urlencoded::Serializer::new(String::new());
    for name in names {
        for value in form.values(name) {
            body.append_pair(name, &value);
        }
    }
    let body = body.finish();
    let kind = "application/x-www-form-urlencoded";
    let sent = visitor.post_body(&page.path, kind, body.clone()).await;
    assert_eq!(sent.status(), 307, "{}", sent.text());
    visitor.post_body(sent.location(), kind, body).await
}

async fn draft(site: &TestSite) -> (ProgramId, ProgramForm) {
    let form = sample("途中の事業");
    (site.add(site.own, &form, ImportState::Draft).await, form)
}

#[tokio::test]
async fn ログインが切れても書いた文章は失われない() {
    let site = TestSite::start().await;
    let (id, before) = draft(&site).await;
    let visitor = site.as_(Role::Editor).await;
    let path = format!("/my/programs/{id}/edit/purpose");
    let form = visitor.get(&path).await.form("#section-form").fill("content", TEXT);
    end_sessions(&site).await;
    let refused = form.submit().await;
    assert!(
        refused.location().starts_with("/login?back=%2Fkept%2F"),
        "{}",
        refused.location()
    );
    let signed_in = sign_in(&refused, Role::Editor).await;
    let kept = signed_in.follow().await;
    assert_eq!((kept.status(), kept.h1().as_str()), (200, "入力内容を復元しました"));
    assert!(
        kept.main().contains("長い時間をかけて書いた文章です。"),
        "{}",
        kept.main()
    );
    let stored = site.store.find_draft(id).await.unwrap().unwrap();
    assert_eq!(stored.form.content, before.content, "nothing is sent by itself");
    let saved = go_on(&visitor, &kept).await;
    assert!(matches!(saved.status(), 303 | 422), "{}", saved.status());
    let stored = site.store.find_draft(id).await.unwrap().unwrap();
    assert_eq!(stored.form.content.replace("\r\n", "\n"), TEXT.replace("\r\n", "\n"));
    assert_eq!(stored.form.title, before.title);
    assert!(Section::Purpose.fields().contains(&"content"));
    assert_eq!(visitor.get(&kept.path).await.status(), 404, "once");
}

#[tokio::test]
async fn 別の人には見えない() {
    let site = TestSite::start().await;
    let (id, _) = draft(&site).await;
    let visitor = site.as_(Role::Editor).await;
    let form = visitor
        .get(&format!("/my/programs/{id}/edit/purpose"))
        .await
        .form("#section-form");
    end_sessions(&site).await;
    let refused = form.fill("content", TEXT).submit().await;
    // Somebody else at the same browser.
    let page = sign_in(&refused, Role::Approver).await;
    assert_eq!(page.follow().await.status(), 404);
    let address = page.location().to_owned();
    let owner = site.as_(Role::Editor).await;
    assert_eq!(owner.get(&address).await.status(), 200, "the owner, wherever");
    assert_eq!(site.anonymous().get(&address).await.status(), 303);
    site.clock.advance_millis(60 * 60 * 1_000);
    assert_eq!(owner.get(&address).await.status(), 404, "for an hour");
}

#[tokio::test]
async fn 誰のものか分からなければ同じブラウザーだけに返す() {
    let site = TestSite::start().await;
    let (id, _) = draft(&site).await;
    let visitor = site.anonymous();
    let path = format!("/en/my/programs/{id}/edit/basics");
    let refused = visitor.post(&path, &[("title", "Signed out elsewhere")]).await;
    assert!(
        refused.location().starts_with("/en/login?back=%2Fen%2Fkept%2F"),
        "{}",
        refused.location()
    );
    let login = refused.follow().await;
    let form = login
        .form("main form")
        .fill("email", &Role::Editor.email())
        .fill("password", PASSWORD);
    let page = form.submit().await;
    let kept = page.follow().await;
    assert!(kept.main().contains("Signed out elsewhere"), "{}", kept.main());
    let other = site.as_(Role::Editor).await;
    assert_eq!(other.get(page.location()).await.status(), 404, "another browser");
}

#[tokio::test]
async fn 秘密や他のサイトからの送信は残さない() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    for (path, fields) in [
        (
            "/my/account/password",
            vec![("new-password", "ひみつの言葉ひみつの言葉")],
        ),
        ("/confirm", vec![("password", PASSWORD), ("back", "/my")]),
        ("/my/account/name", vec![("code", "123456")]),
        ("/my/account/name", vec![]),
    ] {
        let page = visitor.post(path, &fields).await;
        assert_eq!(page.status(), 303, "{path}");
        assert!(!page.location().contains("kept"), "{path}: {}", page.location());
    }
    let large = "x".repeat(70_000);
    let page = visitor.post("/my/account/name", &[("name", &large)]).await;
    assert!(page.status() == 303 && !page.location().contains("kept"));
    // A program that says nothing about where it comes from.
    let request = http::Request::builder()
        .method(Method::POST)
        .uri("/my/account/name")
        .header(header::HOST, crate::site::HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let page = visitor.send(request.body("name=a".into()).unwrap()).await;
    assert!(
        page.status() == 303 && !page.location().contains("kept"),
        "{}",
        page.location()
    );
    let request = visitor
        .request(Method::POST, "/my/account/name")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let mut request = request.body("name=a".into()).unwrap();
    request
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(visitor.send(request).await.status(), 403);
}

#[tokio::test]
async fn 自動保存には切れたと答える() {
    let site = TestSite::start().await;
    let (id, _) = draft(&site).await;
    let visitor = site.as_(Role::Editor).await;
    end_sessions(&site).await;
    let request = visitor
        .request(Method::POST, &format!("/my/programs/{id}/edit/basics"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-autosave", "1");
    let page = visitor.send(request.body("title=a".into()).unwrap()).await;
    assert_eq!(page.status(), 401);
    assert!(
        page.json()["words"]
            .as_str()
            .unwrap()
            .contains("この画面に残っています")
    );
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn 本人確認を求められた送信も残る() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Sysadmin).await;
    let page = visitor.get("/admin/users").await;
    let page = visitor.get(&page.link("Viewer")).await;
    let action = page.path.clone();
    let why = "退職のため、利用を止めます。";
    let fields = [("step", "disable"), ("why", why)];
    site.clock.advance_millis(11 * 60 * 1_000);
    let refused = visitor.post(&action, &fields).await;
    assert!(
        refused.location().starts_with("/confirm?back=%2Fkept%2F"),
        "{}",
        refused.location()
    );
    let account = visitor.get(&action).await;
    assert!(!account.main().contains("停止中"), "nothing happened yet");
    let form = refused.follow().await.form("main form");
    let confirmed = form.fill("password", PASSWORD).submit().await;
    let kept = confirmed.follow().await;
    assert!(kept.main().contains(why), "{}", kept.main());
    let sent = visitor.post(&kept.path, &fields).await;
    assert_eq!((sent.status(), sent.location()), (307, action.as_str()));
    let done = visitor.post(sent.location(), &fields).await;
    assert_eq!(done.location(), format!("{action}?disabled"));
}
