//! Grants as the society and the office meet them: from the adopted application to the return with interest, notices on paper,
//! the auditor's looks; and the requests about grants for the walk over all routes (domain 2.7, 3, 8.6 B).

use domain::application::ApplicationStep;
use domain::audit::Deed;
use domain::code::PlatformRole;
use domain::decision::{BatchForm, VerdictForm};
use domain::grant_case::{GrantState, GrantStep, ProposalForm, Proposed};
use domain::permit::Actor;
use domain::review::{Declaration, ReviewDraft};
use domain::user::NewUser;
use domain::value::{ApplicationId, Email, GrantId, Yen};
use store::{AuditFilter, StoredGrant};

use crate::application::{get, sent, step};
use crate::consortium::actor;
use crate::page::Page;
use crate::place::today;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

/// Somebody with a role on the platform beside the people of the site tests.
async fn colleague(site: &TestSite, name: &str, role: PlatformRole) -> Actor {
    let email = Email::parse(&format!("{name}@navi.example.jp")).unwrap();
    if let Some(user) = site.store.find_user_by_email(&email).await.unwrap() {
        return Actor::User(user);
    }
    let new = NewUser {
        email,
        name: name.into(),
        password_hash: crate::site::password_hash().await,
        memberships: vec![],
        platform: vec![role],
    };
    let id = site.store.register_user(new).await.unwrap();
    Actor::User(site.store.find_user(id).await.unwrap().unwrap())
}

/// An application of the first society that was adopted with 666,000 yen.
async fn adopted(site: &TestSite) -> ApplicationId {
    let id = sent(site).await;
    for taken in [ApplicationStep::Accept, ApplicationStep::Pass] {
        step(site, Role::Officer, id, taken).await;
    }
    let (store, officer) = (&site.store, actor(site, &Role::Officer.email()).await);
    let pairs: Vec<(String, String)> = (1..=8)
        .flat_map(|row| {
            [
                (format!("mark{row}_mark"), "4".to_owned()),
                (format!("mark{row}_reason"), "根拠がある".to_owned()),
            ]
        })
        .chain([("recommendation".to_owned(), "adopt".to_owned())])
        .collect();
    let draft = ReviewDraft::of(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), 8);
    let fewest = get(site, id).await.call.call.sheet.min_reviewers;
    for number in 0..fewest {
        let reviewer = colleague(site, &format!("grant-reviewer{number}"), PlatformRole::Reviewer).await;
        let who = reviewer.user().unwrap().id;
        store.assign_reviews(&officer, id, &[who]).await.unwrap();
        let all = store.list_application_reviews(id).await.unwrap();
        let found = all.into_iter().find(|review| review.reviewer == who).unwrap();
        store
            .declare_review(&reviewer, found.id, found.version, &Declaration::Free)
            .await
            .unwrap();
        store
            .submit_review(&reviewer, found.id, found.version + 1, &draft)
            .await
            .unwrap();
    }
    store
        .finish_review(&officer, id, get(site, id).await.version)
        .await
        .unwrap();
    let call = get(site, id).await.call.id;
    store.set_budget(&officer, call, Yen::new(5_000_000)).await.unwrap();
    let head = BatchForm {
        name: "第1次".into(),
        number: "架空発第12号".into(),
        decided_on: today().iso(),
        ..BatchForm::default()
    };
    let verdict = VerdictForm {
        outcome: "adopt".into(),
        amount: "666,000".into(),
        reason: "印刷費を除く".into(),
        ..VerdictForm::default()
    };
    let batch = store
        .start_decisions(&officer, call, &head, &[(id, verdict)])
        .await
        .unwrap();
    let version = async || store.find_batch(batch).await.unwrap().unwrap().version;
    store.propose_decisions(&officer, batch, version().await).await.unwrap();
    let approver = actor(site, &Role::OfficerApprover.email()).await;
    store
        .approve_decisions(&approver, batch, version().await)
        .await
        .unwrap();
    store.release_decisions(batch).await.unwrap();
    id
}

async fn find(site: &TestSite, id: GrantId) -> StoredGrant {
    site.store.find_grant(id).await.unwrap().unwrap()
}

