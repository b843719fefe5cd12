//! The questions of a call as applicants meet them: a page for each part, conditions, the check, a renewed form with all
//! answers, and what the office reads (FORM-08).

use domain::questionnaire::{Question, Questionnaire};
use domain::value::{ApplicationId, CallId};

use crate::application::{call, complete, fixed, get, step, submit};
use crate::consortium::actor;
use crate::role::Role;
use crate::site::TestSite;
use domain::application::ApplicationStep;

/// A draft without gaps but for the answers, to a call that asks the suggested questions.
async fn asked(site: &TestSite) -> (CallId, ApplicationId, String) {
    let (consortium, own, other) = fixed(site, Role::Approver).await;
    let call = call(site, "1,000万円").await;
    publish(site, call, &Questionnaire::suggested()).await;
    let editor = actor(site, &Role::Editor.email()).await;
    let form = complete(own, other);
    let id = site
        .store
        .start_application(&editor, call, consortium, &form)
        .await
        .unwrap();
    (call, id, format!("/my/applications/{id}"))
}

async fn publish(site: &TestSite, call: CallId, form: &Questionnaire) {
    let writer = actor(site, &Role::Officer.email()).await;
    let approver = actor(site, &Role::OfficerApprover.email()).await;
    site.store.save_form(&writer, call, 0, form).await.unwrap();
    site.store.publish_form(&approver, call, 1).await.unwrap();
}

fn field(form: &Questionnaire, label: &str) -> String {
    let mut questions = form.questions();
    questions
        .find(|question| question.label.ja.starts_with(label))
        .map(Question::field)
        .unwrap()
}

#[tokio::test]
async fn 公募の質問は項目ごとに答え条件と上限は提出の点検で見る() {
    let site = TestSite::start().await;
    let (_, id, home) = asked(&site).await;
    let form = Questionnaire::suggested();
    let editor = site.as_(Role::Editor).await;
    let list = editor.get(&home).await;
    for title in ["共同化の必要性", "中小規模の組合への配慮", "他の補助金との関係"] {
        assert!(list.text().contains(title), "{title}: {}", list.text());
    }
    let first = editor.get(&format!("{home}/{}", form.sections[0].key)).await;
    assert_eq!(first.status(), 200);
    assert!(first.text().contains("費用の削減"), "{}", first.text());
    assert_eq!(editor.get(&format!("{home}/s99")).await.status(), 404);

    let check = editor.get(&format!("{home}/check")).await;
    let refused = check.form("main form").submit().await;
    assert_eq!(refused.status(), 422, "{}", refused.text());
    let reason = field(&form, "単独では");
    let wanted = format!("{home}/{}?check=1#{reason}", form.sections[0].key);
    assert!(
        refused.links().iter().any(|(_, href)| *href == wanted),
        "{:?}",
        refused.links()
    );

    let effects = form.sections[0].questions[0].kind.choices();
    let saved = first
        .form("#section-form")
        .fill(&reason, "人数が足りません。")
        .tick(&form.sections[0].questions[0].field(), &effects[1].code)
        .submit()
        .await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    assert_eq!(
        saved.location(),
        format!("{home}/{}", form.sections[1].key),
        "one part leads to the next"
    );
    let second = editor.get(saved.location()).await;
    assert!(second.text().contains("と答えたときだけ聞きます"), "{}", second.text());
    let saved = second
        .form("#section-form")
        .tick(&field(&form, "中小規模の組合の負担"), "no")
        .submit()
        .await;
    let third = editor.get(saved.location()).await;
    let amount = field(&form, "その補助金の額");
    let wrong = third
        .form("#section-form")
        .tick(&field(&form, "同じ事業で"), "yes")
        .fill(&field(&form, "補助金の名称"), "健康づくり助成")
        .fill(&amount, "たくさん")
        .submit()
        .await;
    assert_eq!(wrong.status(), 422, "{}", wrong.text());
    assert!(wrong.text().contains("「その補助金の額」"), "{}", wrong.text());
    assert_eq!(
        wrong.form("#section-form").values(&amount),
        ["たくさん"],
        "kept as typed"
    );
    let saved = wrong.form("#section-form").fill(&amount, "１２０万円").submit().await;
    assert_eq!((saved.status(), saved.location()), (303, home.as_str()));
    assert!(get(&site, id).await.read().problems.is_empty());

    step(&site, Role::Editor, id, ApplicationStep::RequestSignoff).await;
    submit(&site, id).await;
    let officer = site.as_(Role::Officer).await;
    let office = officer.get(&format!("/admin/applications/{id}")).await;
    for words in ["人数が足りません。", "人材の共有", "（聞かれていません）", "１２０万円"]
    {
        assert!(office.text().contains(words), "{words}: {}", office.text());
    }
}

