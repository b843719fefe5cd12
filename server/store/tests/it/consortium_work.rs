//! What members of a consortium write down together, on both databases: data flows that ask again, lighter terms that are
//! told, consents prepared by one and given by another, work, decisions, messages; and who may do none of it.

use domain::code::{ConsortiumRole, CostSharing, DataCategory, DecisionBody, LegalBasis, OrgRole};
use domain::consortium::{
    CleanAssignment, CleanConsortium, CleanDecision, CleanPlaceConsent, DecisionWay, MembershipState, PlaceConsentForm,
};
use domain::data_flow::{Flow, JointUseForm};
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{ConsortiumId, Day, Email, OrganisationId, Yen};
use store::{Consortium, NewPlace, NoticeFilter, Refusal};

use crate::support::{Bench, on_both};

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn plan() -> CleanConsortium {
    CleanConsortium {
        name: "歩いて健康 共同事業体".into(),
        aim: "運動不足を改める。".into(),
        from: day("2026-07-01"),
        to: day("2027-03-31"),
        sharing: CostSharing::Equal,
        cost: Yen::new(1_000_000),
        data: DataCategory::Aggregate,
        data_note: String::new(),
        publication: true,
        open: false,
    }
}

fn flow() -> Flow {
    Flow {
        data: "保健指導の実施状況".into(),
        category: DataCategory::Personal,
        basis: Some(LegalBasis::JointUse),
        contract: "覚書".into(),
        sender: "各構成組合".into(),
        receiver: "代表組合".into(),
        subcontract: false,
        method: None,
        country: String::new(),
        retention: String::new(),
        deletion: false,
        certificate: None,
        incident: String::new(),
        portal: false,
    }
}

fn consent() -> CleanPlaceConsent {
    CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: day("2026-03-30"),
        approver: "山田 太郎".into(),
        alone: None,
        note: String::new(),
    }
}

async fn get(bench: &Bench, id: ConsortiumId) -> Consortium {
    bench.store.find_consortium(id).await.unwrap().unwrap()
}

async fn agree(bench: &Bench, actor: &Actor, id: ConsortiumId, society: OrganisationId) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench
        .store
        .consent_to_consortium(actor, id, society, version, &consent())
        .await
}

/// A consortium of two that have both agreed: id, lead and second society with an approver each.
async fn agreed(bench: &Bench) -> (ConsortiumId, [(OrganisationId, Actor); 2]) {
    let (lead, actor) = bench.lead().await;
    let second = bench.society(2).await;
    let approver = bench.staff(second, OrgRole::Approver).await;
    let id = bench.store.start_consortium(&actor, lead, None, &plan()).await.unwrap();
    let place = NewPlace {
        organisation: second,
        role: ConsortiumRole::Member,
        services: vec![],
        contract: None,
        is_related: false,
    };
    bench.store.invite_to_consortium(&actor, id, 1, &place).await.unwrap();
    agree(bench, &actor, id, lead).await.unwrap();
    agree(bench, &approver, id, second).await.unwrap();
    (id, [(lead, actor), (second, approver)])
}

/// A second approver of the same society.
async fn another_approver(bench: &Bench, society: OrganisationId) -> Actor {
    let new = NewUser {
        email: Email::parse("second-approver@example.jp").unwrap(),
        name: "鈴木 次郎".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![(society, OrgRole::Approver)],
        platform: vec![],
    };
    let id = bench.store.register_user(new).await.unwrap();
    Actor::User(bench.store.find_user(id).await.unwrap().unwrap())
}

async fn count(bench: &Bench, actor: &Actor, filter: NoticeFilter) -> u64 {
    let user = actor.user().unwrap();
    bench.store.count_notices(user, filter).await.unwrap()
}

