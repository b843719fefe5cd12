//! Calls: written by the officer, let out by the approving officer, seen by the rules that are asked about them.

use domain::call::{Call, CallDraft, CallForm, CallState, CallStep};
use domain::code::PlatformRole;
use domain::permit::Actor;
use domain::questionnaire::Questionnaire;
use domain::user::NewUser;
use domain::value::Clock as _;
use domain::value::{Day, Email, Instant, OrganisationId, TimeOfDay};
use store::Refusal;

use crate::support::{Bench, on_both};

fn call(code: &str) -> Call {
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: code.into(),
        year: "令和8年度".into(),
        title: "共同事業の公募".into(),
        open_day: "2026-04-01".into(),
        close_day: "2026-05-15".into(),
        project_from: "2026-07-01".into(),
        project_to: "2027-03-31".into(),
        report_by: "2027-04-10".into(),
        cap: "1,000万円".into(),
        ..form
    };
    form.check(&criteria).unwrap_or_else(|problems| panic!("{problems}"))
}

async fn officer(bench: &Bench, role: PlatformRole) -> Actor {
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

on_both! {
    async fn 担当官が書き決裁者が公開する(bench: Bench) {
        let writer = officer(&bench, PlatformRole::Officer).await;
        let approver = officer(&bench, PlatformRole::OfficerApprover).await;
        let (_, society) = bench.lead().await;
        let refused = bench.store.create_call(&society, &call("KD1"), "").await;
        assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
        let id = bench.store.create_call(&writer, &call("KD1"), "Call for joint programs").await.unwrap();
        let twice = bench.store.create_call(&writer, &call("KD1"), "").await;
        assert!(matches!(twice, Err(Refusal::Problems(_))), "{twice:?}");
        let changed = Call { title: "共同事業の公募（改）".into(), ..call("KD1") };
        bench.store.save_call(&writer, id, 1, &changed, "").await.unwrap();
        let stale = bench.store.save_call(&writer, id, 1, &changed, "").await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 2 })), "{stale:?}");
        let alone = bench.store.step_call(&writer, id, 2, CallStep::Schedule).await;
        assert!(matches!(alone, Err(Refusal::Forbidden)), "{alone:?}");
        bench.store.step_call(&approver, id, 2, CallStep::Schedule).await.unwrap();
        bench.store.step_call(&approver, id, 3, CallStep::Open).await.unwrap();
        // What is open is amended by the approving officer only.
        let amended = bench.store.save_call(&writer, id, 4, &call("KD1"), "").await;
        assert!(matches!(amended, Err(Refusal::Forbidden)), "{amended:?}");
        bench.store.save_call(&approver, id, 4, &call("KD1"), "").await.unwrap();
        let found = bench.store.find_call(id).await.unwrap().unwrap();
        assert_eq!((found.state, found.version, &found.call), (CallState::Open, 5, &call("KD1")));
        bench.store.create_call(&writer, &call("KD2"), "").await.unwrap();
        let codes: Vec<_> = bench.store.list_calls().await.unwrap().into_iter().map(|one| one.call.code).collect();
        assert_eq!(codes, ["KD1", "KD2"]);
    }
}

fn draft(code: &str) -> CallDraft {
    let (form, criteria) = CallForm::of(&call(code));
    CallDraft {
        form,
        criteria,
        testers: vec![OrganisationId::new(1)],
        moved: vec![],
    }
}

fn at(day: &str, hour: u8) -> Instant {
    Instant::from_jst(Day::from_iso(day).unwrap(), TimeOfDay::new(hour, 0).unwrap())
}

