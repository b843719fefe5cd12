//! Handling of data in a consortium as its members meet it: the sheet of flows, what it asks again, the notice of joint use
//! and the draft of an agreement as page, PDF and DOCX, and the consent that one person prepares and another gives.

use std::io::{Cursor, Read as _};

use domain::consortium::MembershipState;

use crate::consortium::{FLOW, agree, invite, start};
use crate::page::Form;
use crate::role::Role;
use crate::site::{TestSite, header_text};

/// A consortium of two in which both have agreed.
async fn agreed(site: &TestSite) -> String {
    let id = start(site, Role::Approver, false).await;
    invite(site, Role::Approver, id, site.other).await;
    agree(site, Role::Approver, id, site.own).await;
    agree(site, Role::OtherApprover, id, site.other).await;
    format!("/my/consortia/{id}")
}

/// A form with these values typed, chosen or ticked.
fn filled<'a>(form: Form<'a>, values: &[(&str, &str)]) -> Form<'a> {
    values.iter().fold(form, |form, (name, value)| match *name {
        "category" | "deletion" => form.tick(name, value),
        _ => form.fill(name, value),
    })
}

#[tokio::test]
async fn データの授受を変えると改めて同意を求め足りないところを示す() {
    let site = TestSite::start().await;
    let home = agreed(&site).await;
    let lead = site.as_(Role::Editor).await;
    let empty = lead
        .get(&format!("{home}/data-flow/new"))
        .await
        .form("main form[method=post]");
    let refused = empty.submit().await;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.text().contains("データの内容を入力してください"),
        "{}",
        refused.text()
    );
    // What is only recommended may be missing, and is pointed out.
    let lean: Vec<_> = FLOW.iter().copied().filter(|(name, _)| *name != "contract").collect();
    let seen = lead
        .get(&format!("{home}/data-flow/new"))
        .await
        .form("main form[method=post]");
    assert_eq!(filled(seen, &lean).submit().await.status(), 303);
    let sheet = lead.get(&format!("{home}/data-flow")).await;
    assert!(
        sheet.text().contains("契約・文書の名称を入力してください"),
        "{}",
        sheet.text()
    );
    let society = site.as_(Role::OtherApprover).await;
    let asked = society.get(&format!("{home}/consent")).await;
    assert!(asked.text().contains("第2版"), "{}", asked.text());
    assert!(asked.text().contains("改めて同意が必要です"), "{}", asked.text());
    // A member reads the sheet and cannot change it.
    let read = society.get(&format!("{home}/data-flow")).await;
    assert!(read.text().contains("血糖値"), "{}", read.text());
    assert_eq!(society.get(&format!("{home}/data-flow/1")).await.status(), 403);
    assert_eq!(lead.get(&format!("{home}/data-flow/2")).await.status(), 404);
    // The row is changed, and removed by its own button.
    let row = lead
        .get(&format!("{home}/data-flow/1"))
        .await
        .form("main form[method=post]");
    assert_eq!(row.fill("contract", "覚書").submit().await.status(), 303);
    let sheet = lead.get(&format!("{home}/data-flow")).await;
    assert!(
        sheet.text().contains("足りないところは見つかりませんでした"),
        "{}",
        sheet.text()
    );
    let row = lead
        .get(&format!("{home}/data-flow/1"))
        .await
        .form("main form[method=post]");
    assert_eq!(row.press("この授受を消す").await.status(), 303);
    let sheet = lead.get(&format!("{home}/data-flow")).await;
    assert!(
        sheet.text().contains("データの授受はまだ書かれていません"),
        "{}",
        sheet.text()
    );
}

