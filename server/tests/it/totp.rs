//! Authenticator apps: set up, asked for at sign-in, each code once, and demanded of those whose role needs it.

use domain::second_factor::FactorPolicy;
use domain::value::Clock as _;
use totp_rs::{Builder, Secret};

use crate::role::Role;
use crate::site::{TestSite, Visitor};

/// What the app of a person shows now. `key` is what the page gave for typing.
pub fn code(site: &TestSite, key: &str) -> String {
    let key: String = key.split_whitespace().collect();
    let secret = Secret::try_from_base32(key).unwrap();
    let totp = Builder::new().with_secret(secret).build_noncompliant();
    let seconds = u64::try_from(site.clock.now().millis() / 1000).unwrap();
    totp.generate(seconds).to_string()
}

/// Sets up an app through the pages, and answers with its key.
pub async fn enrol(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/my/account/factors/totp").await;
    let key = page.select("#totp-key")[0].text().collect::<String>();
    let form = page.form("main form").fill("code", &code(visitor.site, &key));
    let page = form.submit().await;
    assert_eq!(
        (page.status(), page.location()),
        (303, "/my/account/factors/recovery?ready")
    );
    next_step(visitor.site);
    key
}

/// Waits until the app shows another code.
pub fn next_step(site: &TestSite) {
    site.clock.advance_millis(30_000);
}

#[tokio::test]
async fn 登録すると次からコードを求める() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let page = visitor.get("/my/account/factors/totp").await;
    let picture = page.select("main img")[0].attr("src").unwrap().to_owned();
    assert!(picture.starts_with("data:image/svg+xml,"), "{picture}");
    assert!(page.link("この端末").starts_with("otpauth://totp/"));
    let page = page.form("main form").fill("code", "000000").submit().await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors()[0].0, "#code");
    let key = enrol(&visitor).await;
    assert!(visitor.get("/my/account/factors").await.main().contains("に登録"));

    let visitor = site.anonymous();
    let page = visitor.get("/login?back=/my/programs").await.form("main form");
    let page = page
        .fill("email", &Role::Editor.email())
        .fill("password", crate::site::PASSWORD);
    let page = page.submit().await;
    assert_eq!((page.status(), page.location()), (303, "/login/second"));
    assert_eq!(visitor.get("/my").await.status(), 303, "not signed in yet");
    let page = page.follow().await;
    assert!(page.body.contains("autocomplete=\"one-time-code\""));
    // Full-width digits and a space are as good.
    let shown = code(&site, &key);
    let wide: String = shown
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap())
        .collect();
    let typed = format!(" {} {}", &wide[..9], &shown[3..]);
    let page = page.form("main form").fill("code", &typed).submit().await;
    assert_eq!((page.status(), page.location()), (303, "/my/programs"));
    assert_eq!(visitor.get("/my").await.status(), 200);
    assert!(visitor.cookie("kyodo-second").is_none());

    let thief = site.after_password(Role::Editor).await;
    let page = thief
        .get("/login/second")
        .await
        .form("main form")
        .fill("code", &shown)
        .submit()
        .await;
    assert_eq!(page.status(), 422, "a code works once");
    next_step(&site);
    let page = page.form("main form").fill("code", &code(&site, &key)).submit().await;
    assert_eq!((page.status(), page.location()), (303, "/my"));
}

#[tokio::test]
async fn 間違いが五回続くと最初からになる() {
    let site = TestSite::start().await;
    let key = enrol(&site.as_(Role::Editor).await).await;
    let visitor = site.after_password(Role::Editor).await;
    for attempt in 1..=5 {
        let page = visitor.post("/login/second", &[("code", "000000")]).await;
        assert_eq!(page.status(), if attempt < 5 { 422 } else { 429 }, "{attempt}");
    }
    let page = visitor.post("/login/second", &[("code", &code(&site, &key))]).await;
    assert_eq!(page.status(), 429, "even the right one");
    assert_eq!(page.link("最初から"), "/login");
    assert_eq!(visitor.get("/my").await.status(), 303);
    let visitor = site.after_password(Role::Editor).await;
    assert_eq!(
        visitor
            .post("/login/second", &[("code", &code(&site, &key))])
            .await
            .status(),
        303
    );
}

