//! Applications on both databases: from a fixed consortium to a number, who may take which step, what is kept, and what
//! happens when many come at once.

use domain::application::{ApplicationForm, ApplicationState, ApplicationStep, Refusal as Reason, Section};
use domain::call::{Call, CallForm, CallStep};
use domain::code::{ConsortiumRole, CostSharing, DataCategory, DecisionBody, OrgRole, PlatformRole};
use domain::consortium::{CleanConsortium, CleanPlaceConsent, ConsortiumState, ConsortiumStep};
use domain::permit::Actor;
use domain::program::{FixReason, FixRequest, SendBack};
use domain::user::NewUser;
use domain::value::{ApplicationId, CallId, ConsortiumId, Day, Email, Instant, OrganisationId, Yen};
use domain::{ProblemCode, Problems};
use sha2::{Digest as _, Sha256};
use store::{Application, NewPlace, NoticeFilter, Receipt, Refusal, SavedSection, section_fingerprint};

use crate::support::{Bench, on_both};

/// 2026-05-15 17:00 in Japan: the deadline of the call.
const CLOSE: Instant = Instant::from_millis(1_778_832_000_000);

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn call() -> Call {
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: "KD".into(),
        year: "令和8年度".into(),
        title: "共同事業の公募".into(),
        open_day: "2026-04-01".into(),
        open_time: "0:00".into(),
        close_day: "2026-05-15".into(),
        project_from: "2026-07-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        allocation: "rate".into(),
        rate: "2/3".into(),
        cap: "1,000万円".into(),
        advance: "1".into(),
        ..form
    };
    form.check(&criteria).unwrap_or_else(|problems| panic!("{problems}"))
}