/// A grant of the first society that is being written, or one whose program runs. Rows of the table of routes change nothing
/// that matters to the others, so that they share them.
async fn shared(site: &TestSite, runs: bool) -> GrantId {
    let wanted = if runs { GrantState::Executing } else { GrantState::Draft };
    let all = site.store.list_grants_of(&[site.own]).await.unwrap();
    if let Some(found) = all.iter().find(|grant| grant.state() == wanted) {
        return found.id;
    }
    let application = adopted(site).await;
    let (store, writer) = (&site.store, actor(site, &Role::Approver.email()).await);
    let id = store.start_grant(&writer, application).await.unwrap();
    if runs {
        let mut draft = find(site, id).await.file.draft;
        draft.head.account = "款：補助金収入".into();
        store
            .save_grant(&writer, id, find(site, id).await.version, &draft)
            .await
            .unwrap();
        store
            .submit_grant(&writer, id, find(site, id).await.version)
            .await
            .unwrap();
        decide(
            site,
            id,
            GrantStep::Decide,
            &[
                ("yen", "600,000"),
                ("reason", "予算の範囲内"),
                ("conditions", "帳簿を5年間保存すること。"),
            ],
        )
        .await;
        store
            .begin_grant(&writer, id, find(site, id).await.version)
            .await
            .unwrap();
    }
    id
}

/// A decision by two persons.
async fn decide(site: &TestSite, id: GrantId, step: GrantStep, fields: &[(&str, &str)]) {
    let (officer, approver) = (
        actor(site, &Role::Officer.email()).await,
        actor(site, &Role::OfficerApprover.email()).await,
    );
    let now = today().iso();
    let mut form = ProposalForm::default();
    let paper = [("number", "保発第1号"), ("day", now.as_str())];
    form.replace(ProposalForm::FIELDS, paper.into_iter().chain(fields.iter().copied()));
    let store = &site.store;
    let version = find(site, id).await.version;
    store
        .propose_grant(&officer, id, version, Proposed::Step { step }, &form)
        .await
        .unwrap();
    store
        .confirm_grant(&approver, id, find(site, id).await.version)
        .await
        .unwrap();
}

/// A sound request for a row of the table of routes, if the route is one of grants. `draft` is being written, `runs` is
/// decided and started; `stale` has changed since it was seen.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/my/grants") && !path.starts_with("/admin/grants") {
        return None;
    }
    let site = visitor.site;
    if path == "/admin/grants" || path == "/my/grants" {
        let fields: &[(&str, &str)] = if about == "missing" {
            &[("application", "999999")]
        } else {
            &[]
        };
        return Some(match method {
            "GET" => visitor.get(path).await,
            _ => visitor.post(path, fields).await,
        });
    }
    let id = shared(site, about != "draft").await;
    let whole = find(site, id).await;
    let events = site.store.list_grant_events(id).await.unwrap();
    let decision = events
        .iter()
        .find(|event| event.kind == "case" && event.step == "decide");
    let event = decision.map_or(0, |event| event.id).to_string();
    let number = if about == "missing" {
        "999999".to_owned()
    } else {
        id.to_string()
    };
    let address = path
        .replace("{id}", &number)
        .replace("{event}", &event)
        .replace("{kind}", "status")
        .replace("{step}", if about == "draft" { "withdraw" } else { "complete" });
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let version = if about == "stale" {
        whole.version + 1
    } else {
        whole.version
    };
    let version = version.to_string();
    // What is asked for lacks its reason or its fields, so that nothing changes for the next row.
    let fields = [
        ("version", version.as_str()),
        ("form", "hold"),
        ("do", "save"),
        ("progress", "参加者を募った。"),
    ];
    Some(visitor.post(&address, &fields).await)
}

/// Posts a form of the office's page of a grant.
async fn office<'a>(visitor: &'a Visitor<'a>, id: GrantId, form: &str, fields: &[(&str, &str)]) -> Page<'a> {
    let version = find(visitor.site, id).await.version.to_string();
    let mut posted = vec![("version".to_owned(), version), ("form".to_owned(), form.to_owned())];
    posted.extend(fields.iter().map(|(name, value)| {
        let name = if name.starts_with("mark") {
            (*name).to_owned()
        } else {
            format!("{form}-{name}")
        };
        (name, (*value).to_owned())
    }));
    let posted: Vec<(&str, &str)> = posted
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    visitor.post(&format!("/admin/grants/{id}"), &posted).await
}

/// What stands in the cell with this id.
fn amount(page: &Page<'_>, id: &str) -> String {
    page.select(&format!("#{id}"))
        .into_iter()
        .map(crate::page::words)
        .collect()
}

