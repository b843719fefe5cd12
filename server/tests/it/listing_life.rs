//! The secretariat's check and what comes after it, through the pages (ORG-03, ORG-04, ORG-08, W31).

use domain::program::{ListingState, ProgramForm};
use domain::value::ProgramId;
use server::worker;
use store::ImportState;

use crate::file::{pdf, send_file};
use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// A draft of the first society.
async fn draft(site: &TestSite, title: &str) -> ProgramId {
    site.add(site.own, &sample(title), ImportState::Draft).await
}

async fn request<'a>(organiser: &'a Visitor<'a>, id: ProgramId, button: &str) -> Page<'a> {
    let page = organiser.get(&format!("/my/programs/{id}/edit")).await;
    page.form("form[action$='/publish']").press(button).await
}

async fn state(site: &TestSite, id: ProgramId) -> ListingState {
    site.store.find_draft(id).await.unwrap().unwrap().state
}

#[tokio::test]
async fn 申請して差し戻され直して公開される() {
    let site = TestSite::with_check().await;
    let (organiser, desk) = (site.as_(Role::Approver).await, site.as_(Role::Secretariat).await);
    let id = draft(&site, "確認を受ける事業").await;
    let edit = format!("/my/programs/{id}/edit");
    let page = organiser.get(&edit).await;
    assert!(
        page.main().contains("事務局が内容を確認してから公開します"),
        "{}",
        page.main()
    );
    send_file(&organiser, &format!("/my/files/program-{id}"), "要項.pdf", &pdf("要項")).await;
    let page = request(&organiser, id, "公開を申請する").await;
    assert_eq!(page.location(), format!("{edit}?requested"));
    let page = page.follow().await;
    assert!(page.main().contains("事務局が確認しています"), "{}", page.main());
    assert_eq!(site.anonymous().get(&format!("/programs/{id}")).await.status(), 404);
    assert_eq!(organiser.get(&format!("{edit}/basics")).await.status(), 409);

    let queue = desk.get("/admin/programs").await;
    let page = desk.get(&queue.link("確認を受ける事業")).await;
    assert_eq!(page.status(), 200);
    assert_eq!(desk.get(&page.link("要項.pdf")).await.status(), 200);
    let empty = page.form("#return").submit().await;
    assert_eq!(empty.status(), 422);
    assert!(
        empty.errors().iter().any(|(href, _)| href == "#fix"),
        "{:?}",
        empty.errors()
    );
    let version = site.store.find_draft(id).await.unwrap().unwrap().version.to_string();
    let path = format!("/admin/programs/{id}");
    let due = site.portal().today().plus_days(7).unwrap().iso();
    let half = [
        ("version", version.as_str()),
        ("decision", "return"),
        ("fix", "summary"),
        ("reason-summary", "unclear"),
        ("due", due.as_str()),
    ];
    let page = desk.post(&path, &half).await;
    assert_eq!(page.status(), 422);
    assert_eq!(
        page.errors(),
        [("#text-summary".to_owned(), "概要：説明を入力してください".to_owned())]
    );
    let whole = [half.as_slice(), &[("text-summary", "対象を書いてください。")]].concat();
    let page = desk.post(&path, &whole).await;
    assert_eq!(page.location(), "/admin/programs?done=returned");

    let page = organiser.get(&edit).await;
    assert!(
        page.main().contains("修正のお願いが1件あります（回答期限"),
        "{}",
        page.main()
    );
    assert!(page.main().contains("1件中0件が対応済み"), "{}", page.main());
    let section = organiser.get(&format!("{edit}/basics")).await;
    assert!(section.main().contains("対象を書いてください。"), "{}", section.main());
    let form = section.form("#section-form").fill("summary", "被保険者が対象です。");
    assert_eq!(form.press("保存して一覧へ").await.location(), edit);
    assert!(organiser.get(&edit).await.main().contains("1件中1件が対応済み"));
    request(&organiser, id, "公開を申請する").await;
    let page = desk.get(&path).await;
    assert!(page.main().contains("前回の修正のお願い"), "{}", page.main());
    let page = page.form("#approve").submit().await;
    assert_eq!(page.location(), "/admin/programs?done=approved");
    let anonymous = site.anonymous();
    let page = anonymous.get(&format!("/programs/{id}")).await;
    assert!(page.main().contains("被保険者が対象です。"));
}

