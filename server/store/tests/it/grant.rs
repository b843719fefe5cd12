//! Grants on both databases: from an adopted application to papers that are disposed of, with two persons for every decision,
//! money that never goes wrong, and figures that can be computed again.

use domain::amount::Outcome;
use domain::code::OrgRole;
use domain::grant_case::{
    AssetForm, AssetStep, ChangeDraft, ChangeState, GrantState, GrantStep, Mark, Next, ProposalForm, Proposed,
    ReportDraft, ReportKind, ReportState, ReturnCause, Sum,
};
use domain::permit::Actor;
use domain::value::{Day, GrantId, GrantReportId, Instant, TimeOfDay, Yen};
use store::{NoticeFilter, Refusal, StoredGrant};

use crate::application::{Case, fixed, get as application};
use crate::decision::{adopted, second_approver};
use crate::support::{Bench, on_both};

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn sum(yen: i64, iso: &str) -> Sum {
    Sum {
        yen: Yen::new(yen),
        on: day(iso),
    }
}

/// Who acts.
struct Office {
    officer: Actor,
    approver: Actor,
    second: Actor,
}

struct Grant {
    id: GrantId,
    case: Case,
    office: Office,
}

/// Sets the clock to nine in the morning.
fn morning(bench: &Bench, iso: &str) {
    bench
        .clock
        .set(Instant::from_jst(day(iso), TimeOfDay::new(9, 0).unwrap()));
}

async fn started(bench: &Bench) -> Grant {
    let mut all = adopted(bench).await;
    let office = Office {
        officer: all.officer,
        approver: all.approver,
        second: second_approver(bench).await,
    };
    let (case, application) = (all.cases.remove(0), all.ids[0]);
    let id = bench.store.start_grant(&case.editor, application).await.unwrap();
    assert_eq!(
        bench.store.start_grant(&case.approver, application).await.unwrap(),
        id,
        "once"
    );
    Grant { id, case, office }
}

impl Grant {
    async fn get(&self, bench: &Bench) -> StoredGrant {
        bench.store.find_grant(self.id).await.unwrap().unwrap()
    }

    async fn version(&self, bench: &Bench) -> i64 {
        self.get(bench).await.version
    }

    async fn state(&self, bench: &Bench) -> GrantState {
        self.get(bench).await.state()
    }

    async fn propose(&self, bench: &Bench, step: GrantStep, fields: &[(&str, &str)]) -> Result<(), Refusal> {
        self.propose_as(bench, &self.office.officer, Proposed::Step { step }, fields)
            .await
    }

    async fn propose_as(
        &self,
        bench: &Bench,
        who: &Actor,
        what: Proposed,
        fields: &[(&str, &str)],
    ) -> Result<(), Refusal> {
        let mut form = ProposalForm::default();
        form.replace(ProposalForm::FIELDS, fields.iter().copied());
        let version = self.version(bench).await;
        bench.store.propose_grant(who, self.id, version, what, &form).await
    }

    async fn confirm(&self, bench: &Bench) {
        let version = self.version(bench).await;
        bench
            .store
            .confirm_grant(&self.office.approver, self.id, version)
            .await
            .unwrap();
    }

    async fn decided(&self, bench: &Bench, step: GrantStep, fields: &[(&str, &str)]) {
        self.propose(bench, step, fields).await.unwrap();
        self.confirm(bench).await;
    }

    /// Submits the application for the grant.
    async fn apply(&self, bench: &Bench) {
        let mut draft = self.get(bench).await.file.draft;
        draft.head.account = "款：補助金収入　項：保健事業費補助金".into();
        let store = &bench.store;
        store
            .save_grant(&self.case.editor, self.id, self.version(bench).await, &draft)
            .await
            .unwrap();
        let own = store
            .submit_grant(&self.case.editor, self.id, self.version(bench).await)
            .await;
        assert!(
            matches!(own, Err(Refusal::Forbidden)),
            "an editor submits nothing: {own:?}"
        );
        store
            .submit_grant(&self.case.approver, self.id, self.version(bench).await)
            .await
            .unwrap();
    }

    async fn running(&self, bench: &Bench) {
        self.apply(bench).await;
        morning(bench, "2026-06-22");
        self.decided(
            bench,
            GrantStep::Decide,
            &[
                ("number", "保発0622第1号"),
                ("day", "2026-06-22"),
                ("yen", "600,000"),
                ("reason", "予算の範囲内"),
                (
                    "conditions",
                    "経費の配分を変えるときは承認を受けること。\n帳簿を5年間保存すること。",
                ),
            ],
        )
        .await;
        morning(bench, "2026-07-01");
        bench
            .store
            .begin_grant(&self.case.editor, self.id, self.version(bench).await)
            .await
            .unwrap();
    }

