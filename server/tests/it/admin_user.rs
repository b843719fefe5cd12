//! Accounts in the administration: filters, roles with limits, disabling, and what administrators cannot see.

use domain::code::OrgRole;
use domain::value::Email;
use store::ImportState;

use crate::people::{fresh_email, last_token, letters, member, person};
use crate::role::Role;
use crate::site::{TestSite, sample};

async fn id_of(site: &TestSite, role: Role) -> String {
    let email = Email::parse(&role.email()).unwrap();
    site.store
        .find_user_by_email(&email)
        .await
        .unwrap()
        .unwrap()
        .id
        .to_string()
}

#[tokio::test]
async fn 一覧は絞り込めてページが分かれる() {
    let site = TestSite::start().await;
    for _ in 0..45 {
        member(&site, site.other, OrgRole::Viewer).await;
    }
    let secretary = site.as_(Role::Secretariat).await;
    let page = secretary.get("/admin").await;
    let page = secretary.get(&page.link("利用者")).await;
    assert!(page.main().contains("57件"), "{}", page.main());
    assert!(secretary.get(&page.link("次")).await.main().contains("57件"));
    assert!(
        !page.main().contains("運営の担当者を招待する"),
        "the secretariat only reads"
    );
    let found = page.form("main form").fill("q", "sysadmin").submit().await;
    assert!(found.main().contains("1件") && found.main().contains("システム管理者"));
    let found = page.form("main form").fill("role", "admin").submit().await;
    assert!(found.main().contains(&Role::OrgAdmin.email()));
    let found = page
        .form("main form")
        .fill("organisation", &site.own.to_string())
        .submit()
        .await;
    assert!(found.main().contains("4件"), "{}", found.main());
    let found = page.form("main form").fill("state", "disabled").submit().await;
    assert!(found.main().contains("当てはまる利用者はいません"));
    assert_eq!(
        secretary
            .get("/admin/users?page=99999999999999&role=%00&state=x")
            .await
            .status(),
        200
    );
    let page = secretary
        .get(&format!("/admin/users/{}", id_of(&site, Role::Editor).await))
        .await;
    assert!(page.main().contains("システム管理者に依頼してください"));
    assert!(page.select("main form").is_empty());
}

#[tokio::test]
async fn 自分には役割を付けられない() {
    let site = TestSite::start().await;
    let sysadmin = site.as_(Role::Sysadmin).await;
    let path = format!("/admin/users/{}", id_of(&site, Role::Sysadmin).await);
    let page = sysadmin.get(&path).await;
    assert!(page.main().contains("自分のアカウント") && page.select("main form").is_empty());
    for step in ["sessions", "disable", "enable"] {
        assert_eq!(
            sysadmin.post(&path, &[("step", step), ("why", "x")]).await.status(),
            403,
            "{step}"
        );
    }
    let seen = r#"[{"role":"sysadmin","scope":{"years":[],"organisations":[]}}]"#;
    let fields = [("step", "roles"), ("seen", seen), ("platform", "officer")];
    assert_eq!(sysadmin.post(&path, &fields).await.status(), 403);
}

#[tokio::test]
async fn 役割は期間を決めて付けられ次の操作から効く() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let id = person(&site, &email, &[]).await;
    let visitor = site.sign_in(&email).await;
    assert_eq!(visitor.get("/admin/users").await.status(), 403);
    let sysadmin = site.as_(Role::Sysadmin).await;
    let path = format!("/admin/users/{id}");
    let form = sysadmin
        .get(&path)
        .await
        .form("section[aria-labelledby=roles-title] form");
    let page = form
        .tick("platform", "secretariat")
        .tick("platform", "auditor")
        .submit()
        .await;
    assert_eq!(
        (page.status(), page.errors().len()),
        (422, 2),
        "an audit has a beginning and an end"
    );
    let form = page.form("section[aria-labelledby=roles-title] form");
    let page = form
        .fill("from", "令和8年4月1日")
        .fill("until", "2026/9/30")
        .fill("years", "2026")
        .submit()
        .await;
    let page = page.follow().await;
    assert!(
        page.main().contains("役割を変更しました") && page.main().contains("監査閲覧者（"),
        "{}",
        page.main()
    );
    assert_eq!(visitor.get("/admin/users").await.status(), 200);
    assert_eq!(letters(&site, "role-changed").await.len(), 1);
    let stale = sysadmin
        .post(&path, &[("step", "roles"), ("seen", "[]"), ("platform", "officer")])
        .await;
    assert_eq!(stale.status(), 409);
}

