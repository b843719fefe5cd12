//! From scored applications to released decisions, by two persons, and what becomes public; and the requests about all that for
//! the walk over all routes (W7, W29, W32, ADM-08, ADM-14, ADM-18).

use std::collections::HashMap;
use std::path::PathBuf;

use domain::application::ApplicationStep;
use domain::code::PlatformRole;
use domain::decision::{BatchForm, VerdictForm};
use domain::permit::Actor;
use domain::review::{Declaration, ReviewDraft};
use domain::user::NewUser;
use domain::value::{ApplicationId, BatchId, CallId, Email, Yen};
use server::worker;
use tokio::sync::Mutex;

use crate::application::{get, sent, step};
use crate::consortium::actor;
use crate::page::Page;
use crate::people::letters;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

/// Reviewers of this site besides the one who signs in.
async fn reviewers(site: &TestSite) -> Vec<Actor> {
    let mut people = Vec::new();
    for name in ["ichiro", "jiro", "saburo"] {
        let email = Email::parse(&format!("{name}@daigaku.example.ac.jp")).unwrap();
        let user = match site.store.find_user_by_email(&email).await.unwrap() {
            Some(user) => user,
            None => {
                let new = NewUser {
                    email,
                    name: name.into(),
                    password_hash: "$argon2id$example".into(),
                    memberships: vec![],
                    platform: vec![PlatformRole::Reviewer],
                };
                let id = site.store.register_user(new).await.unwrap();
                site.store.find_user(id).await.unwrap().unwrap()
            }
        };
        people.push(Actor::User(user));
    }
    people
}

/// An application whose review is closed with the same mark everywhere; it asks for 759,000 yen.
async fn scored(site: &TestSite) -> (ApplicationId, CallId) {
    let id = sent(site).await;
    for taken in [ApplicationStep::Accept, ApplicationStep::Pass] {
        step(site, Role::Officer, id, taken).await;
    }
    let officer = actor(site, &Role::Officer.email()).await;
    let people = reviewers(site).await;
    let ids: Vec<_> = people.iter().map(|person| person.user().unwrap().id).collect();
    site.store.assign_reviews(&officer, id, &ids).await.unwrap();
    let typed: Vec<(String, String)> = (1..=8)
        .flat_map(|row| {
            [
                (format!("mark{row}_mark"), "4".to_owned()),
                (format!("mark{row}_reason"), "根拠が示されている".to_owned()),
            ]
        })
        .chain([
            ("recommendation".to_owned(), "adopt".to_owned()),
            ("to_applicant".to_owned(), "目標の置き方が具体的です。".to_owned()),
            ("to_office".to_owned(), "事務局だけに伝えること".to_owned()),
        ])
        .collect();
    let draft = ReviewDraft::of(typed.iter().map(|(name, value)| (name.as_str(), value.as_str())), 8);
    for review in site.store.list_application_reviews(id).await.unwrap() {
        let who = people
            .iter()
            .find(|person| person.user().unwrap().id == review.reviewer)
            .unwrap();
        let store = &site.store;
        store
            .declare_review(who, review.id, review.version, &Declaration::Free)
            .await
            .unwrap();
        store
            .submit_review(who, review.id, review.version + 1, &draft)
            .await
            .unwrap();
    }
    let whole = get(site, id).await;
    site.store.finish_review(&officer, id, whole.version).await.unwrap();
    (id, whole.call.id)
}

/// A batch of the officer that adopts one application.
async fn batch(site: &TestSite, is_asked: bool) -> (ApplicationId, CallId, BatchId) {
    let (id, call) = scored(site).await;
    let officer = actor(site, &Role::Officer.email()).await;
    let store = &site.store;
    store.set_budget(&officer, call, Yen::new(1_000_000)).await.unwrap();
    let head = BatchForm {
        name: "第1次".into(),
        number: "架空発第1号".into(),
        decided_on: "2026-08-03".into(),
        ..BatchForm::default()
    };
    let line = VerdictForm {
        outcome: "adopt".into(),
        amount: "759,000".into(),
        ..VerdictForm::default()
    };
    let batch = store
        .start_decisions(&officer, call, &head, &[(id, line)])
        .await
        .unwrap();
    if is_asked {
        store.propose_decisions(&officer, batch, 1).await.unwrap();
    }
    (id, call, batch)
}

