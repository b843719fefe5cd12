//! Joining as both sides meet it: the way from the request to the confirmed place, what stands in the way, answers to many,
//! questions from outside, and the requests about them for the walk over all routes (INS-03, INS-04, ORG-05, PUB-04).

use domain::Lang;
use domain::code::DecisionBody;
use domain::participation::{
    CleanAnswer, CleanConsent, CleanInquiry, CleanRequest, ParticipationState, ParticipationStep, SILENCE_DAYS,
};
use domain::permit::Actor;
use domain::program::ProgramForm;
use domain::value::{Email, OrganisationId, ParticipationId, ProgramId, Yen};
use store::ImportState;

use crate::page::Page;
use crate::people::letters;
use crate::role::Role;
use crate::routes::fresh_title;
use crate::site::{TestSite, Visitor, sample};

async fn actor(site: &TestSite, role: Role) -> Actor {
    let email = Email::parse(&role.email()).unwrap();
    Actor::User(site.store.find_user_by_email(&email).await.unwrap().unwrap())
}

/// Asks to join as the approver of the society.
pub async fn ask(site: &TestSite, program: ProgramId, society: OrganisationId) -> ParticipationId {
    let asker = if society == site.own {
        Role::Approver
    } else {
        Role::OtherApprover
    };
    let request = CleanRequest {
        department: String::new(),
        name: "佐藤 花子".into(),
        tel: None,
        email: Email::parse("hoken@example.jp").unwrap(),
        people: Some(300),
        note: "初めて申し込みます。".into(),
    };
    let asker = actor(site, asker).await;
    site.store
        .request_participation(&asker, program, society, &request)
        .await
        .unwrap()
}

async fn offer(site: &TestSite, organiser: Role, id: ParticipationId) {
    let answer = CleanAnswer {
        step: ParticipationStep::Offer,
        reason: String::new(),
    };
    let organiser = actor(site, organiser).await;
    site.store.step_participation(&organiser, id, 1, &answer).await.unwrap();
}

async fn question(site: &TestSite, program: ProgramId) -> i64 {
    let facts = CleanInquiry {
        name: "田中 一郎".into(),
        organisation: String::new(),
        email: Email::parse("tanaka@example.jp").unwrap(),
        text: "途中から参加できますか。".into(),
    };
    let sent = site
        .store
        .send_inquiry(&Actor::Anonymous, program, &facts, Lang::Ja)
        .await;
    sent.unwrap().get()
}

/// What a request of the society says.
const REQUEST: &[(&str, &str)] = &[
    ("department", ""),
    ("name", "山本 浩司"),
    ("tel", "06-1234-5678"),
    ("email", "yamamoto@example.jp"),
    ("people", "300"),
    ("note", ""),
    ("understood", "1"),
];

const CONSENT: &[(&str, &str)] = &[
    ("body", "board"),
    ("decided_on", "2026-08-31"),
    ("approver", "山本 浩司"),
    ("cost_agreed", "yes"),
    ("cost_yen", ""),
    ("data_accepted", "1"),
    ("note", ""),
];

const QUESTION: &[(&str, &str)] = &[
    ("name", "田中 一郎"),
    ("organisation", ""),
    ("email", "tanaka@example.jp"),
    ("text", "途中から参加できますか。"),
    ("website", ""),
];

/// A sound request for a row of the table of routes, if the route is one of joining.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let site = visitor.site;
    let society = path.starts_with("/my/participations/");
    let organiser = path.contains("/participants") || path.contains("/inquiries");
    if society || organiser {
        return Some(send_private(visitor, path, method, about).await);
    }
    let fields = match path {
        "/programs/{id}/inquiry" => QUESTION,
        "/programs/{id}/join" => REQUEST,
        _ => return None,
    };
    let id = match about {
        "missing" => ProgramId::new(999_999),
        _ => {
            let state = match about {
                "draft" => ImportState::Draft,
                "closed" => ImportState::Closed,
                _ => ImportState::Published,
            };
            let visibility = match about {
                "insurers" => "insurers",
                "members" => "participants",
                _ => "public",
            };
            let form = ProgramForm {
                visibility: visibility.into(),
                ..sample(&fresh_title())
            };
            site.add(site.own, &form, state).await
        }
    };
    let path = path.replace("{id}", &id.to_string());
    Some(match method {
        "GET" => visitor.get(&path).await,
        _ => visitor.post(&path, fields).await,
    })
}

