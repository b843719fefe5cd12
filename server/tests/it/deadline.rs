//! The last minute of a call at the real program: 200 applicants submit through the pages while papers are uploaded; the
//! process is killed twice in the middle, and the deadline comes before the last ones. What was acknowledged is stored whole,
//! nothing is stored after the deadline, and the server never fails (FORM-17, domain 8.6). On SQLite and on PostgreSQL.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Moment};

use domain::application::{ApplicationForm, ApplicationStep};
use domain::call::{Call, CallForm, CallStep, Dates};
use domain::code::{CostSharing, DataCategory, DecisionBody, OrgRole, PlatformRole};
use domain::consortium::{CleanConsortium, CleanPlaceConsent, ConsortiumStep};
use domain::insurer::NewInsurer;
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{
    ApplicationId, CallId, Clock as _, Email, FiscalYear, Instant, InsurerNumber, OrganisationId, Rate, Yen,
};
use sea_orm::{ConnectionTrait as _, Database};
use server::clock::SystemClock;
use sha2::{Digest as _, Sha256};
use store::{Location, Store};

use crate::application::complete;
use crate::crash::{EMAIL, Process, send, send_as};
use crate::file::upload;
use crate::place::society;
use crate::site::password_hash;

const APPLICANTS: u32 = 200;
/// Drafts that get papers while the others submit.
const DRAFTS: u32 = 10;
/// Kills happen when so many submissions have been acknowledged.
const KILLS: [usize; 2] = [40, 90];
const SENDERS: usize = 8;
/// From the last start to the deadline.
const LAST: Duration = Duration::from_secs(8);

/// What the process works on.
struct Ground {
    folder: tempfile::TempDir,
    /// Address of the PostgreSQL database; none means SQLite in the folder.
    database: Option<String>,
}

impl Ground {
    fn location(&self) -> Location {
        match &self.database {
            Some(address) => Location::Postgres(address.clone()),
            None => Location::Sqlite(self.folder.path().join("data/kyodo-navi.sqlite3")),
        }
    }

    async fn open(&self) -> Store {
        Store::open(&self.location(), Arc::new(SystemClock)).await.unwrap()
    }

    fn start(&self) -> Process {
        Process::start_on(self.folder.path(), self.database.as_deref())
    }
}

/// A day on which everything may begin, and the last day of its fiscal year.
fn period() -> (domain::value::Day, domain::value::Day) {
    let today = SystemClock.today();
    (today, FiscalYear::of(today).end())
}

/// A call that is open now and asks for one insurer only: what takes part in it is not the point here.
fn call(close_at: Instant) -> Call {
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: "LAST".into(),
        year: "令和8年度".into(),
        title: "締切間際の公募".into(),
        open_day: "2026-04-01".into(),
        close_day: "2026-05-15".into(),
        project_from: "2026-07-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        allocation: "rate".into(),
        rate: "2/3".into(),
        cap: "1,000万円".into(),
        ..form
    };
    let mut call = form.check(&criteria).unwrap_or_else(|problems| panic!("{problems}"));
    let (from, to) = period();
    call.year = FiscalYear::of(from);
    call.eligibility.min_insurers = 1;
    call.eligibility.small.min_share = Rate::new(0, 1).unwrap();
    call.dates = Dates {
        open_at: SystemClock.now().plus_millis(-3_600_000),
        close_at,
        project_from: from,
        project_to: to,
        briefing: None,
    };
    call
}

fn form(lead: OrganisationId) -> ApplicationForm {
    let (from, to) = period();
    let mut form = complete(lead, lead);
    form.shares.truncate(1);
    form.shares[0].yen = "473,999".into();
    form.plan.period_from = from.iso();
    form.plan.period_to = to.iso();
    form.tasks[0].from = from.iso().chars().take(7).collect();
    form.tasks[0].to = String::new();
    form.kpis[0].year = FiscalYear::of(from).get().to_string();
    form
}

