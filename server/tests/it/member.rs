//! The pages about members: invite, change roles, suspend, remove, hand over.

use domain::code::OrgRole;
use domain::value::Email;
use store::ImportState;

use crate::people::{fresh_email, last_token, letters, member, person};
use crate::role::Role;
use crate::site::{TestSite, sample};

const LIST: &str = "/my/organization/members";

#[tokio::test]
async fn 一覧は同じ組織の人が読め管理者だけが操作できる() {
    let site = TestSite::start().await;
    let viewer = site.as_(Role::Viewer).await;
    let page = viewer.get(LIST).await;
    for role in [Role::Viewer, Role::Editor, Role::Approver, Role::OrgAdmin] {
        assert!(page.main().contains(&role.email()), "{role:?}");
    }
    assert!(!page.main().contains(&Role::OtherApprover.email()));
    assert!(page.main().contains("組織管理の権限がある方に依頼"));
    assert!(page.select("main form").is_empty());
    let page = viewer.get(&page.link("Editor")).await;
    assert!(page.select("main form").is_empty(), "{}", page.main());
    let admin = site.as_(Role::OrgAdmin).await;
    let page = admin.get("/en/my/organization/members").await;
    assert!(page.main().contains("Invite members") && page.main().contains("(you)"));
}

#[tokio::test]
async fn 複数の人をまとめて招待し再送と取消しができる() {
    let site = TestSite::start().await;
    let admin = site.as_(Role::OrgAdmin).await;
    let page = admin.get(&admin.get(LIST).await.link("メンバーを招待する")).await;
    let wrong = page
        .form("main form")
        .fill("emails", "a@example.jp まちがい")
        .submit()
        .await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.errors().len(), 2, "{:?}", wrong.errors());
    assert!(wrong.form("main form").values("emails")[0].contains("まちがい"));
    let form = wrong
        .form("main form")
        .fill("emails", "a@example.jp、b@example.jp")
        .tick("roles", "editor");
    let page = form.submit().await;
    assert_eq!(page.location(), "/my/organization/members?invited");
    let page = page.follow().await;
    assert!(page.main().contains("a@example.jp") && page.main().contains("回答待ち"));
    assert_eq!(letters(&site, "invitation").await.len(), 2);
    let soon = page
        .form("main .kj-table__buttons")
        .press("再送する")
        .await
        .follow()
        .await;
    assert!(soon.main().contains("5分ほど待って"));
    let old = last_token(&site).await;
    site.clock.advance_millis(10 * 60_000);
    let page = admin
        .get(LIST)
        .await
        .form("main .kj-table__buttons")
        .press("再送する")
        .await
        .follow()
        .await;
    assert!(page.main().contains("送り直しました"));
    assert_ne!(last_token(&site).await, old);
    assert_eq!(site.anonymous().get(&format!("/invitations/{old}")).await.status(), 404);
    let page = page
        .form("main .kj-table__buttons")
        .press("取り消す")
        .await
        .follow()
        .await;
    assert!(page.main().contains("招待を取り消しました"));
    let known = admin
        .get("/my/organization/members/invite")
        .await
        .form("main form")
        .fill("emails", &Role::Viewer.email())
        .tick("roles", "viewer")
        .submit()
        .await;
    assert_eq!(known.status(), 422);
    assert!(known.errors()[0].1.contains("すでに登録済みか招待済み"));
}

#[tokio::test]
async fn 権限の変更は次の操作から効き本人に知らせる() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let id = person(&site, &email, &[(site.own, OrgRole::Viewer)]).await;
    let visitor = site.sign_in(&email).await;
    assert_eq!(visitor.get("/my/programs/new").await.status(), 403);
    let admin = site.as_(Role::OrgAdmin).await;
    let path = format!("{LIST}/{id}");
    let form = admin.get(&path).await.form("main form").tick("roles", "editor");
    let page = form.press("権限を変更する").await;
    assert_eq!(page.location(), "/my/organization/members?changed");
    assert_eq!(visitor.get("/my/programs/new").await.status(), 200);
    assert_eq!(letters(&site, "role-changed").await.len(), 1);
    // An old page does not overwrite what somebody else has changed.
    let stale = admin
        .post(&path, &[("step", "roles"), ("seen", "viewer"), ("roles", "admin")])
        .await;
    assert_eq!(stale.status(), 409);
    let none = admin
        .post(&path, &[("step", "roles"), ("seen", "viewer"), ("seen", "editor")])
        .await;
    assert_eq!((none.status(), none.errors().len()), (422, 1));
    assert!(
        admin.get(&path).await.main().contains("組織での権限の変更"),
        "the history shows it"
    );
    assert_eq!(admin.post(&path, &[("step", "x")]).await.status(), 400);
}