/// An application without gaps: 1,000,000 yen in three cost items, of which two thirds are 666,666.66… and, cut to 1,000
/// yen, 666,000.
fn complete(shares: &[(OrganisationId, i64)]) -> ApplicationForm {
    let mut form = ApplicationForm::default();
    let text = "根拠となる数値を示して、具体的に書いた文章です。";
    let texts: Vec<_> = domain::plan::PlanForm::FIELDS
        .iter()
        .map(|field| match *field {
            "title" => ("title", "歩いて健康 共同事業"),
            "period_from" => ("period_from", "2026-07-01"),
            "period_to" => ("period_to", "2027-03-31"),
            "publication" => ("publication", "1"),
            other => (other, text),
        })
        .collect();
    let tables = [
        ("task1_title", "参加者の募集"),
        ("task1_from", "2026-07"),
        ("task1_to", "2026-08"),
        ("kpi1_level", "outcome"),
        ("kpi1_name", "運動習慣のある人の割合"),
        ("kpi1_baseline", "25.1"),
        ("kpi1_target", "30"),
        ("kpi1_year", "令和8年度"),
        ("tax", "included"),
        ("sharing", "equal"),
        ("funding_subsidy", "666,000"),
        ("funding_members", "334,000"),
        ("line1_item", "a03"),
        ("line1_description", "講師の謝金"),
        ("line1_unit_price", "30,000"),
        ("line1_quantity", "12"),
        ("line1_eligible", "1"),
        ("line2_item", "a06"),
        ("line2_description", "案内の冊子"),
        ("line2_unit_price", "1,450"),
        ("line2_quantity", "100"),
        ("line2_eligible", "1"),
        ("line3_item", "a13"),
        ("line3_description", "歩数を数えるアプリの運用"),
        ("line3_unit_price", "495,000"),
        ("line3_eligible", "1"),
        ("line3_payee", "架空システム株式会社"),
        ("line3_contract", "quotes"),
    ];
    let shares: Vec<_> = shares
        .iter()
        .enumerate()
        .flat_map(|(at, (society, yen))| {
            [
                (format!("share{}_organisation", at + 1), society.to_string()),
                (format!("share{}_yen", at + 1), yen.to_string()),
            ]
        })
        .collect();
    let all: Vec<_> = texts
        .into_iter()
        .chain(tables)
        .chain(shares.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .collect();
    for section in Section::ALL {
        form.replace(*section, &all);
    }
    form
}

pub async fn platform(bench: &Bench, role: PlatformRole) -> Actor {
    let new = NewUser {
        email: Email::parse(&format!("{}@example.jp", role.code())).unwrap(),
        name: "補助金 担当".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![role],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

pub async fn open_call(bench: &Bench) -> CallId {
    open_by(bench, &platform(bench, PlatformRole::OfficerApprover).await).await
}

pub async fn open_by(bench: &Bench, officer: &Actor) -> CallId {
    let id = bench.store.create_call(officer, &call(), "").await.unwrap();
    bench.store.step_call(officer, id, 1, CallStep::Schedule).await.unwrap();
    bench.store.step_call(officer, id, 2, CallStep::Open).await.unwrap();
    id
}

/// People and things of one application.
pub struct Case {
    pub lead: OrganisationId,
    pub member: OrganisationId,
    pub approver: Actor,
    pub editor: Actor,
    pub member_actor: Actor,
    pub consortium: ConsortiumId,
}

impl Case {
    pub fn form(&self) -> ApplicationForm {
        complete(&[(self.lead, 167_000), (self.member, 167_000)])
    }
}

fn plan(number: u32) -> CleanConsortium {
    CleanConsortium {
        name: format!("共同事業体{number}"),
        aim: "運動不足を改める。".into(),
        from: day("2026-07-01"),
        to: day("2027-03-31"),
        sharing: CostSharing::Equal,
        cost: Yen::new(334_000),
        data: DataCategory::Aggregate,
        data_note: String::new(),
        publication: true,
        open: false,
    }
}

/// A society whose consortium has no other member yet, with an application that has just begun.
pub async fn drafting(bench: &Bench, call: CallId, number: u32) -> (Case, ApplicationId) {
    let lead = bench.society(number).await;
    let editor = bench.staff(lead, OrgRole::Editor).await;
    let store = &bench.store;
    let consortium = store
        .start_consortium(&editor, lead, None, &plan(number))
        .await
        .unwrap();
    let form = ApplicationForm::default();
    let id = store.start_application(&editor, call, consortium, &form).await.unwrap();
    let case = Case {
        lead,
        member: lead,
        approver: editor.clone(),
        member_actor: editor.clone(),
        editor,
        consortium,
    };
    (case, id)
}

/// A lead and a member, numbered so that no two cases share a society, with their members fixed.
pub async fn fixed(bench: &Bench, number: u32) -> Case {
    let (lead, member) = (bench.society(number).await, bench.society(number + 1).await);
    let (approver, editor) = (
        bench.staff(lead, OrgRole::Approver).await,
        bench.staff(lead, OrgRole::Editor).await,
    );
    let member_actor = bench.staff(member, OrgRole::Approver).await;
    let consent = CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: day("2026-03-30"),
        approver: "山田 太郎".into(),
        alone: None,
        note: String::new(),
    };
    let place = NewPlace {
        organisation: member,
        role: ConsortiumRole::Member,
        services: vec![],
        contract: None,
        is_related: false,
    };
    let store = &bench.store;
    let id = store
        .start_consortium(&approver, lead, None, &plan(number))
        .await
        .unwrap();
    let version = async || store.find_consortium(id).await.unwrap().unwrap().version;
    store
        .invite_to_consortium(&approver, id, version().await, &place)
        .await
        .unwrap();
    for (actor, society) in [(&approver, lead), (&member_actor, member)] {
        let seen = version().await;
        store
            .consent_to_consortium(actor, id, society, seen, &consent)
            .await
            .unwrap();
    }
    let seen = version().await;
    store
        .step_consortium(&approver, id, seen, ConsortiumStep::Fix, "")
        .await
        .unwrap();
    Case {
        lead,
        member,
        approver,
        editor,
        member_actor,
        consortium: id,
    }
}

pub async fn get(bench: &Bench, id: ApplicationId) -> Application {
    bench.store.find_application(id).await.unwrap().unwrap()
}

pub async fn step(bench: &Bench, actor: &Actor, id: ApplicationId, step: ApplicationStep) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench
        .store
        .step_application(actor, id, version, step, "都合のため")
        .await
}

pub async fn submit(bench: &Bench, actor: &Actor, id: ApplicationId) -> Result<Receipt, Refusal> {
    let version = get(bench, id).await.version;
    bench.store.submit_application(actor, id, version).await
}

async fn save(bench: &Bench, actor: &Actor, id: ApplicationId, form: &ApplicationForm, section: Section) {
    let base = section_fingerprint(&get(bench, id).await.form, section);
    let done = bench
        .store
        .save_application(actor, id, (section, &base), form, false)
        .await;
    assert_eq!(done.unwrap(), SavedSection::Stored);
}

/// Ready for the approver.
pub async fn waiting(bench: &Bench, call: CallId, case: &Case) -> ApplicationId {
    let id = bench
        .store
        .start_application(&case.editor, call, case.consortium, &case.form())
        .await
        .unwrap();
    step(bench, &case.editor, id, ApplicationStep::RequestSignoff)
        .await
        .unwrap();
    id
}

async fn tasks(bench: &Bench, actor: &Actor) -> u64 {
    bench
        .store
        .count_notices(actor.user().unwrap(), NoticeFilter::Open)
        .await
        .unwrap()
}

async fn consortium_state(bench: &Bench, case: &Case) -> ConsortiumState {
    bench
        .store
        .find_consortium(case.consortium)
        .await
        .unwrap()
        .unwrap()
        .state
}

on_both! {
    async fn 作成から提出まで二人で進める(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let empty = ApplicationForm::default();
        let foreign = bench.store.start_application(&case.member_actor, call, case.consortium, &empty).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "the lead applies: {foreign:?}");
        let id = bench.store.start_application(&case.editor, call, case.consortium, &empty).await.unwrap();
        let twice = bench.store.start_application(&case.approver, call, case.consortium, &empty).await;
        let taken = Problems::one("call", ProblemCode::Taken);
        assert!(matches!(twice, Err(Refusal::Problems(found)) if found == taken));
        let gaps = step(&bench, &case.editor, id, ApplicationStep::RequestSignoff).await;
        assert!(matches!(&gaps, Err(Refusal::Problems(found)) if found.has_field("purpose") && found.has_field("line1_item")), "{gaps:?}");
        for section in Section::ALL {
            save(&bench, &case.editor, id, &case.form(), *section).await;
        }
        assert_eq!(get(&bench, id).await.form, case.form());
        step(&bench, &case.editor, id, ApplicationStep::RequestSignoff).await.unwrap();
        assert_eq!((tasks(&bench, &case.approver).await, tasks(&bench, &case.editor).await), (1, 0));
        let late = bench.store.save_application(&case.editor, id, (Section::Outline, ""), &empty, false).await;
        assert!(matches!(late, Err(Refusal::NotNow)), "nobody edits what is being approved: {late:?}");
        let alone = submit(&bench, &case.editor, id).await;
        assert!(matches!(alone, Err(Refusal::Forbidden)), "an editor does not submit: {alone:?}");
        let receipt = submit(&bench, &case.approver, id).await.unwrap();
        assert_eq!((receipt.number.as_str(), receipt.version), ("R08-KD-0001", 1));
        assert_eq!(tasks(&bench, &case.approver).await, 0, "done");
        let kept = bench.store.list_submissions(id).await.unwrap();
        let hash: String = Sha256::digest(&kept[0].json).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((kept.len(), kept[0].sha256.as_str(), hash.as_str()), (1, receipt.sha256.as_str(), receipt.sha256.as_str()));
        let content = &kept[0].content;
        assert_eq!(content.sheet.worked.grant, Yen::new(666_000), "2/3 of 1,000,000, cut to 1,000 yen");
        assert_eq!((content.composition.insurers.len(), content.form == case.form()), (2, true));
        assert_eq!(consortium_state(&bench, &case).await, ConsortiumState::Applied);
        let steps: Vec<_> = bench.store.list_application_events(id).await.unwrap().into_iter().map(|one| one.step).collect();
        assert_eq!(steps, ["start", "request-signoff", "submit"]);
        // The receipt goes to both who work on it; the member's people are told.
        let mails: Vec<_> = bench.store.claim_mails(50, std::time::Duration::from_secs(60)).await.unwrap().into_iter().map(|mail| mail.letter.kind()).collect();
        assert_eq!(mails.iter().filter(|kind| **kind == "application-received").count(), 2, "{mails:?}");
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 依頼した本人は承認できない(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let id = bench.store.start_application(&case.approver, call, case.consortium, &case.form()).await.unwrap();
        step(&bench, &case.approver, id, ApplicationStep::RequestSignoff).await.unwrap();
        let own = submit(&bench, &case.approver, id).await;
        assert!(matches!(own, Err(Refusal::NotSubmittable(Reason::SamePerson))), "{own:?}");
        // Given back with a reason, asked for by the colleague, it goes.
        step(&bench, &case.approver, id, ApplicationStep::SendBackInside).await.unwrap();
        assert_eq!(get(&bench, id).await.state, ApplicationState::Draft);
        assert_eq!(tasks(&bench, &case.editor).await, 1);
        step(&bench, &case.editor, id, ApplicationStep::RequestSignoff).await.unwrap();
        submit(&bench, &case.approver, id).await.unwrap();
    }

    async fn 締切の一ミリ秒後は受け付けず延長は記録される(bench: Bench) {
        let officer = platform(&bench, PlatformRole::OfficerApprover).await;
        let (call, one, other) = (open_by(&bench, &officer).await, fixed(&bench, 1).await, fixed(&bench, 3).await);
        let (first, second) = (waiting(&bench, call, &one).await, waiting(&bench, call, &other).await);
        bench.clock.set(CLOSE);
        assert_eq!(submit(&bench, &one.approver, first).await.unwrap().at, CLOSE, "the moment itself is in time");
        bench.clock.set(CLOSE.plus_millis(1));
        let late = submit(&bench, &other.approver, second).await;
        assert!(matches!(late, Err(Refusal::NotSubmittable(Reason::TooLate))), "{late:?}");
        let version = get(&bench, second).await.version;
        let until = CLOSE.plus_millis(3_600_000);
        let own = bench.store.extend_application(&other.approver, second, version, until, "回線の障害").await;
        assert!(matches!(own, Err(Refusal::Forbidden)), "{own:?}");
        let silent = bench.store.extend_application(&officer, second, version, until, "").await;
        assert!(matches!(silent, Err(Refusal::Problems(_))), "{silent:?}");
        bench.store.extend_application(&officer, second, version, until, "回線の障害").await.unwrap();
        assert_eq!(bench.store.expire_applications().await.unwrap(), 0, "it has more time");
        bench.clock.set(until);
        assert_eq!(submit(&bench, &other.approver, second).await.unwrap().number, "R08-KD-0002");
        let events = bench.store.list_application_events(second).await.unwrap();
        assert!(events.iter().any(|event| event.step == "extend" && event.note == "回線の障害"));
    }

    async fn 出さなかったものは締切で終わる(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let id = waiting(&bench, call, &case).await;
        assert_eq!(bench.store.expire_applications().await.unwrap(), 0);
        bench.clock.set(CLOSE.plus_millis(1));
        assert_eq!(bench.store.expire_applications().await.unwrap(), 1);
        assert_eq!(bench.store.expire_applications().await.unwrap(), 0, "once");
        assert_eq!(get(&bench, id).await.state, ApplicationState::Expired);
        assert_eq!(tasks(&bench, &case.approver).await, 0, "nothing left to approve");
        let done = step(&bench, &case.approver, id, ApplicationStep::Withdraw).await;
        assert!(matches!(done, Err(Refusal::NotNow)), "{done:?}");
    }

    async fn 引き戻して出し直しても番号は変わらない(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let id = waiting(&bench, call, &case).await;
        submit(&bench, &case.approver, id).await.unwrap();
        let silent = bench.store.step_application(&case.approver, id, get(&bench, id).await.version, ApplicationStep::PullBack, " ").await;
        assert!(matches!(silent, Err(Refusal::Problems(_))), "{silent:?}");
        step(&bench, &case.approver, id, ApplicationStep::PullBack).await.unwrap();
        assert_eq!(consortium_state(&bench, &case).await, ConsortiumState::Fixed);
        let mut form = case.form();
        form.plan.title = "歩いて健康 共同事業（改）".into();
        save(&bench, &case.editor, id, &form, Section::Outline).await;
        step(&bench, &case.editor, id, ApplicationStep::RequestSignoff).await.unwrap();
        let again = submit(&bench, &case.approver, id).await.unwrap();
        assert_eq!((again.number.as_str(), again.version), ("R08-KD-0001", 2));
        let titles: Vec<_> = bench.store.list_submissions(id).await.unwrap().into_iter().map(|kept| kept.content.content.plan.title).collect();
        assert_eq!(titles, ["歩いて健康 共同事業（改）", "歩いて健康 共同事業"], "the first is kept as it was");
        step(&bench, &case.approver, id, ApplicationStep::Withdraw).await.unwrap();
        let officer = platform(&bench, PlatformRole::Officer).await;
        let office = step(&bench, &officer, id, ApplicationStep::Accept).await;
        assert!(matches!(office, Err(Refusal::NotNow)), "{office:?}");
        assert_eq!(get(&bench, id).await.state, ApplicationState::Withdrawn);
        assert_eq!(bench.store.find_application_to(call, case.lead).await.unwrap(), None, "may begin anew");
    }

    async fn 差戻しは項目ごとに直して再提出する(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let officer = platform(&bench, PlatformRole::Officer).await;
        let id = waiting(&bench, call, &case).await;
        submit(&bench, &case.approver, id).await.unwrap();
        step(&bench, &officer, id, ApplicationStep::Accept).await.unwrap();
        let request = |field: &str| FixRequest {
            field: field.into(),
            reason: FixReason::ALL[0],
            text: "人数の根拠を書いてください。".into(),
        };
        let back = SendBack { requests: vec![request("targets"), request("line2_quantity")], due: day("2026-05-29") };
        let own = bench.store.send_back_application(&case.approver, id, get(&bench, id).await.version, &back).await;
        assert!(matches!(own, Err(Refusal::Forbidden)), "{own:?}");
        bench.store.send_back_application(&officer, id, get(&bench, id).await.version, &back).await.unwrap();
        assert_eq!((tasks(&bench, &case.editor).await, tasks(&bench, &case.approver).await), (1, 1));
        bench.clock.set(CLOSE.plus_millis(86_400_000));
        let mut form = case.form();
        form.plan.targets = "被保険者 2,000人（健診の結果による）".into();
        save(&bench, &case.editor, id, &form, Section::Background).await;
        let fixes = bench.store.list_application_fixes(id).await.unwrap();
        let answered: Vec<_> = fixes.iter().map(|fix| fix.is_answered(&form)).collect();
        assert_eq!(answered, [true, false]);
        assert_eq!(fixes[1].before, "100");
        bench.store.reply_to_fixes(&case.editor, id, &[(fixes[1].id, "部数は見積書のとおりです。".into())]).await.unwrap();
        let foreign = bench.store.reply_to_fixes(&case.editor, id, &[(fixes[1].id + 100, "×".into())]).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let version = get(&bench, id).await.version;
        let receipt = bench.store.resubmit_application(&case.approver, id, version).await.unwrap();
        assert_eq!((receipt.version, receipt.number.as_str()), (2, "R08-KD-0001"), "after the deadline of the call");
        assert_eq!(bench.store.list_application_fixes(id).await.unwrap(), [], "settled");
        assert_eq!(get(&bench, id).await.state, ApplicationState::Resubmitted);
        assert_eq!(tasks(&bench, &case.editor).await, 0);
    }

    async fn 同じ項目を二人が変えると後の人に知らせる(bench: Bench) {
        let (call, case) = (open_call(&bench).await, fixed(&bench, 1).await);
        let id = bench.store.start_application(&case.editor, call, case.consortium, &case.form()).await.unwrap();
        let section = Section::Background;
        let base = section_fingerprint(&case.form(), section);
        let (mut one, mut other) = (case.form(), case.form());
        one.plan.purpose = "甲の目的".into();
        other.plan.purpose = "乙の目的".into();
        let rival = bench.second_store().await;
        let (first, second) = tokio::join!(
            bench.store.save_application(&case.editor, id, (section, &base), &one, false),
            rival.save_application(&case.approver, id, (section, &base), &other, true),
        );
        let both = [first.unwrap(), second.unwrap()];
        assert!(both.contains(&SavedSection::Stored) && both.contains(&SavedSection::Changed), "{both:?}");
        // Another section does not matter, and a save that is sent twice succeeds twice.
        let outline = section_fingerprint(&case.form(), Section::Outline);
        let mut moved = case.form();
        moved.plan.title = "改めた事業名".into();
        for _ in 0..2 {
            let done = bench.store.save_application(&case.approver, id, (Section::Outline, &outline), &moved, true).await;
            assert_eq!(done.unwrap(), SavedSection::Stored);
        }
    }

    async fn 締切間際の同時提出でも番号は重ならず欠けない(bench: Bench) {
        let call = open_call(&bench).await;
        let mut cases = Vec::new();
        for at in 0..12 {
            let case = fixed(&bench, 1 + 2 * at).await;
            let id = waiting(&bench, call, &case).await;
            cases.push((case, id));
        }
        bench.clock.set(CLOSE);
        let rival = bench.second_store().await;
        let running: Vec<_> = cases
            .iter()
            .enumerate()
            .map(|(at, (case, id))| {
                let store = if at % 2 == 0 { bench.store.clone() } else { rival.clone() };
                let (actor, id, clock) = (case.approver.clone(), *id, std::sync::Arc::clone(&bench.clock));
                tokio::spawn(async move {
                    if at == 8 {
                        clock.set(CLOSE.plus_millis(1));
                    }
                    store.submit_application(&actor, id, 2).await
                })
            })
            .collect();
        let mut accepted = Vec::new();
        for task in running {
            match task.await.unwrap() {
                Ok(receipt) => accepted.push(receipt),
                Err(Refusal::NotSubmittable(Reason::TooLate)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(accepted.iter().all(|receipt| receipt.at <= CLOSE));
        let mut numbers: Vec<_> = accepted.iter().map(|receipt| receipt.number.clone()).collect();
        numbers.sort();
        let expected: Vec<_> = (1..=numbers.len()).map(|serial| format!("R08-KD-{serial:04}")).collect();
        assert_eq!(numbers, expected);
        for (_, id) in &cases {
            let whole = get(&bench, *id).await;
            let kept = bench.store.list_submissions(*id).await.unwrap();
            assert_eq!(whole.number.is_some(), kept.len() == 1, "acknowledged is stored whole, and nothing else is");
            assert_eq!(whole.state == ApplicationState::Submitted, kept.len() == 1);
        }
    }
}

on_both! {
    async fn 締切の七日三日一日前に一度ずつ知らせ延長で改まる(bench: Bench) {
        let officer = platform(&bench, PlatformRole::OfficerApprover).await;
        let call = open_by(&bench, &officer).await;
        let case = fixed(&bench, 1).await;
        let id = waiting(&bench, call, &case).await;
        let store = &bench.store;
        let day = 86_400_000;
        assert_eq!(store.remind_applications().await.unwrap(), 0, "weeks before");
        let version = get(&bench, id).await.version;
        for left in [7, 3, 1] {
            bench.clock.set(CLOSE.plus_millis(-left * day));
            assert_eq!(store.remind_applications().await.unwrap(), 1, "{left} days before");
            assert_eq!(store.remind_applications().await.unwrap(), 0, "once");
        }
        assert_eq!(get(&bench, id).await.version, version, "nobody's page is old by it");
        let inbox = store.list_notices(case.editor.user().unwrap(), NoticeFilter::All, 1).await.unwrap();
        let days: Vec<_> = inbox.iter().filter_map(|line| match line.notice {
            domain::notice::Notice::Application { news: domain::application::ApplicationNews::Unfinished { days, .. }, .. } => Some(days),
            _ => None,
        }).collect();
        assert_eq!(days.len(), 3, "{days:?}");
        store.extend_application(&officer, id, version, CLOSE.plus_millis(10 * day), "回線の障害").await.unwrap();
        bench.clock.set(CLOSE.plus_millis(3 * day));
        assert_eq!(store.remind_applications().await.unwrap(), 1, "seven days before the new deadline");
        submit(&bench, &case.approver, id).await.unwrap();
        bench.clock.set(CLOSE.plus_millis(9 * day));
        assert_eq!(store.remind_applications().await.unwrap(), 0, "it is submitted");
    }
}