/// An application of the first society that is adopted; one for each site, because nothing here changes it.
async fn decided(site: &TestSite) -> ApplicationId {
    static KNOWN: Mutex<Option<HashMap<PathBuf, ApplicationId>>> = Mutex::const_new(None);
    let mut known = KNOWN.lock().await;
    let known = known.get_or_insert_default();
    if let Some(id) = known.get(site.folder()) {
        return *id;
    }
    let (id, _, batch) = batch(site, true).await;
    let approver = actor(site, &Role::OfficerApprover.email()).await;
    site.store.approve_decisions(&approver, batch, 2).await.unwrap();
    site.store.release_decisions(batch).await.unwrap().unwrap();
    known.insert(site.folder().to_owned(), id);
    id
}

/// A sound request for a row of the table of routes, if the route is about decisions, results or reports. `own` is a call with a
/// scored application or its batch, `asked` a batch that waits for its approval, `decided` an adopted application; `gaps`
/// ticks nothing; `stale` has changed since it was seen.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let site = visitor.site;
    if about == "decided" || path == "/results" {
        let id = decided(site).await;
        let address = path.replace("{id}", &id.to_string()).replace("{year}", "2026");
        return Some(match method {
            "GET" => visitor.get(&address).await,
            _ => visitor.post(&address, &[]).await,
        });
    }
    if path.starts_with("/results") || path.starts_with("/admin/reports") {
        let file = if about == "missing" { "nothing.csv" } else { "days.csv" };
        let address = path.replace("{year}", "1999").replace("{file}", file);
        return Some(match method {
            "GET" => visitor.get(&address).await,
            _ => visitor.post(&address, &[]).await,
        });
    }
    if !path.starts_with("/admin/decisions") {
        return None;
    }
    // Who sees no decisions at all is refused before anything is looked for.
    let may_look = visitor.get("/admin/decisions").await.status() == 200;
    let (call, batch, version) = match about {
        _ if !may_look || about == "missing" => (999_999, 999_999, 1),
        "-" => (1, 1, 1),
        _ if path.contains("{batch}") => {
            let is_asked = about == "asked";
            let (_, call, id) = batch(site, is_asked).await;
            (call.get(), id.get(), if is_asked { 2 } else { 1 })
        }
        _ => (scored(site).await.1.get(), 1, 1),
    };
    let address = path
        .replace("{call}", &call.to_string())
        .replace("{batch}", &batch.to_string());
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let version = if about == "stale" { version + 1 } else { version }.to_string();
    let step = match about {
        "gaps" => "start",
        "asked" => "approve",
        _ if path.ends_with("/check") => "propose",
        _ if path.ends_with("{batch}") => "save",
        _ => "budget",
    };
    let fields = [
        ("version", version.as_str()),
        ("do", step),
        ("budget", "100万円"),
        ("name", "第2次"),
    ];
    Some(visitor.post(&address, &fields).await)
}

