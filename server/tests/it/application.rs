//! Applications as a lead society meets them: from the consortium to the receipt, the amounts, two people at one section,
//! the workbook, corrections; and the requests about them for the walk over all routes (W15 to W23).

use std::sync::atomic::{AtomicU32, Ordering};

use domain::application::{ApplicationForm, ApplicationState, ApplicationStep, Section};
use domain::call::{CallForm, CallStep};
use domain::consortium::ConsortiumStep;
use domain::program::{FixReason, FixRequest, SendBack};
use domain::value::{ApplicationId, CallId, ConsortiumId, Day, OrganisationId};
use store::{Application, section_fingerprint};

use crate::consortium::{actor, agree, invite, start, version};
use crate::file::send_file;
use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

/// A call that takes applications now: two insurers, two thirds, cap, cut to 1,000 yen.
pub async fn call(site: &TestSite, cap: &str) -> CallId {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: format!("AP{}", COUNT.fetch_add(1, Ordering::Relaxed)),
        year: "令和8年度".into(),
        title: "共同事業の公募".into(),
        open_day: "2026-08-03".into(),
        close_day: "2026-09-30".into(),
        project_from: "2026-10-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        allocation: "rate".into(),
        rate: "2/3".into(),
        cap: cap.into(),
        ..form
    };
    let call = form.check(&criteria).unwrap_or_else(|problems| panic!("{problems}"));
    let officer = actor(site, &Role::OfficerApprover.email()).await;
    let id = site.store.create_call(&officer, &call, "Call").await.unwrap();
    site.store.step_call(&officer, id, 1, CallStep::Schedule).await.unwrap();
    id
}

/// A consortium of the two societies whose members are fixed, led by one of them.
pub async fn fixed(site: &TestSite, lead: Role) -> (ConsortiumId, OrganisationId, OrganisationId) {
    let (own, other, other_role) = match lead {
        Role::OtherApprover => (site.other, site.own, Role::Approver),
        _ => (site.own, site.other, Role::OtherApprover),
    };
    let id = start(site, lead, false).await;
    invite(site, lead, id, other).await;
    agree(site, lead, id, own).await;
    agree(site, other_role, id, other).await;
    let lead = actor(site, &lead.email()).await;
    let seen = version(site, id).await;
    let fix = ConsortiumStep::Fix;
    site.store.step_consortium(&lead, id, seen, fix, "").await.unwrap();
    (id, own, other)
}

/// What is typed on the page of the budget: 480,000 + 160,000 + 499,999 yen are eligible.
fn budget(lead: OrganisationId, member: OrganisationId) -> Vec<(String, String)> {
    let typed = [
        ("tax", "included"),
        ("sharing", "equal"),
        ("funding_subsidy", "666,000"),
        ("funding_members", "473,999"),
        ("line1_item", "a03"),
        ("line1_description", "講師の謝金"),
        ("line1_unit_price", "３万円"),
        ("line1_quantity", "16"),
        ("line1_eligible", "1"),
        ("line2_item", "a06"),
        ("line2_description", "案内の冊子"),
        ("line2_unit_price", "1,600"),
        ("line2_quantity", "100"),
        ("line2_unit", "部"),
        ("line2_eligible", "1"),
        ("line3_item", "a13"),
        ("line3_description", "歩数を数えるアプリの運用"),
        ("line3_unit_price", "499,999"),
        ("line3_eligible", "1"),
        ("line3_payee", "架空システム株式会社"),
        ("line3_contract", "quotes"),
        ("share1_yen", "237,000"),
        ("share2_yen", "236,999"),
    ];
    let mut typed: Vec<_> = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    typed.push(("share1_organisation".into(), lead.to_string()));
    typed.push(("share2_organisation".into(), member.to_string()));
    typed
}

