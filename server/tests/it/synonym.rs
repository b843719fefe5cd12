//! Synonyms that the secretariat changes, and why something is found.

use domain::program::ProgramForm;

use crate::role::Role;
use crate::site::{TestSite, sample};

#[tokio::test]
async fn 同義語は変わる結果を見てから反映する() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("茶話会の集い")).await;
    let visitor = site.anonymous();
    assert!(visitor.get("/programs?q=健康サロン").await.found().is_empty());
    let office = site.as_(Role::Secretariat).await;
    let page = office.get("/admin/synonyms").await;
    assert!(page.main().contains("最初から入っている表"), "{}", page.main());
    let content = format!("{}\n茶話会 = 健康サロン\n", page.form("main form").values("content")[0]);
    let form = page
        .form("main form")
        .fill("content", &content)
        .fill("samples", "健康サロン\n歩数");
    let preview = form.press("変わる結果を確かめる").await;
    assert_eq!(preview.status(), 200);
    assert!(
        preview.main().contains("茶話会 = 健康サロン") && preview.main().contains("0件から1件"),
        "{}",
        preview.main()
    );
    assert!(
        visitor.get("/programs?q=健康サロン").await.found().is_empty(),
        "a preview changes nothing"
    );
    let refused = preview.form("main form").press("保存して反映する").await;
    assert_eq!(refused.status(), 422);
    let saved = refused
        .form("main form")
        .fill("note", "問合せが多いため")
        .press("保存して反映する")
        .await;
    let saved = saved.follow().await;
    assert!(
        saved.main().contains("問合せが多いため") && saved.main().contains("いまの版は1です"),
        "{}",
        saved.main()
    );
    assert_eq!(
        visitor.get("/programs?q=健康サロン").await.found(),
        [id.get()],
        "kept pages are forgotten too"
    );

    let late = preview
        .form("main form")
        .fill("note", "遅れた")
        .press("保存して反映する")
        .await;
    assert_eq!(late.status(), 409);
    // Another server takes it over from the database.
    let again = app::synonyms::take_over(&site.store, &site.index, 0).await.unwrap();
    assert_eq!(again, 1);
}

#[tokio::test]
async fn 読めない行は行の番号で知らせる() {
    let site = TestSite::start().await;
    let office = site.as_(Role::Secretariat).await;
    let page = office.get("/admin/synonyms").await;
    let page = page
        .form("main form")
        .fill("content", "甲 = 乙\n丙")
        .press("変わる結果を確かめる")
        .await;
    assert_eq!(page.status(), 422);
    assert!(page.errors()[0].1.starts_with("2行目："), "{:?}", page.errors());
    assert_eq!(page.form("main form").values("content"), ["甲 = 乙\n丙"]);
}

#[tokio::test]
async fn なぜ見つかったかを数字で示す() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        summary: "禁煙を支えます。".into(),
        ..sample("東京の禁煙")
    };
    site.publish(&form).await;
    let office = site.as_(Role::Secretariat).await;
    let page = office.get("/admin/search").await;
    let found = page.form("main form").fill("q", "たばこ対策").submit().await;
    assert!(found.main().contains("東京の禁煙"), "{}", found.main());
    let why = office.get(&found.link("なぜこの結果か")).await;
    assert!(
        why.main().contains("得点の内訳") && why.main().contains("禁煙"),
        "{}",
        why.main()
    );
    let not = office.get("/admin/search?q=歯科&id=1").await;
    assert!(not.main().contains("見つかりません"));
}