    async fn report(&self, bench: &Bench, kind: ReportKind, fields: &[(&str, &str)]) -> Result<GrantReportId, Refusal> {
        let store = &bench.store;
        let report = store
            .open_report(&self.case.editor, self.id, self.version(bench).await, kind)
            .await?;
        let draft = ReportDraft::read(fields.iter().copied());
        store
            .save_report(&self.case.editor, self.id, self.version(bench).await, report, &draft)
            .await?;
        store
            .submit_report(&self.case.approver, self.id, self.version(bench).await, report)
            .await?;
        Ok(report)
    }

    /// From the running program to the report: 1,000,000 yen spent.
    async fn reported(&self, bench: &Bench) -> GrantReportId {
        morning(bench, "2027-04-01");
        let version = self.version(bench).await;
        bench
            .store
            .complete_grant(&self.case.approver, self.id, version, day("2027-03-31"))
            .await
            .unwrap();
        assert_eq!(
            self.get(bench).await.report_due,
            Some(day("2027-04-10")),
            "the earlier of 30 days and the call's day"
        );
        self.report(bench, ReportKind::Result, RESULT).await.unwrap()
    }

    /// Takes the report in; of the first line 160,000 yen are not accepted.
    async fn marked(&self, bench: &Bench, report: GrantReportId) {
        let marks = [(200_000, "謝金の単価が規程を超える"), (145_000, ""), (495_000, "")].map(|(yen, comment)| Mark {
            accepted: Yen::new(yen),
            comment: comment.into(),
        });
        let version = self.version(bench).await;
        let short = bench
            .store
            .take_report(&self.office.officer, self.id, version, report, &marks[..2])
            .await;
        assert!(matches!(short, Err(Refusal::Problems(found)) if found.has_field("mark3_accepted")));
        bench
            .store
            .take_report(&self.office.officer, self.id, version, report, &marks)
            .await
            .unwrap();
    }

    async fn tasks(&self, bench: &Bench, who: &Actor) -> u64 {
        bench
            .store
            .count_notices(who.user().unwrap(), NoticeFilter::Open)
            .await
            .unwrap()
    }
}

const RESULT: &[(&str, &str)] = &[
    ("finished_on", "2027-03-31"),
    ("outcome", "運動習慣のある人の割合が25.1%から30.4%になった。"),
    ("rollout", "手順書を公開した。"),
    ("line1_item", "a03"),
    ("line1_description", "講師の謝金"),
    ("line1_payee", "山田 太郎"),
    ("line1_delivered_on", "2026-10-01"),
    ("line1_paid_on", "2026-10-30"),
    ("line1_yen", "360,000"),
    ("line1_eligible", "360,000"),
    ("line1_evidence", "payment"),
    ("line2_item", "a06"),
    ("line2_description", "案内の冊子"),
    ("line2_payee", "架空印刷株式会社"),
    ("line2_paid_on", "2026-11-30"),
    ("line2_yen", "145,000"),
    ("line2_eligible", "145,000"),
    ("line2_evidence", "invoice"),
    ("line2_evidence", "payment"),
    ("line3_item", "a13"),
    ("line3_description", "アプリの運用"),
    ("line3_payee", "架空システム株式会社"),
    ("line3_contract_on", "2026-06-01"),
    ("line3_paid_on", "2027-03-31"),
    ("line3_yen", "495,000"),
    ("line3_eligible", "495,000"),
    ("line3_evidence", "invoice"),
    ("line3_evidence", "payment"),
];