#[tokio::test]
async fn 大きな変更は押す前に確認が要ると分かる() {
    let site = TestSite::with_check().await;
    let organiser = site.as_(Role::Approver).await;
    let id = site.publish(&sample("変わる事業")).await;
    let edit = format!("/my/programs/{id}/edit");
    let page = organiser.get(&edit).await;
    assert!(page.main().contains("更新日だけが新しくなります"), "{}", page.main());
    let change = async |section: &str, field: &str, text: &str| {
        let form = organiser.get(&format!("{edit}/{section}")).await.form("#section-form");
        assert_eq!(form.fill(field, text).press("保存して一覧へ").await.status(), 303);
        organiser.get(&edit).await
    };
    let page = change("basics", "summary", "言い回しを直しました。").await;
    assert!(page.main().contains("確認なしですぐに公開されます"), "{}", page.main());
    let page = request(&organiser, id, "変更を公開する").await;
    assert_eq!(page.location(), format!("{edit}?published"));
    let page = change("purpose", "purpose", "まったく別の目的です。").await;
    assert!(
        page.main().contains("次の項目が変わるため、事務局が確認します：目的"),
        "{}",
        page.main()
    );
    let page = request(&organiser, id, "変更の公開を申請する").await;
    assert_eq!(page.location(), format!("{edit}?requested"));
    let anonymous = site.anonymous();
    let reader = anonymous.get(&format!("/programs/{id}")).await;
    assert!(!reader.main().contains("まったく別の目的です。"));
    assert!(
        reader.main().contains("更新履歴") && reader.main().contains("小さな変更"),
        "{}",
        reader.main()
    );
    // The change is withdrawn; what was typed stays.
    let page = organiser.get(&format!("/my/programs/{id}/withdraw")).await;
    let page = page.form("main form").press("取り下げる").await;
    assert_eq!(page.location(), format!("{edit}?withdrawn"));
    assert_eq!(state(&site, id).await, ListingState::Published);
    let section = organiser.get(&format!("{edit}/purpose")).await;
    assert!(section.main().contains("まったく別の目的です。"));
}

#[tokio::test]
async fn 予約した公開と終了はその時に行われる() {
    let site = TestSite::with_check().await;
    let (organiser, desk) = (site.as_(Role::Approver).await, site.as_(Role::Secretariat).await);
    let id = draft(&site, "予約する事業").await;
    request(&organiser, id, "公開を申請する").await;
    let page = desk.get(&format!("/admin/programs/{id}")).await;
    let wrong = page.form("#plan").fill("on", "2001年1月1日").submit().await;
    assert_eq!(wrong.status(), 422);
    let tomorrow = site.portal().today().plus_days(1).unwrap();
    let form = page.form("#plan").fill("on", &tomorrow.iso()).fill("at", "13時30分");
    assert_eq!(form.submit().await.location(), "/admin/programs?done=planned");
    let page = organiser.get(&format!("/my/programs/{id}/edit")).await;
    assert!(
        page.main().contains("13時30分に公開する予約があります"),
        "{}",
        page.main()
    );
    assert_eq!(worker::listing::carry_out(&site.store).await.unwrap(), 0);
    site.clock.advance_millis(2 * 24 * 60 * 60 * 1000);
    assert_eq!(worker::listing::carry_out(&site.store).await.unwrap(), 1);
    assert_eq!(worker::listing::carry_out(&site.store).await.unwrap(), 0);
    assert_eq!(state(&site, id).await, ListingState::Published);

    let organiser = site.as_(Role::Approver).await;
    let page = organiser.get(&format!("/my/programs/{id}/end")).await;
    let wrong = page.form("#plan").submit().await;
    assert_eq!(
        wrong.errors(),
        [("#on".to_owned(), "掲載する最後の日を入力してください".to_owned())]
    );
    let last = site.portal().today().plus_days(3).unwrap();
    let page = page.form("#plan").fill("on", &last.iso()).submit().await;
    assert_eq!(page.location(), format!("/my/programs/{id}/edit?planned"));
    assert!(page.follow().await.main().contains("に終了する予定です"));
    site.clock.advance_millis(5 * 24 * 60 * 60 * 1000);
    assert_eq!(worker::listing::carry_out(&site.store).await.unwrap(), 1);
    assert_eq!(state(&site, id).await, ListingState::Closed);
}

#[tokio::test]
async fn 公開停止の理由は主催者に伝わり読者には伝わらない() {
    let site = TestSite::start().await;
    let (organiser, desk) = (site.as_(Role::Approver).await, site.as_(Role::Secretariat).await);
    let id = site.publish(&sample("止まる事業")).await;
    let page = desk.get(&format!("/admin/programs/{id}")).await;
    let wrong = page.form("#suspend").submit().await;
    assert_eq!(
        wrong.errors(),
        [("#reason".to_owned(), "理由を入力してください".to_owned())]
    );
    let page = page
        .form("#suspend")
        .fill("reason", "苦情を調べています。")
        .submit()
        .await;
    assert_eq!(page.location(), "/admin/programs?done=suspended");
    let anonymous = site.anonymous();
    let reader = anonymous.get(&format!("/programs/{id}")).await;
    assert_eq!(reader.status(), 410);
    assert!(
        !reader.text().contains("止まる事業") && !reader.text().contains("苦情"),
        "{}",
        reader.text()
    );
    assert!(
        organiser
            .get(&format!("/my/programs/{id}/edit"))
            .await
            .main()
            .contains("苦情を調べています。")
    );
    let hidden = ProgramForm {
        visibility: "participants".into(),
        ..sample("参加組合だけの事業")
    };
    let hidden = site.publish(&hidden).await;
    let version = site.store.find_draft(hidden).await.unwrap().unwrap().version;
    site.store
        .suspend_program(&domain::permit::Actor::Operator, hidden, version, "理由")
        .await
        .unwrap();
    assert_eq!(site.anonymous().get(&format!("/programs/{hidden}")).await.status(), 404);
    let page = desk.get(&format!("/admin/programs/{id}")).await;
    let page = page.form("#resume").fill("reason", "問題はありません。").submit().await;
    assert_eq!(page.location(), "/admin/programs?done=resumed");
    assert_eq!(site.anonymous().get(&format!("/programs/{id}")).await.status(), 200);
}

