//! Registration as an organiser does it: through the forms as they stand in the pages.

use domain::program::{ProgramForm, Section};
use domain::value::ProgramId;
use store::ImportState;

use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// The id in an address below `/my/programs/`.
pub fn id_in(path: &str) -> ProgramId {
    path.split('/').nth(3).unwrap().parse().unwrap()
}

/// Starts a program and answers the address of its task list.
pub async fn start(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/my/programs/new").await.form("main form").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    page.location().to_owned()
}

/// Goes through all eight sections.
async fn fill_in(visitor: &Visitor<'_>, list: &str, title: &str) {
    let form = visitor.get(&format!("{list}/basics")).await.form("#section-form");
    let form = form
        .fill("title", title)
        .tick("cat", "tokutei-kenshin")
        .tick("theme", "checkup-invitation");
    let page = form
        .fill("summary", "受診勧奨を一緒に行います。")
        .press("保存して次へ")
        .await
        .follow()
        .await;

    let form = page.form("#section-form").fill("purpose", "受診率を上げます。");
    let form = form
        .fill("content", "案内を送ります。\n\n- 一回目\n- 二回目")
        .tick("target", "dependants");
    let page = form.submit().await.follow().await;

    let form = page
        .form("#section-form")
        .tick("pref", "26")
        .tick("pref", "27")
        .tick("mode", "post");
    let page = form.submit().await.follow().await;

    let form = page
        .form("#section-form")
        .fill("period_from", "令和8年10月1日")
        .fill("period_to", "Ｒ９．３．３１");
    let page = form
        .tick("cost", "fixed")
        .fill("cost_yen", "５万円")
        .submit()
        .await
        .follow()
        .await;

    let form = page
        .form("#section-form")
        .fill("structure", "当組合が事務局です。")
        .tick("data_use", "none");
    let page = form.submit().await.follow().await;

    let form = page
        .form("#section-form")
        .fill("recruit_from", "2026/8/1")
        .fill("recruit_to", "2026年9月30日");
    let page = form.fill("capacity", "１０").submit().await.follow().await;

    let page = page
        .form("#section-form")
        .fill("contact_email", "hoken@mizuhono.example.jp")
        .submit()
        .await
        .follow()
        .await;
    let page = page.form("#section-form").submit().await;
    assert_eq!(page.location(), list);
}

/// Ids that a search as JSON finds.
async fn found(visitor: &Visitor<'_>, query: &str) -> Vec<i64> {
    let page = visitor.get(&format!("/programs.json?{query}")).await;
    let answer = page.json();
    let programs = answer["result"].as_array().unwrap();
    programs.iter().map(|program| program["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn 登録して公開するとすぐに地域と分類と言葉で見つかる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    site.publish(&ProgramForm {
        cat: "sonota".into(),
        ..sample("別の事業")
    })
    .await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await;
    assert!(page.h1().contains("未入力"), "{}", page.h1());
    fill_in(&visitor, &list, "特定健診の受診勧奨ネットワーク").await;

    let page = visitor
        .get(&format!("{}/preview", list.trim_end_matches("/edit")))
        .await;
    assert_eq!(
        (page.status(), page.h1().as_str()),
        (200, "特定健診の受診勧奨ネットワーク")
    );
    let page = visitor.get(&list).await;
    assert!(page.text().contains("8項目中8項目"), "{}", page.main());
    let page = page.form("form[action$='/publish']").press("公開する").await;
    assert_eq!(page.location(), format!("{list}?published"));
    // When the answer is there, the index has it: nobody waits for what has just been published.
    assert!(site.index.applied() >= site.store.last_change().await.unwrap());
    assert!(page.follow().await.main().contains("公開しました"));

    let (id, reader) = (id_in(&list).get(), site.anonymous());
    for query in [
        "pref=26",
        "region=kinki",
        "cat=tokutei-kenshin",
        "theme=checkup-invitation",
        "status=open&pref=27",
        "cost=fixed",
        "q=受診勧奨",
        "q=じゅしんかんしょう",
        "q=ﾈｯﾄﾜｰｸ",
        "q=ねっとわーく",
        "q=特定健康診査",
        "q=京都&pref=27&mode=post",
    ] {
        assert_eq!(found(&reader, query).await, [id], "{query}");
        assert_eq!(reader.get(&format!("/programs?{query}")).await.found(), [id], "{query}");
    }
    for query in ["pref=13", "region=kanto", "cat=sonota", "q=東京", "status=ended"] {
        assert!(!found(&reader, query).await.contains(&id), "{query}");
    }
    let page = reader.get(&format!("/programs/{id}")).await;
    assert_eq!(page.h1(), "特定健診の受診勧奨ネットワーク");
    let content = page.main();
    for words in [
        "京都府、大阪府",
        "令和9年（2027年）3月31日",
        "5万円",
        "みずほ野精機健康保険組合",
        "二回目",
    ] {
        assert!(content.contains(words), "{words}: {content}");
    }
    assert!(
        !page.body.contains("hoken@mizuhono"),
        "PUB-04: the mail address is not shown"
    );
}

