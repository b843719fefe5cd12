//! The office's queue: views with counts, filters and columns in the address, the same list as files, lists that people keep,
//! and who is in charge of an application (ADM-01, ADM-09).

use domain::application::ApplicationStep;
use domain::audit::Deed;
use store::AuditFilter;

use crate::application::{get, sent, step};
use crate::page::Page;
use crate::role::Role;
use crate::site::TestSite;

/// The headings of the table.
fn heads(page: &Page<'_>) -> Vec<String> {
    page.select("main table thead th")
        .into_iter()
        .map(crate::page::words)
        .collect()
}

/// The lines of a file, each with its cells.
fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a mark that says UTF-8");
    text.lines()
        .map(|line| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect())
        .collect()
}

#[tokio::test]
async fn 一覧は住所のとおりに絞られ列を選んで出力できる() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    let officer = site.as_(Role::Officer).await;
    let page = officer.get("/admin/applications").await;
    assert!(page.text().contains("未対応 (1)") && page.text().contains("自分の担当 (0)"));
    assert!(heads(&page).contains(&"代表組合".to_owned()) && !heads(&page).contains(&"構成組合数".to_owned()));

    // Columns are chosen without scripts; the address alone shows the same again.
    let chosen = officer
        .get("/admin/applications?view=all&columns=number&columns=members&columns=x")
        .await;
    assert_eq!(heads(&chosen), ["事業名", "受付番号", "構成組合数"]);
    assert_eq!(
        chosen.form("main form[role=search]").values("columns"),
        ["number", "members"]
    );
    let tab = chosen.link("差戻し中 (0)");
    assert!(tab.contains("columns=number%2Cmembers"), "{tab}");

    let number = get(&site, id).await.number.unwrap();
    let found = officer.get(&format!("/admin/applications?view=all&q={number}")).await;
    assert!(found.main().contains("歩いて健康 共同事業"), "{}", found.main());
    let none = officer.get("/admin/applications?view=all&q=nothing").await;
    assert!(none.main().contains("該当する応募はありません"), "{}", none.main());

    // The file holds exactly what the page shows.
    let (head, bytes) = officer.download(&chosen.link("CSV（UTF-8）")).await;
    assert!(head["content-disposition"].to_str().unwrap().contains(".csv"));
    assert_eq!(
        lines(&bytes),
        [
            vec!["事業名", "受付番号", "構成組合数"],
            vec!["歩いて健康 共同事業", number.as_str(), "2"]
        ]
    );
    let (_, bytes) = officer.download("/admin/applications.csv?q=nothing").await;
    assert_eq!(lines(&bytes).len(), 1, "headings alone");
    let (head, bytes) = officer
        .download("/admin/applications.csv?columns=state&encoding=shift_jis")
        .await;
    assert!(head["content-type"].to_str().unwrap().contains("shift_jis"));
    let name = [0x8E, 0x96, 0x8B, 0xC6, 0x96, 0xBC];
    assert!(bytes.windows(6).any(|part| part == name), "事業名 in Shift_JIS");
    let (_, bytes) = officer
        .download("/admin/applications.xlsx?view=all&columns=number,members")
        .await;
    assert!(bytes.starts_with(b"PK"), "a workbook");
    let filter = AuditFilter {
        deed: Some(Deed::ApplicationsExported),
        ..AuditFilter::default()
    };
    let rows = site.store.list_audit(&filter, None, 10).await.unwrap();
    assert_eq!(rows.len(), 4, "every file is written down");
    assert!(format!("{:?}", rows[0]).contains("xlsx"), "{:?}", rows[0]);
}