on_both! {
    async fn 書きかけの公募は二人目が公開し時刻どおりに開いて閉じる(bench: Bench) {
        let writer = officer(&bench, PlatformRole::Officer).await;
        let approver = officer(&bench, PlatformRole::OfficerApprover).await;
        let mut typed = draft("KD1");
        typed.form.open_day = "2026-04-02".into();
        typed.form.cap = "たくさん".into();
        let questions = Questionnaire::suggested();
        let id = bench.store.start_call(&writer, &typed, &questions).await.unwrap();
        assert!(bench.store.find_call(id).await.unwrap().is_none(), "it has never been complete");
        assert!(bench.store.list_calls().await.unwrap().is_empty());
        let incomplete = bench.store.publish_call(&approver, id, 1).await;
        assert!(matches!(&incomplete, Err(Refusal::Problems(problems)) if problems.has_field("cap")), "{incomplete:?}");
        typed.form.cap = "1,000万円".into();
        assert_eq!(bench.store.save_call_draft(&writer, id, 1, &typed).await.unwrap(), 2);
        let stale = bench.store.save_call_draft(&writer, id, 1, &typed).await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 2 })), "{stale:?}");
        let alone = bench.store.publish_call(&writer, id, 2).await;
        assert!(matches!(alone, Err(Refusal::Forbidden)), "{alone:?}");
        bench.store.request_call(&writer, id, 2).await.unwrap();
        // Who has changed it last needs another person, whatever the role.
        bench.store.save_call_draft(&approver, id, 2, &typed).await.unwrap();
        let own = bench.store.publish_call(&approver, id, 3).await;
        assert!(matches!(own, Err(Refusal::Forbidden)), "{own:?}");
        bench.store.save_call_draft(&writer, id, 3, &typed).await.unwrap();
        assert_eq!(bench.store.publish_call(&approver, id, 4).await.unwrap(), CallState::Scheduled);
        let versions = bench.store.list_form_versions(id).await.unwrap();
        assert_eq!((versions.len(), versions[0].number, &versions[0].form), (1, 1, &questions));
        let record = bench.store.find_call_record(id).await.unwrap().unwrap();
        assert_eq!((record.is_changed(), &record.draft), (false, &typed));

        assert!(bench.store.list_due_calls().await.unwrap().is_empty());
        bench.clock.set(at("2026-04-02", 9));
        let due = bench.store.list_due_calls().await.unwrap();
        assert_eq!(due[0].step, CallStep::Open);
        assert!(bench.store.carry_out_call(due[0]).await.unwrap());
        assert!(!bench.store.carry_out_call(due[0]).await.unwrap(), "once");
        // At the very moment of the deadline it is still open.
        bench.clock.set(at("2026-05-15", 17));
        assert!(bench.store.list_due_calls().await.unwrap().is_empty());
        bench.clock.advance_millis(1);
        let due = bench.store.list_due_calls().await.unwrap();
        assert_eq!(due[0].step, CallStep::Close);
        assert!(bench.store.carry_out_call(due[0]).await.unwrap());
        assert_eq!(bench.store.find_call(id).await.unwrap().unwrap().state, CallState::Reviewing);

        // The deadline can be moved afterwards; what was announced otherwise stays.
        typed.form.close_day = "2026-05-29".into();
        let seen = bench.store.find_call_record(id).await.unwrap().unwrap().version;
        bench.store.save_call_draft(&writer, id, seen, &typed).await.unwrap();
        assert_eq!(bench.store.publish_call(&approver, id, seen + 1).await.unwrap(), CallState::Open);
    }

    async fn 早い締切と中止には理由が要る(bench: Bench) {
        let writer = officer(&bench, PlatformRole::Officer).await;
        let approver = officer(&bench, PlatformRole::OfficerApprover).await;
        let id = bench.store.start_call(&writer, &draft("KD1"), &Questionnaire::default()).await.unwrap();
        let draft_only = bench.store.end_call(&approver, id, 1, CallStep::Cancel, "見送り").await;
        assert!(matches!(draft_only, Err(Refusal::NotNow)), "{draft_only:?}");
        assert_eq!(bench.store.publish_call(&approver, id, 1).await.unwrap(), CallState::Open, "it opens at once");
        assert!(bench.store.list_form_versions(id).await.unwrap().is_empty(), "it asks nothing of its own");
        let blank = bench.store.end_call(&approver, id, 2, CallStep::Close, " 　").await;
        assert!(matches!(&blank, Err(Refusal::Problems(problems)) if problems.has_field("reason")), "{blank:?}");
        let writer_ends = bench.store.end_call(&writer, id, 2, CallStep::Close, "予算に達した").await;
        assert!(matches!(writer_ends, Err(Refusal::Forbidden)), "{writer_ends:?}");
        bench.store.end_call(&approver, id, 2, CallStep::Close, "予算に達したため").await.unwrap();
        let found = bench.store.find_call(id).await.unwrap().unwrap();
        assert_eq!((found.state, found.reason.as_str()), (CallState::Reviewing, "予算に達したため"));
        assert!(!found.call.dates.accepts(bench.clock.now().plus_millis(1)), "the deadline itself was moved");
        bench.store.end_call(&approver, id, 3, CallStep::Finish, "").await.unwrap();
        let over = bench.store.save_call_draft(&writer, id, 4, &draft("KD1")).await;
        assert!(matches!(over, Err(Refusal::NotNow)), "{over:?}");
        let code = bench.store.start_call(&writer, &draft("KD1"), &Questionnaire::default()).await;
        assert!(matches!(&code, Err(Refusal::Problems(problems)) if problems.has_field("code")), "{code:?}");
    }

    async fn 様式は版ごとに残る(bench: Bench) {
        let writer = officer(&bench, PlatformRole::Officer).await;
        let approver = officer(&bench, PlatformRole::OfficerApprover).await;
        let first = Questionnaire::suggested();
        let id = bench.store.start_call(&writer, &draft("KD1"), &first).await.unwrap();
        assert_eq!(bench.store.find_form_draft(id).await.unwrap().unwrap().form, first);
        let only = bench.store.discard_form(&writer, id, 1).await;
        assert!(matches!(only, Err(Refusal::NotNow)), "{only:?}");
        bench.store.publish_call(&approver, id, 1).await.unwrap();
        assert!(bench.store.find_form_draft(id).await.unwrap().is_none());
        let mut second = first.clone();
        second.sections[0].questions.pop();
        assert_eq!(bench.store.save_form(&writer, id, 0, &second).await.unwrap(), 1);
        let twice = bench.store.save_form(&writer, id, 0, &second).await;
        assert!(matches!(twice, Err(Refusal::Stale { current: 1 })), "{twice:?}");
        assert_eq!(bench.store.save_form(&writer, id, 1, &second).await.unwrap(), 2);
        assert_eq!(bench.store.list_form_versions(id).await.unwrap().len(), 1, "readers see the old one");
        let writer_alone = bench.store.publish_form(&writer, id, 2).await;
        assert!(matches!(writer_alone, Err(Refusal::Forbidden)), "{writer_alone:?}");
        let mut broken = second.clone();
        broken.sections[0].questions.clear();
        bench.store.save_form(&writer, id, 2, &broken).await.unwrap();
        let unsound = bench.store.publish_form(&approver, id, 3).await;
        assert!(matches!(unsound, Err(Refusal::Problems(_))), "{unsound:?}");
        bench.store.save_form(&writer, id, 3, &second).await.unwrap();
        assert_eq!(bench.store.publish_form(&approver, id, 4).await.unwrap(), 2);
        let versions = bench.store.list_form_versions(id).await.unwrap();
        let numbers: Vec<_> = versions.iter().map(|version| version.number).collect();
        assert_eq!((numbers.as_slice(), &versions[0].form, &versions[1].form), (&[1, 2][..], &first, &second));
        bench.store.save_form(&writer, id, 0, &first).await.unwrap();
        bench.store.discard_form(&writer, id, 1).await.unwrap();
        assert_eq!(bench.store.list_form_versions(id).await.unwrap().len(), 2);
    }
}