#[tokio::test]
async fn 成果を報告すると参考事例になり履歴に残る() {
    let site = TestSite::start().await;
    let organiser = site.as_(Role::Approver).await;
    let id = site.add(site.own, &sample("終わった事業"), ImportState::Closed).await;
    let page = organiser.get(&format!("/my/programs/{id}/edit")).await;
    let page = organiser.get(&page.link("成果を報告する")).await;
    let wrong = page.form("#result-form").fill("result", "").submit().await;
    assert_eq!(wrong.status(), 422);
    let page = page
        .form("#result-form")
        .fill("result", "120人が歩きました。")
        .submit()
        .await;
    assert_eq!(page.location(), format!("/my/programs/{id}/edit?reported"));
    let anonymous = site.anonymous();
    let reader = anonymous.get(&format!("/programs/{id}")).await;
    assert!(reader.main().contains("120人が歩きました。") && reader.main().contains("参考事例"));
    let history = organiser.get(&format!("/my/programs/{id}/history")).await;
    assert!(history.main().contains("成果を公開しました"), "{}", history.main());
    assert!(history.main().contains("120人が歩きました。"), "{}", history.main());
}

#[tokio::test]
async fn 来年度の事業は昨年度との違いを示す() {
    let site = TestSite::start().await;
    let organiser = site.as_(Role::Approver).await;
    let id = site.publish(&sample("続く事業")).await;
    let page = organiser.get(&format!("/my/programs/{id}/copy")).await;
    let page = page.form("main form").press("複写する").await;
    let edit = page.location().trim_end_matches("?copied").to_owned();
    let page = organiser.get(&edit).await;
    assert!(page.main().contains("昨年度から変更："), "{}", page.main());
    assert!(
        organiser
            .get(&format!("{edit}/period"))
            .await
            .main()
            .contains("昨年度から変更")
    );
    request_path(&organiser, &edit).await;
    let anonymous = site.anonymous();
    let reader = anonymous.get(&format!("/programs/{id}")).await;
    assert!(reader.main().contains("ほかの年度の同じ事業"), "{}", reader.main());
}

async fn request_path(organiser: &Visitor<'_>, edit: &str) {
    let page = organiser.get(edit).await;
    assert_eq!(
        page.form("form[action$='/publish']").press("公開する").await.status(),
        303
    );
}

#[tokio::test]
async fn ほかの人の内容を項目ごとに選べる() {
    let site = TestSite::start().await;
    let (mine, hers) = (site.as_(Role::Approver).await, site.as_(Role::Editor).await);
    let id = draft(&site, "二人の事業").await;
    let path = format!("/my/programs/{id}/edit/basics");
    let (first, second) = (mine.get(&path).await, hers.get(&path).await);
    assert!(second.main().contains("編集中: "), "{}", second.main());
    let form = second
        .form("#section-form")
        .fill("title", "彼女の題")
        .fill("summary", "彼女の概要");
    form.press("保存して一覧へ").await;
    let form = first
        .form("#section-form")
        .fill("title", "彼の題")
        .fill("summary", "彼の概要");
    let page = form.press("保存して一覧へ").await;
    assert_eq!(page.status(), 409);
    let base = page.select("[name=base]")[0].attr("value").unwrap().to_owned();
    let kept = site.store.find_draft(id).await.unwrap().unwrap().form;
    assert_eq!(kept.title, "彼女の題", "nothing is overwritten");
    let typed = ProgramForm {
        title: "彼の題".into(),
        summary: "彼の概要".into(),
        ..kept
    };
    let mut fields = vec![
        ("base", base.as_str()),
        ("keep-title", "theirs"),
        ("theirs-title", "彼女の題"),
        ("keep-summary", "mine"),
    ];
    for name in domain::program::Section::Basics.fields() {
        fields.extend(typed.values(name).iter().map(|value| (*name, value.as_str())));
    }
    assert_eq!(mine.post(&path, &fields).await.status(), 303);
    let kept = site.store.find_draft(id).await.unwrap().unwrap().form;
    assert_eq!((kept.title.as_str(), kept.summary.as_str()), ("彼女の題", "彼の概要"));
}