#[tokio::test]
async fn 採択から返還まで画面で進む() {
    let site = TestSite::start().await;
    let application = adopted(&site).await;
    let approver = site.as_(Role::Approver).await;
    let list = approver.get("/my/grants").await;
    assert!(list.main().contains("交付申請を始める"), "{}", list.main());
    let form = approver
        .post("/my/grants", &[("application", &application.to_string())])
        .await
        .follow()
        .await;
    assert_eq!((form.status(), form.h1().as_str()), (200, "交付申請"));
    let id = site.store.find_grant_of(application).await.unwrap().unwrap();
    let refused = form.form("main form.kj-form").press("提出する").await;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.errors().iter().any(|(field, _)| field == "#account"),
        "{:?}",
        refused.errors()
    );
    let done = refused
        .form("main form.kj-form")
        .fill("account", "款：補助金収入")
        .press("提出する")
        .await
        .follow()
        .await;
    assert!(done.main().contains("交付申請済"), "{}", done.main());

    // Two persons decide about less than asked for.
    let (officer, chief) = (site.as_(Role::Officer).await, site.as_(Role::OfficerApprover).await);
    let queue = officer.get("/admin/grants").await;
    assert!(queue.main().contains("歩いて健康 共同事業"), "{}", queue.main());
    let now = today().iso();
    let paper = [("number", "保発第1号"), ("day", now.as_str()), ("yen", "600,000")];
    let silent = office(&officer, id, "propose-decide", &paper).await;
    assert_eq!(
        (silent.status(), silent.errors()[0].0.as_str()),
        (422, "#propose-decide-reason")
    );
    let mut full = paper.to_vec();
    full.extend([("reason", "予算の範囲内"), ("conditions", "帳簿を5年間保存すること。")]);
    assert_eq!(office(&officer, id, "propose-decide", &full).await.status(), 303);
    assert_eq!(
        office(&officer, id, "confirm", &[]).await.status(),
        403,
        "an officer decides nothing"
    );
    let waits = chief.get(&format!("/admin/grants/{id}")).await;
    assert!(
        waits.main().contains("この内容で決定する") && waits.main().contains("600,000円"),
        "{}",
        waits.main()
    );
    assert_eq!(office(&chief, id, "confirm", &[]).await.status(), 303);
    let home = approver.get(&format!("/my/grants/{id}")).await;
    assert_eq!(amount(&home, "money-decided"), "600,000円");
    let notice = home
        .links()
        .into_iter()
        .find(|(_, href)| href.contains("/notices/"))
        .unwrap()
        .1;
    let (head, bytes) = approver.download(&notice).await;
    assert_eq!(head["content-type"], "application/pdf");
    assert!(bytes.starts_with(b"%PDF-"));

    let start = approver.get(&format!("/my/grants/{id}/step/start")).await;
    start.form("main form.kj-form").press("事業を開始する").await;
    site.clock.set(domain::value::Instant::from_jst(
        domain::value::Day::from_iso("2027-04-01").unwrap(),
        domain::value::TimeOfDay::new(9, 0).unwrap(),
    ));
    // Months later, everybody signs in anew.
    let (approver, officer, chief) = (
        site.as_(Role::Approver).await,
        site.as_(Role::Officer).await,
        site.as_(Role::OfficerApprover).await,
    );
    let finish = approver.get(&format!("/my/grants/{id}/step/complete")).await;
    let empty = finish.form("main form.kj-form").press("事業の完了を届け出る").await;
    assert_eq!(empty.status(), 422);
    empty
        .form("main form.kj-form")
        .fill("on", "2027-03-31")
        .press("事業の完了を届け出る")
        .await;
    assert_eq!(find(&site, id).await.state(), GrantState::ReportDue);

    // 480,000 + 160,000 + 499,999 were planned; 600,000 in one line are spent, of which 540,000 are accepted.
    let report = approver.get(&format!("/my/grants/{id}/reports/result")).await;
    let filled = report
        .form("main form.kj-form")
        .fill("finished_on", "2027-03-31")
        .fill("outcome", "参加者の3割に運動習慣がついた。")
        .fill("rollout", "手順書を公開した。")
        .fill("line1_item", "a03")
        .fill("line1_description", "講師の謝金")
        .fill("line1_payee", "山田 太郎")
        .fill("line1_paid_on", "2027-03-20")
        .fill("line1_yen", "600,000")
        .fill("line1_eligible", "600,000");
    let saved = filled.press("保存する").await.follow().await;
    assert_eq!(
        amount(&saved, "settled-grant"),
        "400,000円",
        "two thirds of 600,000, as saved"
    );
    saved.form("main form.kj-form").press("提出する").await;
    let shown = officer.get(&format!("/admin/grants/{id}")).await;
    assert!(shown.main().contains("請求書がありません"), "{}", shown.main());
    let reports = site.store.list_grant_reports(id).await.unwrap();
    let take = format!("take-report-{}", reports[0].id);
    let silent = office(
        &officer,
        id,
        &take,
        &[("mark1_accepted", "540,000"), ("mark1_comment", "")],
    )
    .await;
    assert_eq!(
        (silent.status(), silent.errors()[0].0.as_str()),
        (422, "#mark1_comment")
    );
    office(
        &officer,
        id,
        &take,
        &[("mark1_accepted", "540,000"), ("mark1_comment", "単価の上限を超える")],
    )
    .await;
    let worked = officer.get(&format!("/admin/grants/{id}")).await;
    assert_eq!(amount(&worked, "settled-fixed"), "360,000円", "two thirds of 540,000");
    let paper = [("number", "保発第3号"), ("day", "2027-04-01")];
    assert_eq!(office(&officer, id, "propose-fix-amount", &paper).await.status(), 303);
    assert_eq!(office(&chief, id, "confirm", &[]).await.status(), 303);
    assert_eq!(find(&site, id).await.state(), GrantState::Settling);
    let over = office(&officer, id, "pay", &[("yen", "360,001"), ("on", "2027-04-01")]).await;
    assert_eq!((over.status(), over.errors()[0].0.as_str()), (422, "#pay-yen"));
    assert_eq!(
        office(&officer, id, "pay", &[("yen", "360,000"), ("on", "2027-04-01")])
            .await
            .status(),
        303
    );
    assert_eq!(office(&officer, id, "close", &[]).await.status(), 303);

    // Cancelled in part after it was closed, ordered back, returned.
    let cancel = [
        ("number", "保発第4号"),
        ("day", "2027-04-01"),
        ("yen", "300,000"),
        ("reason", "目的外の使用"),
    ];
    office(&officer, id, "propose-cancel-part", &cancel).await;
    office(&chief, id, "confirm", &[]).await;
    let order = [
        ("number", "保発第5号"),
        ("day", "2027-04-01"),
        ("yen", "60,000"),
        ("due", "2027-04-21"),
        ("reason", "法18条1項"),
    ];
    office(&officer, id, "propose-order-return", &order).await;
    office(&chief, id, "confirm", &[]).await;
    let told = approver.get(&format!("/my/grants/{id}/reports/payment")).await;
    let told = told
        .form("main form.kj-form")
        .fill("yen", "60,000")
        .fill("on", "2027-04-01")
        .fill("reference", "領収12")
        .press("提出する")
        .await;
    assert_eq!(told.status(), 303);
    let reports = site.store.list_grant_reports(id).await.unwrap();
    office(&officer, id, &format!("take-report-{}", reports[0].id), &[]).await;
    let owed = officer.get(&format!("/admin/grants/{id}")).await;
    assert_eq!(
        amount(&owed, "money-surcharge"),
        "18円",
        "one day of 60,000 yen at 0.03 %"
    );
    office(&officer, id, "take-charge", &[("yen", "18"), ("on", "2027-04-01")]).await;
    office(&officer, id, "finish-return", &[]).await;
    assert_eq!(office(&officer, id, "close", &[]).await.status(), 303);
    assert_eq!(find(&site, id).await.state(), GrantState::Closed);
    let last = approver.get(&format!("/my/grants/{id}")).await;
    let papers = last
        .links()
        .into_iter()
        .filter(|(_, href)| href.contains("/notices/"))
        .collect::<Vec<_>>();
    assert_eq!(papers.len(), 4, "{papers:?}");
    for (_, href) in papers {
        let (_, bytes) = approver.download(&href).await;
        assert!(bytes.starts_with(b"%PDF-"));
        if let Ok(folder) = std::env::var("KEEP_PAPERS") {
            std::fs::write(format!("{folder}/{}.pdf", href.rsplit('/').next().unwrap()), bytes).unwrap();
        }
    }
    assert_eq!(site.store.check().await.unwrap(), []);
}