/// What is typed on a page of the plan.
fn texts(section: Section) -> Vec<(String, String)> {
    let text = "根拠となる数値を示して、具体的に書いた文章です。";
    let mut typed: Vec<_> = section
        .fields()
        .iter()
        .map(|field| {
            let value = match *field {
                "title" => "歩いて健康 共同事業",
                "period_from" => "令和8年10月1日",
                "period_to" => "2027-03-31",
                "publication" => "1",
                _ => text,
            };
            ((*field).to_owned(), value.to_owned())
        })
        .collect();
    let rows: &[(&str, &str)] = match section {
        Section::Schedule => &[
            ("task1_title", "参加者の募集"),
            ("task1_from", "令和8年10月"),
            ("task1_to", "令和8年11月"),
        ],
        Section::Evaluation => &[
            ("kpi1_level", "outcome"),
            ("kpi1_name", "運動習慣のある人の割合"),
            ("kpi1_unit", "％"),
            ("kpi1_baseline", "25.1"),
            ("kpi1_target", "30"),
            ("kpi1_year", "令和8年度"),
        ],
        _ => &[],
    };
    typed.extend(
        rows.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    typed
}

fn typed(section: Section, lead: OrganisationId, member: OrganisationId) -> Vec<(String, String)> {
    if section == Section::Budget {
        budget(lead, member)
    } else {
        texts(section)
    }
}

pub fn complete(lead: OrganisationId, member: OrganisationId) -> ApplicationForm {
    let mut form = ApplicationForm::default();
    for section in Section::ALL {
        let pairs = typed(*section, lead, member);
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        form.replace(*section, &pairs);
    }
    form
}

pub async fn get(site: &TestSite, id: ApplicationId) -> Application {
    site.store.find_application(id).await.unwrap().unwrap()
}

pub async fn step(site: &TestSite, role: Role, id: ApplicationId, step: ApplicationStep) {
    let actor = actor(site, &role.email()).await;
    let seen = get(site, id).await.version;
    site.store
        .step_application(&actor, id, seen, step, "都合のため")
        .await
        .unwrap();
}

pub async fn submit(site: &TestSite, id: ApplicationId) {
    let approver = actor(site, &Role::Approver.email()).await;
    let seen = get(site, id).await.version;
    site.store.submit_application(&approver, id, seen).await.unwrap();
}

/// A submitted application of the first society.
pub async fn sent(site: &TestSite) -> ApplicationId {
    let (consortium, own, other) = fixed(site, Role::Approver).await;
    let call = call(site, "1,000万円").await;
    let writer = actor(site, &Role::Editor.email()).await;
    let form = complete(own, other);
    let id = site
        .store
        .start_application(&writer, call, consortium, &form)
        .await
        .unwrap();
    step(site, Role::Editor, id, ApplicationStep::RequestSignoff).await;
    submit(site, id).await;
    id
}

/// Sends an application back with one correction.
async fn send_back(site: &TestSite, id: ApplicationId, field: &str) {
    step(site, Role::Officer, id, ApplicationStep::Accept).await;
    let officer = actor(site, &Role::Officer.email()).await;
    let back = SendBack {
        requests: vec![FixRequest {
            field: field.into(),
            reason: FixReason::ALL[0],
            text: "人数の根拠を書いてください。".into(),
        }],
        due: Day::from_iso("2026-09-20").unwrap(),
    };
    let seen = get(site, id).await.version;
    site.store
        .send_back_application(&officer, id, seen, &back)
        .await
        .unwrap();
}

/// A sound request for a row of the table of routes, if the route is one of applications. `lead` is a draft without gaps of
/// the first society, `asked` waits for its approver, `sent` is submitted, `returned` sent back; `foreign` is a draft of the
/// second society, and `stale` has been changed since it was seen.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/my/applications") && path != "/calls/{id}/apply" {
        return None;
    }
    let site = visitor.site;
    let lead = if about == "foreign" {
        Role::OtherApprover
    } else {
        Role::Editor
    };
    let starter = if lead == Role::Editor { Role::Approver } else { lead };
    let (consortium, own, other) = fixed(site, starter).await;
    let call = call(site, "1,000万円").await;
    if path == "/calls/{id}/apply" {
        let number = if about == "missing" { 999_999 } else { call.get() };
        let address = path.replace("{id}", &number.to_string());
        if method == "GET" {
            return Some(visitor.get(&address).await);
        }
        let chosen = consortium.to_string();
        return Some(visitor.post(&address, &[("consortium", chosen.as_str())]).await);
    }
    let writer = actor(site, &lead.email()).await;
    let form = complete(own, other);
    let id = site
        .store
        .start_application(&writer, call, consortium, &form)
        .await
        .unwrap();
    let asked = matches!(about, "asked" | "sent" | "returned") || (about == "stale" && path.ends_with("/approve"));
    if asked {
        step(site, Role::Editor, id, ApplicationStep::RequestSignoff).await;
    }
    if matches!(about, "sent" | "returned") {
        submit(site, id).await;
    }
    if about == "returned" {
        send_back(site, id, "targets").await;
    }
    let number = if about == "missing" {
        "999999".to_owned()
    } else {
        id.to_string()
    };
    let address = path
        .replace("{id}", &number)
        .replace("{section}", "background")
        .replace("{file}", "budget.xlsx")
        .replace("{step}", "withdraw");
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    if path.ends_with("/budget.xlsx") {
        return Some(send_file(visitor, &address, "予算.xlsx", b"not a workbook").await);
    }
    let whole = get(site, id).await;
    let section = if path.ends_with("/budget") {
        Section::Budget
    } else {
        Section::Background
    };
    let mut fields = typed(section, own, other);
    fields.push(("reason".into(), "都合のため".into()));
    fields.push(("part".into(), "background".into()));
    let comment = if about == "gaps" {
        ""
    } else {
        "数字の出典を書きましょう。"
    };
    fields.push(("body-background".into(), comment.into()));
    if about == "stale" {
        fields.push(("version".into(), (whole.version + 1).to_string()));
        fields.push(("base".into(), "0".into()));
        for (name, value) in &mut fields {
            if name == "purpose" || name == "line1_description" {
                "ほかの人と違う文".clone_into(value);
            }
        }
    } else {
        fields.push(("version".into(), whole.version.to_string()));
        fields.push(("base".into(), section_fingerprint(&whole.form, section)));
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Some(visitor.post(&address, &fields).await)
}

