//! Bookmarks, comparison, the page for internal approval, the self-check, and what the search offers by itself.

use domain::program::ProgramForm;

use crate::role::Role;
use crate::site::{TestSite, sample};

#[tokio::test]
async fn ブックマークにメモを付け組織で共有する() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let path = format!("/programs/{id}");
    let anonymous = site.anonymous();
    let page = anonymous.get(&path).await;
    let led = page.form(".kj-tools form").submit().await;
    assert!(led.location().starts_with("/login?back="), "{}", led.location());

    let member = site.as_(Role::Viewer).await;
    let page = member.get(&path).await;
    let kept = page.form(".kj-tools form").press("ブックマークに登録する").await;
    assert_eq!(kept.location(), path);
    let kept = kept.follow().await;
    assert!(kept.main().contains("ブックマークに登録しています"));
    let list = member.get("/my/bookmarks").await;
    let note = format!("note-{id}");
    let noted = list
        .form(".kj-kept form")
        .fill(&note, "理事会で相談")
        .submit()
        .await
        .follow()
        .await;
    assert!(noted.main().contains("メモを保存しました"));
    assert_eq!(noted.form(".kj-kept form").values(&note), ["理事会で相談"]);
    let long = noted
        .form(".kj-kept form")
        .fill(&note, &"長".repeat(401))
        .submit()
        .await;
    assert_eq!(long.status(), 422);
    assert_eq!(long.errors()[0].0, format!("#{note}"));
    assert_eq!(
        long.form(".kj-kept form").values(&note)[0].chars().count(),
        401,
        "what was typed stays"
    );
    let shared = noted
        .form(".kj-kept .kj-actions form")
        .press("組織で共有する")
        .await
        .follow()
        .await;
    assert!(shared.main().contains("組織の共有リストに追加しました"));

    let colleague = site.as_(Role::Editor).await;
    let theirs = colleague.get("/my/bookmarks").await.main();
    assert!(
        theirs.contains("歩数チャレンジ") && !theirs.contains("理事会"),
        "{theirs}"
    );
    let stranger = site.as_(Role::OtherApprover).await;
    assert!(!stranger.get("/my/bookmarks").await.main().contains("歩数チャレンジ"));
}

#[tokio::test]
async fn 検索結果の一件から登録し外し同じ一件に戻る() {
    let site = TestSite::start().await;
    let first = site.publish(&sample("歩数チャレンジ")).await;
    assert!(!site.anonymous().get("/programs").await.body.contains("keep-form"));
    let member = site.as_(Role::Viewer).await;
    let page = member.get("/programs?pref=13").await;
    let id = first.to_string();
    let kept = page.form("#keep-form").press("ブックマークに登録する").await;
    assert_eq!(kept.location(), format!("/programs?pref=13#program-{first}"));
    let second = site.publish(&sample("禁煙チャレンジ")).await;
    let page = member.get("/programs?pref=13").await;
    let buttons = |page: &crate::page::Page<'_>, form: &str| -> Vec<String> {
        let found = page.select(&format!("button[form={form}]"));
        found
            .iter()
            .filter_map(|button| button.attr("value").map(str::to_owned))
            .collect()
    };
    assert_eq!(buttons(&page, "drop-form"), std::slice::from_ref(&id));
    assert_eq!(buttons(&page, "keep-form"), [second.to_string()]);
    let dropped = page.form("#drop-form").press("ブックマークを外す").await;
    assert_eq!(dropped.location(), format!("/programs?pref=13#program-{first}"));
    let page = member.get("/programs?pref=13").await;
    assert!(buttons(&page, "drop-form").is_empty());
}

