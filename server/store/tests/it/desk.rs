//! The office's desk on both databases: who is in charge of an application, by when answers are expected, lists that people
//! keep, files that were taken out.

use domain::application::ApplicationStep;
use domain::audit::Deed;
use domain::code::{OrgRole, PlatformRole};
use domain::grant::AuditScope;
use domain::permit::Actor;
use domain::program::SendBack;
use domain::value::UserId;
use store::{AuditFilter, Desk, MOST_SAVED_VIEWS, Refusal};

use crate::application::{Case, get, open_call, platform, step, submit, waiting};
use crate::support::{Bench, on_both};

fn id(actor: &Actor) -> UserId {
    actor.user().unwrap().id
}

async fn sent(bench: &Bench) -> (Case, domain::value::ApplicationId) {
    let call = open_call(bench).await;
    let case = crate::application::fixed(bench, 1).await;
    let application = waiting(bench, call, &case).await;
    submit(bench, &case.approver, application).await.unwrap();
    (case, application)
}

on_both! {
    async fn 担当は事務局だけが決め応募者の記録に残らない(bench: Bench) {
        let officer = platform(&bench, PlatformRole::Officer).await;
        let (case, application) = sent(&bench).await;
        let store = &bench.store;
        assert_eq!(store.get_desk(application).await.unwrap(), Desk::default());
        store.assign_officer(&officer, application, Some(id(&officer))).await.unwrap();
        store.assign_officer(&officer, application, Some(id(&officer))).await.unwrap();
        let desk = store.get_desk(application).await.unwrap();
        assert_eq!(desk.officer.map(|(who, _)| who), Some(id(&officer)));
        assert_eq!(store.list_case_officers().await.unwrap().len(), 1);
        let member = store.assign_officer(&officer, application, Some(id(&case.approver))).await;
        assert!(matches!(member, Err(Refusal::Problems(found)) if found.has_field("officer")));
        let denied = store.assign_officer(&case.approver, application, None).await;
        assert!(matches!(denied, Err(Refusal::Forbidden)), "{denied:?}");
        let filter = |organisation| AuditFilter { organisation, deed: Some(Deed::ApplicationAssigned), ..AuditFilter::default() };
        assert_eq!(store.list_audit(&filter(None), None, 10).await.unwrap().len(), 1, "nothing changed the second time");
        let lead = get(&bench, application).await.lead;
        assert_eq!(store.list_audit(&filter(Some(lead)), None, 10).await.unwrap(), []);
        // Nor does it learn from its log who reviews.
        step(&bench, &officer, application, ApplicationStep::Accept).await.unwrap();
        let reviewer = platform(&bench, PlatformRole::Reviewer).await;
        store.assign_reviews(&officer, application, &[id(&reviewer)]).await.unwrap();
        let whole = AuditFilter { subject_kind: "application".into(), subject_id: application.to_string(), ..AuditFilter::default() };
        let deeds = async |organisation| {
            let filter = AuditFilter { organisation, ..whole.clone() };
            let rows = store.list_audit(&filter, None, 100).await.unwrap();
            rows.into_iter().map(|row| row.deed).collect::<Vec<_>>()
        };
        let (all, own) = (deeds(None).await, deeds(Some(lead)).await);
        assert!([Deed::ReviewAssigned, Deed::ApplicationAssigned].iter().all(|deed| all.contains(&deed.code().to_owned())), "{all:?}");
        assert!(own.contains(&Deed::ApplicationSubmitted.code().to_owned()), "{own:?}");
        assert!(own.iter().all(|deed| Deed::INTERNAL.iter().all(|internal| internal.code() != deed)), "{own:?}");
        store.assign_officer(&officer, application, None).await.unwrap();
        assert_eq!(store.get_desk(application).await.unwrap(), Desk::default());
        let (_, other) = crate::application::drafting(&bench, get(&bench, application).await.call.id, 3).await;
        let draft = store.assign_officer(&officer, other, Some(id(&officer))).await;
        assert!(matches!(draft, Err(Refusal::NotFound)), "{draft:?}");
    }

    async fn 差戻しの回答期限がわかる(bench: Bench) {
        let officer = platform(&bench, PlatformRole::Officer).await;
        let (_, application) = sent(&bench).await;
        let store = &bench.store;
        step(&bench, &officer, application, ApplicationStep::Accept).await.unwrap();
        let today = store.clock().today();
        let due = today.plus_days(14).unwrap();
        let due_typed = due.iso();
        let pick = |name: &str| -> &str {
            match name {
                "due" => due_typed.as_str(),
                name if name.starts_with("reason") => domain::program::FixReason::ALL[0].code(),
                _ => "根拠を加えてください",
            }
        };
        let back = SendBack::check_of(["purpose"], &["purpose"], pick, today).unwrap();
        store.send_back_application(&officer, application, get(&bench, application).await.version, &back).await.unwrap();
        assert_eq!(store.get_desk(application).await.unwrap().answer_by, Some(due));
        let lines = store.list_queue(&AuditScope::default()).await.unwrap();
        assert_eq!((lines.len(), lines[0].id, lines[0].desk.answer_by), (1, application, Some(due)));
        let whole = get(&bench, application).await;
        assert_eq!((&lines[0].lead_name, lines[0].call), (&whole.consortium.lead_name().to_owned(), whole.call.id));
        let details = store.list_queue_details(&[application]).await.unwrap();
        let detail = &details[&application];
        let insurers = whole.consortium.snapshot(today).present().count();
        assert_eq!((&detail.title, detail.insurers), (&whole.title(), insurers));
        let mut other = AuditScope::default();
        other.organisations.push(domain::value::OrganisationId::new(whole.lead.get() + 1));
        assert_eq!(store.list_queue(&other).await.unwrap(), []);
    }

    async fn 保存した表示は本人だけのもの(bench: Bench) {
        let officer = platform(&bench, PlatformRole::Officer).await;
        let auditor = platform(&bench, PlatformRole::Auditor).await;
        let store = &bench.store;
        let names = async |who: &Actor| {
            let all = store.list_saved_views(id(who)).await.unwrap();
            all.into_iter().map(|view| (view.name, view.query)).collect::<Vec<_>>()
        };
        let empty = store.keep_view(&officer, " ", "view=mine").await;
        assert!(matches!(empty, Err(Refusal::Problems(found)) if found.has_field("name")));
        store.keep_view(&officer, "担当分", "view=mine").await.unwrap();
        store.keep_view(&officer, " 担当分 ", "view=mine&sort=lead").await.unwrap();
        assert_eq!(names(&officer).await, [("担当分".into(), "view=mine&sort=lead".into())], "the name is taken over");
        assert_eq!(names(&auditor).await, []);
        let kept = store.list_saved_views(id(&officer)).await.unwrap()[0].id;
        store.drop_view(&auditor, kept).await.unwrap();
        assert_eq!(names(&officer).await.len(), 1, "not another's");
        store.drop_view(&officer, kept).await.unwrap();
        assert_eq!(names(&officer).await, []);
        for number in 0..MOST_SAVED_VIEWS {
            store.keep_view(&officer, &format!("表示{number}"), "").await.unwrap();
        }
        let many = store.keep_view(&officer, "もう一つ", "").await;
        assert!(matches!(many, Err(Refusal::Problems(found)) if found.has_field("name")));
        store.keep_view(&officer, "表示0", "view=all").await.unwrap();
        let case = crate::application::fixed(&bench, 1).await;
        let denied = store.keep_view(&case.approver, "×", "").await;
        assert!(matches!(denied, Err(Refusal::Forbidden)), "{denied:?}");
    }

    async fn 一覧の出力は記録される(bench: Bench) {
        let officer = platform(&bench, PlatformRole::Officer).await;
        let store = &bench.store;
        store.note_application_export(&officer, "csv", "view=mine", 3).await.unwrap();
        let society = bench.society(9).await;
        let viewer = bench.staff(society, OrgRole::Viewer).await;
        let denied = store.note_application_export(&viewer, "csv", "", 3).await;
        assert!(matches!(denied, Err(Refusal::Forbidden)), "{denied:?}");
        let filter = AuditFilter { deed: Some(Deed::ApplicationsExported), ..AuditFilter::default() };
        let rows = store.list_audit(&filter, None, 10).await.unwrap();
        assert_eq!(rows.len(), 1);
    }
}