/// Fills in a page and saves it.
async fn fill(visitor: &Visitor<'_>, home: &str, section: Section, typed: &[(String, String)]) -> String {
    let address = format!("{home}/{}", section.code());
    let page = visitor.get(&address).await;
    assert_eq!(page.status(), 200, "{address}");
    let base = page.form("#section-form").values("base").remove(0);
    let mut fields: Vec<_> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("base", &base));
    let saved = visitor.post(&address, &fields).await;
    assert_eq!(saved.status(), 303, "{address}: {}", saved.text());
    saved.location().to_owned()
}

#[tokio::test]
async fn 公募から受付までを二人で進め金額は手計算と一致する() {
    let site = TestSite::start().await;
    // 480,000 + 160,000 + 499,999 = 1,139,999 yen. The cap holds it down to 1,000,000; two thirds of that are 666,666.66…,
    // cut to 1,000 yen 666,000.
    let call = call(&site, "100万円").await;
    let (consortium, own, other) = fixed(&site, Role::Approver).await;
    let (editor, approver) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let begin = editor.get(&format!("/calls/{call}/apply")).await;
    assert!(begin.text().contains("歩いて健康 共同事業体"), "{}", begin.text());
    let chosen = consortium.to_string();
    let begun = editor
        .post(&format!("/calls/{call}/apply"), &[("consortium", &chosen)])
        .await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    let home = begun.location().to_owned();
    let again = approver.get(&format!("/calls/{call}/apply")).await;
    assert!(
        again.links().iter().any(|(_, href)| *href == home),
        "the colleague goes on: {}",
        again.text()
    );
    // Prefilled from the consortium, and nothing of it typed twice.
    let background = editor.get(&format!("{home}/background")).await;
    assert!(
        background.text().contains("運動不足を改める。"),
        "{}",
        background.text()
    );
    let mut next = format!("{home}/outline");
    for section in Section::ALL {
        assert_eq!(next, format!("{home}/{}", section.code()), "one page leads to the next");
        next = fill(&editor, &home, *section, &typed(*section, own, other)).await;
    }
    assert_eq!(next, home);
    let budget = editor.get(&format!("{home}/budget")).await;
    let words = budget.text();
    for shown in [
        "1,139,999円",
        "1,000,000円",
        "666,666円",
        "666,000円",
        "473,999円",
        "1,000円未満を切り捨てます",
    ] {
        assert!(words.contains(shown), "{shown}: {words}");
    }
    assert!(words.contains("指摘はありません。"), "{words}");
    let page = editor.get(&home).await;
    assert!(page.text().contains("10項目中10項目が完了"), "{}", page.text());
    assert!(page.text().contains("サーバー時刻 12:00"), "{}", page.text());
    let check = editor.get(&format!("{home}/check")).await;
    assert!(check.text().contains("まだ提出されていません"), "{}", check.text());
    assert_eq!(check.form("main form").submit().await.status(), 303);
    // The approver gives it back once, with a reason.
    let back = approver
        .get(&format!("{home}/approve"))
        .await
        .form("main form[action$=back]");
    assert_eq!(back.submit().await.status(), 422, "a reason is owed");
    let back = approver
        .get(&format!("{home}/approve"))
        .await
        .form("main form[action$=back]");
    assert_eq!(
        back.fill("reason", "対象者の人数を書いてください。")
            .submit()
            .await
            .status(),
        303
    );
    let history = editor.get(&format!("{home}/history")).await;
    assert!(
        history.text().contains("対象者の人数を書いてください。"),
        "{}",
        history.text()
    );
    let mut more = texts(Section::Background);
    for (name, value) in &mut more {
        if name == "targets" {
            "被保険者 2,000人".clone_into(value);
        }
    }
    fill(&editor, &home, Section::Background, &more).await;
    assert_eq!(
        editor
            .get(&format!("{home}/check"))
            .await
            .form("main form")
            .submit()
            .await
            .status(),
        303
    );
    let approve = approver.get(&format!("{home}/approve")).await;
    let sent = approve.form("main form:not([action$=back])").submit().await;
    assert_eq!(sent.status(), 303, "{}", sent.text());
    assert_eq!(sent.location(), format!("{home}/submitted"));
    let receipt = editor.get(sent.location()).await;
    let id: ApplicationId = home.rsplit('/').next().unwrap().parse().unwrap();
    let whole = get(&site, id).await;
    let number = whole.number.clone().unwrap();
    assert!(number.starts_with("R08-AP") && number.ends_with("-0001"), "{number}");
    assert!(
        receipt
            .text()
            .contains(&format!("提出を受け付けました。受付番号 {number}")),
        "{}",
        receipt.text()
    );
    let kept = site.store.list_submissions(id).await.unwrap();
    assert!(receipt.text().contains(&kept[0].sha256), "{}", receipt.text());
    let (head, json) = editor.download(&format!("{home}/submitted.json")).await;
    assert_eq!(
        String::from_utf8(json).unwrap(),
        kept[0].json,
        "byte by byte what was hashed"
    );
    assert!(head.contains_key("content-disposition"));
    let (_, ics) = editor.download(&format!("{home}/submitted.ics")).await;
    let ics = String::from_utf8(ics).unwrap();
    assert!(
        ics.contains("DTSTART;VALUE=DATE:20261001") && ics.contains("DTEND;VALUE=DATE:20270401"),
        "{ics}"
    );
    // A button pressed twice, a page opened again: nothing is doubled.
    assert_eq!(
        approve.form("main form:not([action$=back])").submit().await.status(),
        409
    );
    assert_eq!(site.store.list_submissions(id).await.unwrap().len(), 1);
    assert_eq!(
        editor.get(&format!("{home}/budget")).await.status(),
        409,
        "what is submitted is not edited"
    );
}