#[tokio::test]
async fn 様式の更新は下書きに告げられ以前の回答も読める() {
    let site = TestSite::start().await;
    let (call, id, home) = asked(&site).await;
    let old = Questionnaire::suggested();
    let editor = site.as_(Role::Editor).await;
    let reason = field(&old, "単独では");
    let page = editor.get(&format!("{home}/{}", old.sections[0].key)).await;
    let typed = page.form("#section-form").fill(&reason, "人数が足りません。");
    assert_eq!(typed.submit().await.status(), 303);
    let late = page.form("#section-form").fill(&reason, "人数も予算も足りません。");

    let mut new = old.clone();
    new.sections[0].questions.remove(1);
    let writer = actor(&site, &Role::Officer.email()).await;
    site.store.save_form(&writer, call, 0, &new).await.unwrap();
    let approver = site.as_(Role::OfficerApprover).await;
    let publication = approver.get(&format!("/admin/calls/{call}/form/publish")).await;
    assert!(
        publication.text().contains("影響する下書き 1件"),
        "{}",
        publication.text()
    );
    assert!(
        publication.text().contains("1件は旧様式の記入内容として残ります"),
        "{}",
        publication.text()
    );
    assert_eq!(publication.form("#publish").submit().await.status(), 303);

    let list = editor.get(&home).await;
    assert!(
        list.text().contains("様式が更新されました（変更1項目）"),
        "{}",
        list.text()
    );
    assert!(list.text().contains("旧様式の記入内容"), "{}", list.text());
    assert!(list.text().contains("人数が足りません。"), "{}", list.text());
    // The page that was open all the time is taken too.
    let saved = late.submit().await;
    assert_eq!((saved.status(), saved.location()), (303, home.as_str()));
    let kept = get(&site, id).await.form.answers.aside;
    assert_eq!(
        kept.iter().map(|kept| kept.values.clone()).collect::<Vec<_>>(),
        [["人数も予算も足りません。"]]
    );
    let list = editor.get(&home).await;
    assert!(list.text().contains("人数も予算も足りません。"), "{}", list.text());
}

