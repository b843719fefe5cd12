//! Consortia as their members meet them: forming, consent, the rule panel, sharing, partners; nothing of it outside; and the
//! requests about them for the walk over all routes (W14, ORG-06, INS-08).

use domain::call::CallForm;
use domain::call::CallStep;
use domain::code::{ConsortiumRole, CostSharing, DataCategory, DecisionBody, OrgRole};
use domain::consortium::{CleanConsortium, CleanPlaceConsent, ConsortiumStep};
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{ConsortiumId, Day, Email, InsurerNumber, MemberCount, OrganisationId, Yen};
use store::NewPlace;

use crate::page::{Form, Page};
use crate::place::society;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

pub fn plan(open: bool) -> CleanConsortium {
    CleanConsortium {
        name: "歩いて健康 共同事業体".into(),
        aim: "運動不足を改める。".into(),
        from: Day::from_iso("2026-10-01").unwrap(),
        to: Day::from_iso("2027-03-31").unwrap(),
        sharing: CostSharing::Equal,
        cost: Yen::new(1_000_000),
        data: DataCategory::None,
        data_note: String::new(),
        publication: true,
        open,
    }
}

pub async fn actor(site: &TestSite, email: &str) -> Actor {
    let email = Email::parse(email).unwrap();
    Actor::User(site.store.find_user_by_email(&email).await.unwrap().unwrap())
}

/// A call as earlier years had it; the approving officer lets it out.
async fn call(site: &TestSite) -> i64 {
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: "KD".into(),
        year: "令和8年度".into(),
        title: "共同事業の公募".into(),
        open_day: "2026-08-03".into(),
        close_day: "2026-09-30".into(),
        project_from: "2026-10-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        min_insurers: "4".into(),
        min_small_share: "3/4".into(),
        cap: "1,000万円".into(),
        ..form
    };
    let call = form.check(&criteria).unwrap_or_else(|problems| panic!("{problems}"));
    let officer = actor(site, &Role::OfficerApprover.email()).await;
    let id = site
        .store
        .create_call(&officer, &call, "Call for joint programs")
        .await
        .unwrap();
    site.store.step_call(&officer, id, 1, CallStep::Schedule).await.unwrap();
    id.get()
}

fn place(organisation: OrganisationId) -> NewPlace {
    NewPlace {
        organisation,
        role: ConsortiumRole::Member,
        services: vec![],
        contract: None,
        is_related: false,
    }
}

pub async fn version(site: &TestSite, id: ConsortiumId) -> i64 {
    site.store.find_consortium(id).await.unwrap().unwrap().version
}

pub async fn start(site: &TestSite, lead: Role, open: bool) -> ConsortiumId {
    let society = if lead == Role::OtherApprover {
        site.other
    } else {
        site.own
    };
    let lead = actor(site, &lead.email()).await;
    site.store
        .start_consortium(&lead, society, None, &plan(open))
        .await
        .unwrap()
}

pub async fn invite(site: &TestSite, lead: Role, id: ConsortiumId, whom: OrganisationId) {
    let lead = actor(site, &lead.email()).await;
    let seen = version(site, id).await;
    site.store
        .invite_to_consortium(&lead, id, seen, &place(whom))
        .await
        .unwrap();
}

pub async fn agree(site: &TestSite, of: Role, id: ConsortiumId, society: OrganisationId) {
    let consent = CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: Day::from_iso("2026-08-31").unwrap(),
        approver: "山本 浩司".into(),
        alone: None,
        note: String::new(),
    };
    let approver = actor(site, &of.email()).await;
    let seen = version(site, id).await;
    let done = site
        .store
        .consent_to_consortium(&approver, id, society, seen, &consent)
        .await;
    done.unwrap();
}

/// A society of so many members with an approver.
async fn newcomer(site: &TestSite, number: &str, name: &str, members: u32) -> (OrganisationId, Email) {
    let mut facts = society(number, name);
    facts.insured = MemberCount::new(members).unwrap();
    facts.dependants = MemberCount::new(0).unwrap();
    let id = site.store.register_insurer(facts).await.unwrap();
    let email = Email::parse(&format!("approver-{number}@example.jp")).unwrap();
    let new = NewUser {
        email: email.clone(),
        name: "承認者".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![(id, OrgRole::Approver)],
        platform: vec![],
    };
    site.store.register_user(new).await.unwrap();
    (id, email)
}

const PLAN: &[(&str, &str)] = &[
    ("name", "歩いて健康 共同事業体"),
    ("aim", "運動不足を改める。"),
    ("period_from", "2026-10-01"),
    ("period_to", "2027-03-31"),
    ("sharing", "equal"),
    ("cost", "100万円"),
    ("data", "none"),
    ("data_note", ""),
    ("publication", "1"),
];