/// A draft of the first society without gaps.
async fn draft(site: &TestSite) -> (ApplicationId, String, OrganisationId, OrganisationId) {
    let call = call(site, "1,000万円").await;
    let (consortium, own, other) = fixed(site, Role::Approver).await;
    let editor = actor(site, &Role::Editor.email()).await;
    let form = complete(own, other);
    let id = site
        .store
        .start_application(&editor, call, consortium, &form)
        .await
        .unwrap();
    (id, format!("/my/applications/{id}"), own, other)
}

#[tokio::test]
async fn 上限と指摘は費目の欄へ導く() {
    let site = TestSite::start().await;
    let (_, home, own, other) = draft(&site).await;
    let editor = site.as_(Role::Editor).await;
    let mut wrong = budget(own, other);
    for (name, value) in &mut wrong {
        match name.as_str() {
            "funding_subsidy" => "800,000".clone_into(value),
            "line3_unit_price" => "600,000".clone_into(value),
            _ => {}
        }
    }
    fill(&editor, &home, Section::Budget, &wrong).await;
    let page = editor.get(&format!("{home}/budget")).await;
    let targets: Vec<_> = page.links().into_iter().map(|(_, href)| href).collect();
    for field in ["line3_quotes", "funding_members"] {
        assert!(
            targets.iter().any(|href| href.ends_with(&format!("#{field}"))),
            "{field}: {targets:?}"
        );
        assert_eq!(page.select(&format!("#{field}")).len(), 1, "the link leads somewhere");
    }
    // Above the limit quotes are required: the list of papers says so.
    let papers = editor.get(&format!("{home}/attachments")).await;
    assert!(papers.text().contains("見積書 必須 未提出"), "{}", papers.text());
}