async fn person(
    store: &Store,
    email: &str,
    places: Vec<(OrganisationId, OrgRole)>,
    platform: Vec<PlatformRole>,
) -> Actor {
    let new = NewUser {
        email: Email::parse(email).unwrap(),
        name: "締切 守".into(),
        password_hash: password_hash().await,
        memberships: places,
        platform,
    };
    let id = store.register_user(new).await.unwrap();
    Actor::User(store.find_user(id).await.unwrap().unwrap())
}

/// Ready: applications that wait for their approver, and drafts.
struct Ready {
    call: CallId,
    officer: Actor,
    waiting: Vec<i64>,
    drafts: Vec<i64>,
}

async fn prepare(ground: &Ground) -> Ready {
    let folder = ground.folder.path();
    std::fs::create_dir_all(folder.join("data")).unwrap();
    std::fs::create_dir_all(folder.join("site/pkg")).unwrap();
    let store = ground.open().await;
    store.migrate().await.unwrap();
    let officer = person(
        &store,
        "officer@example.jp",
        vec![],
        vec![PlatformRole::OfficerApprover],
    )
    .await;
    let close = SystemClock.now().plus_millis(3_600_000);
    let call_id = store.create_call(&officer, &call(close), "").await.unwrap();
    store.step_call(&officer, call_id, 1, CallStep::Schedule).await.unwrap();
    store.step_call(&officer, call_id, 2, CallStep::Open).await.unwrap();
    let mut leads = Vec::new();
    for number in 0..APPLICANTS + DRAFTS {
        let code = InsurerNumber::with_check_digit(&format!("0613{number:03}")).unwrap();
        let new = NewInsurer {
            members_as_of: SystemClock.today(),
            ..society(&code.to_string(), &format!("締切第{number}健康保険組合"))
        };
        leads.push(store.register_insurer(new).await.unwrap());
    }
    let places = |role| leads.iter().map(|lead| (*lead, role)).collect();
    let approver = person(&store, EMAIL, places(OrgRole::Approver), vec![]).await;
    let editor = person(&store, "editor@example.jp", places(OrgRole::Editor), vec![]).await;
    let (mut waiting, mut drafts) = (Vec::new(), Vec::new());
    for (at, lead) in (0..).zip(&leads) {
        let id = begin(&store, (&approver, &editor), call_id, *lead).await;
        if at < APPLICANTS {
            let step = ApplicationStep::RequestSignoff;
            store.step_application(&editor, id, 1, step, "").await.unwrap();
            waiting.push(id.get());
        } else {
            drafts.push(id.get());
        }
    }
    store.close().await.unwrap();
    Ready {
        call: call_id,
        officer,
        waiting,
        drafts,
    }
}

/// An application of a consortium whose only member is fixed.
async fn begin(
    store: &Store,
    (approver, editor): (&Actor, &Actor),
    call: CallId,
    lead: OrganisationId,
) -> ApplicationId {
    let (from, to) = period();
    let plan = CleanConsortium {
        name: format!("共同事業体{lead}"),
        aim: "運動不足を改める。".into(),
        from,
        to,
        sharing: CostSharing::Equal,
        cost: Yen::new(473_999),
        data: DataCategory::None,
        data_note: String::new(),
        publication: true,
        open: false,
    };
    let consent = CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: SystemClock.today(),
        approver: "山田 太郎".into(),
        alone: None,
        note: String::new(),
    };
    let id = store.start_consortium(approver, lead, None, &plan).await.unwrap();
    let version = async || store.find_consortium(id).await.unwrap().unwrap().version;
    let seen = version().await;
    store
        .consent_to_consortium(approver, id, lead, seen, &consent)
        .await
        .unwrap();
    let seen = version().await;
    store
        .step_consortium(approver, id, seen, ConsortiumStep::Fix, "")
        .await
        .unwrap();
    store.start_application(editor, call, id, &form(lead)).await.unwrap()
}

/// What the pages answered.
#[derive(Default)]
struct Answers {
    acknowledged: BTreeSet<i64>,
    late: BTreeSet<i64>,
}