#[tokio::test]
async fn 二つ目の確認は十分で切れる() {
    let site = TestSite::start().await;
    let key = enrol(&site.as_(Role::Editor).await).await;
    let visitor = site.after_password(Role::Editor).await;
    site.clock.advance_millis(10 * 60 * 1000);
    let page = visitor.post("/login/second", &[("code", &code(&site, &key))]).await;
    assert_eq!((page.status(), page.location()), (303, "/login"));
    let page = site.anonymous().get("/en/login/second").await.status();
    assert_eq!(page, 303);
    assert_eq!(visitor.get("/my").await.status(), 303);
}

#[tokio::test]
async fn 役割が求める人は登録するまで何もできない() {
    let site = TestSite::with_sign_in(FactorPolicy::Platform, Vec::new()).await;
    let required = "/my/account/factors/required";
    for (role, demanded) in [
        (Role::Officer, true),
        (Role::OfficerApprover, true),
        (Role::Reviewer, true),
        (Role::Auditor, true),
        (Role::Secretariat, true),
        (Role::Sysadmin, true),
        (Role::FederationViewer, false),
        (Role::OrgAdmin, false),
        (Role::Approver, false),
    ] {
        let visitor = site.after_password(role).await;
        for path in ["/my", "/programs", "/programs.json", "/admin", "/my/account/factors"] {
            let page = visitor.get(path).await;
            assert_eq!(
                page.location() == required,
                demanded,
                "{role:?} {path}: {}",
                page.status()
            );
        }
        if demanded {
            let page = visitor.post("/my/programs/new", &[]).await;
            assert_eq!((page.status(), page.location()), (303, required));
            assert_eq!(visitor.get(required).await.status(), 200);
        }
    }
    let visitor = site.after_password(Role::Officer).await;
    assert_eq!(
        visitor.get("/en/my").await.location(),
        "/en/my/account/factors/required"
    );
    let page = visitor.get(required).await;
    assert_eq!(page.link("認証アプリを登録する"), "/my/account/factors/totp");
    enrol(&visitor).await;
    assert_eq!(visitor.get("/my").await.status(), 200);
    assert_eq!(visitor.get(required).await.location(), "/my/account/factors");
    let page = visitor.post("/my/account/factors/totp/remove", &[]).await;
    assert_eq!(page.status(), 409, "the last one stays");
    assert!(page.main().contains("先に別の方法を追加"));
    // Leaving is always possible.
    let visitor = site.after_password(Role::Reviewer).await;
    assert_eq!(visitor.post("/logout", &[]).await.location(), "/login?signed-out=1");
}

#[tokio::test]
async fn 登録の途中の秘密は本人だけが十五分使える() {
    let site = TestSite::start().await;
    let (one, other) = (site.as_(Role::Editor).await, site.as_(Role::Viewer).await);
    let page = one.get("/my/account/factors/totp").await;
    let key = page.select("#totp-key")[0].text().collect::<String>();
    let secret = page.form("main form").values("secret").remove(0);
    let shown = code(&site, &key);
    let fields = [("secret", secret.as_str()), ("code", shown.as_str())];
    let page = other.post("/my/account/factors/totp", &fields).await;
    assert_eq!(page.status(), 422);
    assert_ne!(page.select("#totp-key")[0].text().collect::<String>(), key);
    site.clock.advance_millis(16 * 60 * 1000);
    let page = one.get("/my/account/factors/totp").await;
    assert!(
        page.location().starts_with("/confirm?back="),
        "the password was shown too long ago: {}",
        page.location()
    );
    let one = site.as_(Role::Editor).await;
    let shown = code(&site, &key);
    let fields = [("secret", secret.as_str()), ("code", shown.as_str())];
    assert_eq!(one.post("/my/account/factors/totp", &fields).await.status(), 422);
    assert_eq!(one.get("/my/account/factors/totp/remove").await.status(), 404);
}

#[tokio::test]
async fn 外すと求めなくなる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    enrol(&visitor).await;
    let page = visitor.get("/my/account/factors").await.link("認証アプリを削除する");
    let page = visitor.get(&page).await.form("main form").submit().await;
    assert_eq!((page.status(), page.location()), (303, "/my/account/factors?removed"));
    assert!(page.follow().await.main().contains("削除しました"));
    let visitor = site.after_password(Role::Editor).await;
    assert_eq!(visitor.get("/my").await.status(), 200);
}