/// About a participation or a question of a program that one of the two societies leads.
async fn send_private<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Page<'a> {
    let site = visitor.site;
    let for_society = path.starts_with("/my/participations/");
    // The society of most roles asks to join the other's program, or leads one itself.
    let own_leads = for_society == (about == "foreign");
    let (lead, asker, organiser) = if own_leads {
        (site.own, site.other, Role::Approver)
    } else {
        (site.other, site.own, Role::OtherApprover)
    };
    let program = site.add(lead, &sample(&fresh_title()), ImportState::Published).await;
    let id = ask(site, program, asker).await;
    if for_society && about != "asked" {
        offer(site, organiser, id).await;
    }
    let version = site.store.find_participation(id).await.unwrap().unwrap().version;
    let version = version + i64::from(about == "stale");
    let inquiry = question(site, program).await;
    let missing = about == "missing";
    let number = |id: i64| if missing { "999999".to_owned() } else { id.to_string() };
    let address = path
        .replace("{id}", &number(if for_society { id.get() } else { program.get() }))
        .replace("{inquiry}", &number(inquiry))
        .replace("{participation}", &number(id.get()));
    if method == "GET" {
        return visitor.get(&address).await;
    }
    let version = version.to_string();
    let seen = format!("{id}-{version}");
    let sure = if about == "sure" { "1" } else { "" };
    let mut fields = match path {
        "/my/participations/{id}/consent" => CONSENT.to_vec(),
        "/my/participations/{id}/end" => vec![("reason", "都合のため")],
        "/my/programs/{id}/inquiries/{inquiry}" => vec![("answer", "参加できます。")],
        _ => vec![("id", &*seen), ("step", "offer"), ("reason", ""), ("sure", sure)],
    };
    fields.push(("version", &version));
    visitor.post(&address, &fields).await
}

#[tokio::test]
async fn 申込みから承認と機関決定を経て確定し両者が同じ経過を読む() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        nationwide: "1".into(),
        pref: vec![],
        members_visibility: "public".into(),
        ..sample("歩数を競う大会")
    };
    let id = site.publish(&form).await;
    let society = site.as_(Role::OtherApprover).await;
    let detail = society.get(&format!("/programs/{id}")).await;
    assert!(detail.text().contains("参加できます"), "{}", detail.text());
    let join = detail.link("参加を申し込む");
    let form = society.get(&join).await.form("main form");
    let empty = form.fill("name", "").submit().await;
    assert_eq!(empty.status(), 422);
    let fields: Vec<_> = empty.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields.len(), 2, "{fields:?}");
    let sent = society.post(&join, REQUEST).await;
    assert_eq!(sent.status(), 303);
    let own = sent.location().split('?').next().unwrap().to_owned();
    assert!(sent.follow().await.text().contains("参加の申込みを受け付けました"));
    // Whoever asks again is led to the request.
    assert_eq!(society.get(&join).await.location(), own);

    let organiser = site.as_(Role::Approver).await;
    let list = format!("/my/programs/{id}/participants");
    let participation = site.store.list_participants(id).await.unwrap().remove(0);
    let one = format!("{list}/{}", participation.id);
    let preview = organiser
        .get(&one)
        .await
        .form("main form")
        .tick("step", "offer")
        .submit()
        .await;
    assert_eq!(preview.status(), 200);
    assert!(
        preview.text().contains("次の1名にメールを送ります"),
        "{}",
        preview.text()
    );
    assert_eq!(
        site.store
            .find_participation(participation.id)
            .await
            .unwrap()
            .unwrap()
            .state,
        ParticipationState::Requested
    );
    assert_eq!(preview.form("main form").submit().await.status(), 303);

    let page = society.get(&format!("{own}/consent")).await;
    assert_eq!(page.status(), 200);
    let future = page.form("main form").fill("decided_on", "2026-09-02").submit().await;
    assert_eq!(future.status(), 422);
    let form = page
        .form("main form")
        .tick("body", "board")
        .tick("cost_agreed", "yes")
        .tick("data_accepted", "1");
    let done = form
        .fill("decided_on", "2026-08-31")
        .fill("approver", "山本 浩司")
        .submit()
        .await;
    assert_eq!(done.status(), 303, "{}", done.text());

    let preview = organiser
        .get(&one)
        .await
        .form("main form")
        .tick("step", "confirm")
        .submit()
        .await;
    assert_eq!(preview.form("main form").submit().await.status(), 303);
    let lines = |page: &Page<'_>| -> Vec<String> {
        page.select("section:last-of-type tbody tr")
            .into_iter()
            .map(crate::page::words)
            .collect()
    };
    let (mine, theirs) = (society.get(&own).await, organiser.get(&one).await);
    assert_eq!(lines(&mine).len(), 4, "{}", mine.text());
    assert_eq!(lines(&mine), lines(&theirs));
    assert!(society.get("/my/participations").await.text().contains("参加確定"));
    let anyone = site.anonymous();
    let detail = anyone.get(&format!("/programs/{id}")).await;
    assert!(
        detail.text().contains("参加組合 このサイトで確定した1組合"),
        "{}",
        detail.text()
    );
    assert!(detail.text().contains("若草台健康保険組合"), "{}", detail.text());
}