/// A flow that needs nothing more.
pub const FLOW: &[(&str, &str)] = &[
    ("data", "健診結果のうち血糖値に関する項目"),
    ("category", "personal"),
    ("basis", "joint-use"),
    ("contract", "保健指導業務委託契約書"),
    ("sender", "各構成組合"),
    ("receiver", "みずほ野精機健康保険組合"),
    ("method", "closed-network"),
    ("country", "日本"),
    ("retention", "事業終了後3か月"),
    ("deletion", "1"),
    ("certificate", "isms"),
    ("incident", "みずほ野精機健康保険組合 保健事業課"),
];

/// A decision.
pub const DECISION: &[(&str, &str)] = &[
    ("decided_on", "2026-08-20"),
    ("subject", "委託先の選定"),
    ("decided_by", "第2回運営会議"),
    ("way", "vote"),
    ("yes", "2"),
    ("no", "0"),
];

const CONSENT: &[(&str, &str)] = &[
    ("body", "board"),
    ("decided_on", "2026-08-31"),
    ("approver", "山本 浩司"),
    ("alone", "60万円"),
    ("terms_accepted", "1"),
    ("note", ""),
];

/// The form of a consent, filled in.
fn consented(form: Form<'_>) -> Form<'_> {
    form.tick("body", "board")
        .fill("decided_on", "2026-08-31")
        .fill("approver", "山本 浩司")
        .fill("alone", "60万円")
        .tick("terms_accepted", "1")
}

/// A sound request for a row of the table of routes, if the route is one of consortia. `lead` is led by the first society
/// with the second invited, `own` by the second with the first invited; both have agreed in `ready`, nobody but the lead
/// belongs to `foreign`, and `open` shows itself to others.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/my/consortia") {
        return None;
    }
    let site = visitor.site;
    let leads = matches!(about, "lead" | "stale" | "ready");
    let lead = if leads { Role::Approver } else { Role::OtherApprover };
    let (own, other) = if leads {
        (site.own, site.other)
    } else {
        (site.other, site.own)
    };
    let id = start(site, lead, about == "open").await;
    if matches!(about, "lead" | "own" | "stale" | "ready") {
        invite(site, lead, id, other).await;
    }
    if about == "ready" {
        agree(site, lead, id, own).await;
        agree(site, Role::OtherApprover, id, other).await;
    }
    let number = if about == "missing" {
        "999999".to_owned()
    } else {
        id.to_string()
    };
    let address = path
        .replace("{id}", &number)
        .replace("{organisation}", &other.to_string())
        .replace("{row}", "new")
        .replace("{step}", if about == "ready" { "fix" } else { "dissolve" });
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let seen = (version(site, id).await + i64::from(about == "stale")).to_string();
    let (whom, own) = (other.to_string(), own.to_string());
    let mut fields = match path {
        "/my/consortia/new" | "/my/consortia/{id}/edit" => PLAN.to_vec(),
        "/my/consortia/{id}/consent" => CONSENT.to_vec(),
        "/my/consortia/{id}/data-flow/{row}" => FLOW.to_vec(),
        "/my/consortia/{id}/decisions" => DECISION.to_vec(),
        "/my/consortia/{id}/joint-use/edit" => vec![("purpose", "保健指導の対象者の選定")],
        "/my/consortia/{id}/messages" => vec![("message", "資料を共有しました。")],
        "/my/consortia/{id}/tasks" => vec![("title", "見積りを集める"), ("society", &*own), ("due", "2026-09-15")],
        "/my/consortia/{id}/shares" => vec![("sharing", "per-member"), ("cost", "100万円")],
        "/my/consortia/{id}/invite" => vec![("organisation", &*whom), ("role", "member")],
        "/my/consortia/{id}/members/{organisation}" => vec![("step", "remove"), ("reason", "都合のため")],
        _ => vec![("reason", "都合のため")],
    };
    fields.push(("version", &seen));
    Some(visitor.post(&address, &fields).await)
}