#[tokio::test]
async fn 状況報告を求められると受理まですることに残る() {
    let site = TestSite::start().await;
    let id = shared(&site, true).await;
    let (officer, approver) = (site.as_(Role::Officer).await, site.as_(Role::Approver).await);
    let due = today().plus_days(14).unwrap();
    let silent = office(&officer, id, "ask-status", &[("due", &due.iso()), ("reason", "")]).await;
    assert_eq!(
        (silent.status(), silent.errors()[0].0.as_str()),
        (422, "#ask-status-reason")
    );
    let asked = office(
        &officer,
        id,
        "ask-status",
        &[("due", &due.iso()), ("reason", "半期の確認")],
    )
    .await;
    assert_eq!(asked.status(), 303);
    let home = approver.get(&format!("/my/grants/{id}")).await;
    for words in ["事務局が状況報告を求めています", "半期の確認", "状況を報告する"] {
        assert!(home.main().contains(words), "{words} {}", home.main());
    }
    let inbox = approver.get("/my/notices").await;
    assert!(inbox.main().contains("状況報告を提出してください"), "{}", inbox.main());
    // The day passes; the office sees who is late.
    let next = due.plus_days(1).unwrap();
    site.clock.set(domain::value::Instant::from_jst(
        next,
        domain::value::TimeOfDay::new(9, 0).unwrap(),
    ));
    let (officer, approver) = (site.as_(Role::Officer).await, site.as_(Role::Approver).await);
    let late = officer.get("/admin/grants?view=late").await;
    assert!(
        late.main().contains("歩いて健康 共同事業") && late.main().contains("期限超過"),
        "{}",
        late.main()
    );
    let form = approver.get(&format!("/my/grants/{id}/reports/status")).await;
    assert!(form.main().contains("半期の確認"), "{}", form.main());
    let sent = form
        .form("main form.kj-form")
        .fill("progress", "参加者を募った。")
        .fill("outlook", "予定どおり。")
        .fill("yen", "120,000")
        .press("提出する")
        .await;
    assert_eq!(sent.status(), 303);
    let home = approver.get(&format!("/my/grants/{id}")).await;
    assert!(home.main().contains("事務局が確認しています"), "{}", home.main());
    let none = officer.get("/admin/grants?view=late").await;
    assert!(!none.main().contains("歩いて健康 共同事業"), "{}", none.main());
    let report = site.store.list_grant_reports(id).await.unwrap()[0].id;
    let taken = office(&officer, id, &format!("take-report-{report}"), &[]).await;
    assert_eq!(taken.status(), 303);
    let home = approver.get(&format!("/my/grants/{id}")).await;
    assert!(!home.main().contains("事務局が確認しています"), "{}", home.main());
}