#[tokio::test]
async fn 条件に合わない組合はどの条件が合わないかを読み申し込めない() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        condition_max: "10".into(),
        ..sample("小さな組合の集まり")
    };
    let id = site.publish(&form).await;
    let society = site.as_(Role::OtherApprover).await;
    let page = society.get(&format!("/programs/{id}/join")).await;
    assert!(
        page.text().contains("参加条件に合わないため、申し込めません"),
        "{}",
        page.text()
    );
    // Both values stand beside each other.
    let size = page.select("main tbody tr").into_iter().map(crate::page::words);
    let size: Vec<_> = size.filter(|row| row.starts_with("加入者数")).collect();
    assert!(
        size.len() == 1 && size[0].contains("10人以下") && size[0].contains("5,000"),
        "{size:?}"
    );
    assert!(page.select("main form").is_empty());
    let sent = society.post(&format!("/programs/{id}/join"), REQUEST).await;
    assert_eq!(sent.status(), 303);
    assert!(site.store.list_participants(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn 判定に足りない組織情報は不明と伝え申込みは妨げない() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("東京の組合の集まり")).await;
    let society = site.as_(Role::OtherApprover).await;
    let page = society.get(&format!("/programs/{id}/join")).await;
    assert!(
        page.text().contains("組織情報を入力すると判定できます"),
        "{}",
        page.text()
    );
    assert_eq!(society.get(&page.link("組織情報を入力する")).await.status(), 200);
    assert!(!page.select("main form").is_empty());
}

#[tokio::test]
async fn 複数の申込みに理由を添えて見送り一覧を表計算で受け取る() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数を競う大会")).await;
    let one = ask(&site, id, site.other).await;
    let organiser = site.as_(Role::Editor).await;
    let list = format!("/my/programs/{id}/participants");
    let chosen = format!("{one}-1");
    let none = organiser
        .post(&list, &[("step", "decline"), ("reason", "定員のため")])
        .await;
    assert_eq!(none.status(), 422);
    let silent = organiser.post(&list, &[("step", "decline"), ("id", &chosen)]).await;
    assert_eq!(silent.status(), 422);
    let fields = [
        ("step", "decline"),
        ("id", &*chosen),
        ("reason", "定員のため"),
        ("sure", "1"),
    ];
    let done = organiser.post(&list, &fields).await;
    assert_eq!(done.status(), 303);
    assert!(done.follow().await.text().contains("1件に回答しました"));
    // A second click on the same page changes nothing and says so.
    let again = organiser.post(&list, &fields).await;
    assert!(
        again.text().contains("次の申込みには回答していません"),
        "{}",
        again.text()
    );
    assert_eq!(site.store.list_participation_events(one).await.unwrap().len(), 2);
    let waiting = organiser.get(&format!("{list}?state=waitlisted")).await;
    assert!(waiting.text().contains("この条件の申込みはありません"));
    let csv = organiser.get(&format!("{list}.csv")).await;
    assert!(
        csv.body.starts_with('\u{feff}') && csv.body.contains("見送り"),
        "{}",
        csv.body
    );
    assert_eq!(organiser.get(&format!("{list}.xlsx")).await.status(), 200);
}

