//! The life of a listing after its draft: the secretariat's check, plans, suspension, versions, reports, copies, and what
//! happens by itself.

use domain::ProblemCode;
use domain::code::{ListingKind, OrgRole, PlatformRole};
use domain::permit::Actor;
use domain::program::{
    FixReason, FixRequest, ListingState, ListingStep, ProgramForm, PublicationCheck, ReviewState, Schedule, Section,
    SendBack,
};
use domain::user::NewUser;
use domain::value::{Day, Email, Instant, ProgramId, TimeOfDay};
use store::{DueStep, Refusal, ReviewFilter};

use crate::support::{ALL, Bench, MORNING, NONE, form, on_both};

const CHECKED: PublicationCheck = PublicationCheck::Secretariat;
const DAY: i64 = 24 * 60 * 60 * 1000;

impl Bench {
    async fn secretariat(&self) -> Actor {
        let new = NewUser {
            email: Email::parse("jimukyoku@mhlw.example.jp").unwrap(),
            name: "事務局 一郎".into(),
            password_hash: "$argon2id$example".into(),
            memberships: vec![],
            platform: vec![PlatformRole::Secretariat],
        };
        let id = self.store.register_user(new).await.unwrap();
        Actor::User(self.store.find_user(id).await.unwrap().unwrap())
    }

    async fn state(&self, id: ProgramId) -> ListingState {
        self.store.find_draft(id).await.unwrap().unwrap().state
    }

    async fn is_shown(&self, id: ProgramId) -> bool {
        self.store.find_listing(id).await.unwrap().is_some()
    }

    /// A request for a first publication, at version 2.
    async fn requested(&self, title: &str) -> (ProgramId, Actor, Actor) {
        let (society, approver) = self.lead().await;
        let secretariat = self.secretariat().await;
        let id = self.store.start_program(&approver, society, form(title)).await.unwrap();
        self.store.publish(&approver, id, 1, CHECKED).await.unwrap();
        (id, approver, secretariat)
    }
}

fn one_fix() -> SendBack {
    SendBack {
        requests: vec![FixRequest {
            field: "summary".into(),
            reason: FixReason::Unclear,
            text: "対象を書いてください。".into(),
        }],
        due: Day::from_iso("2026-04-10").unwrap(),
    }
}

fn at(iso: &str, hour: u8) -> Schedule {
    Schedule {
        at: Instant::from_jst(Day::from_iso(iso).unwrap(), TimeOfDay::new(hour, 0).unwrap()),
    }
}

fn is_wrong_state<T: std::fmt::Debug>(result: Result<T, Refusal>, expected: ListingState) {
    assert!(
        matches!(&result, Err(Refusal::WrongState { state }) if *state == expected),
        "{result:?}"
    );
}