/// Submits from several threads while papers go up, until all is done or the process is killed after `stop_at`
/// acknowledgements. `pace` spreads the submissions over this time.
fn submit_all(
    process: Process,
    todo: &[i64],
    drafts: &[i64],
    stop_at: Option<usize>,
    pace: Duration,
) -> (Answers, usize) {
    let cookie = process.sign_in();
    let address = process.address.clone();
    let (next, count, uploads) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let (answers, done) = (Mutex::new(Answers::default()), AtomicUsize::new(0));
    let started = Moment::now();
    let step = pace / u32::try_from(todo.len().max(1)).unwrap();
    let mut process = Some(process);
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(id) = todo.get(at) else { break };
                    let due = step * u32::try_from(at).unwrap();
                    std::thread::sleep(due.saturating_sub(started.elapsed()));
                    let path = format!("/my/applications/{id}/approve");
                    match send(&address, "POST", &path, &cookie, "version=2") {
                        Ok(answer) if answer.status == 303 => {
                            answers.lock().unwrap().acknowledged.insert(*id);
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                        Ok(answer) if answer.status == 422 && answer.body.contains("締切を過ぎたため") => {
                            answers.lock().unwrap().late.insert(*id);
                        }
                        Ok(answer) => panic!("{path}: {} {}", answer.status, answer.body),
                        // The process is gone.
                        Err(_) => break,
                    }
                }
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
        for number in 0..2 {
            let (address, cookie, done, uploads) = (&address, &cookie, &done, &uploads);
            let drafts: Vec<i64> = drafts.iter().copied().skip(number).step_by(2).collect();
            scope.spawn(move || {
                for (round, draft) in drafts.iter().cycle().enumerate().take(drafts.len() * 4) {
                    if done.load(Ordering::SeqCst) == SENDERS {
                        return;
                    }
                    let content = format!("a,b\n{round},{draft}\n").repeat(20_000);
                    let (kind, body) = upload(&format!("資料{round}.csv"), content.as_bytes(), None);
                    let path = format!("/my/files/application-other-{draft}");
                    match send_as(address, ("POST", &path), cookie, (&kind, &body)) {
                        Ok(answer) => {
                            assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.body);
                            uploads.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(_) => return,
                    }
                }
            });
        }
        if let Some(stop_at) = stop_at {
            while count.load(Ordering::SeqCst) < stop_at {
                assert!(started.elapsed() < Duration::from_secs(120), "submissions go on");
                std::thread::sleep(Duration::from_millis(1));
            }
            // SIGKILL in the middle of the next ones.
            drop(process.take());
        }
    });
    (answers.into_inner().unwrap(), uploads.into_inner())
}

/// Everything that is stored as submitted; each of them whole, and numbered without a gap.
async fn stored(ground: &Ground, ready: &Ready) -> BTreeSet<i64> {
    let store = ground.open().await;
    assert_eq!(store.check().await.unwrap(), []);
    let (mut there, mut numbers) = (BTreeSet::new(), Vec::new());
    for id in &ready.waiting {
        let id = ApplicationId::new(*id);
        let whole = store.find_application(id).await.unwrap().unwrap();
        let kept = store.list_submissions(id).await.unwrap();
        assert_eq!(whole.number.is_some(), kept.len() == 1, "all of it or nothing");
        let Some(kept) = kept.first() else { continue };
        let hash: String = Sha256::digest(&kept.json)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hash, kept.sha256);
        assert_eq!(kept.content.form, form(whole.lead), "every word of it");
        numbers.push(kept.content.number.clone());
        there.insert(id.get());
    }
    numbers.sort();
    let serials: Vec<_> = numbers
        .iter()
        .map(|number| number.rsplit('-').next().unwrap().to_owned())
        .collect();
    let expected: Vec<_> = (1..=numbers.len()).map(|serial| format!("{serial:04}")).collect();
    assert_eq!(serials, expected);
    store.close().await.unwrap();
    there
}

fn left(ready: &Ready, there: &BTreeSet<i64>) -> Vec<i64> {
    ready.waiting.iter().copied().filter(|id| !there.contains(id)).collect()
}