#[tokio::test]
async fn 行の追加と削除と貼付けは保存して戻る() {
    let site = TestSite::start().await;
    let (id, home, own, other) = draft(&site).await;
    let editor = site.as_(Role::Editor).await;
    let form = editor.get(&format!("{home}/budget")).await.form("#section-form");
    let base = form.values("base").remove(0);
    let typed = budget(own, other);
    let mut fields: Vec<_> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("base", &base));
    let added = editor.post(&format!("{home}/budget?add=line"), &fields).await;
    assert_eq!(added.location(), format!("{home}/budget?add=line#line4"));
    let more = editor.get(&format!("{home}/budget?add=line")).await;
    assert_eq!(more.select("#line4_unit_price").len(), 1);
    let removed = editor.post(&format!("{home}/budget?remove=line2"), &fields).await;
    assert_eq!(removed.status(), 303, "{}", removed.text());
    let items =
        |whole: &Application| -> Vec<String> { whole.form.lines.iter().map(|line| line.item.clone()).collect() };
    assert_eq!(items(&get(&site, id).await), ["a03", "a13"]);
    let rows = "費目\t内訳\t単価\t数量\t単位\t回数\t補助対象\n通信運搬費\t案内の郵送\t140\t2,000\t通\t1\t○\n";
    let pasted = editor.post(&format!("{home}/budget?paste"), &[("rows", rows)]).await;
    assert_eq!(pasted.status(), 303, "{}", pasted.text());
    let whole = get(&site, id).await;
    assert_eq!(items(&whole), ["a03", "a13", "a07"]);
    assert_eq!(whole.form.lines[2].price(), Some(domain::value::Yen::new(280_000)));
}

#[tokio::test]
async fn エクセルの様式は往復しても何も変えない() {
    let site = TestSite::start().await;
    let (id, home, ..) = draft(&site).await;
    let editor = site.as_(Role::Editor).await;
    let before = get(&site, id).await;
    let (_, bytes) = editor.download(&format!("{home}/budget.xlsx")).await;
    let read = send_file(&editor, &format!("{home}/budget.xlsx"), "予算.xlsx", &bytes).await;
    assert_eq!(read.status(), 303, "{}", read.text());
    let after = get(&site, id).await;
    assert_eq!(after.form, before.form);
    assert_eq!(after.version, before.version, "nothing was written");
    let wrong = send_file(&editor, &format!("{home}/budget.xlsx"), "メモ.txt", b"a,b").await;
    assert_eq!(wrong.status(), 422);
    assert!(
        wrong.text().contains("この様式のExcelファイルを選んでください"),
        "{}",
        wrong.text()
    );
}

#[tokio::test]
async fn 二人が同じ欄を変えると両方を見せて選ばせる() {
    let site = TestSite::start().await;
    let (id, home, ..) = draft(&site).await;
    let (editor, approver) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let address = format!("{home}/background");
    let first = editor.get(&address).await.form("#section-form");
    let open = approver.get(&address).await;
    assert!(open.text().contains("編集中です。"), "{}", open.text());
    let second = open.form("#section-form");
    assert_eq!(first.fill("purpose", "甲の目的").submit().await.status(), 303);
    let both = second.fill("purpose", "乙の目的").submit().await;
    assert_eq!(both.status(), 409);
    assert!(
        both.text().contains("甲の目的") && both.text().contains("乙の目的"),
        "{}",
        both.text()
    );
    let kept = both.form("#section-form").tick("keep-purpose", "theirs").submit().await;
    assert_eq!(kept.status(), 303, "{}", kept.text());
    assert_eq!(get(&site, id).await.form.plan.purpose, "甲の目的");
}