on_both! {
    async fn データの授受の表は同意の条件であり公表文はそうではない(bench: Bench) {
        let (id, [(_, actor), (second, approver)]) = agreed(&bench).await;
        let version = get(&bench, id).await.version;
        let refused = bench.store.set_consortium_flows(&approver, id, version, &[flow()]).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
        let notice = JointUseForm { purpose: "効果の検証".into(), ..JointUseForm::default() };
        bench.store.set_joint_use_notice(&actor, id, version, &notice).await.unwrap();
        assert_eq!(get(&bench, id).await.place(second).unwrap().state, MembershipState::Agreed);
        let stale = bench.store.set_consortium_flows(&actor, id, version, &[flow()]).await;
        assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
        bench.store.set_consortium_flows(&actor, id, version + 1, &[flow()]).await.unwrap();
        let whole = get(&bench, id).await;
        assert_eq!((whole.versions.data, whole.flows.len()), (2, 1));
        assert_eq!(whole.notice.purpose, "効果の検証");
        assert_eq!(whole.place(second).unwrap().state, MembershipState::AskedAgain);
        agree(&bench, &approver, id, second).await.unwrap();
        // The same sheet again is no change.
        bench.store.set_consortium_flows(&actor, id, whole.version, &[flow()]).await.unwrap();
        assert_eq!(get(&bench, id).await.place(second).unwrap().state, MembershipState::Agreed);
    }

    async fn 軽くなる変更は同意を求めずに一度だけ知らせる(bench: Bench) {
        let (id, [(_, actor), (second, approver)]) = agreed(&bench).await;
        let before = count(&bench, &approver, NoticeFilter::Unread).await;
        let open = count(&bench, &approver, NoticeFilter::Open).await;
        let lighter = CleanConsortium { cost: Yen::new(800_000), ..plan() };
        let version = get(&bench, id).await.version;
        bench.store.edit_consortium(&actor, id, version, &lighter).await.unwrap();
        assert_eq!(get(&bench, id).await.place(second).unwrap().state, MembershipState::Agreed);
        assert_eq!(count(&bench, &approver, NoticeFilter::Unread).await, before + 1);
        assert_eq!(count(&bench, &approver, NoticeFilter::Open).await, open, "nothing to do");
        // A change that is none to the terms tells nothing.
        let same = CleanConsortium { open: true, ..lighter };
        bench.store.edit_consortium(&actor, id, version + 1, &same).await.unwrap();
        assert_eq!(count(&bench, &approver, NoticeFilter::Unread).await, before + 1);
    }

    async fn 作成した人は同意を記録できない(bench: Bench) {
        let (lead, actor) = bench.lead().await;
        let editor = bench.staff(lead, OrgRole::Editor).await;
        let second = another_approver(&bench, lead).await;
        let viewer = bench.staff(lead, OrgRole::Viewer).await;
        let id = bench.store.start_consortium(&actor, lead, None, &plan()).await.unwrap();
        let form = PlaceConsentForm { body: "board".into(), terms_accepted: "1".into(), ..PlaceConsentForm::default() };
        let refused = bench.store.prepare_consent(&viewer, id, lead, 1, &form).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
        bench.store.prepare_consent(&actor, id, lead, 1, &form).await.unwrap();
        let own = agree(&bench, &actor, id, lead).await;
        assert!(matches!(own, Err(Refusal::Forbidden)), "{own:?}");
        let editor_gives = agree(&bench, &editor, id, lead).await;
        assert!(matches!(editor_gives, Err(Refusal::Forbidden)), "{editor_gives:?}");
        let prepared = get(&bench, id).await.place(lead).unwrap().facts.prepared.clone().unwrap();
        assert_eq!(prepared.form.terms_accepted, "", "nobody agrees by preparing");
        assert!(count(&bench, &second, NoticeFilter::Open).await > 0);
        agree(&bench, &second, id, lead).await.unwrap();
        let place = get(&bench, id).await.place(lead).unwrap().clone();
        assert_eq!((place.state, place.facts.prepared), (MembershipState::Agreed, None));
        assert_eq!(count(&bench, &second, NoticeFilter::Open).await, 0);
    }

    async fn 作業と決定とやりとりは構成員だけのもの(bench: Bench) {
        let (id, [(lead, actor), (second, approver)]) = agreed(&bench).await;
        let outside = bench.society(3).await;
        let stranger = bench.staff(outside, OrgRole::Approver).await;
        let work = |society| CleanAssignment { title: "見積りを集める".into(), society, due: day("2026-05-01") };
        let foreign = bench.store.assign_work(&stranger, id, outside, &work(second)).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let as_lead = bench.store.assign_work(&stranger, id, lead, &work(second)).await;
        assert!(matches!(as_lead, Err(Refusal::NotFound)), "{as_lead:?}");
        let nobody = bench.store.assign_work(&actor, id, lead, &work(outside)).await;
        assert!(matches!(nobody, Err(Refusal::Problems(_))), "{nobody:?}");
        let version = get(&bench, id).await.version;
        let open = count(&bench, &approver, NoticeFilter::Open).await;
        let first = bench.store.assign_work(&actor, id, lead, &work(second)).await.unwrap();
        let own = bench.store.assign_work(&approver, id, second, &work(lead)).await.unwrap();
        assert_eq!(count(&bench, &approver, NoticeFilter::Open).await, open + 1);
        let not_mine = bench.store.finish_work(&approver, id, second, own).await;
        assert!(matches!(not_mine, Err(Refusal::Forbidden)), "{not_mine:?}");
        bench.store.finish_work(&approver, id, second, first).await.unwrap();
        let twice = bench.store.finish_work(&approver, id, second, first).await;
        assert!(matches!(twice, Err(Refusal::NotNow)), "{twice:?}");
        assert_eq!(count(&bench, &approver, NoticeFilter::Open).await, open);
        let listed: Vec<_> = bench.store.list_assignments(id).await.unwrap().into_iter().map(|one| (one.id, one.done_at.is_some())).collect();
        assert_eq!(listed, [(own, false), (first, true)]);
        let decision = CleanDecision {
            decided_on: day("2026-03-20"),
            subject: "委託先の選定".into(),
            content: String::new(),
            decided_by: "第2回運営会議".into(),
            way: DecisionWay::Vote,
            votes: Some((2, 0)),
            file: None,
        };
        bench.store.record_decision(&approver, id, second, &decision).await.unwrap();
        let unshared = CleanDecision { file: Some(domain::value::FileId::new(99)), ..decision.clone() };
        let refused = bench.store.record_decision(&approver, id, second, &unshared).await;
        assert!(matches!(refused, Err(Refusal::Problems(_))), "{refused:?}");
        assert_eq!(bench.store.list_decisions(id).await.unwrap()[0].decision, decision);
        bench.store.write_to_consortium(&actor, id, lead, " 資料を共有しました。\u{0} ").await.unwrap();
        let foreign = bench.store.write_to_consortium(&stranger, id, outside, "見せてください").await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let messages = bench.store.list_consortium_messages(id).await.unwrap();
        assert_eq!(messages.iter().map(|one| (one.society, one.body.as_str())).collect::<Vec<_>>(), [(lead, "資料を共有しました。")]);
        assert_eq!(get(&bench, id).await.version, version, "none of it makes a consent old");
    }
}