#[tokio::test]
async fn 順位から採否案を作り二人で決めて通知し公表する() {
    let site = TestSite::start().await;
    let (id, call) = scored(&site).await;
    let (officer, approver) = (site.as_(Role::Officer).await, site.as_(Role::OfficerApprover).await);
    let applicant = site.as_(Role::Approver).await;
    let home = format!("/my/applications/{id}");
    let list = officer.get("/admin/decisions").await;
    let address = list.link("共同事業の公募");
    assert_eq!(address, format!("/admin/decisions/{call}"));

    // The budget is typed as people write it; trying another one stores nothing.
    let page = officer.get(&address).await;
    let wrong = page.form("#set-budget").fill("budget", "たくさん").submit().await;
    assert_eq!(wrong.status(), 422);
    assert!(
        wrong.errors().iter().any(|(href, _)| href == "#budget"),
        "{:?}",
        wrong.errors()
    );
    assert_eq!(
        page.form("#set-budget")
            .fill("budget", "60万円")
            .submit()
            .await
            .status(),
        303
    );
    let short = officer.get(&address).await;
    assert!(
        short.text().contains("予算外") && short.text().contains("80.0"),
        "{}",
        short.text()
    );
    let tried = officer.get(&format!("{address}?try_budget=80万円")).await;
    assert!(
        tried.text().contains("予算内") && tried.text().contains("保存はされていません"),
        "{}",
        tried.text()
    );
    let shared = officer.get(&format!("{address}?share=1")).await;
    assert!(
        shared.text().contains("599,000") && shared.text().contains("交付率"),
        "{}",
        shared.text()
    );
    assert_eq!(site.store.find_budget(call).await.unwrap(), Some(Yen::new(600_000)));

    // A batch begins with what was tried: shared out, less than was asked for, with the reason.
    let begun = shared.form("#start").submit().await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    let editor = begun.follow().await;
    let form = editor.form("#batch");
    assert_eq!(
        (form.values("line1_outcome"), form.values("line1_amount")),
        (vec!["adopt".into()], vec!["599000".into()])
    );
    let gaps = form.press("保存して確認画面へ").await.follow().await;
    assert!(
        gaps.errors().iter().any(|(href, _)| href.ends_with("#number")),
        "{:?}",
        gaps.errors()
    );
    assert!(gaps.select("#propose").is_empty(), "nothing incomplete is proposed");
    let editor = officer.get(begun.location().trim_end_matches("?started")).await;
    let checked = editor
        .form("#batch")
        .fill("name", "第1次")
        .fill("number", "架空発第7号")
        .fill("decided_on", "令和8年8月3日")
        .press("保存して確認画面へ")
        .await;
    let check = checked.follow().await;
    assert_eq!(check.status(), 200);
    for words in ["審査の結果をお知らせします", "宛先：", "599,000円", "承認後すぐ"] {
        assert!(check.text().contains(words), "{words}: {}", check.text());
    }
    assert_eq!(check.form("#propose").submit().await.status(), 303);
    let address = checked.location().to_owned();

    // Nothing is seen outside of the office, and the officer cannot approve.
    assert!(!applicant.get(&home).await.text().contains("審査の結果"));
    assert_eq!(applicant.get(&format!("{home}/notice.pdf")).await.status(), 404);
    let own = officer.get(&address).await;
    assert!(
        own.select("#approve").is_empty() && own.text().contains("決裁者の承認を待っています"),
        "{}",
        own.text()
    );
    let silent = approver.get(&address).await.form("#return").submit().await;
    assert_eq!(silent.status(), 422);
    assert!(
        silent.errors().iter().any(|(href, _)| href == "#reason_return"),
        "{:?}",
        silent.errors()
    );
    let approved = approver.get(&address).await.form("#approve").submit().await;
    assert_eq!(approved.status(), 303, "{}", approved.text());
    assert!(approved.follow().await.text().contains("1件を申請者に通知しました"));
    assert_eq!(
        worker::decision::carry_out(&site.store).await.unwrap(),
        0,
        "released once"
    );

    // The applicant reads it, with comments and without names of reviewers or what is for the office.
    let result = applicant.get(&home).await;
    for words in [
        "審査の結果は「採択」です",
        "599,000円",
        "架空発第7号",
        "目標の置き方が具体的です",
    ] {
        assert!(result.text().contains(words), "{words}: {}", result.text());
    }
    assert!(!result.text().contains("事務局だけに伝えること") && !result.text().contains("ichiro"));
    assert!(!letters(&site, "application-decided").await.is_empty());
    let (head, pdf) = applicant.download(&format!("{home}/notice.pdf")).await;
    assert_eq!(head["content-type"], "application/pdf");
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000);
    if let Some(folder) = std::env::var_os("NOTICE_FOLDER") {
        std::fs::write(PathBuf::from(folder).join("notice.pdf"), &pdf).unwrap();
    }

    // A listing from it, the public results, the reports.
    let begun = applicant
        .get(&format!("{home}/listing"))
        .await
        .form("main form")
        .submit()
        .await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    assert!(begun.location().starts_with("/my/programs/"));
    let visitor = site.anonymous();
    let years = visitor.get("/results").await;
    let year = visitor.get(&years.link("令和8年度（2026年4月〜2027年3月）")).await;
    for words in ["歩いて健康 共同事業", "599,000円", "採択された事業"] {
        assert!(year.text().contains(words), "{words}: {}", year.text());
    }
    let table = visitor.get("/results/2026/results.csv").await;
    assert!(table.letters().contains("\"599000\""), "{}", table.letters());
    let reports = officer.get("/admin/reports").await;
    assert!(reports.select("svg[role=img]").len() >= 6, "{}", reports.text());
    assert!(
        reports.text().contains("599,000円") && reports.text().contains("30日以内"),
        "{}",
        reports.text()
    );
    let days = officer.get("/admin/reports/days.csv").await;
    assert!(days.letters().contains("\"1\""), "{}", days.letters());
}