#[tokio::test]
async fn 財産の誤りは欄へ導く() {
    let site = TestSite::start().await;
    let id = shared(&site, true).await;
    let approver = site.as_(Role::Approver).await;
    let leads = |page: &Page<'_>| {
        let errors = page.errors();
        assert!(!errors.is_empty());
        for (field, _) in errors {
            assert_eq!(page.select(&format!("[id='{}']", &field[1..])).len(), 1, "{field}");
        }
    };
    let form = approver.get(&format!("/my/grants/{id}/assets")).await;
    let empty = form.form("main form.kj-form").press("登録する").await;
    assert_eq!(empty.status(), 422);
    leads(&empty);
    let now = today();
    let added = empty
        .form("main form.kj-form")
        .fill("name", "体組成計")
        .fill("acquired_on", &now.iso())
        .fill("price", "600,000")
        .fill("place", "会議室")
        .fill("purpose", "測定会")
        .fill("restricted_until", &now.plus_days(1_000).unwrap().iso())
        .press("登録する")
        .await
        .follow()
        .await;
    let refused = added.form("main form.kj-actions").press("処分の承認を申請する").await;
    assert_eq!(refused.status(), 422);
    leads(&refused);
    let asset = site.store.list_grant_assets(id).await.unwrap()[0].id;
    assert_eq!(refused.errors()[0].0, format!("#reason-{asset}"));
}

#[tokio::test]
async fn 監査閲覧者は読むだけで見たことが残る() {
    let site = TestSite::start().await;
    let id = shared(&site, true).await;
    let auditor = site.as_(Role::Auditor).await;
    let page = auditor.get(&format!("/admin/grants/{id}")).await;
    assert_eq!(page.status(), 200);
    assert!(page.select("main form").is_empty(), "nothing can be done");
    assert_eq!(office(&auditor, id, "hold", &[("reason", "×")]).await.status(), 403);
    let application = find(&site, id).await.application;
    let read = auditor.get(&format!("/admin/applications/{application}")).await;
    assert_eq!(read.status(), 200);
    assert!(read.select("main form").is_empty(), "nothing can be done");
    let filter = AuditFilter {
        deed: Some(Deed::CaseRead),
        ..AuditFilter::default()
    };
    let looks = site.store.list_audit(&filter, None, 100).await.unwrap();
    let pages: Vec<String> = looks
        .iter()
        .map(|row| row.after.as_ref().unwrap()["page"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        pages.contains(&format!("/admin/grants/{id}")) && pages.contains(&format!("/admin/applications/{application}")),
        "{pages:?}"
    );
    let officer = site.as_(Role::Officer).await;
    officer.get(&format!("/admin/grants/{id}")).await;
    assert_eq!(
        site.store.list_audit(&filter, None, 100).await.unwrap().len(),
        looks.len(),
        "only auditors are written down"
    );
}