#[tokio::test]
async fn 四組合で始め一組合が辞退し五番目を探して全員の同意で確定する() {
    let site = TestSite::start().await;
    let call = call(&site).await;
    // The lead has 5,000 members. Of the others two are small, one just below the threshold and one at it.
    let lead = site.as_(Role::Approver).await;
    let (second, second_mail) = newcomer(&site, "06239909", "架空ひなた健康保険組合", 9_999).await;
    let (third, third_mail) = newcomer(&site, "06019905", "架空みなも健康保険組合", 10_000).await;
    let (fourth, fourth_mail) = newcomer(&site, "06409908", "架空こだち健康保険組合", 1_200).await;
    let (fifth, fifth_mail) = newcomer(&site, "06139919", "架空あさひ健康保険組合", 2_000).await;
    let new = lead.get("/my/consortia/new").await.form("main form");
    let empty = new.submit().await;
    assert_eq!(empty.status(), 422);
    let started = lead.post("/my/consortia/new", PLAN).await;
    assert_eq!(started.status(), 303, "{}", started.text());
    let home = started.location().split('?').next().unwrap().to_owned();
    let id: ConsortiumId = home.rsplit('/').next().unwrap().parse().unwrap();
    for (society, words) in [(second, "ひなた"), (third, "みなも"), (fourth, "06409908")] {
        let encoded: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let found = lead.get(&format!("{home}/invite?q={encoded}")).await;
        let hit = format!("organisation={society}");
        assert!(
            found.links().iter().any(|(_, href)| href.ends_with(&hit)),
            "{}",
            found.text()
        );
        let form = lead
            .get(&format!("{home}/invite?organisation={society}"))
            .await
            .form("main form[method=post]");
        assert_eq!(form.submit().await.status(), 303);
    }
    let consent = async |email: &Email| {
        let visitor = site.sign_in(email).await;
        let form = visitor
            .get(&format!("{home}/consent"))
            .await
            .form("main form[method=post]");
        let sent = consented(form).submit().await;
        assert_eq!(sent.status(), 303, "{}", sent.text());
    };
    consent(&second_mail).await;
    // The fourth declines and does not see the consortium any more.
    let leaver = site.sign_in(&fourth_mail).await;
    let leave = leaver
        .get(&format!("{home}/leave"))
        .await
        .form("main form[method=post]");
    assert_eq!(leave.submit().await.status(), 422, "a reason is owed");
    let leave = leaver
        .get(&format!("{home}/leave"))
        .await
        .form("main form[method=post]");
    assert_eq!(
        leave.fill("reason", "予算が付かなかったため").submit().await.status(),
        303
    );
    for page in ["", "/rules", "/shares", "/consent"] {
        assert_eq!(leaver.get(&format!("{home}{page}")).await.status(), 404, "{page}");
    }
    // Three are left: two of them small, where three quarters are needed, and one insurer too few.
    let panel = lead.get(&format!("{home}/rules?call={call}")).await;
    let words = panel.text();
    assert!(words.contains("3保険者（必要数4）"), "{words}");
    assert!(words.contains("あと1保険者を加えてください。"), "{words}");
    assert!(words.contains("3のうち2（66.66%"), "{words}");
    assert!(
        words.contains("中小規模の組合をあと1組合加えると満たします。"),
        "{words}"
    );
    assert!(words.contains("満たしていません"), "{words}");
    // Trying the fifth out: both rules would be met, and nothing is saved.
    let tried = lead.get(&format!("{home}/rules?call={call}&add=06139919")).await;
    assert!(
        tried.text().contains("構成保険者数 満たしていません → 満たしています"),
        "{}",
        tried.text()
    );
    assert!(tried.text().contains("4のうち3（75.00%"), "{}", tried.text());
    assert!(
        site.store
            .find_consortium(id)
            .await
            .unwrap()
            .unwrap()
            .place(fifth)
            .is_none()
    );
    let without = lead.get(&format!("{home}/rules?call={call}&drop={second}")).await;
    assert!(without.text().contains("2のうち1（50.00%"), "{}", without.text());
    // Matching finds it because small ones are missing; the one that declined is not proposed again.
    let partners = lead.get(&format!("{home}/partners")).await;
    assert!(
        partners.text().contains("架空あさひ健康保険組合"),
        "{}",
        partners.text()
    );
    assert!(
        partners.text().contains("要件に足りない中小規模の組合です"),
        "{}",
        partners.text()
    );
    assert!(
        !partners.text().contains("架空こだち健康保険組合"),
        "{}",
        partners.text()
    );
    let form = lead
        .get(&format!("{home}/invite?organisation={fifth}"))
        .await
        .form("main form[method=post]");
    assert_eq!(form.submit().await.status(), 303);
    let fix = lead.get(&format!("{home}/step/fix")).await;
    assert_eq!(fix.status(), 409, "nobody can be bound without consent");
    // Whoever had agreed sees what has changed since: the share rose when the fourth left, and fell with the fifth.
    for email in [&second_mail, &third_mail, &fifth_mail] {
        consent(email).await;
    }
    let form = lead
        .get(&format!("{home}/consent"))
        .await
        .form("main form[method=post]");
    assert_eq!(consented(form).submit().await.status(), 303);
    let fix = lead
        .get(&format!("{home}/step/fix"))
        .await
        .form("main form[method=post]");
    assert_eq!(fix.submit().await.status(), 303);
    let fixed = site.store.find_consortium(id).await.unwrap().unwrap();
    assert_eq!(fixed.frozen.as_ref().unwrap().insurers.len(), 4);
    let shown = lead.get(&home).await;
    assert!(shown.text().contains("構成確定"), "{}", shown.text());
    assert!(shown.text().contains("予算が付かなかったため"), "{}", shown.text());
    assert_eq!(lead.get(&format!("{home}/edit")).await.status(), 409);
}

