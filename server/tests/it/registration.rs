//! An organisation registers itself: the form, the link in the mail, the decision.

use domain::organisation::registration::RegistrationState;

use crate::organization::{registration, started, waiting};
use crate::role::Role;
use crate::site::TestSite;

#[tokio::test]
async fn 誤りのある申請は入力を残して返す() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let form = visitor.get("/register").await.form("main form");
    let page = form
        .fill("kind", "kenpo")
        .fill("number", "06139902")
        .fill("name", "みずほ野精機健康保険組合")
        .submit()
        .await;
    assert_eq!(page.status(), 422);
    assert!(
        page.text().contains("保険者番号の番号を確かめてください"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("所在地（都道府県）を選んでください"));
    assert_eq!(page.form("main form").values("number"), ["06139902"]);
    assert_eq!(page.form("main form").values("kind"), ["kenpo"]);
}

#[tokio::test]
async fn 登録済みかどうかは画面から分からない() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let send = async |number: &str, email: &str| {
        let form = visitor.get("/register").await.form("main form");
        let page = form
            .fill("kind", "kenpo")
            .fill("number", number)
            .fill("name", "みずほ野精機健康保険組合")
            .fill("kana", "ミズホノ")
            .fill("pref", "13")
            .fill("contact_name", "佐藤")
            .fill("email", email)
            .submit()
            .await;
        (page.status(), page.location().to_owned())
    };
    let new = send("06139919", "new@example.jp").await;
    assert_eq!(new, (303, "/register?sent".to_owned()));
    assert_eq!(send("06139901", "other@example.jp").await, new, "a number in use");
    assert_eq!(
        send("06139919", &Role::Approver.email()).await,
        new,
        "an address in use"
    );
    assert!(
        visitor
            .get("/register?sent")
            .await
            .main()
            .contains("確認のメールを送りました")
    );
}

#[tokio::test]
async fn リンクを開いただけでは確認されない() {
    let site = TestSite::start().await;
    let facts = registration().check().unwrap();
    let address = format!("/register/confirm/{}", started(&site, &facts).await.encode());
    let visitor = site.anonymous();
    let page = visitor.get(&address).await;
    assert!(page.main().contains(&facts.name));
    assert!(
        site.store.list_waiting_registrations().await.unwrap().is_empty(),
        "mail programs open links"
    );
    let page = page.form("main form").submit().await;
    assert!(page.main().contains("申請を受け付けました"), "{}", page.main());
    assert_eq!(site.store.list_waiting_registrations().await.unwrap().len(), 1);
    let again = visitor.get(&address).await;
    assert_eq!(again.status(), 404);
    assert!(again.main().contains("もう一度申請してください"));
    assert_eq!(visitor.get("/register/confirm/not-a-token").await.status(), 404);
}

#[tokio::test]
async fn 事務局は確認の結果を見て承認する() {
    let site = TestSite::start().await;
    let facts = registration().check().unwrap();
    let id = waiting(&site, &facts).await;
    let office = site.as_(Role::Secretariat).await;
    let list = office.get("/admin/organizations").await;
    let page = office.get(&list.link(&facts.name)).await;
    assert!(page.main().contains("保険者番号のない種別です"), "{}", page.main());
    let done = page.form("#approve").submit().await;
    assert_eq!(done.location(), "/admin/organizations?done=approved");
    assert!(done.follow().await.main().contains("招待のメールを送りました"));
    let found = site.store.find_registration(id).await.unwrap().unwrap();
    assert_eq!(found.state, RegistrationState::Approved);
    let made = site
        .store
        .find_organisation(found.organisation.unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(made.profile.name, facts.name);
    let again = office.get(&format!("/admin/organizations/registrations/{id}")).await;
    assert!(again.main().contains("すでに処理されています"));
}

#[tokio::test]
async fn 見送りには理由が要る() {
    let site = TestSite::start().await;
    let id = waiting(&site, &registration().check().unwrap()).await;
    let office = site.as_(Role::Secretariat).await;
    let page = office.get(&format!("/admin/organizations/registrations/{id}")).await;
    let page = page.form("#decline").submit().await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("理由を入力してください"));
    let page = page
        .form("#decline")
        .fill("reason", "名称が確認できません")
        .submit()
        .await;
    assert_eq!(page.location(), "/admin/organizations?done=declined");
}

#[tokio::test]
async fn 自動の確認が番号と台帳を比べる() {
    let site = TestSite::start().await;
    let mut form = registration();
    form.kind = "kenpo".into();
    form.number = "06139919".into();
    let id = waiting(&site, &form.check().unwrap()).await;
    let office = site.as_(Role::Secretariat).await;
    let address = format!("/admin/organizations/registrations/{id}");
    let page = office.get(&address).await;
    assert!(page.main().contains("この番号は台帳にありません"), "{}", page.main());
    assert!(page.main().contains("保険者番号の検証番号は合っています"));
}
