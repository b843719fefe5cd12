//! Calls as officers write them, an approving officer lets them out and everybody reads them; their questions; which of them
//! fit; and the requests about them for the walk over all routes (W6, W30, FORM-08).

use domain::call::{CallDraft, CallForm, CallState, CallStep};
use domain::permit::Actor;
use domain::questionnaire::Questionnaire;
use domain::value::{CallId, Email};
use server::worker;

use crate::page::{Page, words};
use crate::role::Role;
use crate::routes::fresh_title;
use crate::site::{TestSite, Visitor};

async fn actor(site: &TestSite, role: Role) -> Actor {
    let email = Email::parse(&role.email()).unwrap();
    Actor::User(site.store.find_user_by_email(&email).await.unwrap().unwrap())
}

/// A complete call, open since a few days.
fn typed() -> CallDraft {
    let (form, criteria) = CallForm::suggested();
    let number = fresh_title().replace("事業その", "");
    let form = CallForm {
        code: format!("KD{number}"),
        year: "令和8年度".into(),
        title: format!("共同化支援の公募{number}"),
        title_en: format!("Call for joint programs {number}"),
        summary_ja: "小さな組合の共同事業を支援します。".into(),
        open_day: "2026-08-03".into(),
        close_day: "2026-09-30".into(),
        project_from: "2026-10-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        min_insurers: "4".into(),
        cap: "1,000万円".into(),
        ..form
    };
    CallDraft {
        form,
        criteria,
        ..CallDraft::default()
    }
}

async fn start(site: &TestSite, draft: &CallDraft) -> CallId {
    let officer = actor(site, Role::Officer).await;
    let questions = Questionnaire::suggested();
    site.store.start_call(&officer, draft, &questions).await.unwrap()
}

async fn version(site: &TestSite, id: CallId) -> i64 {
    site.store.find_call_record(id).await.unwrap().unwrap().version
}

async fn publish(site: &TestSite, id: CallId) -> CallState {
    let approver = actor(site, Role::OfficerApprover).await;
    let seen = version(site, id).await;
    site.store.publish_call(&approver, id, seen).await.unwrap()
}

async fn open(site: &TestSite) -> CallId {
    let id = start(site, &typed()).await;
    assert_eq!(publish(site, id).await, CallState::Open);
    id
}

/// Changes the public questions of a call without publishing the change.
async fn edit_form(site: &TestSite, id: CallId) {
    let officer = actor(site, Role::Officer).await;
    let mut form = site.store.list_form_versions(id).await.unwrap().pop().unwrap().form;
    form.sections[0].questions.pop();
    site.store.save_form(&officer, id, 0, &form).await.unwrap();
}

/// The call that a row of the table of routes is about: `draft` and `gaps` written by the officer, `open` let out, `forms` with
/// changed questions, `ended` cancelled, `tested` a draft that the first society may see.
async fn subject(site: &TestSite, about: &str) -> CallId {
    let mut draft = typed();
    match about {
        "open" | "-" => open(site).await,
        "forms" => {
            let id = open(site).await;
            edit_form(site, id).await;
            id
        }
        "ended" => {
            let id = open(site).await;
            let approver = actor(site, Role::OfficerApprover).await;
            let seen = version(site, id).await;
            let step = CallStep::Cancel;
            site.store.end_call(&approver, id, seen, step, "見送り").await.unwrap();
            id
        }
        "gaps" => {
            draft.form.rate = "八割".into();
            start(site, &draft).await
        }
        "tested" => {
            draft.testers = vec![site.own];
            start(site, &draft).await
        }
        _ => start(site, &draft).await,
    }
}

/// A sound request for a row of the table of routes, if the route is one of calls.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/admin/calls") && (!path.starts_with("/calls") || path.ends_with("/apply")) {
        return None;
    }
    let site = visitor.site;
    let ends = path.ends_with("/end/{step}");
    let needs_versions = path.ends_with("/form/publish") && matches!(about, "stale" | "forms");
    let id = match about {
        "stale" | "gaps" if ends => open(site).await,
        _ if needs_versions => subject(site, "forms").await,
        "gaps" if !path.ends_with("/publish") && !path.ends_with("/preview") => subject(site, "draft").await,
        _ => subject(site, about).await,
    };
    let form = match site.store.find_form_draft(id).await.unwrap() {
        Some(waiting) => (waiting.form, waiting.revision),
        None => (Questionnaire::suggested(), 0),
    };
    let number = match about {
        "missing" => "999999".to_owned(),
        _ => id.to_string(),
    };
    let part = &form.0.sections[0];
    let section = if path.contains("/form/") { &*part.key } else { "basics" };
    let address = path
        .replace("{id}", &number)
        .replace("{step}", "cancel")
        .replace("{section}", section)
        .replace("{question}", &part.questions[0].key);
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let late = i64::from(about == "stale");
    let fields = fields(site, id, path, about).await;
    let version = (version(site, id).await + late).to_string();
    let revision = (form.1 + late).to_string();
    let mut pairs: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    pairs.extend([("version", &*version), ("revision", &*revision)]);
    Some(visitor.post(&address, &pairs).await)
}