#[tokio::test]
async fn ほかの人が先に保存したら両方の文を見せる() {
    let site = TestSite::start().await;
    let id = site.add(site.own, &sample("二人で編集"), ImportState::Draft).await;
    let (mine, theirs) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let path = format!("/my/programs/{id}/edit/basics");
    let opened = mine.get(&path).await;
    let page = theirs
        .get(&path)
        .await
        .form("#section-form")
        .fill("summary", "先に保存した概要")
        .submit()
        .await;
    assert_eq!(page.status(), 303);

    let page = opened
        .form("#section-form")
        .fill("summary", "後から来た概要")
        .submit()
        .await;
    assert_eq!(page.status(), 409);
    let main = page.main();
    assert!(
        main.contains("先に保存した概要") && main.contains("後から来た概要"),
        "{main}"
    );
    assert_eq!(page.form("#section-form").values("summary"), ["後から来た概要"]);
    assert_eq!(summary(&site, id).await, "先に保存した概要");
    // Having seen both, the second save counts.
    let page = page.form("#section-form").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(summary(&site, id).await, "後から来た概要");

    // A page that is sent as it came changes nothing, whatever line ends its texts have.
    let before = site.store.find_draft(id).await.unwrap().unwrap();
    for section in Section::ALL {
        mine.get(&format!("/my/programs/{id}/edit/{}", section.code()))
            .await
            .form("#section-form")
            .submit()
            .await;
    }
    assert_eq!(
        site.store.find_draft(id).await.unwrap().unwrap().version,
        before.version
    );

    // Another section does not get in the way.
    let opened = mine.get(&format!("/my/programs/{id}/edit/contact")).await;
    theirs
        .get(&path)
        .await
        .form("#section-form")
        .fill("summary", "また別の概要")
        .submit()
        .await;
    let page = opened
        .form("#section-form")
        .fill("contact_dept", "保健事業課")
        .submit()
        .await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(summary(&site, id).await, "また別の概要");
}

async fn summary(site: &TestSite, id: ProgramId) -> String {
    site.store.find_draft(id).await.unwrap().unwrap().form.summary
}

#[tokio::test]
async fn 未入力のまま公開すると足りない項目へのリンクが並ぶ() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await.form("form[action$='/publish']").submit().await;
    assert_eq!(page.status(), 422);
    assert!(page.title().starts_with("エラー："), "{}", page.title());
    let errors = page.errors();
    let missing = ProgramForm::prefilled("甲").check().unwrap_err();
    assert_eq!(errors.len(), missing.iter().count(), "{errors:?}");
    for (href, words) in errors {
        let (path, field) = href.split_once('#').unwrap();
        let section = visitor.get(path).await;
        assert_eq!(section.status(), 200, "{href}");
        assert_eq!(section.select(&format!("#{field}")).len(), 1, "{href}: {words}");
        assert!(
            section.errors().contains(&(format!("#{field}"), words.clone())),
            "{href}: {words}"
        );
    }
    assert_eq!(found(&site.anonymous(), "").await, Vec::<i64>::new());
}