#[tokio::test]
async fn 停止は理由を求め端末を切り本人に知らせる() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let id = person(&site, &email, &[(site.own, OrgRole::Viewer)]).await;
    let visitor = site.sign_in(&email).await;
    let sysadmin = site.as_(Role::Sysadmin).await;
    let path = format!("/admin/users/{id}");
    let page = sysadmin
        .get(&path)
        .await
        .form("section[aria-labelledby=state-title] form")
        .submit()
        .await;
    assert_eq!((page.status(), page.errors().len()), (422, 1));
    let form = page
        .form("section[aria-labelledby=state-title] form")
        .fill("why", "退職の届出");
    let page = form.press("停止する").await.follow().await;
    assert!(page.main().contains("停止しました") && page.main().contains("退職の届出"));
    assert_eq!(visitor.get("/my").await.status(), 303);
    assert_eq!(letters(&site, "account-disabled").await.len(), 1);
    let form = page
        .form("section[aria-labelledby=state-title] form")
        .fill("why", "復職");
    assert!(
        form.press("再開する")
            .await
            .follow()
            .await
            .main()
            .contains("アカウントを再開しました")
    );
    // Whom nobody could replace stays.
    let path = format!("/admin/users/{}", id_of(&site, Role::OrgAdmin).await);
    let page = sysadmin.post(&path, &[("step", "disable"), ("why", "退職")]).await;
    assert_eq!(page.status(), 422);
    assert!(page.errors()[0].1.contains("最後の管理者"), "{:?}", page.errors());
}

#[tokio::test]
async fn 運営の担当者を招待できる() {
    let site = TestSite::start().await;
    let sysadmin = site.as_(Role::Sysadmin).await;
    let page = sysadmin.get("/admin/users/invite").await;
    let wrong = page.form("main form").submit().await;
    assert_eq!((wrong.status(), wrong.errors().len()), (422, 3), "{:?}", wrong.errors());
    let email = fresh_email();
    let form = wrong
        .form("main form")
        .fill("email", email.as_str())
        .fill("name", "事務 花子");
    let page = form.tick("platform", "secretariat").submit().await;
    assert_eq!(page.location(), "/admin/users?invited");
    assert!(page.follow().await.main().contains(email.as_str()));
    let token = last_token(&site).await;
    let visitor = site.anonymous();
    let form = visitor.get(&format!("/invitations/{token}")).await.form("main form");
    let page = form
        .fill("password", "春の健診と秋の運動-2026")
        .press("登録して承諾する")
        .await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(visitor.get("/admin/users").await.status(), 200);
}

#[tokio::test]
async fn システム管理者は案件の中身を読めない() {
    let site = TestSite::start().await;
    let draft = site.add(site.own, &sample("内密の下書き"), ImportState::Draft).await;
    let mut form = sample("組合だけの事業");
    form.visibility = "insurers".into();
    let shared = site.publish(&form).await;
    let sysadmin = site.as_(Role::Sysadmin).await;
    for path in [
        format!("/my/programs/{draft}/edit"),
        format!("/my/programs/{draft}/preview"),
        format!("/my/programs/{draft}/edit/basics"),
        format!("/programs/{draft}"),
        format!("/programs/{shared}"),
    ] {
        assert_eq!(sysadmin.get(&path).await.status(), 404, "{path}");
    }
    assert_eq!(sysadmin.get("/my/programs").await.status(), 403);
    assert!(
        !sysadmin
            .get("/programs?q=組合だけの事業")
            .await
            .main()
            .contains("組合だけの事業をみる")
    );
    assert!(sysadmin.get("/programs?q=組合だけの事業").await.found().is_empty());
}