async fn fields(site: &TestSite, id: CallId, path: &str, about: &str) -> Vec<(String, String)> {
    let gaps = about == "gaps";
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let record = site.store.find_call_record(id).await.unwrap().unwrap();
    match path {
        "/admin/calls/new" => {
            let fresh = typed().form;
            let code = if gaps { "" } else { &fresh.code };
            vec![
                pair("code", code),
                pair("year", &fresh.year),
                pair("title", &fresh.title),
            ]
        }
        "/admin/calls/{id}/end/{step}" => vec![pair("reason", if gaps { "" } else { "見送るため" })],
        "/admin/calls/{id}/form" => vec![pair("do", "add")],
        "/admin/calls/{id}/form/{section}" => vec![pair("title_ja", if gaps { "" } else { "見出し" })],
        "/admin/calls/{id}/form/{section}/{question}" => {
            vec![pair("label_ja", if gaps { "" } else { "質問" }), pair("kind", "yes-no")]
        }
        "/admin/calls/{id}/publish" if about == "asked" => vec![pair("decision", "request")],
        "/admin/calls/{id}/publish" | "/admin/calls/{id}/form/publish" => vec![pair("decision", "publish")],
        "/admin/calls/{id}/testers" => vec![pair("testers", if gaps { "99" } else { "" })],
        "/admin/calls/{id}/{section}" => {
            let mut form = record.draft.form;
            match about {
                "stale" => form.title = "ほかの人と違う名前".into(),
                "gaps" => form.code = "ＫＤ－１".into(),
                _ => {}
            }
            let officer = site.as_(Role::Officer).await;
            let page = officer.get(&format!("/admin/calls/{id}/basics")).await;
            let base = match about {
                "stale" => vec!["0".to_owned()],
                _ => page.form("#section-form").values("base"),
            };
            let mut pairs = vec![pair("base", &base[0])];
            for field in domain::call::Section::Basics.fields() {
                pairs.extend(form.values(field).iter().map(|value| pair(field, value)));
            }
            pairs
        }
        _ => vec![],
    }
}