on_both! {
    async fn 交付申請から返還と廃棄まで進む(bench: Bench) {
        let grant = started(&bench).await;
        let (store, office) = (&bench.store, &grant.office);
        grant.apply(&bench).await;
        assert_eq!(grant.tasks(&bench, &office.officer).await, 1);
        assert_eq!(store.check().await.unwrap(), []);

        // Two persons: who proposes does not decide, and an officer cannot.
        morning(&bench, "2026-06-22");
        let decision = [("number", "保発0622第1号"), ("day", "2026-06-22"), ("yen", "600,000"), ("reason", "予算の範囲内"), ("conditions", "帳簿を5年間保存すること。")];
        let much = grant.propose(&bench, GrantStep::Decide, &[("number", "1"), ("day", "2026-06-22"), ("yen", "666,001")]).await;
        assert!(matches!(much, Err(Refusal::Problems(found)) if found.has_field("yen")));
        let silent = grant.propose(&bench, GrantStep::Decide, &decision[..3]).await;
        assert!(matches!(silent, Err(Refusal::Problems(found)) if found.has_field("reason")), "less than asked for needs a reason");
        grant.propose_as(&bench, &office.approver, Proposed::Step { step: GrantStep::Decide }, &decision).await.unwrap();
        let version = grant.version(&bench).await;
        let alone = store.confirm_grant(&office.approver, grant.id, version).await;
        assert!(matches!(alone, Err(Refusal::Forbidden)), "{alone:?}");
        let low = store.confirm_grant(&office.officer, grant.id, version).await;
        assert!(matches!(low, Err(Refusal::Forbidden)), "{low:?}");
        assert_eq!(grant.state(&bench).await, GrantState::Submitted, "nothing counts yet");
        store.confirm_grant(&office.second, grant.id, version).await.unwrap();
        let whole = grant.get(&bench).await;
        assert_eq!((whole.state(), whole.case.ledger().decided()), (GrantState::Decided, Some(Yen::new(600_000))));
        assert_eq!(whole.withdraw_until, Some(day("2026-07-02")), "ten days after the notice");

        morning(&bench, "2026-07-01");
        store.begin_grant(&grant.case.editor, grant.id, whole.version).await.unwrap();
        let advance = grant.report(&bench, ReportKind::Advance, &[("yen", "300,000"), ("on", "2026-08-03"), ("reason", "謝金の支払に充てるため")]).await.unwrap();
        store.take_report(&office.officer, grant.id, grant.version(&bench).await, advance, &[]).await.unwrap();
        morning(&bench, "2026-08-03");
        let early = store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(300_000, "2026-08-04")).await;
        assert!(matches!(early, Err(Refusal::Problems(found)) if found.has_field("on")));
        store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(300_000, "2026-08-03")).await.unwrap();

        let report = grant.reported(&bench).await;
        let unseen = grant.propose(&bench, GrantStep::FixAmount, &[("number", "2"), ("day", "2027-04-01")]).await;
        assert!(matches!(unseen, Err(Refusal::Problems(found)) if found.has_field("settlement")), "the report is not taken in yet");
        grant.marked(&bench, report).await;
        // By hand: 200,000 + 145,000 + 495,000 = 840,000; × 2/3 = 560,000; decided 600,000, so 40,000 are not used; paid
        // 300,000, so 260,000 remain.
        grant.decided(&bench, GrantStep::FixAmount, &[("number", "保発0420第3号"), ("day", "2027-04-01")]).await;
        let kept = store.list_grant_reports(grant.id).await.unwrap().into_iter().find(|one| one.id == report).unwrap();
        let settled = kept.settlement.unwrap();
        assert_eq!((settled.worked.base, settled.fixed, settled.unused), (Yen::new(840_000), Yen::new(560_000), Yen::new(40_000)));
        assert_eq!(settled.outcome, Outcome::Pay(Yen::new(260_000)));
        assert_eq!(grant.state(&bench).await, GrantState::Settling);
        morning(&bench, "2027-05-10");
        let open = store.close_grant(&office.officer, grant.id, grant.version(&bench).await).await;
        assert!(matches!(open, Err(Refusal::Unsettled(yen)) if yen == Yen::new(260_000)));
        let over = store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(260_001, "2027-05-10")).await;
        assert!(matches!(over, Err(Refusal::Problems(found)) if found.has_field("yen")));
        store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(260_000, "2027-05-10")).await.unwrap();
        store.close_grant(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();

        // After it was closed: cancelled in part, ordered back, paid late.
        morning(&bench, "2027-09-01");
        grant.decided(&bench, GrantStep::CancelPart, &[("number", "保発0901第1号"), ("day", "2027-09-01"), ("yen", "500,000"), ("reason", "目的外の使用")]).await;
        grant.decided(&bench, GrantStep::OrderReturn, &[("number", "保発0901第2号"), ("day", "2027-09-01"), ("yen", "60,000"), ("due", "2027-09-30"), ("reason", "法18条1項")]).await;
        assert_eq!(grant.tasks(&bench, &grant.case.approver).await, 1);
        morning(&bench, "2027-10-10");
        let told = grant.report(&bench, ReportKind::Payment, &[("yen", "60,000"), ("on", "2027-10-10"), ("reference", "領収 第12号")]).await.unwrap();
        store.take_report(&office.officer, grant.id, grant.version(&bench).await, told, &[]).await.unwrap();
        // 154 days from the receipt of 10 May on and ten days after 30 September, at 0.03 % a day.
        let charges = grant.get(&bench).await.charges(day("2027-10-12"));
        assert_eq!((charges.surcharge, charges.late), (Yen::new(2_772), Yen::new(180)));
        let unpaid = store.finish_return(&office.officer, grant.id, grant.version(&bench).await).await;
        assert!(matches!(unpaid, Err(Refusal::Unsettled(yen)) if yen == Yen::new(2_952)));
        let much = store.take_charge(&office.officer, grant.id, grant.version(&bench).await, sum(2_953, "2027-10-10")).await;
        assert!(matches!(much, Err(Refusal::Problems(found)) if found.has_field("yen")));
        store.take_charge(&office.officer, grant.id, grant.version(&bench).await, sum(2_952, "2027-10-10")).await.unwrap();
        store.finish_return(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();
        store.close_grant(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();
        store.keep_grant(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();

        // Kept to the end of the fifth fiscal year after that of completion, and beyond while it is held.
        assert_eq!(grant.get(&bench).await.retain_until, Some(day("2032-03-31")));
        let dispose = [("day", "2032-03-31"), ("reason", "保存期間の満了")];
        morning(&bench, "2032-03-31");
        let early = grant.propose(&bench, GrantStep::Dispose, &dispose).await;
        assert!(matches!(early, Err(Refusal::NotNow)), "{early:?}");
        morning(&bench, "2032-04-01");
        store.hold_grant(&office.approver, grant.id, grant.version(&bench).await, Some("会計検査")).await.unwrap();
        let held = grant.propose(&bench, GrantStep::Dispose, &dispose).await;
        assert!(matches!(held, Err(Refusal::NotNow)), "{held:?}");
        store.hold_grant(&office.approver, grant.id, grant.version(&bench).await, None).await.unwrap();
        assert_eq!(store.check().await.unwrap(), []);
        grant.decided(&bench, GrantStep::Dispose, &dispose).await;
        let whole = grant.get(&bench).await;
        assert_eq!((whole.state(), whole.file.content, whole.file.number.as_str()), (GrantState::Disposed, None, "R08-KD-0001"));
        assert_eq!(store.list_grant_reports(grant.id).await.unwrap(), []);
        let events = store.list_grant_events(grant.id).await.unwrap();
        assert!(events.iter().all(|event| event.content.is_none()), "no paper is left");
        let last = events.last().unwrap();
        assert_eq!((last.kind.as_str(), last.step.as_str(), last.note.as_str()), ("case", "dispose", "保存期間の満了"));
        assert_eq!(store.check().await.unwrap(), []);
    }

    async fn 取下げは期間の内だけできる(bench: Bench) {
        let grant = started(&bench).await;
        grant.apply(&bench).await;
        morning(&bench, "2026-06-22");
        grant.decided(&bench, GrantStep::Decide, &[("number", "1"), ("day", "2026-06-22"), ("yen", "666,000")]).await;
        morning(&bench, "2026-07-03");
        let version = grant.version(&bench).await;
        let late = bench.store.withdraw_grant(&grant.case.approver, grant.id, version, "条件に応じられない").await;
        assert!(matches!(late, Err(Refusal::NotNow)), "{late:?}");
        morning(&bench, "2026-07-02");
        let silent = bench.store.withdraw_grant(&grant.case.approver, grant.id, version, " ").await;
        assert!(matches!(silent, Err(Refusal::Problems(_))), "{silent:?}");
        bench.store.withdraw_grant(&grant.case.approver, grant.id, version, "条件に応じられない").await.unwrap();
        assert_eq!(grant.state(&bench).await, GrantState::Withdrawn);
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 軽微な配分の変更は届出で足り大きな変更は二人で承認する(bench: Bench) {
        let grant = started(&bench).await;
        grant.running(&bench).await;
        let store = &bench.store;
        let plan = grant.get(&bench).await.file.plan;
        let moved = |from: &str, to: &str| {
            let pairs: Vec<(String, String)> = plan.items.iter().enumerate().flat_map(|(at, item)| {
                let yen = match item.item.code() { "a03" => from, "a06" => to, _ => "495,000" };
                [("item", item.item.code()), ("total", yen), ("eligible", yen)].map(|(name, value)| (format!("cost{}_{name}", at + 1), value.to_owned()))
            }).chain([("kind".to_owned(), "allocation".to_owned()), ("reason".to_owned(), "講師の人数を改めたため".to_owned())]).collect();
            ChangeDraft::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        };
        let stranger = viewer(&bench, &grant).await;
        let denied = store.ask_change(&stranger, grant.id, grant.version(&bench).await, &moved("350,000", "155,000")).await;
        assert!(matches!(denied, Err(Refusal::Forbidden)), "{denied:?}");
        // A fifth of the smaller item, 145,000, is 29,000.
        let state = store.ask_change(&grant.case.approver, grant.id, grant.version(&bench).await, &moved("331,000", "174,000")).await.unwrap();
        assert_eq!(state, ChangeState::Notified);
        assert_eq!(grant.get(&bench).await.file.plan.items[1].eligible, Yen::new(174_000), "counts at once");
        let state = store.ask_change(&grant.case.approver, grant.id, grant.version(&bench).await, &moved("200,000", "305,000")).await.unwrap();
        assert_eq!(state, ChangeState::Submitted);
        let change = store.list_grant_changes(grant.id).await.unwrap()[0].id;
        store.return_change(&grant.office.officer, grant.id, grant.version(&bench).await, change, "積算の根拠がない").await.unwrap();
        store.ask_change_again(&grant.case.approver, grant.id, grant.version(&bench).await, change, &moved("200,000", "305,000")).await.unwrap();
        let paper = [("number", "保発0801第1号"), ("day", "2026-07-01"), ("yen", "580,000"), ("reason", "単価の見直し")];
        grant.propose_as(&bench, &grant.office.officer, Proposed::Approve { change }, &paper).await.unwrap();
        grant.confirm(&bench).await;
        let whole = grant.get(&bench).await;
        assert_eq!((whole.case.ledger().decided(), whole.file.plan.items[0].eligible), (Some(Yen::new(580_000)), Yen::new(200_000)));
        assert_eq!(store.list_grant_changes(grant.id).await.unwrap()[0].state, ChangeState::Approved);

        // Suspended, resumed, abolished: the report is due from the day of abolition on.
        for (kind, state) in [("suspension", GrantState::Suspended), ("abolition", GrantState::ReportDue)] {
            let draft = ChangeDraft::read([("kind", kind), ("reason", "感染症の流行"), ("on", "2026-07-01")]);
            store.ask_change(&grant.case.approver, grant.id, grant.version(&bench).await, &draft).await.unwrap();
            let change = store.list_grant_changes(grant.id).await.unwrap()[0].id;
            grant.propose_as(&bench, &grant.office.officer, Proposed::Approve { change }, &paper[..2]).await.unwrap();
            grant.confirm(&bench).await;
            assert_eq!(grant.state(&bench).await, state);
        }
        assert_eq!(grant.get(&bench).await.report_due, Some(day("2026-07-31")));
        assert_eq!(store.check().await.unwrap(), []);
    }

    async fn 状況報告と財産と税の報告(bench: Bench) {
        let grant = started(&bench).await;
        grant.running(&bench).await;
        let (store, office) = (&bench.store, &grant.office);
        store.ask_report(&office.officer, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-10-01"), "半期の確認")).await.unwrap();
        let asked = grant.get(&bench).await;
        assert_eq!((asked.asked, asked.due(), asked.awaits()), (Some(day("2026-10-01")), Some(day("2026-10-01")), Some(Next::Status)));
        assert!(!asked.is_late(day("2026-10-01")) && asked.is_late(day("2026-10-02")));
        assert_eq!(grant.tasks(&bench, &grant.case.approver).await, 1);
        // Asked again: another day, and one task all the same.
        let silent = store.ask_report(&office.officer, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-10-15"), " ")).await;
        assert!(matches!(silent, Err(Refusal::Problems(found)) if found.has_field("reason")));
        let past = store.ask_report(&office.officer, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-06-30"), "半期の確認")).await;
        assert!(matches!(past, Err(Refusal::Problems(found)) if found.has_field("due")));
        store.ask_report(&office.officer, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-10-15"), "半期の確認")).await.unwrap();
        assert_eq!(grant.tasks(&bench, &grant.case.approver).await, 1);
        let foreign = store.ask_report(&grant.case.approver, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-10-15"), "×")).await;
        assert!(matches!(foreign, Err(Refusal::Forbidden)), "{foreign:?}");
        // Money that is paid meanwhile does not make it done.
        store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(1, "2026-07-01")).await.unwrap();
        assert_eq!(grant.tasks(&bench, &grant.case.approver).await, 1);
        let gaps = grant.report(&bench, ReportKind::Status, &[("progress", "参加者を募った。")]).await;
        assert!(matches!(gaps, Err(Refusal::Problems(found)) if found.has_field("outlook") && found.has_field("yen")));
        let status = grant.report(&bench, ReportKind::Status, &[("progress", "参加者を募った。"), ("outlook", "予定どおり。"), ("yen", "120,000")]).await.unwrap();
        assert_eq!((grant.get(&bench).await.asked, grant.tasks(&bench, &grant.case.approver).await), (None, 0));
        let waits = store.ask_report(&office.officer, grant.id, grant.version(&bench).await, ReportKind::Status, (day("2026-10-20"), "半期の確認")).await;
        assert!(matches!(waits, Err(Refusal::NotNow)), "one is to be taken in: {waits:?}");
        store.return_report(&office.officer, grant.id, grant.version(&bench).await, status, ("支出の内訳を加えること", false)).await.unwrap();
        let reports = store.list_grant_reports(grant.id).await.unwrap();
        assert_eq!((reports[0].state, reports[0].due, reports[0].reply.as_str()), (ReportState::Returned, Some(day("2026-10-15")), "支出の内訳を加えること"));
        assert_eq!((reports.len(), reports[0].asked.as_str()), (1, "半期の確認"));
        assert_eq!(grant.get(&bench).await.asked, Some(day("2026-10-15")), "sent back, it is owed again");
        let again = [("progress", "参加者を募った。"), ("outlook", "予定どおり。"), ("yen", "120,000")];
        assert_eq!(grant.report(&bench, ReportKind::Status, &again).await.unwrap(), status);
        store.take_report(&office.officer, grant.id, grant.version(&bench).await, status, &[]).await.unwrap();
        assert_eq!(grant.get(&bench).await.asked, None);

        let mut form = AssetForm::default();
        form.replace(AssetForm::FIELDS, [("name", "体組成計"), ("acquired_on", "2026-07-01"), ("price", "600,000"), ("place", "架空第1健保 会議室"), ("purpose", "測定会"), ("restricted_until", "2031-03-31")]);
        let asset = form.check(day("2026-07-01")).unwrap();
        let id = store.register_asset(&grant.case.editor, grant.id, grant.version(&bench).await, &asset).await.unwrap();
        let at = async || (grant.id, grant.version(&bench).await);
        let early = store.step_asset(&grant.case.approver, at().await, id, AssetStep::Dispose, "故障").await;
        assert!(matches!(early, Err(Refusal::NotNow)), "approval is needed: {early:?}");
        store.step_asset(&grant.case.approver, at().await, id, AssetStep::Ask, "故障").await.unwrap();
        let low = store.step_asset(&office.officer, at().await, id, AssetStep::Approve, "").await;
        assert!(matches!(low, Err(Refusal::Forbidden)), "{low:?}");
        store.step_asset(&office.approver, at().await, id, AssetStep::Approve, "").await.unwrap();

        let tax = [("on", "2027-09-30"), ("method", "all"), ("tax1_yen", "840,000"), ("tax1_rate", "standard"), ("tax1_purpose", "taxable")];
        let early = grant.report(&bench, ReportKind::Tax, &tax).await;
        assert!(matches!(early, Err(Refusal::NotNow)), "nothing is fixed yet: {early:?}");
        let report = grant.reported(&bench).await;
        grant.marked(&bench, report).await;
        grant.decided(&bench, GrantStep::FixAmount, &[("number", "3"), ("day", "2027-04-01")]).await;
        morning(&bench, "2027-10-01");
        let told = grant.report(&bench, ReportKind::Tax, &tax).await.unwrap();
        let found = store.list_grant_reports(grant.id).await.unwrap().into_iter().find(|one| one.id == told).unwrap();
        // 840,000 × 10/110 = 76,363.6… of tax, of which 560,000/840,000 are the grant's: 50,909.
        assert!(matches!(found.content, Some(domain::grant_case::Report::Tax(tax)) if tax.due == Yen::new(50_909)));
        // It can be ordered back once it is taken in and everything else is paid, up to what was reported.
        let order = [("number", "保発1001第1号"), ("day", "2027-10-01"), ("yen", "50,909"), ("due", "2027-10-21"), ("reason", "仕入控除税額の確定")];
        let unseen = grant.propose(&bench, GrantStep::OrderTaxReturn, &order).await;
        assert!(matches!(unseen, Err(Refusal::NotNow)), "{unseen:?}");
        store.take_report(&office.officer, grant.id, grant.version(&bench).await, told, &[]).await.unwrap();
        let unpaid = grant.propose(&bench, GrantStep::OrderTaxReturn, &order).await;
        assert!(matches!(unpaid, Err(Refusal::Unsettled(yen)) if yen == Yen::new(559_999)), "{unpaid:?}");
        store.pay_grant(&office.officer, grant.id, grant.version(&bench).await, sum(559_999, "2027-10-01")).await.unwrap();
        store.close_grant(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();
        let mut much = order;
        much[2].1 = "50,910";
        let much = grant.propose(&bench, GrantStep::OrderTaxReturn, &much).await;
        assert!(matches!(much, Err(Refusal::Problems(found)) if found.has_field("yen")));
        grant.decided(&bench, GrantStep::OrderTaxReturn, &order).await;
        let whole = grant.get(&bench).await;
        assert_eq!((whole.state(), whole.due(), whole.file.cause), (GrantState::ReturnOrdered, Some(day("2027-10-21")), Some(ReturnCause::Tax)));
        morning(&bench, "2027-10-20");
        let paid = grant.report(&bench, ReportKind::Payment, &[("yen", "50,909"), ("on", "2027-10-20"), ("reference", "領収 第3号")]).await.unwrap();
        store.take_report(&office.officer, grant.id, grant.version(&bench).await, paid, &[]).await.unwrap();
        store.finish_return(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();
        store.close_grant(&office.officer, grant.id, grant.version(&bench).await).await.unwrap();
        assert_eq!(grant.get(&bench).await.case.ledger().held(), Yen::new(509_091));
        let twice = grant.propose(&bench, GrantStep::OrderTaxReturn, &order).await;
        assert!(matches!(twice, Err(Refusal::NotNow)), "all of it was ordered: {twice:?}");
        assert_eq!(store.check().await.unwrap(), []);
    }

    async fn 他の組合には存在せず壊れた金額は見つかる(bench: Bench) {
        let grant = started(&bench).await;
        grant.running(&bench).await;
        let other = fixed(&bench, 11).await;
        let foreign = bench.store.begin_grant(&other.editor, grant.id, 1).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let stale = bench.store.withdraw_grant(&grant.case.approver, grant.id, 1, "×").await;
        assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
        assert_eq!(bench.store.check().await.unwrap(), []);
        bench.execute("UPDATE grant_event SET yen = 600001 WHERE step = 'decide' AND kind = 'case'").await.unwrap();
        let found = bench.store.check().await.unwrap();
        assert!(found.len() == 1 && found[0].reason.contains("its money is not what its steps come to"), "{found:?}");
        bench.execute("UPDATE grant_event SET yen = 600000 WHERE step = 'decide' AND kind = 'case'").await.unwrap();
        bench.execute("UPDATE grant_case SET withdraw_until = '2026-07-03'").await.unwrap();
        let found = bench.store.check().await.unwrap();
        assert!(found.len() == 1 && found[0].reason.contains("withdraw_until"), "{found:?}");
        bench.execute("UPDATE application_submission SET content = REPLACE(content, '666000', '667000')").await.unwrap();
        assert!(bench.store.check().await.unwrap().iter().any(|one| one.table == "application_submission"));
        assert!(application(&bench, grant.get(&bench).await.application).await.number.is_some());
    }

    async fn でたらめに進めても払い過ぎずすべて記録される(bench: Bench) {
        let grant = started(&bench).await;
        let (store, office) = (&bench.store, &grant.office);
        let mut seed = 20_270_401_u64;
        let mut draw = |most: u64| {
            // Numbers that look random and are the same in every run.
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let mut taken = 0;
        for round in 0..600 {
            morning(&bench, day("2026-06-01").plus_days(round).unwrap().iso().as_str());
            let today = day("2026-06-01").plus_days(round).unwrap().iso();
            let (id, version) = (grant.id, grant.version(&bench).await);
            let before = grant.get(&bench).await;
            let later = day(&today).plus_days(20).unwrap().iso();
            let ledger = before.case.ledger();
            // Half of the amounts are what the ledger expects, so that the walk goes far; the others are anything.
            let any = i64::try_from(draw(8)).unwrap() * 100_000;
            let fits = draw(2) == 0;
            let pay = sum(if fits { ledger.owing().get() } else { any }, &today);
            let back = sum(if fits { ledger.open_return().get() } else { any }, &today);
            let less = i64::try_from(draw(4)).unwrap() * 10_000;
            let done = match draw(16) {
                0 => {
                    let mut draft = before.file.draft.clone();
                    draft.head.account = "款：補助金収入".into();
                    let _ = store.save_grant(&grant.case.editor, id, version, &draft).await;
                    let now = grant.version(&bench).await;
                    store.submit_grant(&grant.case.approver, id, now).await
                }
                1 => store.return_grant(&office.officer, id, version, "記載漏れ").await,
                2 => store.begin_grant(&grant.case.editor, id, version).await,
                3 => store.complete_grant(&grant.case.approver, id, version, day(&today)).await,
                4 => store.pay_grant(&office.officer, id, version, pay).await,
                5 => store.take_return(&office.officer, id, version, back).await,
                6 => store.finish_return(&office.officer, id, version).await,
                7 => store.close_grant(&office.officer, id, version).await,
                8 => grant.report(&bench, ReportKind::Result, &RESULT.iter().map(|(name, value)| (*name, if name.ends_with("_on") { "2026-06-01" } else { *value })).collect::<Vec<_>>()).await.map(|_| ()),
                9 => {
                    let report = store.list_grant_reports(id).await.unwrap().into_iter().find(|one| one.kind == ReportKind::Result);
                    match report {
                        Some(report) => {
                            let marks = [200_000, 145_000, 495_000].map(|yen| Mark { accepted: Yen::new(yen), comment: "規程による".into() });
                            store.take_report(&office.officer, id, version, report.id, &marks).await
                        }
                        None => Err(Refusal::NotNow),
                    }
                }
                _ => {
                    let steps = [GrantStep::Decide, GrantStep::Decide, GrantStep::FixAmount, GrantStep::FixAmount, GrantStep::CancelPart, GrantStep::Refix, GrantStep::OrderReturn, GrantStep::OrderReturn];
                    let step = steps[usize::try_from(draw(8)).unwrap()];
                    let yen = match step {
                        GrantStep::CancelPart => ledger.decided().unwrap_or_default().get() - less,
                        GrantStep::OrderReturn if fits => ledger.excess().get(),
                        _ => any,
                    };
                    let yen = yen.to_string();
                    let paper = [("number", "保発1号"), ("day", today.as_str()), ("yen", yen.as_str()), ("due", later.as_str()), ("reason", "理由")];
                    match grant.propose(&bench, step, &paper).await {
                        Ok(()) => {
                            let now = grant.version(&bench).await;
                            store.confirm_grant(&office.approver, id, now).await
                        }
                        refused => refused,
                    }
                }
            };
            match done {
                Ok(()) => taken += 1,
                Err(Refusal::Db(error)) => panic!("{error}"),
                Err(_) => {}
            }
            let after = grant.get(&bench).await;
            let ledger = after.case.ledger();
            for yen in [ledger.held(), ledger.entitled(), ledger.excess(), ledger.owing(), ledger.open_return()] {
                assert!(!yen.is_negative(), "{after:?}");
            }
            if ledger.held() > before.case.ledger().held() {
                assert!(ledger.held() <= ledger.entitled(), "paid beyond what is due");
            }
        }
        assert!(taken > 15, "the walk got nowhere: {taken}");
        // Every transition stands in the history and in the audit log, and the history comes to the money as stored.
        let events = store.list_grant_events(grant.id).await.unwrap();
        let steps = events.iter().filter(|event| event.kind == "case").count();
        let filter = store::AuditFilter { subject_kind: "grant".into(), subject_id: grant.id.to_string(), deed: Some(domain::audit::Deed::GrantStepped), ..store::AuditFilter::default() };
        assert_eq!(store.list_audit(&filter, None, 1_000).await.unwrap().len(), steps);
        assert_eq!(store.check().await.unwrap(), []);
    }
}

/// Somebody of the society who may only look.
async fn viewer(bench: &Bench, grant: &Grant) -> Actor {
    let lead = grant.get(bench).await.lead;
    bench.staff(lead, OrgRole::Viewer).await
}