on_both! {
    async fn 確認が要るなら申請になり公開されない(bench: Bench) {
        let (id, approver, secretariat) = bench.requested("確認を受ける事業").await;
        assert_eq!(bench.state(id).await, ListingState::Checking);
        assert!(!bench.is_shown(id).await);
        assert_eq!(bench.store.last_change().await.unwrap(), 0, "nothing changed for readers");
        is_wrong_state(bench.store.save_draft(&approver, id, 2, ALL, form("別名")).await, ListingState::Checking);
        is_wrong_state(bench.store.publish(&approver, id, 2, CHECKED).await, ListingState::Checking);
        is_wrong_state(bench.store.publish(&approver, id, 2, NONE).await, ListingState::Checking);
        assert!(matches!(bench.store.approve_publication(&approver, id, 2).await, Err(Refusal::Forbidden)));
        assert!(matches!(bench.store.approve_publication(&secretariat, id, 1).await, Err(Refusal::Stale { current: 2 })));
        assert_eq!(bench.store.approve_publication(&secretariat, id, 2).await.unwrap(), 3);
        assert!(bench.is_shown(id).await);
        let steps: Vec<_> = bench.store.list_events(id).await.unwrap().into_iter().map(|event| event.step).collect();
        assert_eq!(steps, [None, Some(ListingStep::SubmitForCheck), Some(ListingStep::Publish)]);
        is_wrong_state(bench.store.approve_publication(&secretariat, id, 3).await, ListingState::Published);
    }

    async fn 差戻しの指摘は決定まで残る(bench: Bench) {
        let (id, approver, secretariat) = bench.requested("差し戻される事業").await;
        assert!(matches!(bench.store.return_program(&approver, id, 2, &one_fix()).await, Err(Refusal::Forbidden)));
        bench.store.return_program(&secretariat, id, 2, &one_fix()).await.unwrap();
        assert_eq!(bench.state(id).await, ListingState::Returned);
        let draft = bench.store.find_draft(id).await.unwrap().unwrap();
        assert_eq!(draft.requested_at, None);
        let fixes = bench.store.list_fixes(id).await.unwrap();
        assert_eq!((fixes.len(), fixes[0].due.iso().as_str()), (1, "2026-04-10"));
        assert_eq!(fixes[0].request, one_fix().requests[0]);
        assert!(!fixes[0].is_answered(&draft.form));
        let fixed = ProgramForm { summary: "被保険者が対象です。".into(), ..form("差し戻される事業") };
        bench.store.save_draft(&approver, id, 3, ALL, fixed).await.unwrap();
        let draft = bench.store.find_draft(id).await.unwrap().unwrap();
        assert!(fixes[0].is_answered(&draft.form));
        bench.store.publish(&approver, id, 4, CHECKED).await.unwrap();
        assert_eq!(bench.store.list_fixes(id).await.unwrap().len(), 1, "the secretariat sees what it asked");
        bench.store.approve_publication(&secretariat, id, 5).await.unwrap();
        assert!(bench.store.list_fixes(id).await.unwrap().is_empty());
    }

    async fn 小さな変更はすぐ公開され大きな変更は確認を待つ(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let secretariat = bench.secretariat().await;
        let id = bench.published(&approver, society, "変わる事業").await;
        let minor = ProgramForm { summary: "言い回しを直しました。".into(), ..form("変わる事業") };
        bench.store.save_draft(&approver, id, 2, ALL, minor.clone()).await.unwrap();
        let done = bench.store.publish(&approver, id, 3, CHECKED).await.unwrap();
        assert_eq!((done.state, done.version), (ListingState::Published, 4));
        let major = ProgramForm { pref: vec!["27".into()], ..minor };
        bench.store.save_draft(&approver, id, 4, ALL, major).await.unwrap();
        let done = bench.store.publish(&approver, id, 5, CHECKED).await.unwrap();
        assert_eq!(done.state, ListingState::Checking);
        let seen = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_eq!(seen.content.summary, "言い回しを直しました。", "the old content stays visible");
        bench.store.approve_publication(&secretariat, id, 6).await.unwrap();
        let versions = bench.store.list_versions(id).await.unwrap();
        let changed: Vec<_> = versions.iter().map(|version| version.revision.changed.clone()).collect();
        assert_eq!(changed, [vec!["pref"], vec!["summary"], vec![]]);
        assert_eq!(versions.iter().map(|version| version.revision.is_major()).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(versions[0].actor.as_deref(), Some("事務局 一郎"));
    }

    async fn 同じ内容の再公開は版を増やさず日付を新しくする(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let id = bench.published(&approver, society, "変わらない事業").await;
        bench.clock.advance_millis(DAY);
        bench.store.publish(&approver, id, 2, CHECKED).await.unwrap();
        assert_eq!(bench.store.list_versions(id).await.unwrap().len(), 1);
        let seen = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_eq!(seen.updated_at, MORNING.plus_millis(DAY));
    }

    async fn 申請は決まる前なら取り下げられる(bench: Bench) {
        let (id, approver, secretariat) = bench.requested("取り下げる事業").await;
        assert!(matches!(bench.store.withdraw_request(&secretariat, id, 2).await, Err(Refusal::Forbidden)));
        bench.store.withdraw_request(&approver, id, 2).await.unwrap();
        assert_eq!(bench.state(id).await, ListingState::Draft);
        is_wrong_state(bench.store.withdraw_request(&approver, id, 3).await, ListingState::Draft);
        bench.store.publish(&approver, id, 3, NONE).await.unwrap();
        let major = ProgramForm { purpose: "別の目的。".into(), ..form("取り下げる事業") };
        bench.store.save_draft(&approver, id, 4, ALL, major).await.unwrap();
        bench.store.publish(&approver, id, 5, CHECKED).await.unwrap();
        bench.store.withdraw_request(&approver, id, 6).await.unwrap();
        let draft = bench.store.find_draft(id).await.unwrap().unwrap();
        assert_eq!((draft.state, draft.form.purpose.as_str()), (ListingState::Published, "別の目的。"));
        assert!(bench.store.check().await.unwrap().is_empty());
    }

    async fn 予約した日時に一度だけ公開される(bench: Bench) {
        let (id, approver, secretariat) = bench.requested("予約する事業").await;
        let plan = at("2026-04-03", 9);
        assert!(matches!(bench.store.schedule_publication(&approver, id, 2, plan, CHECKED).await, Err(Refusal::Forbidden)));
        bench.store.schedule_publication(&secretariat, id, 2, plan, CHECKED).await.unwrap();
        assert_eq!(bench.store.list_due().await.unwrap(), []);
        assert!(!bench.store.carry_out(id, DueStep::Publish).await.unwrap(), "not yet");
        bench.clock.set(plan.at);
        assert_eq!(bench.store.list_due().await.unwrap(), [(id, DueStep::Publish)]);
        // Two servers at once; and the one that is late does nothing.
        let rival = bench.second_store().await;
        let (one, other) = tokio::join!(bench.store.carry_out(id, DueStep::Publish), rival.carry_out(id, DueStep::Publish));
        assert_eq!([one.unwrap(), other.unwrap()].iter().filter(|done| **done).count(), 1);
        assert!(!bench.store.carry_out(id, DueStep::Publish).await.unwrap());
        assert!(bench.is_shown(id).await);
        assert_eq!(bench.store.list_versions(id).await.unwrap().len(), 1);
        rival.close().await.unwrap();
    }

    async fn 予約は取り下げられ名前が取られていれば差し戻される(bench: Bench) {
        let (id, approver, secretariat) = bench.requested("同じ名前").await;
        bench.store.schedule_publication(&secretariat, id, 2, at("2026-04-03", 9), CHECKED).await.unwrap();
        bench.store.withdraw_request(&approver, id, 3).await.unwrap();
        bench.clock.set(at("2026-04-03", 10).at);
        assert_eq!(bench.store.list_due().await.unwrap(), []);
        bench.store.schedule_publication(&approver, id, 4, at("2026-04-04", 9), NONE).await.unwrap();
        let owner = bench.store.find_draft(id).await.unwrap().unwrap().owner.id;
        bench.published(&approver, owner, "同じ名前").await;
        bench.clock.set(at("2026-04-05", 9).at);
        assert!(bench.store.carry_out(id, DueStep::Publish).await.unwrap());
        assert_eq!(bench.state(id).await, ListingState::Returned);
        assert_eq!(bench.store.list_fixes(id).await.unwrap()[0].request.field, "title");
    }

    async fn 名前が取られている申請は受け付けない(bench: Bench) {
        let (society, approver) = bench.lead().await;
        bench.published(&approver, society, "同じ名前").await;
        let id = bench.store.start_program(&approver, society, form("同じ名前")).await.unwrap();
        let refused = bench.store.publish(&approver, id, 1, CHECKED).await;
        let Err(Refusal::Problems(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems, domain::Problems::one("title", ProblemCode::Taken));
    }

    async fn 期間が過ぎれば終了し三年で保存される(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let running = bench.published(&approver, society, "期間のある事業").await;
        let early = bench.published(&approver, society, "早く終える事業").await;
        bench.store.schedule_end(&approver, early, 2, Some(at("2026-05-01", 0))).await.unwrap();
        bench.clock.set(at("2026-05-01", 0).at);
        assert_eq!(bench.store.list_due().await.unwrap(), [(early, DueStep::End)]);
        assert!(bench.store.carry_out(early, DueStep::End).await.unwrap());
        // The sample runs until 31 March 2027, that day included.
        bench.clock.set(at("2027-03-31", 23).at);
        assert_eq!(bench.store.list_due().await.unwrap(), []);
        bench.clock.set(at("2027-04-01", 0).at);
        assert_eq!(bench.store.list_due().await.unwrap(), [(running, DueStep::End)]);
        assert!(bench.store.carry_out(running, DueStep::End).await.unwrap());
        assert_eq!(bench.state(running).await, ListingState::Closed);
        bench.clock.set(at("2029-05-02", 0).at);
        assert_eq!(bench.store.list_due().await.unwrap(), [(early, DueStep::Archive)]);
        assert!(bench.store.carry_out(early, DueStep::Archive).await.unwrap());
        assert!(!bench.is_shown(early).await);
        assert_eq!(bench.store.find_hidden(early).await.unwrap().unwrap().0, ListingState::Archived);
    }

    async fn 確認中の変更があっても期間が過ぎれば終わる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let id = bench.published(&approver, society, "変更中の事業").await;
        let major = ProgramForm { purpose: "別の目的。".into(), ..form("変更中の事業") };
        bench.store.save_draft(&approver, id, 2, ALL, major).await.unwrap();
        bench.store.publish(&approver, id, 3, CHECKED).await.unwrap();
        bench.clock.set(at("2027-04-02", 0).at);
        assert!(bench.store.carry_out(id, DueStep::End).await.unwrap());
        assert_eq!(bench.state(id).await, ListingState::Closed);
    }

    async fn 一年触れなければ一度だけ知らせる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let long = ProgramForm { period_to: "2030-03-31".into(), ..form("長い事業") };
        let id = bench.store.start_program(&approver, society, long).await.unwrap();
        bench.store.publish(&approver, id, 1, NONE).await.unwrap();
        bench.clock.advance_millis(365 * DAY);
        assert_eq!(bench.store.list_due().await.unwrap(), []);
        bench.clock.advance_millis(2 * DAY);
        assert_eq!(bench.store.list_due().await.unwrap(), [(id, DueStep::Remind)]);
        let draft = bench.store.find_draft(id).await.unwrap().unwrap();
        assert!(draft.is_stale(domain::value::Clock::today(&*bench.clock)));
        assert!(bench.store.carry_out(id, DueStep::Remind).await.unwrap());
        assert!(!bench.store.carry_out(id, DueStep::Remind).await.unwrap());
        assert_eq!(bench.store.list_due().await.unwrap(), []);
        // Said to be right, it is old again a year later.
        bench.store.publish(&approver, id, 2, CHECKED).await.unwrap();
        bench.clock.advance_millis(367 * DAY);
        assert_eq!(bench.store.list_due().await.unwrap(), [(id, DueStep::Remind)]);
    }

    async fn 停止すると見えず再開すると見える(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let secretariat = bench.secretariat().await;
        let id = bench.published(&approver, society, "止まる事業").await;
        assert!(matches!(bench.store.suspend_program(&approver, id, 2, "理由").await, Err(Refusal::Forbidden)));
        let empty = bench.store.suspend_program(&secretariat, id, 2, "　").await;
        assert!(matches!(&empty, Err(Refusal::Problems(problems)) if problems.has_field("reason")), "{empty:?}");
        let version = bench.store.suspend_program(&secretariat, id, 2, "内容を確認しています。").await.unwrap();
        assert!(!bench.is_shown(id).await);
        assert_eq!(bench.store.find_hidden(id).await.unwrap().unwrap().0, ListingState::Suspended);
        is_wrong_state(bench.store.save_draft(&approver, id, version, ALL, form("別")).await, ListingState::Suspended);
        let last = bench.store.list_events(id).await.unwrap().pop().unwrap();
        assert_eq!((last.step, last.note.as_str()), (Some(ListingStep::Suspend), "内容を確認しています。"));
        bench.store.resume_program(&secretariat, id, version, "問題はありませんでした。").await.unwrap();
        assert!(bench.is_shown(id).await);
        assert_eq!(bench.store.find_hidden(id).await.unwrap(), None);
        let draft = bench.store.start_program(&approver, society, form("下書き")).await.unwrap();
        is_wrong_state(bench.store.suspend_program(&secretariat, draft, 1, "理由").await, ListingState::Draft);
    }

    async fn 変更の確認中でも停止できる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let secretariat = bench.secretariat().await;
        let id = bench.published(&approver, society, "変更中に止まる事業").await;
        let major = ProgramForm { purpose: "別の目的。".into(), ..form("変更中に止まる事業") };
        bench.store.save_draft(&approver, id, 2, ALL, major).await.unwrap();
        bench.store.publish(&approver, id, 3, CHECKED).await.unwrap();
        bench.store.suspend_program(&secretariat, id, 4, "内容を確認しています。").await.unwrap();
        assert_eq!(bench.state(id).await, ListingState::Suspended);
        assert!(!bench.is_shown(id).await);
    }

    async fn 成果を報告すると参考事例になる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let id = bench.published(&approver, society, "成果のある事業").await;
        let typed = ProgramForm { result: "120人が歩きました。".into(), joined: "4".into(), title: "変えられない".into(), ..ProgramForm::default() };
        is_wrong_state(bench.store.report_result(&approver, id, 2, &typed).await, ListingState::Published);
        bench.store.end_program(&approver, id, 2).await.unwrap();
        let empty = bench.store.report_result(&approver, id, 3, &ProgramForm::default()).await;
        assert!(matches!(&empty, Err(Refusal::Problems(problems)) if problems.has_field("result")), "{empty:?}");
        let stranger = bench.staff(society, OrgRole::Editor).await;
        assert!(matches!(bench.store.report_result(&stranger, id, 3, &typed).await, Err(Refusal::Forbidden)));
        bench.store.report_result(&approver, id, 3, &typed).await.unwrap();
        let seen = bench.store.find_listing(id).await.unwrap().unwrap();
        assert_eq!((seen.content.kind, seen.content.title.as_str()), (ListingKind::Reference, "成果のある事業"));
        assert_eq!((seen.content.result.as_str(), seen.content.joined, seen.ended), ("120人が歩きました。", Some(4), true));
        assert!(bench.store.check().await.unwrap().is_empty());
    }

    async fn 昨年度の事業から始められる(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let id = bench.published(&approver, society, "令和8年度ウォーキング大会").await;
        let copy = bench.store.copy_program(&approver, id).await.unwrap();
        let draft = bench.store.find_draft(copy).await.unwrap().unwrap();
        assert_eq!((draft.state, draft.continued_from), (ListingState::Draft, Some(id)));
        assert_eq!(draft.form.title, "令和9年度ウォーキング大会");
        assert_eq!(draft.form.period_from, "2027-06-01");
        let third = bench.store.copy_program(&approver, copy).await.unwrap();
        assert_eq!(bench.store.list_chain(copy).await.unwrap(), [id, third]);
        assert_eq!(bench.store.list_chain(id).await.unwrap(), [copy, third]);
        let other = bench.society(2).await;
        let stranger = bench.staff(other, OrgRole::Approver).await;
        assert!(matches!(bench.store.copy_program(&stranger, id).await, Err(Refusal::Forbidden)));
    }

    async fn 編集中の人が分かり十分で消える(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let editor = bench.staff(society, OrgRole::Editor).await;
        let (me, colleague) = (approver.user().unwrap().id, editor.user().unwrap().id);
        let id = bench.store.start_program(&approver, society, form("二人の事業")).await.unwrap();
        bench.store.note_editing(id, Section::Area, colleague).await.unwrap();
        bench.clock.advance_millis(60_000);
        bench.store.note_editing(id, Section::Area, colleague).await.unwrap();
        let seen = bench.store.list_editing(id, me).await.unwrap();
        assert_eq!((seen.len(), seen[0].section, seen[0].since), (1, Section::Area, MORNING));
        assert!(bench.store.list_editing(id, colleague).await.unwrap().is_empty(), "not oneself");
        bench.clock.advance_millis(11 * 60_000);
        assert!(bench.store.list_editing(id, me).await.unwrap().is_empty());
        bench.store.note_editing(id, Section::Area, colleague).await.unwrap();
        assert_eq!(bench.store.list_editing(id, me).await.unwrap()[0].since, MORNING.plus_millis(12 * 60_000));
        bench.store.end_editing(id, Section::Area, colleague).await.unwrap();
        assert_eq!(bench.store.purge_editing().await.unwrap(), 0);
    }

    async fn 確認の一覧は古い順で絞り込める(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let mut ids = Vec::new();
        for title in ["先の事業", "後の事業"] {
            let id = bench.store.start_program(&approver, society, form(title)).await.unwrap();
            bench.store.publish(&approver, id, 1, CHECKED).await.unwrap();
            bench.clock.advance_millis(3 * DAY);
            ids.push(id);
        }
        let list = async |state, words: &str, days| {
            let filter = ReviewFilter { state, words: words.into(), days };
            let page = bench.store.list_reviews(&filter, 1, 20).await.unwrap();
            page.lines.iter().map(|line| line.id).collect::<Vec<_>>()
        };
        assert_eq!(list(ReviewState::Waiting, "", None).await, ids);
        assert_eq!(list(ReviewState::Waiting, "後の", None).await, [ids[1]]);
        assert_eq!(list(ReviewState::Waiting, "架空第1", Some(5)).await, [ids[0]]);
        assert!(list(ReviewState::Scheduled, "", None).await.is_empty());
        let secretariat = bench.secretariat().await;
        bench.store.schedule_publication(&secretariat, ids[0], 2, at("2026-05-01", 9), CHECKED).await.unwrap();
        assert_eq!(list(ReviewState::Scheduled, "", None).await, [ids[0]]);
        assert_eq!(list(ReviewState::Waiting, "", None).await, [ids[1]]);
    }
}