#[tokio::test]
async fn 担当官が作り決裁者が公開し組合が見つける() {
    let site = TestSite::start().await;
    let officer = site.as_(Role::Officer).await;
    let new = officer.get("/admin/calls/new").await.form("main form[method=post]");
    let refused = new.submit().await;
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.errors().len(), 3, "{:?}", refused.errors());
    let form = refused
        .form("main form[method=post]")
        .fill("code", "ｋｄ８")
        .fill("year", "R8")
        .fill("title", "令和8年度 共同化支援の公募");
    let home = form.submit().await.location().to_owned();
    let page = officer.get(&home).await;
    assert!(page.text().contains("8項目中"), "{}", page.text());
    // What is missing leads to its field.
    let check = officer.get(&format!("{home}/publish")).await;
    assert!(
        check
            .links()
            .iter()
            .any(|(_, href)| href.ends_with("/dates?check=1#open_day")),
        "{:?}",
        check.links()
    );
    assert!(
        check.select("#publish, #request").is_empty(),
        "nothing can be decided yet"
    );

    // What is typed is saved first; what is wrong is said beside it.
    let dates = officer.get(&format!("{home}/dates")).await.form("#section-form");
    let wrong = dates
        .fill("open_day", "令和8年9月10日")
        .fill("close_day", "9月のどこか")
        .fill("project_from", "R8.10.1")
        .fill("project_to", "２０２７年３月３１日")
        .submit()
        .await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.form("#section-form").values("close_day"), ["9月のどこか"]);
    let next = wrong
        .form("#section-form")
        .fill("close_day", "2026/9/30")
        .submit()
        .await;
    assert_eq!(next.location(), format!("{home}/eligibility"));
    let money = officer.get(&format!("{home}/money")).await.form("#section-form");
    let saved = money
        .tick("allocation", "rate")
        .fill("rate", "３分の２")
        .fill("cap", "1,000万円")
        .press("保存して一覧へ")
        .await;
    assert_eq!((saved.status(), saved.location()), (303, &*home));
    let reports = officer.get(&format!("{home}/reports")).await.form("#section-form");
    assert_eq!(reports.fill("report_by", "令和9年4月10日").submit().await.status(), 303);

    // Rows of the score sheet come and go without scripts.
    let sheet = format!("{home}/sheet");
    let more = officer
        .get(&sheet)
        .await
        .form("#section-form")
        .press("評価項目を増やす")
        .await;
    let ninth = more.follow().await.form("#section-form");
    let kept = ninth
        .fill("criterion9_name", "普及への工夫")
        .press("評価項目1を削除")
        .await;
    let page = kept.follow().await;
    let form = page.form("#section-form");
    assert_eq!(form.values("criterion1_code"), ["E2"]);
    assert_eq!(form.values("criterion8_name"), ["普及への工夫"]);
    assert_eq!(form.press("評価項目8を削除").await.status(), 303);

    let preview = officer.get(&format!("{home}/preview")).await;
    assert!(preview.text().contains("2/3（66.7％）"), "{}", preview.text());
    let ready = officer.get(&format!("{home}/publish")).await;
    assert!(ready.text().contains("公開できるのは決裁者です。"), "{}", ready.text());
    assert_eq!(ready.form("#request").submit().await.status(), 303);

    let approver = site.as_(Role::OfficerApprover).await;
    let inbox = approver.get("/my/notices").await;
    assert!(inbox.text().contains("の公開が依頼されました。"), "{}", inbox.text());
    let decide = approver.get(&format!("{home}/publish")).await;
    assert!(decide.text().contains("受付は令和8年9月10日"), "{}", decide.text());
    assert_eq!(decide.form("#publish").submit().await.status(), 303);
    let after = officer.get("/my/notices").await;
    assert!(after.text().contains("の公開が予約されました。"), "{}", after.text());

    // Everybody reads it, in both languages, and it opens and closes by the clock.
    let visitor = site.anonymous();
    let list = visitor.get("/calls").await;
    let link = list.link("令和8年度 共同化支援の公募");
    let page = visitor.get(&link).await;
    for expected in [
        "E2 中小規模保険者への裨益・参画",
        "諸謝金",
        "サーバー時刻で判定します",
        "2/3（66.7％）",
    ] {
        assert!(page.text().contains(expected), "{expected}: {}", page.text());
    }
    assert!(page.text().contains("受付は令和8年9月10日"), "{}", page.text());
    assert!(page.text().contains("10,000,000円（1,000万円）"), "{}", page.text());
    let english = visitor.get(&format!("/en{link}")).await;
    assert!(
        english.text().contains("How applications are judged"),
        "{}",
        english.text()
    );
    let calendar = visitor.get(&format!("{link}/calendar.ics")).await;
    assert!(calendar.body.contains("DTSTART:20260930T080000Z"), "{}", calendar.body);
    assert_eq!(worker::call::carry_out(&site.store).await.unwrap(), 0);
    site.clock.advance_millis(10 * 24 * 60 * 60 * 1000);
    assert_eq!(worker::call::carry_out(&site.store).await.unwrap(), 1);
    assert!(visitor.get(&link).await.text().contains("受付中"));
    site.clock.advance_millis(20 * 24 * 60 * 60 * 1000);
    assert_eq!(worker::call::carry_out(&site.store).await.unwrap(), 1);
    assert!(visitor.get(&link).await.text().contains("受付は終わりました。"));
}