#[tokio::test]
async fn 停止と再開と解除() {
    let site = TestSite::start().await;
    let id = member(&site, site.own, OrgRole::Editor).await;
    let admin = site.as_(Role::OrgAdmin).await;
    let path = format!("{LIST}/{id}");
    let page = admin.get(&path).await;
    let page = page
        .form("section[aria-labelledby=rest-title] form")
        .submit()
        .await
        .follow()
        .await;
    assert!(page.main().contains("所属を停止しました") && page.main().contains("所属停止中"));
    let page = admin.get(&path).await;
    let page = page
        .form("section[aria-labelledby=rest-title] form")
        .press("再開")
        .await
        .follow()
        .await;
    assert!(page.main().contains("所属を再開しました"));
    let unsure = admin
        .get(&path)
        .await
        .form("section[aria-labelledby=remove-title] form")
        .submit()
        .await;
    assert_eq!((unsure.status(), unsure.errors().len()), (422, 1));
    let form = unsure
        .form("section[aria-labelledby=remove-title] form")
        .tick("sure", "1");
    let page = form.submit().await.follow().await;
    assert!(page.main().contains("所属を外しました"));
    assert_eq!(admin.get(&path).await.status(), 404);
    assert!(site.store.find_user(id).await.unwrap().is_some());
}

#[tokio::test]
async fn 最後の組織管理者は外せないと言葉で伝える() {
    let site = TestSite::start().await;
    let admin = site.as_(Role::OrgAdmin).await;
    let email = Email::parse(&Role::OrgAdmin.email()).unwrap();
    let me = site.store.find_user_by_email(&email).await.unwrap().unwrap().id;
    let path = format!("{LIST}/{me}");
    for fields in [
        &[("step", "suspend")][..],
        &[("step", "remove"), ("sure", "1")],
        &[("step", "roles"), ("seen", "admin"), ("roles", "viewer")],
    ] {
        let page = admin.post(&path, fields).await;
        assert_eq!(page.status(), 422, "{fields:?}");
        assert!(
            page.errors()[0].1.contains("最後の組織管理者は外せません"),
            "{:?}",
            page.errors()
        );
    }
    assert_eq!(admin.get(LIST).await.status(), 200);
}

#[tokio::test]
async fn 引き継ぎは確認してから行われ下書きは残る() {
    let site = TestSite::start().await;
    let (old, new) = (fresh_email(), fresh_email());
    let leaving = person(&site, &old, &[(site.own, OrgRole::Approver)]).await;
    let next = person(&site, &new, &[(site.own, OrgRole::Viewer)]).await;
    let mut form = sample("引き継ぐ共同事業");
    form.contact_email = old.to_string();
    let public = site.publish(&form).await;
    let draft = site.add(site.own, &sample("途中の共同事業"), ImportState::Draft).await;
    let admin = site.as_(Role::OrgAdmin).await;
    let page = admin.get(&format!("{LIST}/{leaving}")).await;
    let page = admin.get(&page.link("引き継ぎを始める")).await;
    let none = page.form("main form").submit().await;
    assert_eq!((none.status(), none.errors().len()), (422, 1));
    let preview = none
        .form("main form")
        .tick("successor", &next.to_string())
        .submit()
        .await;
    assert_eq!((preview.status(), preview.h1().as_str()), (200, "引き継ぎの確認"));
    assert!(preview.main().contains("引き継ぐ共同事業") && preview.main().contains("承認"));
    let before = site
        .store
        .find_listing(public)
        .await
        .unwrap()
        .unwrap()
        .content
        .contact
        .email;
    assert_eq!(before, old, "nothing happens before the confirmation");
    let page = preview.form("main form").press("引き継ぐ").await;
    assert_eq!(
        page.location(),
        "/my/organization/members?handed-over",
        "{}",
        page.main()
    );
    let page = page.follow().await;
    assert!(page.main().contains("業務を引き継ぎました") && !page.main().contains(old.as_str()));
    assert_eq!(
        site.store
            .find_listing(public)
            .await
            .unwrap()
            .unwrap()
            .content
            .contact
            .email,
        new
    );
    assert!(
        admin
            .get(&format!("/my/programs/{draft}/edit"))
            .await
            .main()
            .contains("途中の共同事業")
    );
    let successor = site.sign_in(&new).await;
    assert_eq!(
        successor
            .get(&format!("/my/programs/{draft}/edit/basics"))
            .await
            .status(),
        200
    );
    assert_eq!(letters(&site, "work-handed-over").await.len(), 1);
    // Who hands over everything, the own place included, lands on the own page.
    let email = Email::parse(&Role::OrgAdmin.email()).unwrap();
    let me = site.store.find_user_by_email(&email).await.unwrap().unwrap().id;
    let successor = next.to_string();
    let fields = [
        ("successor", successor.as_str()),
        ("items", "roles"),
        ("items", "place"),
    ];
    let page = admin.post(&format!("{LIST}/{me}/handover"), &fields).await;
    assert_eq!(page.location(), "/my", "{}", page.main());
    assert_eq!(page.follow().await.status(), 200);
}