#[tokio::test]
async fn 差戻しは欄ごとに直して再提出する() {
    let site = TestSite::start().await;
    let (id, home, ..) = draft(&site).await;
    step(&site, Role::Editor, id, ApplicationStep::RequestSignoff).await;
    submit(&site, id).await;
    send_back(&site, id, "line2_quantity").await;
    let (editor, approver) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let page = editor.get(&home).await;
    assert!(page.text().contains("修正のお願いが1件あります"), "{}", page.text());
    let fix = editor.get(&format!("{home}/fix")).await;
    assert!(fix.text().contains("1件中0件が対応済み"), "{}", fix.text());
    assert!(
        fix.links()
            .iter()
            .any(|(_, href)| href.ends_with("/budget#line2_quantity")),
        "{:?}",
        fix.links()
    );
    let budget = editor.get(&format!("{home}/budget")).await;
    assert!(
        budget.text().contains("人数の根拠を書いてください。"),
        "beside the table: {}",
        budget.text()
    );
    let reply = format!("reply{}", site.store.list_application_fixes(id).await.unwrap()[0].id);
    let saved = fix
        .form("main form")
        .fill(&reply, "見積書のとおりです。")
        .submit()
        .await;
    assert_eq!(saved.status(), 303);
    let fix = approver.get(&format!("{home}/fix")).await;
    assert!(fix.text().contains("1件中1件が対応済み"), "{}", fix.text());
    let again = fix.form("main form[action$=send]").submit().await;
    assert_eq!(again.status(), 303, "{}", again.text());
    let whole = get(&site, id).await;
    assert_eq!(whole.state, ApplicationState::Resubmitted);
    assert_eq!(site.store.list_submissions(id).await.unwrap()[0].version, 2);
}

#[tokio::test]
async fn 締切を過ぎた確認画面からは提出できず下書きは残る() {
    let site = TestSite::start().await;
    let (id, home, ..) = draft(&site).await;
    step(&site, Role::Editor, id, ApplicationStep::RequestSignoff).await;
    let approver = site.as_(Role::Approver).await;
    let form = approver
        .get(&format!("{home}/approve"))
        .await
        .form("main form:not([action$=back])");
    let close = get(&site, id).await.closes_at();
    site.clock.set(close.plus_millis(1));
    let approver = site.as_(Role::Approver).await;
    let late = form.submit().await;
    let late = if late.status() == 303 {
        // The session has ended with the weeks; the page is asked again.
        approver
            .get(&format!("{home}/approve"))
            .await
            .form("main form:not([action$=back])")
            .submit()
            .await
    } else {
        late
    };
    assert_eq!(late.status(), 422);
    assert!(
        late.text().contains("締切を過ぎたため、提出できません。"),
        "{}",
        late.text()
    );
    assert_eq!(site.store.list_submissions(id).await.unwrap(), []);
    assert_eq!(get(&site, id).await.state, ApplicationState::AwaitingSignoff);
}

#[tokio::test]
async fn 入力の途中の金額も同じ計算で答える() {
    let site = TestSite::start().await;
    let (_, home, own, other) = draft(&site).await;
    let editor = site.as_(Role::Editor).await;
    let address = format!("{home}/budget");
    let base = editor
        .get(&address)
        .await
        .form("#section-form")
        .values("base")
        .remove(0);
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("base", &base);
    for (name, value) in budget(own, other) {
        let value = if name == "line1_quantity" { "17" } else { value.as_str() };
        body.append_pair(&name, value);
    }
    let request = editor
        .request(http::Method::POST, &address)
        .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(app::island::autosave::AUTOSAVE_HEADER, "1");
    let saved = editor.send(request.body(body.finish().into()).unwrap()).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    let answer = saved.json();
    let amount = |id: &str| {
        let pairs = answer["amounts"].as_array().unwrap();
        let found = pairs.iter().find(|pair| pair[0] == id);
        found.unwrap_or_else(|| panic!("{id}: {answer}"))[1]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // 510,000 + 160,000 + 499,999 = 1,169,999; two thirds are 779,999.33.
    assert_eq!(amount("line1_amount"), "510,000");
    assert_eq!(
        (amount("total-cost"), amount("total-grant")),
        ("1,169,999円".into(), "779,000円".into())
    );
    let page = editor.get(&address).await;
    for id in ["line1_amount", "total-cost", "total-grant"] {
        let shown = page.select(&format!("#{id}"));
        assert_eq!(crate::page::words(shown[0]), amount(id), "{id}");
    }
}