#[tokio::test]
async fn 問い合わせは番号を受け取り主催者の回答がメールで届く() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数を競う大会")).await;
    let asker = site.anonymous();
    let path = format!("/programs/{id}/inquiry");
    assert!(!asker.get(&path).await.body.contains("hoken@mizuhono"));
    let sent = asker.post(&path, QUESTION).await;
    assert_eq!(sent.status(), 303);
    let page = sent.follow().await;
    assert!(page.text().contains("Q-2026-"), "{}", page.text());
    // What fills in the hidden field is thanked and forgotten.
    let mut trapped = QUESTION.to_vec();
    trapped[4].1 = "https://spam.example";
    assert_eq!(asker.post(&path, &trapped).await.status(), 303);
    let found = site.store.list_inquiries(id).await.unwrap();
    assert_eq!(found.len(), 1);

    let organiser = site.as_(Role::Editor).await;
    let list = organiser.get(&format!("/my/programs/{id}/inquiries")).await;
    let question = organiser.get(&list.link(&found[0].reference())).await;
    let empty = question.form("main form").submit().await;
    assert_eq!(empty.status(), 422);
    let answered = question
        .form("main form")
        .fill("answer", "いつでも参加できます。")
        .submit()
        .await;
    assert_eq!(answered.status(), 303);
    let again = organiser.post(&question.path, &[("answer", "もう一度")]).await;
    assert_eq!(again.status(), 409);
    let letters = letters(&site, "inquiry-answered").await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].to_string().contains("いつでも参加できます"));
}

#[tokio::test]
async fn 七日のあいだ回答がないと一度だけ催促する() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数を競う大会")).await;
    ask(&site, id, site.other).await;
    assert_eq!(site.store.remind_participations().await.unwrap(), 0);
    site.clock.advance_millis(SILENCE_DAYS * 24 * 60 * 60 * 1000);
    assert_eq!(site.store.remind_participations().await.unwrap(), 1);
    assert_eq!(site.store.remind_participations().await.unwrap(), 0);
}

/// Answers of the outputs that hold programs, for anonymous readers; ids are those of one program.
const PUBLIC: &[&str] = &[
    "/",
    "/programs",
    "/programs?q=歩数",
    "/programs.json",
    "/programs.atom",
    "/programs.csv",
    "/programs.ics",
    "/programs/{id}",
    "/programs/{id}.ics",
    "/programs/{id}/inquiry",
    "/programs/{id}/summary",
    "/programs/compare?id={id}",
    "/suggest.json?q=歩数",
    "/sitemap.xml",
    "/organizations/{lead}",
    "/api/v1/programs",
    "/api/v1/programs/{id}",
];

#[tokio::test]
async fn 問合せ先のメールアドレスは公開のどこにも出ない() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        contact_email: "himitsu-no-madoguchi@mizuhono.example.jp".into(),
        ..sample("歩数を競う大会")
    };
    let id = site.publish(&form).await;
    for role in [Role::Anonymous, Role::OtherApprover, Role::Secretariat] {
        let reader = site.as_(role).await;
        for path in PUBLIC {
            let path = path
                .replace("{id}", &id.to_string())
                .replace("{lead}", &site.own.to_string());
            for path in [path.clone(), format!("/en{path}")] {
                if path.starts_with("/en/api") || path == "/en/sitemap.xml" {
                    continue;
                }
                let page = reader.get(&path).await;
                // A profile may be for insurers only.
                let is_hidden = page.status() == 404 && path.contains("/organizations/");
                assert!(page.status() == 200 || is_hidden, "{path}");
                assert!(!page.body.contains("himitsu"), "{path} as {role:?}");
            }
        }
        let (_, book) = reader.download("/programs.xlsx").await;
        let cells = format!("{:?}", crate::outputs::read_xlsx(book).0);
        assert!(
            cells.contains("歩数を競う大会") && !cells.contains("himitsu"),
            "{cells}"
        );
    }
    // Its own people do read it.
    let own = site.as_(Role::Editor).await;
    let page = own.get(&format!("/my/programs/{id}/edit/contact")).await;
    assert!(page.body.contains("himitsu"));
}

