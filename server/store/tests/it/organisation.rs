//! Organisations: profiles that two people change, ends and their successors, lists, and the register from a file.

use domain::code::{OrgRole, OrganisationKind, OrganisationStatus, PlatformRole, Prefecture};
use domain::organisation::NewOrganisation;
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{Day, Email, OrganisationId};
use domain::{ProblemCode, Problems};
use store::{End, MasterState, OrganisationFilter, Refusal};

use crate::support::{form, insurer, on_both};

/// Somebody of the secretariat.
pub async fn secretariat(bench: &crate::support::Bench) -> Actor {
    let new = NewUser {
        email: Email::parse("jimukyoku@example.jp").unwrap(),
        name: "事務 局子".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![PlatformRole::Secretariat],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

fn on(day: &str) -> End<'static> {
    End {
        on: Day::from_iso(day).unwrap(),
        successor: None,
        reason: "届出による",
    }
}

fn code(refused: Result<(), Refusal>, field: &str) -> Option<ProblemCode> {
    match refused {
        Err(Refusal::Problems(problems)) => Problems::for_field(&problems, field)
            .next()
            .map(|found| found.code.clone()),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn 組織情報は版が合うときだけ変わり記録に残る(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let viewer = bench.staff(society, OrgRole::Viewer).await;
        let stored = bench.store.find_organisation(society).await.unwrap().unwrap();
        let mut profile = stored.profile.clone();
        profile.name = "改名健康保険組合".into();
        profile.details.staff = Some(7);
        let refused = bench.store.change_profile(&viewer, society, 1, &profile).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)));
        assert_eq!(bench.store.change_profile(&approver, society, 1, &profile).await.unwrap(), 2);
        assert_eq!(bench.store.change_profile(&approver, society, 1, &profile).await.unwrap(), 2, "sent twice");
        let now = bench.store.find_organisation(society).await.unwrap().unwrap();
        assert_eq!((now.profile.clone(), now.version), (profile.clone(), 2));
        profile.details.staff = Some(8);
        let stale = bench.store.change_profile(&approver, society, 1, &profile).await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 2 })), "{stale:?}");
        let recorded = bench.execute(
            "UPDATE audit SET why = why WHERE deed = 'organisation-changed' AND before LIKE '%架空第1%' \
             AND after LIKE '%改名健康保険組合%' AND after NOT LIKE '%kana%'",
        );
        assert_eq!(recorded.await.unwrap(), 1);
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 名称が変わると掲載は探し直される(bench: Bench) {
        let (society, approver) = bench.lead().await;
        bench.published(&approver, society, "一").await;
        let before = bench.store.last_change().await.unwrap();
        let mut profile = bench.store.find_organisation(society).await.unwrap().unwrap().profile;
        profile.details.staff = Some(3);
        bench.store.change_profile(&approver, society, 1, &profile).await.unwrap();
        assert_eq!(bench.store.last_change().await.unwrap(), before);
        profile.name = "改名健康保険組合".into();
        bench.store.change_profile(&approver, society, 2, &profile).await.unwrap();
        assert_eq!(bench.store.last_change().await.unwrap(), before + 1);
    }

    async fn 統合した組合は新しい事業を始められず承継先を示す(bench: Bench) {
        let (society, approver) = bench.lead().await;
        let next = bench.society(2).await;
        let office = secretariat(&bench).await;
        let program = bench.published(&approver, society, "一").await;
        let end = End { successor: Some(next), ..on("2026-04-01") };
        assert!(matches!(bench.store.merge_organisation(&approver, society, 1, &end).await, Err(Refusal::Forbidden)));
        bench.store.merge_organisation(&office, society, 1, &end).await.unwrap();
        let ended = bench.store.find_organisation(society).await.unwrap().unwrap();
        assert_eq!(ended.status(), OrganisationStatus::Merged);
        let successor = ended.ending.clone().unwrap().successor.unwrap();
        assert_eq!((successor.id, successor.name.as_str()), (next, "架空第2健康保険組合"));
        assert!(matches!(bench.store.start_program(&approver, society, form("二")).await, Err(Refusal::NotNow)));
        assert!(matches!(bench.store.change_profile(&approver, society, 2, &ended.profile).await, Err(Refusal::NotNow)));
        assert!(bench.store.find_listing(program).await.unwrap().is_some(), "what was published stays");
        assert!(bench.store.find_draft(program).await.unwrap().is_some());
        assert!(bench.store.list_organisations_by_name("架空第1健康保険組合").await.unwrap().is_empty());
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 承継先は輪にならない(bench: Bench) {
        let office = secretariat(&bench).await;
        let (a, b, c) = (bench.society(1).await, bench.society(2).await, bench.society(3).await);
        let into = |id| End { successor: Some(id), ..on("2026-04-01") };
        assert_eq!(code(bench.store.merge_organisation(&office, a, 1, &into(a)).await, "successor"), Some(ProblemCode::NotAllowed));
        bench.store.merge_organisation(&office, a, 1, &into(b)).await.unwrap();
        assert_eq!(code(bench.store.merge_organisation(&office, b, 1, &into(a)).await, "successor"), Some(ProblemCode::NotAllowed));
        bench.store.merge_organisation(&office, b, 1, &into(c)).await.unwrap();
        assert_eq!(code(bench.store.merge_organisation(&office, c, 1, &into(a)).await, "successor"), Some(ProblemCode::NotAllowed));
        let nobody = into(OrganisationId::new(999));
        assert_eq!(code(bench.store.merge_organisation(&office, c, 1, &nobody).await, "successor"), Some(ProblemCode::NotFound));
        assert!(matches!(bench.store.merge_organisation(&office, a, 2, &into(c)).await, Err(Refusal::NotNow)));
    }

    async fn 誤って記録した解散は取り消せる(bench: Bench) {
        let office = secretariat(&bench).await;
        let (society, approver) = bench.lead().await;
        let empty = End { reason: "　", ..on("2026-04-01") };
        assert_eq!(code(bench.store.dissolve_organisation(&office, society, 1, &empty).await, "reason"), Some(ProblemCode::Empty));
        let future = on("2100-04-01");
        assert_eq!(code(bench.store.dissolve_organisation(&office, society, 1, &future).await, "on"), Some(ProblemCode::InFuture));
        let stale = bench.store.dissolve_organisation(&office, society, 9, &on("2026-04-01")).await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 1 })));
        bench.store.dissolve_organisation(&office, society, 1, &on("2026-04-01")).await.unwrap();
        assert!(matches!(bench.store.start_program(&approver, society, form("二")).await, Err(Refusal::NotNow)));
        bench.store.reopen_organisation(&office, society, 2, "記録の誤り").await.unwrap();
        assert!(matches!(bench.store.reopen_organisation(&office, society, 3, "もう一度").await, Err(Refusal::NotNow)));
        assert_eq!(bench.store.find_organisation(society).await.unwrap().unwrap().status(), OrganisationStatus::Active);
        bench.store.start_program(&approver, society, form("二")).await.unwrap();
        assert_eq!(bench.execute("UPDATE audit SET why = why WHERE deed = 'organisation-reopened' AND why = '記録の誤り'").await.unwrap(), 1);
    }

    async fn 保険者でない組織も登録でき事業は始められない(bench: Bench) {
        let new = NewOrganisation::named(OrganisationKind::Provider, "架空ヘルスケア", "カクウヘルスケア", Prefecture::Tokyo);
        let id = bench.store.register_organisation(&new).await.unwrap();
        let found = bench.store.find_organisation(id).await.unwrap().unwrap();
        assert_eq!((found.kind, found.number, found.profile), (OrganisationKind::Provider, None, new.profile));
        assert!(bench.store.list_insurers().await.unwrap().is_empty());
        let editor = bench.staff(id, OrgRole::Editor).await;
        assert!(matches!(bench.store.start_program(&editor, id, form("一")).await, Err(Refusal::NotNow)));
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 一覧は条件で絞り頁に分ける(bench: Bench) {
        for number in 1..=5 {
            bench.society(number).await;
        }
        let fed = NewOrganisation::named(OrganisationKind::Federation, "架空連合会", "カクウレンゴウカイ", Prefecture::Osaka);
        bench.store.register_organisation(&fed).await.unwrap();
        let list = async |filter: OrganisationFilter, page| bench.store.list_organisations(&filter, page, 4).await.unwrap();
        let all = OrganisationFilter::default();
        let first = list(all.clone(), 1).await;
        assert_eq!((first.total, first.lines.len()), (6, 4));
        assert_eq!(list(all.clone(), 2).await.lines.len(), 2);
        assert_eq!(list(all.clone(), usize::MAX).await.lines.len(), 0);
        let words = |words: &str| OrganisationFilter { words: words.into(), ..all.clone() };
        assert_eq!(list(words("かくうれん"), 1).await.lines[0].name, "架空連合会");
        assert_eq!(list(words("ｶｸｳﾀﾞｲ"), 1).await.total, 5);
        assert_eq!(list(words("0613001"), 1).await.total, 1);
        assert_eq!(list(OrganisationFilter { kind: Some(OrganisationKind::Federation), ..all.clone() }, 1).await.total, 1);
        assert_eq!(list(OrganisationFilter { pref: Some(Prefecture::Tokyo), ..all.clone() }, 1).await.total, 5);
        assert_eq!(list(OrganisationFilter { status: Some(OrganisationStatus::Merged), ..all }, 1).await.total, 0);
    }

    async fn 台帳の取込みは新しい組合を加え知っている組合を直す(bench: Bench) {
        let office = secretariat(&bench).await;
        let society = bench.society(1).await;
        let ended = bench.society(4).await;
        bench.store.dissolve_organisation(&office, ended, 1, &on("2026-04-01")).await.unwrap();
        let mut profile = bench.store.find_organisation(society).await.unwrap().unwrap().profile;
        profile.details.staff = Some(9);
        bench.store.change_profile(&Actor::Operator, society, 1, &profile).await.unwrap();
        let mut renamed = insurer(1);
        renamed.name = "改名健康保険組合".into();
        let lines = [renamed, insurer(2), insurer(4)];
        let states = [MasterState::Changed, MasterState::New, MasterState::Ended];
        let preview = bench.store.preview_master(&lines).await.unwrap();
        assert_eq!(preview.iter().map(|change| change.state).collect::<Vec<_>>(), states);
        assert_eq!(preview[0].fields, [("name".into(), "架空第1健康保険組合".into(), "改名健康保険組合".into())]);
        assert_eq!(bench.store.list_insurers().await.unwrap().len(), 2, "a preview writes nothing");
        assert!(matches!(bench.store.import_master(&Actor::Anonymous, &lines).await, Err(Refusal::Forbidden)));
        assert_eq!(bench.store.import_master(&office, &lines).await.unwrap(), preview);
        let now = bench.store.find_organisation(society).await.unwrap().unwrap();
        assert_eq!((now.profile.name.as_str(), now.profile.details.staff), ("改名健康保険組合", Some(9)));
        assert_eq!(bench.store.list_insurers().await.unwrap().len(), 3);
        let again = bench.store.import_master(&office, &lines).await.unwrap();
        assert_eq!(again[0].state, MasterState::Same);
        assert_eq!(again[1].state, MasterState::Same);
    }
}