#[tokio::test]
async fn 公表文と協定書の案は頁とpdfとwordで同じことを言う() {
    let site = TestSite::start().await;
    let home = agreed(&site).await;
    let lead = site.as_(Role::Editor).await;
    let page = lead.get(&format!("{home}/joint-use")).await;
    assert!(
        page.text().contains("根拠とするデータの授受を書いてください"),
        "{}",
        page.text()
    );
    let row = lead
        .get(&format!("{home}/data-flow/new"))
        .await
        .form("main form[method=post]");
    assert_eq!(filled(row, FLOW).submit().await.status(), 303);
    let form = lead
        .get(&format!("{home}/joint-use/edit"))
        .await
        .form("main form[method=post]");
    let wrong = form.fill("from", "いつか").submit().await;
    assert_eq!(wrong.status(), 422);
    let form = lead
        .get(&format!("{home}/joint-use/edit"))
        .await
        .form("main form[method=post]");
    let form = form
        .fill("purpose", "保健指導の対象者の選定 <b>と</b> 効果の検証")
        .fill("address", "東京都千代田区架空町1-1")
        .fill("representative", "理事長 山本 浩司")
        .fill("from", "令和8年9月1日")
        .tick("posted", "website");
    assert_eq!(form.submit().await.status(), 303);
    let page = lead.get(&format!("{home}/joint-use")).await;
    let words = page.text();
    assert!(words.contains("必要な項目はそろっています"), "{words}");
    for needed in [
        "血糖値",
        "若草台健康保険組合",
        "<b>と</b>",
        "掲示開始日",
        "令和8年9月1日",
        "適用事業所にも",
    ] {
        assert!(words.contains(needed), "{needed}: {words}");
    }
    let society = site.as_(Role::OtherApprover).await;
    for document in ["joint-use", "agreement"] {
        let (head, pdf) = society.download(&format!("{home}/{document}.pdf")).await;
        assert_eq!(header_text(&head, "content-type"), "application/pdf");
        assert!(pdf.starts_with(b"%PDF-1.7"));
        let (_, docx) = society.download(&format!("{home}/{document}.docx")).await;
        let mut container = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        let mut body = String::new();
        container
            .by_name("word/document.xml")
            .unwrap()
            .read_to_string(&mut body)
            .unwrap();
        assert!(body.contains("若草台健康保険組合"), "{document}");
        assert!(!body.contains("<b>"), "{document}");
    }
    let draft = society.get(&format!("{home}/agreement")).await;
    for needed in ["1,000,000円", "均等割", "構成員が確定していません", "別紙3"] {
        assert!(draft.text().contains(needed), "{needed}: {}", draft.text());
    }
    assert_eq!(
        site.as_(Role::Secretariat)
            .await
            .get(&format!("{home}/agreement.pdf"))
            .await
            .status(),
        404
    );
}

/// A consent without the tick.
fn decided(form: Form<'_>) -> Form<'_> {
    form.tick("body", "board")
        .fill("decided_on", "2026-08-31")
        .fill("approver", "山本 浩司")
}

#[tokio::test]
async fn 作成した人は自分の同意を記録できず別の承認者が記録する() {
    let site = TestSite::start().await;
    let id = start(&site, Role::Approver, false).await;
    let home = format!("/my/consortia/{id}");
    let state = async || {
        site.store
            .find_consortium(id)
            .await
            .unwrap()
            .unwrap()
            .place(site.own)
            .unwrap()
            .state
    };
    // An approver who passes it on cannot give it as well.
    let approver = site.as_(Role::Approver).await;
    let form = approver
        .get(&format!("{home}/consent"))
        .await
        .form("main form[method=post]");
    assert_eq!(form.press("承認者に回す").await.status(), 422);
    let form = approver
        .get(&format!("{home}/consent"))
        .await
        .form("main form[method=post]");
    assert_eq!(decided(form).press("承認者に回す").await.status(), 303);
    let own = approver.get(&format!("{home}/consent")).await;
    assert!(own.text().contains("あなたが作成した同意です"), "{}", own.text());
    let version = site
        .store
        .find_consortium(id)
        .await
        .unwrap()
        .unwrap()
        .version
        .to_string();
    let forced = [
        ("body", "board"),
        ("decided_on", "2026-08-31"),
        ("approver", "山本 浩司"),
        ("terms_accepted", "1"),
        ("version", &version),
    ];
    assert_eq!(approver.post(&format!("{home}/consent"), &forced).await.status(), 403);
    // An editor prepares it anew; now the approver, who is told, may give it.
    let editor = site.as_(Role::Editor).await;
    let form = editor
        .get(&format!("{home}/consent"))
        .await
        .form("main form[method=post]");
    assert_eq!(decided(form).press("承認者に回す").await.status(), 303);
    assert_eq!(state().await, MembershipState::Invited, "prepared is not given");
    let inbox = approver.get("/my/notices").await;
    assert!(inbox.text().contains("への同意が作成されました"), "{}", inbox.text());
    let form = approver
        .get(&format!("{home}/consent"))
        .await
        .form("main form[method=post]");
    assert_eq!(form.tick("terms_accepted", "1").submit().await.status(), 303);
    assert_eq!(state().await, MembershipState::Agreed);
}
