//! A person in several organisations chooses which one acts; the choice is the session's own.

use domain::code::OrgRole;
use store::ImportState;

use crate::people::{fresh_email, person};
use crate::role::Role;
use crate::site::{TestSite, sample};

#[tokio::test]
async fn 複数の組織から操作する組織を選べる() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let places = [
        (site.own, OrgRole::Editor),
        (site.own, OrgRole::Approver),
        (site.other, OrgRole::Viewer),
    ];
    person(&site, &email, &places).await;
    site.add(site.own, &sample("みずほ野の事業"), ImportState::Draft).await;
    site.add(site.other, &sample("若草台の事業"), ImportState::Draft).await;
    let visitor = site.sign_in(&email).await;
    let page = visitor.get("/my/programs").await;
    let choice = page.form(".kj-header__acting");
    let first = choice.values("organisation").remove(0);
    let (first_name, second, second_name, second_id) = if first == site.own.to_string() {
        ("みずほ野の事業", "若草台の事業", "若草台健康保険組合", site.other)
    } else {
        ("若草台の事業", "みずほ野の事業", "みずほ野精機健康保険組合", site.own)
    };
    assert!(
        page.main().contains(first_name) && !page.main().contains(second),
        "{}",
        page.main()
    );
    let page = choice.fill("organisation", &second_id.to_string()).submit().await;
    assert_eq!(page.location(), "/my/programs");
    let page = page.follow().await;
    assert!(
        page.main().contains(second) && !page.main().contains(first_name),
        "{}",
        page.main()
    );
    assert!(
        page.select(".kj-header__account")
            .iter()
            .any(|it| it.text().any(|text| text.contains(second_name)))
    );
    // Another session of the same person keeps its own choice.
    let elsewhere = site.sign_in(&email).await;
    assert!(elsewhere.get("/my/programs").await.main().contains(first_name));
    assert!(
        visitor
            .get("/my/organization/members")
            .await
            .main()
            .contains(second_name)
    );
}

#[tokio::test]
async fn 一つの組織だけの人には選択が出ず他の組織は選べない() {
    let site = TestSite::start().await;
    let editor = site.as_(Role::Editor).await;
    assert!(editor.get("/my").await.select(".kj-header__acting").is_empty());
    for wrong in [site.other.to_string(), "x".into(), String::new()] {
        let page = editor.post("/my/acting", &[("organisation", &wrong)]).await;
        assert_eq!(page.status(), 404, "{wrong}");
    }
    let own = site.own.to_string();
    for (back, expected) in [
        ("//evil.example", "/my"),
        ("/my/programs/3/edit", "/my"),
        ("/en/my/programs", "/en/my/programs"),
    ] {
        let page = editor
            .post("/my/acting", &[("organisation", &own), ("back", back)])
            .await;
        assert_eq!(page.location(), expected);
    }
}

#[tokio::test]
async fn 所属を外されると選んでいた組織も使えなくなる() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let id = person(
        &site,
        &email,
        &[(site.own, OrgRole::Viewer), (site.other, OrgRole::Viewer)],
    )
    .await;
    let visitor = site.sign_in(&email).await;
    let other = site.other.to_string();
    visitor.post("/my/acting", &[("organisation", &other)]).await;
    assert!(visitor.get("/my/organization/members").await.main().contains("若草台"));
    let operator = domain::permit::Actor::Operator;
    site.store.remove_member(&operator, site.other, id).await.unwrap();
    let page = visitor.get("/my/organization/members").await;
    assert!(page.main().contains("みずほ野精機"), "{}", page.main());
    site.store.remove_member(&operator, site.own, id).await.unwrap();
    assert_eq!(visitor.get("/my/organization/members").await.status(), 403);
    assert_eq!(visitor.get("/my").await.status(), 200, "the account stays");
}