#[tokio::test]
async fn 負担が増えると改めて同意を求め変わったところを見せる() {
    let site = TestSite::start().await;
    let id = start(&site, Role::Approver, false).await;
    invite(&site, Role::Approver, id, site.other).await;
    agree(&site, Role::OtherApprover, id, site.other).await;
    let lead = site.as_(Role::Editor).await;
    let form = lead
        .get(&format!("/my/consortia/{id}/shares"))
        .await
        .form("main form[method=post]");
    let wrong = form.fill("cost", "たくさん").submit().await;
    assert_eq!(wrong.status(), 422);
    let form = lead
        .get(&format!("/my/consortia/{id}/shares"))
        .await
        .form("main form[method=post]");
    assert_eq!(form.fill("cost", "120万1円").submit().await.status(), 303);
    let society = site.as_(Role::OtherApprover).await;
    let page = society.get(&format!("/my/consortia/{id}/consent")).await;
    assert!(page.text().contains("前回の同意から変わったところ"), "{}", page.text());
    assert!(
        page.text().contains("500,000円") || page.text().contains("50万円"),
        "{}",
        page.text()
    );
    let inbox = society.get("/my/notices").await;
    assert!(
        inbox.text().contains("の内容が変わりました。改めて同意してください。"),
        "{}",
        inbox.text()
    );
    // The files have every yen of it.
    let csv = society.get(&format!("/my/consortia/{id}/shares.csv")).await;
    assert!(
        csv.text().contains("600001") && csv.text().contains("600000"),
        "{}",
        csv.text()
    );
    assert_eq!(
        society.get(&format!("/my/consortia/{id}/shares.xlsx")).await.status(),
        200
    );
}

#[tokio::test]
async fn 公開したコンソーシアムには希望を送れ非公開のものは見えない() {
    let site = TestSite::start().await;
    let open = start(&site, Role::Approver, true).await;
    let hidden = start(&site, Role::Approver, false).await;
    let outside = site.as_(Role::OtherApprover).await;
    let list = outside.get("/my/consortia").await;
    assert!(list.text().contains("歩いて健康 共同事業体"), "{}", list.text());
    assert_eq!(outside.get(&format!("/my/consortia/{hidden}/ask")).await.status(), 404);
    assert_eq!(
        outside.get(&format!("/my/consortia/{open}")).await.status(),
        404,
        "only its card is shown"
    );
    let ask = outside.get(&format!("/my/consortia/{open}/ask")).await;
    assert!(
        !ask.text().contains("1,000,000"),
        "nothing of money outside: {}",
        ask.text()
    );
    assert_eq!(ask.form("main form[method=post]").submit().await.status(), 303);
    let waiting = outside.get(&format!("/my/consortia/{open}")).await;
    assert_eq!(waiting.status(), 200);
    assert!(
        !waiting.text().contains("組合が同意しました"),
        "nothing of the others: {}",
        waiting.text()
    );
    for page in ["/rules", "/shares", "/consent", "/shares.csv"] {
        assert_eq!(
            outside.get(&format!("/my/consortia/{open}{page}")).await.status(),
            404,
            "{page}"
        );
    }
    let other = site.other;
    let manage = site.as_(Role::Editor).await;
    let form = manage
        .get(&format!("/my/consortia/{open}/members/{other}"))
        .await
        .form("main form[method=post]");
    assert_eq!(form.submit().await.status(), 422, "a step is to be chosen");
    let page = manage.get(&format!("/my/consortia/{open}/members/{other}")).await;
    assert_eq!(
        page.form("main form[method=post]")
            .tick("step", "welcome")
            .submit()
            .await
            .status(),
        303
    );
    let seen = outside.get(&format!("/my/consortia/{open}/consent")).await;
    assert!(
        seen.text().contains("500,000円") || seen.text().contains("50万円"),
        "{}",
        seen.text()
    );
    // The lead can give it up: dissolved for good, with a reason.
    let dissolve = format!("/my/consortia/{open}/step/{}", ConsortiumStep::Dissolve.code());
    assert_eq!(
        manage
            .get(&dissolve)
            .await
            .form("main form[method=post]")
            .submit()
            .await
            .status(),
        422
    );
    let form = manage.get(&dissolve).await.form("main form[method=post]");
    assert_eq!(form.fill("reason", "公募が見送られたため").submit().await.status(), 303);
    assert_eq!(
        outside.get(&format!("/my/consortia/{open}/consent")).await.status(),
        200
    );
}

#[test]
fn 見本の番号は正しい() {
    for number in ["06239909", "06019905", "06409908", "06139919"] {
        assert!(InsurerNumber::parse(number).is_ok(), "{number}");
    }
}