#[tokio::test]
async fn 自組合が参加できる事業だけに絞り込み組合ごとに答えが違う() {
    let site = TestSite::start().await;
    let anywhere = |title: &str| ProgramForm {
        nationwide: "1".into(),
        pref: vec![],
        ..sample(title)
    };
    let fits = site.publish(&anywhere("誰でも入れる会")).await;
    let small = ProgramForm {
        condition_max: "10".into(),
        ..anywhere("小さな組合の会")
    };
    let small = site.publish(&small).await;
    let closed = ProgramForm {
        recruit_to: "2026-08-20".into(),
        ..anywhere("締め切った会")
    };
    let closed = site.publish(&closed).await;
    // Where the members of the other society are is not known; that of this one is in Tokyo.
    let tokyo = site.publish(&sample("東京の会")).await;

    let society = site.as_(Role::OtherApprover).await;
    let page = society.get("/programs?fit=1").await;
    assert_eq!(page.found(), [fits.get()], "{}", page.text());
    assert!(page.text().contains("自組合が参加できる共同事業"), "{}", page.text());
    assert!(
        page.text().contains("判定できない事業は含まれていません"),
        "{}",
        page.text()
    );
    let csv = society.get("/programs.csv?fit=1").await;
    assert!(
        csv.body.contains("誰でも入れる会") && !csv.body.contains("小さな組合の会"),
        "{}",
        csv.body
    );
    let json = society.get("/programs.json?fit=1").await.json();
    assert_eq!(json["facets"]["fit"][0]["count"], 1);
    let all = society.get("/programs").await;
    let cards: Vec<String> = all.select(".kj-card").into_iter().map(crate::page::words).collect();
    let says = |title: &str, words: &str| cards.iter().any(|card| card.contains(title) && card.contains(words));
    assert!(says("誰でも入れる会", "参加できます"), "{cards:?}");
    assert!(says("小さな組合の会", "参加条件に合いません（加入者数）"), "{cards:?}");
    assert!(says("東京の会", "組織情報を入力すると判定できます"), "{cards:?}");
    assert!(!says("締め切った会", "自組合の参加"), "{cards:?}");

    let lead = site.as_(Role::Approver).await;
    let own: Vec<i64> = lead.get("/programs?fit=1").await.found();
    assert_eq!(own, Vec::<i64>::new(), "nobody joins a program of their own");
    assert!([tokyo, small, closed].iter().all(|id| id.get() > 0));
    assert_eq!(society.get("/programs?fit=1").await.found(), [fits.get()]);

    // Nobody in particular can join nothing in particular: the filter has no effect, and that is said.
    let anyone = site.anonymous();
    let page = anyone.get("/programs?fit=1").await;
    assert_eq!(page.found().len(), 4);
    assert!(
        page.text().contains("fit=1") && !page.text().contains("自組合が参加可能"),
        "{}",
        page.text()
    );
    let json = anyone.get("/programs.json?fit=1").await.json();
    assert_eq!(json["ignored"][0], "fit=1");
    assert!(json["facets"].get("fit").is_none());
}

#[tokio::test]
async fn 公開を停止した参加組合だけの事業は参加組合には停止とわかる() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("参加組合だけの会")).await;
    let joined = ask(&site, id, site.other).await;
    offer(&site, Role::Approver, joined).await;
    let consent = CleanConsent {
        body: DecisionBody::Board,
        decided_on: "2026-08-01".parse().unwrap(),
        approver: "山田 太郎".into(),
        cost_agreed: true,
        cost_yen: Some(Yen::new(0)),
        note: String::new(),
    };
    let society = actor(&site, Role::OtherApprover).await;
    site.store.consent_to_join(&society, joined, 2, &consent).await.unwrap();
    let confirm = CleanAnswer {
        step: ParticipationStep::Confirm,
        reason: String::new(),
    };
    let organiser = actor(&site, Role::Approver).await;
    site.store
        .step_participation(&organiser, joined, 3, &confirm)
        .await
        .unwrap();
    let hidden = ProgramForm {
        visibility: "participants".into(),
        ..sample("参加組合だけの会")
    };
    site.add(site.own, &hidden, ImportState::Published).await;
    let path = format!("/programs/{id}");
    let theirs = site.as_(Role::OtherApprover).await;
    assert_eq!(theirs.get(&path).await.status(), 200);
    assert_eq!(site.anonymous().get(&path).await.status(), 404);
    let version = site.store.find_draft(id).await.unwrap().unwrap().version;
    site.store
        .suspend_program(&Actor::Operator, id, version, "理由")
        .await
        .unwrap();
    assert_eq!(theirs.get(&path).await.status(), 410);
    assert_eq!(site.anonymous().get(&path).await.status(), 404);
    assert_eq!(site.as_(Role::FederationViewer).await.get(&path).await.status(), 404);
}