#[tokio::test]
async fn 以前の応募を写して書き始めると変わった欄に印が付く() {
    let site = TestSite::start().await;
    let (_, id, _) = asked(&site).await;
    let old = Questionnaire::suggested();
    let reason = field(&old, "単独では");
    let editor = site.as_(Role::Editor).await;
    let page = editor
        .get(&format!("/my/applications/{id}/{}", old.sections[0].key))
        .await;
    assert_eq!(
        page.form("#section-form")
            .fill(&reason, "人数が足りません。")
            .submit()
            .await
            .status(),
        303
    );

    let (consortium, ..) = fixed(&site, Role::Approver).await;
    let next = call(&site, "1,000万円").await;
    publish(&site, next, &old).await;
    let start = editor.get(&format!("/calls/{next}/apply")).await;
    assert!(start.text().contains("を写して書く"), "{}", start.text());
    let begun = start
        .form("main form")
        .tick("consortium", &consortium.to_string())
        .tick("copy", &id.to_string())
        .submit()
        .await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    let home = begun.location().to_owned();
    let copied: ApplicationId = home.rsplit('/').next().unwrap().parse().unwrap();
    let whole = get(&site, copied).await;
    assert_eq!(whole.form.plan.background, get(&site, id).await.form.plan.background);
    assert_eq!(
        whole.form.answers.given.values().next().unwrap(),
        &["人数が足りません。"]
    );
    assert!(
        whole.form.moved.iter().any(|name| name == "kpi1_baseline"),
        "{:?}",
        whole.form.moved
    );
    let evaluation = editor.get(&format!("{home}/evaluation")).await;
    assert!(
        evaluation.text().contains("写して変わったところです"),
        "{}",
        evaluation.text()
    );
    assert_eq!(evaluation.form("#section-form").submit().await.status(), 303);
    let whole = get(&site, copied).await;
    assert!(
        whole.form.moved.iter().all(|name| !name.starts_with("kpi")),
        "looked at: {:?}",
        whole.form.moved
    );
}

#[tokio::test]
async fn 決裁者は一つの応募だけの締切を理由を残して延ばす() {
    let site = TestSite::start().await;
    let (call, id, home) = asked(&site).await;
    let approver = site.as_(Role::OfficerApprover).await;
    let page = approver.get(&format!("/admin/calls/{call}/extensions")).await;
    assert!(
        !page.text().contains(&get(&site, id).await.form.plan.purpose),
        "who, not what"
    );
    let close = get(&site, id).await.closes_at();
    let day = close.day_jst().plus_days(3).unwrap();
    let silent = page
        .form("main form")
        .tick("application", &id.to_string())
        .fill("until", &day.iso())
        .fill("time", "17:00")
        .submit()
        .await;
    assert_eq!(silent.status(), 422, "without a reason: {}", silent.text());
    let done = silent.form("main form").tick("application", &id.to_string());
    let done = done.fill("reason", "回線の障害のため").submit().await;
    assert_eq!(done.status(), 303, "{}", done.text());
    assert_eq!(get(&site, id).await.closes_at().day_jst(), day);
    let editor = site.as_(Role::Editor).await;
    let history = editor.get(&format!("{home}/history")).await;
    assert!(history.text().contains("回線の障害のため"), "{}", history.text());
}

#[tokio::test]
async fn コメントは構成組合どうしだけのもので事務局には見えない() {
    let site = TestSite::start().await;
    let (_, id, home) = asked(&site).await;
    let member = site.as_(Role::OtherApprover).await;
    assert_eq!(member.get(&home).await.status(), 404, "the lead's own pages");
    let page = member.get(&format!("{home}/comments")).await;
    assert_eq!(page.status(), 200);
    assert!(
        page.text().contains(&get(&site, id).await.form.plan.background),
        "members read it here"
    );
    let fields = [
        ("part", "background"),
        ("body-background", "数字の出典を書きましょう。"),
    ];
    assert_eq!(member.post(&format!("{home}/comments"), &fields).await.status(), 303);
    let editor = site.as_(Role::Editor).await;
    let page = editor.get(&format!("{home}/comments")).await;
    assert!(
        page.text().contains("数字の出典を書きましょう。") && page.text().contains("未対応のコメントは1件"),
        "{}",
        page.text()
    );
    let settled = page.form("main li form").submit().await;
    assert_eq!(settled.status(), 303, "{}", settled.text());
    let page = editor.get(&format!("{home}/comments")).await;
    assert!(
        page.text().contains("未対応のコメントは0件") && page.text().contains("対応済み"),
        "{}",
        page.text()
    );
    let members = editor.get(&home).await;
    assert!(members.text().contains("今の内容に同意済み"), "{}", members.text());
    // The office has no way to it, before and after the submission.
    let officer = site.as_(Role::Officer).await;
    assert_eq!(officer.get(&format!("{home}/comments")).await.status(), 404);
}