#[tokio::test]
async fn 担当を決めると自分の担当に並び応募者には見えない() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    let officer = site.as_(Role::Officer).await;
    let path = format!("/admin/applications/{id}");
    let page = officer.get(&path).await;
    let own = page.form("main form:has(select[name=officer])").values("officer");
    let done = page
        .form("main form:has(select[name=officer])")
        .press("担当を決める")
        .await;
    assert_eq!(done.status(), 303);
    let mine = officer.get("/admin/applications?view=mine").await;
    assert!(mine.main().contains("歩いて健康 共同事業"), "{}", mine.main());
    let desk = site.store.get_desk(id).await.unwrap();
    let (who, name) = desk.officer.unwrap();
    assert_eq!(own, [who.to_string()], "oneself is proposed");
    let other = site.as_(Role::Secretariat).await;
    let none = other.get("/admin/applications?view=mine").await;
    assert!(!none.main().contains("歩いて健康 共同事業"), "{}", none.main());
    // Neither the society's page nor its log says so.
    let (approver, admin) = (site.as_(Role::Approver).await, site.as_(Role::OrgAdmin).await);
    let own = approver.get(&format!("/my/applications/{id}")).await;
    assert_eq!(own.status(), 200);
    assert!(!own.main().contains(&name), "{}", own.main());
    let log = admin.get("/my/organization/audit").await;
    let rows: Vec<String> = log
        .select("main tbody tr")
        .into_iter()
        .map(crate::page::words)
        .collect();
    assert!(rows.iter().any(|row| row.contains("応募の提出")), "{rows:?}");
    assert!(rows.iter().all(|row| !row.contains("応募の担当")), "{rows:?}");
    let auditor = site.as_(Role::Auditor).await;
    let seen = auditor.get(&path).await;
    assert!(seen.select("select[name=officer]").is_empty() && seen.main().contains(&name));
}

#[tokio::test]
async fn 期限を過ぎた差戻しは期限超過に並ぶ() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    step(&site, Role::Officer, id, ApplicationStep::Accept).await;
    let officer = site.as_(Role::Officer).await;
    let page = officer.get(&format!("/admin/applications/{id}")).await;
    let reason = domain::program::FixReason::ALL[0].code();
    let sent = page
        .form("main form.kj-form")
        .tick("fix", "targets")
        .tick("reason-targets", reason)
        .fill("text-targets", "人数の根拠を加えてください。")
        .press("差し戻す")
        .await;
    assert_eq!(sent.status(), 303, "{}", sent.text());
    let due = site.store.get_desk(id).await.unwrap().answer_by.unwrap();
    let early = officer.get("/admin/applications?view=late").await;
    assert!(early.text().contains("期限超過 (0)"), "{}", early.text());
    site.clock.set(domain::value::Instant::from_jst(
        due.plus_days(1).unwrap(),
        domain::value::TimeOfDay::new(9, 0).unwrap(),
    ));
    let officer = site.as_(Role::Officer).await;
    let late = officer
        .get("/admin/applications?view=late&columns=answer-by,state")
        .await;
    assert!(
        late.text().contains("期限超過 (1)") && late.main().contains(&due.format(domain::Lang::Ja)),
        "{}",
        late.main()
    );
}

#[tokio::test]
async fn 表示を保存して呼び出し削除できる() {
    let site = TestSite::start().await;
    sent(&site).await;
    let officer = site.as_(Role::Officer).await;
    let address = "/admin/applications?view=all&columns=number%2Cstate";
    let page = officer.get(address).await;
    let refused = page.form("main form:has(input[name=name])").press("保存する").await;
    assert_eq!(
        (refused.status(), refused.errors()[0].0.as_str(), heads(&refused).len()),
        (422, "#name", 3),
        "the same list is still there"
    );
    let kept = refused
        .form("main form:has(input[name=name])")
        .fill("name", "全件の状態")
        .press("保存する")
        .await
        .follow()
        .await;
    let link = kept.link("全件の状態 (1)");
    assert!(link.ends_with(address), "{link}");
    let auditor = site.as_(Role::Auditor).await;
    let other = auditor.get("/admin/applications").await;
    assert!(!other.main().contains("全件の状態"), "only one's own");
    let gone = kept
        .form("main form:has(input[name=view-id])")
        .press("削除する")
        .await
        .follow()
        .await;
    assert!(!gone.main().contains("全件の状態"), "{}", gone.main());
}

#[tokio::test]
async fn 終わりを越えたページは最後のページを示す() {
    let site = TestSite::start().await;
    sent(&site).await;
    let officer = site.as_(Role::Officer).await;
    let beyond = officer.get("/admin/applications?view=all&columns=number&page=9").await;
    assert_eq!(beyond.status(), 200);
    assert_eq!(beyond.select("main tbody tr").len(), 1, "the end is shown instead");
    assert_eq!(heads(&beyond), ["事業名", "受付番号"]);
}