fn run(ground: &Ground, name: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ready = runtime.block_on(prepare(ground));
    let (mut acknowledged, mut there, mut files) = (BTreeSet::new(), BTreeSet::new(), 0);
    for stop_at in KILLS {
        let more = stop_at.saturating_sub(acknowledged.len()).max(1);
        let todo = left(&ready, &there);
        let (answers, uploads) = submit_all(ground.start(), &todo, &ready.drafts, Some(more), Duration::ZERO);
        assert!(answers.late.is_empty(), "the deadline is an hour away");
        acknowledged.extend(answers.acknowledged);
        there = runtime.block_on(stored(ground, &ready));
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        assert!(
            there.len() <= acknowledged.len() + KILLS.len() * SENDERS,
            "at most what was under way"
        );
        files += uploads;
    }
    let killed = (acknowledged.len(), there.len());

    // The deadline comes while the rest is being sent.
    let process = ground.start();
    let close = SystemClock.now().plus_millis(i64::try_from(LAST.as_millis()).unwrap());
    runtime.block_on(async {
        let store = ground.open().await;
        let seen = store.find_call(ready.call).await.unwrap().unwrap().version;
        store
            .save_call(&ready.officer, ready.call, seen, &call(close), "")
            .await
            .unwrap();
        store.close().await.unwrap();
    });
    let todo = left(&ready, &there);
    let pace = LAST + Duration::from_secs(2);
    let (answers, uploads) = submit_all(process, &todo, &ready.drafts, None, pace);
    assert_eq!(
        answers.acknowledged.len() + answers.late.len(),
        todo.len(),
        "everybody got an answer"
    );
    assert!(
        !answers.acknowledged.is_empty() && !answers.late.is_empty(),
        "some before, some after"
    );
    let before = there.len();
    there = runtime.block_on(stored(ground, &ready));
    assert_eq!(there.len(), before + answers.acknowledged.len());
    assert!(answers.acknowledged.is_subset(&there) && answers.late.is_disjoint(&there));
    runtime.block_on(in_time(ground, &answers.acknowledged, close));
    // Straight to the terminal: these counts are what the test is for.
    let _ = writeln!(
        std::io::stderr(),
        "{name}: {APPLICANTS} applicants; two kills: {} acknowledged, {} stored; last seconds: {} acknowledged, {} \
         refused as late, 0 after the deadline; {} papers uploaded meanwhile; no 5xx",
        killed.0,
        killed.1,
        answers.acknowledged.len(),
        answers.late.len(),
        files + uploads,
    );
}

/// None of them is stored with a moment after the deadline.
async fn in_time(ground: &Ground, ids: &BTreeSet<i64>, close: Instant) {
    let store = ground.open().await;
    for id in ids {
        let kept = store.list_submissions(ApplicationId::new(*id)).await.unwrap();
        assert!(kept[0].at <= close, "{id}: {:?} after {close:?}", kept[0].at);
    }
    store.close().await.unwrap();
}

#[test]
fn 締切間際の二百件は強制終了があっても受け付けた分だけ残る() {
    let folder = tempfile::tempdir().unwrap();
    run(&Ground { folder, database: None }, "SQLite");
}

#[test]
fn 締切間際の二百件はポストグレスでも受け付けた分だけ残る() {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        return;
    };
    let name = format!("deadline_{}", std::process::id());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let admin = |sql: String| {
        let server = server.clone();
        runtime.block_on(async move {
            let admin = Database::connect(server).await.unwrap();
            admin.execute_unprepared(&sql).await.unwrap();
            admin.close().await.unwrap();
        });
    };
    admin(format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"));
    let (base, _) = server.rsplit_once('/').expect("TEST_POSTGRES_URL ends in /database");
    let database = Some(format!("{base}/{name}"));
    let folder = tempfile::tempdir().unwrap();
    run(&Ground { folder, database }, "PostgreSQL");
    admin(format!("DROP DATABASE {name} WITH (FORCE)"));
}