#[tokio::test]
async fn 同時に変えたところは見比べて選ぶ() {
    let site = TestSite::start().await;
    let id = start(&site, &typed()).await;
    let path = format!("/admin/calls/{id}/basics");
    let (officer, approver) = (site.as_(Role::Officer).await, site.as_(Role::OfficerApprover).await);
    let (mine, theirs) = (officer.get(&path).await, approver.get(&path).await);
    let saved = theirs
        .form("#section-form")
        .fill("contact", "相手の窓口")
        .submit()
        .await;
    assert_eq!(saved.status(), 303);
    // Another part does not matter.
    let costs = officer.get(&format!("/admin/calls/{id}/costs")).await;
    assert_eq!(
        costs.form("#section-form").fill("quotes", "3").submit().await.status(),
        303
    );
    let refused = mine.form("#section-form").fill("contact", "自分の窓口").submit().await;
    assert_eq!(refused.status(), 409);
    assert!(
        refused.text().contains("相手の窓口") && refused.text().contains("自分の窓口"),
        "{}",
        refused.text()
    );
    let again = refused.form("#section-form");
    assert_eq!(again.values("contact"), ["自分の窓口"]);
    assert_eq!(again.submit().await.status(), 303);
    let stored = site.store.find_call_record(id).await.unwrap().unwrap().draft;
    assert_eq!(
        (stored.form.contact.as_str(), stored.form.quotes.as_str()),
        ("自分の窓口", "3")
    );
}

#[tokio::test]
async fn 昨年度の公募を写すと動かした日付に印が付く() {
    let site = TestSite::start().await;
    let last = open(&site).await;
    let officer = site.as_(Role::Officer).await;
    let form = officer.get("/admin/calls/new").await.form("main form[method=post]");
    let made = form.tick("from", &last.to_string()).fill("code", "KD9").submit().await;
    assert_eq!(made.status(), 303, "{}", made.text());
    let home = made.location().to_owned();
    let page = officer.get(&home).await;
    assert!(
        page.text().contains("写してから確かめていないところが7か所あります。"),
        "{}",
        page.text()
    );
    let dates = officer.get(&format!("{home}/dates")).await;
    assert!(dates.text().contains("1年進めて写したところです。"), "{}", dates.text());
    let form = dates.form("#section-form");
    assert_eq!(form.values("close_day"), ["2027-09-30"]);
    assert_eq!(form.submit().await.status(), 303);
    let seen = officer.get(&format!("{home}/dates")).await;
    assert!(!seen.text().contains("1年進めて写したところです。"), "{}", seen.text());
    // The questions come along.
    let questions = officer.get(&format!("{home}/form")).await;
    assert!(
        questions.text().contains("単独では実施が難しい理由"),
        "{}",
        questions.text()
    );
}