#[tokio::test]
async fn 四件まで並べて違いを言葉で示す() {
    let site = TestSite::start().await;
    let mut ids = Vec::new();
    for number in 1..=5 {
        let form = ProgramForm {
            cost: if number == 2 { "per-use".into() } else { "free".into() },
            ..sample(&format!("事業{number}"))
        };
        ids.push(site.publish(&form).await);
    }
    let visitor = site.anonymous();
    let page = visitor.get("/programs").await;
    let form = page
        .form("#compare-form")
        .tick("id", &ids[0].to_string())
        .tick("id", &ids[1].to_string());
    let page = form.submit().await;
    assert_eq!(page.status(), 200);
    let differing: Vec<String> = page
        .select("tr[data-differs] th")
        .into_iter()
        .map(crate::page::words)
        .collect();
    assert_eq!(differing, ["費用負担 異なる"]);
    let fewer = visitor.get(&page.link("比較から外す")).await;
    assert!(fewer.main().contains("2件以上を選んでください"));
    let all: Vec<String> = ids.iter().map(|id| format!("id={id}")).collect();
    let many = visitor
        .get(&format!("/programs/compare?{}&id=x&id=999999", all.join("&")))
        .await;
    assert_eq!(many.select("thead th").len(), 5);
    assert!(many.main().contains("4件までです"));
}

#[tokio::test]
async fn 起案メモは長い文を切って必要なことをすべて載せる() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        content: "### 進め方\n- **対象者**の抽出\n".to_owned() + &"長い説明。".repeat(400),
        ..sample("歩数チャレンジ")
    };
    let id = site.publish(&form).await;
    let visitor = site.anonymous();
    let page = visitor.get(&format!("/programs/{id}/summary")).await;
    let text = page.main();
    for expected in [
        "歩数チャレンジ",
        "進め方 対象者の抽出",
        "（続きは掲載ページ）",
        "9月30日",
        "決裁",
        "みずほ野精機",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(text.contains(&format!("http://navi.example.jp/programs/{id}")));
    assert!(
        text.chars().count() < 1_600,
        "{} characters do not fit a page",
        text.chars().count()
    );
}

#[tokio::test]
async fn 四つの質問は普通の検索になる() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let page = visitor.get("/programs/self-check").await;
    let form = page
        .form("main form")
        .fill("pref", "13")
        .fill("members", "８，５００人")
        .tick("budget", "free");
    let done = form.submit().await;
    assert_eq!(
        done.location(),
        "/programs?status=open&pref=13&size=5000-9999&cost=free"
    );
    let page = page.form("main form").fill("members", "たくさん").submit().await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors()[0].0, "#members");
    // What is known of the insurer is filled in: 3,000 insured and 2,000 dependants in Tokyo.
    let member = site.as_(Role::Viewer).await;
    let own = member.get("/programs/self-check").await.form("main form");
    assert_eq!(
        (own.values("pref"), own.values("members")),
        (vec!["13".to_owned()], vec!["5000".to_owned()])
    );
}

#[tokio::test]
async fn 言葉が条件なら絞り込みとして差し出す() {
    let site = TestSite::start().await;
    site.publish(&ProgramForm {
        summary: "禁煙を支えます。".into(),
        ..sample("卒業の会")
    })
    .await;
    let visitor = site.anonymous();
    let page = visitor.get("/programs?q=%E6%9D%B1%E4%BA%AC+%E7%A6%81%E7%85%99").await;
    let link = page.link("「東京」を実施地域「東京都」で絞り込む");
    assert!(
        link.contains("pref=13") && !link.contains("%E6%9D%B1%E4%BA%AC"),
        "{link}"
    );
    assert_eq!(site.anonymous().get(&link).await.found().len(), 1);
}

#[tokio::test]
async fn 文で探して見つからなければ語ごとに探したと知らせる() {
    let site = TestSite::start().await;
    let id = site
        .publish(&ProgramForm {
            summary: "禁煙を支えます。".into(),
            ..sample("卒業の会")
        })
        .await;
    let visitor = site.anonymous();
    let page = visitor.get("/programs?q=禁煙を望遠鏡で眺めたい").await;
    assert_eq!(page.found(), [id.get()]);
    assert!(
        page.main().contains("のいずれかを含む事業を表示しています"),
        "{}",
        page.main()
    );
    assert_eq!(
        crate::outputs::csv_of(&visitor, "q=禁煙を望遠鏡で眺めたい").await.ids(),
        [id.get()]
    );
    let none = visitor.get("/programs?q=望遠鏡").await;
    assert!(none.found().is_empty() && !none.main().contains("のいずれかを含む"));
}