#[tokio::test]
async fn 公開後の編集は公開し直すまで読者に見えない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.publish(&sample("古い題")).await;
    let list = format!("/my/programs/{id}/edit");
    let form = visitor.get(&format!("{list}/basics")).await.form("#section-form");
    assert_eq!(
        form.fill("title", "新しい題").press("保存して一覧へ").await.location(),
        list
    );
    let reader = site.anonymous();
    assert_eq!(reader.get(&format!("/programs/{id}")).await.h1(), "古い題");
    let page = visitor.get(&list).await;
    assert!(page.main().contains("違う下書き"), "{}", page.main());
    let page = page.form("form[action$='/publish']").press("変更を公開する").await;
    assert_eq!(page.status(), 303);
    assert!(page.follow().await.main().contains("同じです"));
    assert_eq!(reader.get(&format!("/programs/{id}")).await.h1(), "新しい題");
    site.indexed().await;
    assert_eq!(found(&reader, "q=新しい題").await, [id.get()]);
    assert_eq!(found(&reader, "q=%22古い題%22").await, Vec::<i64>::new());
}

#[tokio::test]
async fn 終了すると検索では終了となり編集できない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.publish(&sample("終える事業")).await;
    let page = visitor.get(&format!("/my/programs/{id}/edit")).await;
    let page = visitor
        .get(&page.link("この事業を終了する"))
        .await
        .form("main form")
        .press("終了する")
        .await;
    let page = page.follow().await;
    assert_eq!(page.path, "/my/programs?ended");
    assert!(
        page.select(".kj-notice[data-tone=success], [role=status]").len() == 1,
        "{}",
        page.main()
    );
    site.indexed().await;
    let reader = site.anonymous();
    assert_eq!(found(&reader, "status=ended").await, [id.get()]);
    assert_eq!(found(&reader, "status=open").await, Vec::<i64>::new());
    assert!(reader.get(&format!("/programs/{id}")).await.main().contains("終了"));
    assert_eq!(
        visitor.get(&format!("/my/programs/{id}/edit/basics")).await.status(),
        409
    );
    assert!(
        visitor
            .get(&format!("/my/programs/{id}/edit"))
            .await
            .select("form[action$='/publish']")
            .is_empty()
    );
}

#[tokio::test]
async fn 下書きを削除すると跡が残らない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await;
    let page = visitor.get(&page.link("この下書きを削除する")).await;
    assert!(
        page.links()
            .iter()
            .any(|(words, href)| words.contains("やめる") && *href == list)
    );
    let page = page.form("main form").press("削除する").await.follow().await;
    assert_eq!(page.path, "/my/programs?deleted");
    assert!(page.select("tbody tr").is_empty());
    assert_eq!(visitor.get(&list).await.status(), 404);
    assert_eq!(visitor.get(&format!("{list}/basics")).await.status(), 404);
}

#[tokio::test]
async fn 公開を二度押しても一件だけ公開される() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.add(site.own, &sample("二度押し"), ImportState::Draft).await;
    let page = visitor.get(&format!("/my/programs/{id}/edit")).await;
    let (first, second) = (
        page.form("form[action$='/publish']"),
        page.form("form[action$='/publish']"),
    );
    let (first, second) = tokio::join!(first.submit(), second.submit());
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    site.indexed().await;
    assert_eq!(found(&site.anonymous(), "").await, [id.get()]);
    // The page behind it offers to publish again; nothing has changed, and still there is one.
    let page = visitor
        .get(&format!("/my/programs/{id}/edit"))
        .await
        .form("form[action$='/publish']")
        .submit()
        .await;
    assert_eq!(page.status(), 303);
    site.indexed().await;
    assert_eq!(found(&site.anonymous(), "").await, [id.get()]);
}

#[tokio::test]
async fn 同じ年度に同じ名前の事業は公開できない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    site.publish(&sample("同じ名前")).await;
    let list = start(&visitor).await;
    fill_in(&visitor, &list, "同じ名前").await;
    let page = visitor.get(&list).await.form("form[action$='/publish']").submit().await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
    assert!(page.errors()[0].1.contains("同じ年度"), "{:?}", page.errors());
}