#[tokio::test]
async fn 質問を変えると新しい版になり差が示される() {
    let site = TestSite::start().await;
    let id = open(&site).await;
    let home = format!("/admin/calls/{id}/form");
    let officer = site.as_(Role::Officer).await;
    let list = officer.get(&home).await;
    assert!(list.text().contains("公開中：第1版"), "{}", list.text());
    // Delete a question, and let a new one take over its answers.
    let removed = list
        .select("form")
        .into_iter()
        .find(|form| words(*form).contains("「単独では実施が難しい理由」を削除"));
    let key = removed
        .unwrap()
        .select(&scraper::Selector::parse("[name=key]").unwrap())
        .next();
    let key = key.unwrap().attr("value").unwrap().to_owned();
    let gone = officer
        .post(&home, &[("do", "remove"), ("key", &key), ("revision", "0")])
        .await;
    assert_eq!(gone.status(), 303);
    let list = officer.get(&home).await;
    assert!(list.text().contains("第2版を編集しています。"), "{}", list.text());
    let add = officer
        .get(&list.link("質問を加える"))
        .await
        .form("main form[method=post]");
    let wrong = add.tick("kind", "one").fill("label_ja", "主な理由").submit().await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.errors()[0].0, "#choice1_ja", "{:?}", wrong.errors());
    let right = wrong
        .form("main form[method=post]")
        .fill("choice1_ja", "人数が足りない")
        .fill("choice2_ja", "費用が足りない")
        .fill("choice3_ja", "専門家がいない")
        .tick("replaces", &key);
    assert_eq!(right.submit().await.status(), 303);
    // An old tab does not undo it.
    let late = officer.post(&home, &[("do", "add"), ("revision", "1")]).await;
    assert_eq!(late.status(), 409);

    let publish = officer.get(&format!("{home}/publish")).await;
    assert!(
        publish.text().contains("「単独では実施が難しい理由」の答えを引き継ぐ"),
        "{}",
        publish.text()
    );
    assert!(publish.select("#publish").is_empty(), "an approving officer publishes");
    assert!(
        !site
            .anonymous()
            .get(&format!("/calls/{id}"))
            .await
            .text()
            .contains("主な理由")
    );
    let approver = site.as_(Role::OfficerApprover).await;
    let done = approver
        .get(&format!("{home}/publish"))
        .await
        .form("#publish")
        .submit()
        .await;
    let page = done.follow().await;
    assert!(page.text().contains("第2版を公開しました。"), "{}", page.text());
    assert!(
        site.anonymous()
            .get(&format!("/calls/{id}"))
            .await
            .text()
            .contains("主な理由")
    );
    assert_eq!(site.store.list_form_versions(id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn テスト公開は選んだ組合だけに見える() {
    let site = TestSite::start().await;
    let id = start(&site, &typed()).await;
    let page = format!("/calls/{id}");
    let society = site.as_(Role::Editor).await;
    assert_eq!(society.get(&page).await.status(), 404);
    let officer = site.as_(Role::Officer).await;
    let number = site
        .store
        .find_organisation(site.own)
        .await
        .unwrap()
        .unwrap()
        .number
        .unwrap();
    let form = officer
        .get(&format!("/admin/calls/{id}/testers"))
        .await
        .form("main form[method=post]");
    let unknown = form.fill("testers", "123").submit().await;
    assert_eq!(unknown.status(), 422);
    let form = unknown.form("main form[method=post]");
    assert_eq!(
        form.fill("testers", &format!("{number} 自組合"))
            .submit()
            .await
            .status(),
        303
    );
    let seen = society.get(&page).await;
    assert!(seen.text().contains("テスト公開中です"), "{}", seen.text());
    assert_eq!(site.as_(Role::OtherApprover).await.get(&page).await.status(), 404);
    assert_eq!(site.anonymous().get(&page).await.status(), 404);
    assert!(!society.get("/calls").await.text().contains("共同化支援の公募"));
}

#[tokio::test]
async fn 四つの質問で応募できるかと足りない数が分かる() {
    let site = TestSite::start().await;
    open(&site).await;
    let visitor = site.anonymous();
    let empty = visitor.get("/calls/fit?kind=&members=&partners=&small=").await;
    assert_eq!((empty.status(), empty.errors().len()), (422, 4));
    let asked = visitor
        .get("/calls/fit")
        .await
        .form("main form")
        .fill("kind", "kenpo")
        .fill("members", "12,000")
        .fill("partners", "2")
        .fill("small", "0")
        .submit()
        .await;
    let text = asked.text();
    assert!(text.contains("このままでは応募できません"), "{text}");
    assert!(
        text.contains("保険者が4以上必要です。今は自組合を含めて3で、あと1足りません。"),
        "{text}"
    );
    assert!(
        text.contains("今は3のうち0です。中小規模の保険者をあと3加えると満たします。"),
        "{text}"
    );
    let form = asked.form("main form").fill("partners", "5").fill("small", "3");
    let fits = form.submit().await;
    assert!(fits.text().contains("応募できます"), "{}", fits.text());
    assert!(!fits.text().contains("このままでは応募できません"), "{}", fits.text());
    let viewer = site.as_(Role::Viewer).await;
    let own = viewer.get("/calls/fit").await;
    let form = own.form("main form");
    assert_eq!(form.values("kind"), ["kenpo"]);
    assert!(!form.values("members")[0].is_empty(), "{}", own.text());
}

#[tokio::test]
async fn 早い締切は理由とともに知らされる() {
    let site = TestSite::start().await;
    let id = open(&site).await;
    let officer = site.as_(Role::Officer).await;
    let home = officer.get(&format!("/admin/calls/{id}")).await;
    assert!(!home.text().contains("早く締め切る"), "{}", home.text());
    let approver = site.as_(Role::OfficerApprover).await;
    let way = approver.get(&format!("/admin/calls/{id}")).await.link("早く締め切る");
    let form = approver.get(&way).await.form("main form[method=post]");
    let refused = form.submit().await;
    assert_eq!((refused.status(), refused.errors().len()), (422, 1));
    let form = refused
        .form("main form[method=post]")
        .fill("reason", "予算に達したため");
    assert_eq!(form.submit().await.status(), 303);
    let visitor = site.anonymous();
    let page = visitor.get(&format!("/calls/{id}")).await;
    assert!(
        page.text().contains("予定より早く受付を終えました。"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("予算に達したため"), "{}", page.text());
    let fit = visitor.get("/calls/fit").await;
    assert!(
        fit.text().contains("受付中またはこれから始まる公募はありません。"),
        "{}",
        fit.text()
    );
}
