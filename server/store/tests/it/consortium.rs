//! Forming a consortium on both databases: places, consents, shares, what asks again, what is refused, and who sees it.

use domain::code::{ConsortiumRole, CostSharing, DataCategory, DecisionBody, OrgRole};
use domain::consortium::{
    CleanConsortium, CleanPlaceConsent, ConsortiumState, ConsortiumStep, MembershipState, MembershipStep,
};
use domain::participation::{CleanAnswer, CleanConsent, CleanRequest, ParticipationStep};
use domain::permit::Actor;
use domain::value::{ConsortiumId, Day, Email, OrganisationId, Yen};
use store::{Consortium, NewPlace, NoticeFilter, PlaceShare, Refusal};

use crate::support::{Bench, on_both};

fn plan() -> CleanConsortium {
    CleanConsortium {
        name: "歩いて健康 共同事業体".into(),
        aim: "運動不足を改める。".into(),
        from: Day::from_iso("2026-07-01").unwrap(),
        to: Day::from_iso("2027-03-31").unwrap(),
        sharing: CostSharing::Equal,
        cost: Yen::new(1_000_000),
        data: DataCategory::Aggregate,
        data_note: String::new(),
        publication: true,
        open: false,
    }
}

fn consent() -> CleanPlaceConsent {
    CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: Day::from_iso("2026-03-30").unwrap(),
        approver: "山田 太郎".into(),
        alone: Some(Yen::new(600_000)),
        note: String::new(),
    }
}

fn member(organisation: OrganisationId) -> NewPlace {
    NewPlace {
        organisation,
        role: ConsortiumRole::Member,
        services: vec![],
        contract: None,
        is_related: false,
    }
}

async fn society(bench: &Bench, number: u32) -> (OrganisationId, Actor) {
    let id = bench.society(number).await;
    (id, bench.staff(id, OrgRole::Approver).await)
}

async fn get(bench: &Bench, id: ConsortiumId) -> Consortium {
    bench.store.find_consortium(id).await.unwrap().unwrap()
}

async fn state(bench: &Bench, id: ConsortiumId, of: OrganisationId) -> MembershipState {
    get(bench, id).await.place(of).unwrap().state
}

async fn start(bench: &Bench) -> (ConsortiumId, OrganisationId, Actor) {
    let (lead, actor) = bench.lead().await;
    let id = bench.store.start_consortium(&actor, lead, None, &plan()).await.unwrap();
    (id, lead, actor)
}

async fn invite(bench: &Bench, actor: &Actor, id: ConsortiumId, whom: OrganisationId) {
    let version = get(bench, id).await.version;
    let done = bench
        .store
        .invite_to_consortium(actor, id, version, &member(whom))
        .await;
    done.unwrap();
}

async fn agree(bench: &Bench, actor: &Actor, id: ConsortiumId, society: OrganisationId) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench
        .store
        .consent_to_consortium(actor, id, society, version, &consent())
        .await
}

async fn step(
    bench: &Bench,
    actor: &Actor,
    id: ConsortiumId,
    of: OrganisationId,
    step: MembershipStep,
) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench.store.step_place(actor, id, of, version, step, "都合のため").await
}

async fn whole(bench: &Bench, actor: &Actor, id: ConsortiumId, step: ConsortiumStep) -> Result<(), Refusal> {
    let version = get(bench, id).await.version;
    bench
        .store
        .step_consortium(actor, id, version, step, "都合のため")
        .await
}

/// How many things somebody has to do.
async fn tasks(bench: &Bench, actor: &Actor) -> u64 {
    bench
        .store
        .count_notices(actor.user().unwrap(), NoticeFilter::Open)
        .await
        .unwrap()
}

on_both! {
    async fn 全員が同意すると構成を確定できる(bench: Bench) {
        let (id, lead, actor) = start(&bench).await;
        let (second, second_actor) = society(&bench, 2).await;
        let (third, third_actor) = society(&bench, 3).await;
        invite(&bench, &actor, id, second).await;
        invite(&bench, &actor, id, third).await;
        assert_eq!(tasks(&bench, &second_actor).await, 1);
        let shares: Vec<_> = get(&bench, id).await.shares().unwrap().iter().map(|share| share.yen.get()).collect();
        assert_eq!(shares, [333_334, 333_333, 333_333], "the rest goes to the lead");
        agree(&bench, &actor, id, lead).await.unwrap();
        agree(&bench, &second_actor, id, second).await.unwrap();
        assert_eq!(tasks(&bench, &second_actor).await, 0, "done");
        let early = whole(&bench, &actor, id, ConsortiumStep::Fix).await;
        assert!(matches!(early, Err(Refusal::NotNow)), "{early:?}");
        // One declines: the others pay more and are asked again.
        step(&bench, &third_actor, id, third, MembershipStep::Decline).await.unwrap();
        assert_eq!(state(&bench, id, third).await, MembershipState::Declined);
        assert_eq!(state(&bench, id, second).await, MembershipState::AskedAgain);
        assert_eq!(tasks(&bench, &second_actor).await, 1);
        agree(&bench, &actor, id, lead).await.unwrap();
        agree(&bench, &second_actor, id, second).await.unwrap();
        whole(&bench, &actor, id, ConsortiumStep::Fix).await.unwrap();
        let fixed = get(&bench, id).await;
        assert_eq!(fixed.state, ConsortiumState::Fixed);
        let frozen = fixed.frozen.clone().unwrap();
        assert_eq!(frozen.reference, Day::from_iso("2026-03-31").unwrap());
        let held: Vec<_> = frozen.insurers.iter().map(|insurer| (insurer.organisation, insurer.terms.share)).collect();
        assert_eq!(held, [(lead, Yen::new(500_000)), (second, Yen::new(500_000))]);
        // What is fixed does not change until it is opened again.
        let late = bench.store.invite_to_consortium(&actor, id, fixed.version, &member(third)).await;
        assert!(matches!(late, Err(Refusal::NotNow)), "{late:?}");
        let leave = step(&bench, &second_actor, id, second, MembershipStep::Leave).await;
        assert!(matches!(leave, Err(Refusal::NotNow)), "{leave:?}");
        whole(&bench, &actor, id, ConsortiumStep::Reopen).await.unwrap();
        assert_eq!(get(&bench, id).await.frozen, None);
        let steps: Vec<_> = bench.store.list_consortium_events(id).await.unwrap().into_iter().map(|one| one.step).collect();
        assert_eq!(
            steps,
            ["start", "invite", "invite", "agree", "agree", "decline", "ask-again", "ask-again", "agree", "agree", "fix", "reopen"]
        );
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 外からは見えず権限のない人は変えられない(bench: Bench) {
        let (id, lead, actor) = start(&bench).await;
        let (second, second_actor) = society(&bench, 2).await;
        let (outside, stranger) = society(&bench, 3).await;
        let version = get(&bench, id).await.version;
        let foreign = bench.store.invite_to_consortium(&stranger, id, version, &member(outside)).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let asked = bench.store.ask_to_join_consortium(&stranger, id, outside, "").await;
        assert!(matches!(asked, Err(Refusal::NotFound)), "it does not show itself: {asked:?}");
        invite(&bench, &actor, id, second).await;
        let member_invites = bench.store.invite_to_consortium(&second_actor, id, version + 1, &member(outside)).await;
        assert!(matches!(member_invites, Err(Refusal::Forbidden)), "{member_invites:?}");
        let editor = bench.staff(second, OrgRole::Editor).await;
        assert!(matches!(agree(&bench, &editor, id, second).await, Err(Refusal::Forbidden)), "an editor cannot bind");
        assert!(matches!(agree(&bench, &actor, id, second).await, Err(Refusal::Forbidden)), "nobody agrees for others");
        let stale = bench.store.consent_to_consortium(&second_actor, id, second, version, &consent()).await;
        assert!(matches!(stale, Err(Refusal::Stale { .. })), "terms that were not shown: {stale:?}");
        let silent = bench.store.step_place(&second_actor, id, second, version + 1, MembershipStep::Decline, "").await;
        assert!(matches!(silent, Err(Refusal::Problems(_))), "{silent:?}");
        let own = step(&bench, &actor, id, lead, MembershipStep::Remove).await;
        assert!(matches!(own, Err(Refusal::NotNow)), "the lead stays: {own:?}");
        assert_eq!(bench.store.list_consortia_of(second).await.unwrap().len(), 1);
        step(&bench, &actor, id, second, MembershipStep::Remove).await.unwrap();
        assert_eq!(bench.store.list_consortia_of(second).await.unwrap(), []);
        let gone = step(&bench, &second_actor, id, second, MembershipStep::Agree).await;
        assert!(matches!(gone, Err(Refusal::NotFound)), "{gone:?}");
    }

    async fn 重くなる変更だけ改めて同意を求める(bench: Bench) {
        let (id, lead, actor) = start(&bench).await;
        let (second, second_actor) = society(&bench, 2).await;
        invite(&bench, &actor, id, second).await;
        agree(&bench, &actor, id, lead).await.unwrap();
        agree(&bench, &second_actor, id, second).await.unwrap();
        let edit = async |plan: &CleanConsortium| {
            let version = get(&bench, id).await.version;
            bench.store.edit_consortium(&actor, id, version, plan).await.unwrap();
        };
        edit(&CleanConsortium { aim: "言い回しだけを改める。".into(), cost: Yen::new(900_000), ..plan() }).await;
        assert_eq!(state(&bench, id, second).await, MembershipState::Agreed, "lighter");
        assert_eq!(get(&bench, id).await.versions.plan, 2);
        edit(&CleanConsortium { data_note: "抽出した集計表を渡す。".into(), ..plan() }).await;
        assert_eq!(state(&bench, id, second).await, MembershipState::AskedAgain, "other data handling");
        assert_eq!(get(&bench, id).await.versions.data, 2);
        agree(&bench, &second_actor, id, second).await.unwrap();
        let version = get(&bench, id).await.version;
        let shares = [PlaceShare { organisation: second, agreed: Some(Yen::new(500_001)), uses: 0 }];
        let how = (CostSharing::Fixed, Yen::new(1_000_000));
        bench.store.set_consortium_shares(&actor, id, version, how, &shares).await.unwrap();
        assert_eq!(state(&bench, id, second).await, MembershipState::AskedAgain, "a yen more");
        assert_eq!(get(&bench, id).await.terms(lead).unwrap().share, Yen::new(499_999));
    }

    async fn 代表組合が代わると全員に改めて求める(bench: Bench) {
        let (id, lead, actor) = start(&bench).await;
        let (second, second_actor) = society(&bench, 2).await;
        invite(&bench, &actor, id, second).await;
        agree(&bench, &actor, id, lead).await.unwrap();
        agree(&bench, &second_actor, id, second).await.unwrap();
        let version = get(&bench, id).await.version;
        bench.store.change_consortium_lead(&actor, id, version, second, "担当者の異動").await.unwrap();
        let now = get(&bench, id).await;
        assert_eq!((now.lead, now.place(lead).unwrap().role), (second, ConsortiumRole::Member));
        assert!(now.places.iter().all(|place| place.state == MembershipState::AskedAgain));
        // The former lead has nothing to say any more; the new one has.
        let former = whole(&bench, &actor, id, ConsortiumStep::Dissolve).await;
        assert!(matches!(former, Err(Refusal::Forbidden)), "{former:?}");
        whole(&bench, &second_actor, id, ConsortiumStep::Dissolve).await.unwrap();
        assert_eq!(tasks(&bench, &actor).await, 0, "no answer is awaited");
    }

    async fn 参加の希望を受けて招待する(bench: Bench) {
        let (lead, actor) = bench.lead().await;
        let open = CleanConsortium { open: true, ..plan() };
        let id = bench.store.start_consortium(&actor, lead, None, &open).await.unwrap();
        assert_eq!(bench.store.list_open_consortia().await.unwrap().len(), 1);
        let (second, second_actor) = society(&bench, 2).await;
        bench.store.ask_to_join_consortium(&second_actor, id, second, "ぜひ参加したいです。").await.unwrap();
        let twice = bench.store.ask_to_join_consortium(&second_actor, id, second, "").await;
        assert!(matches!(twice, Err(Refusal::NotNow)), "{twice:?}");
        assert_eq!(tasks(&bench, &actor).await, 1);
        assert_eq!(get(&bench, id).await.shares().unwrap().len(), 1, "who asks does not pay yet");
        step(&bench, &actor, id, second, MembershipStep::Welcome).await.unwrap();
        assert_eq!((tasks(&bench, &actor).await, tasks(&bench, &second_actor).await), (0, 1));
        assert_eq!(get(&bench, id).await.shares().unwrap().len(), 2);
    }

    async fn 事業の確定した参加組合から始める(bench: Bench) {
        let (lead, actor) = bench.lead().await;
        let program = bench.published(&actor, lead, "ウォーキング大会").await;
        let (second, second_actor) = society(&bench, 2).await;
        let (third, third_actor) = society(&bench, 3).await;
        let request = CleanRequest {
            department: String::new(),
            name: "佐藤".into(),
            tel: None,
            email: Email::parse("hoken@example.jp").unwrap(),
            people: None,
            note: String::new(),
        };
        let joined = bench.store.request_participation(&second_actor, program, second, &request).await.unwrap();
        bench.store.request_participation(&third_actor, program, third, &request).await.unwrap();
        let answer = |step| CleanAnswer { step, reason: String::new() };
        bench.store.step_participation(&actor, joined, 1, &answer(ParticipationStep::Offer)).await.unwrap();
        let agreed = CleanConsent {
            body: DecisionBody::Board,
            decided_on: Day::from_iso("2026-03-30").unwrap(),
            approver: "山田".into(),
            cost_agreed: true,
            cost_yen: None,
            note: String::new(),
        };
        bench.store.consent_to_join(&second_actor, joined, 2, &agreed).await.unwrap();
        bench.store.step_participation(&actor, joined, 3, &answer(ParticipationStep::Confirm)).await.unwrap();
        let id = bench.store.start_consortium(&actor, lead, Some(program), &plan()).await.unwrap();
        let members: Vec<_> = get(&bench, id).await.places.iter().map(|place| place.organisation).collect();
        assert_eq!(members, [lead, second], "who is not confirmed is not invited");
        let foreign = bench.store.start_consortium(&second_actor, second, Some(program), &plan()).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
    }

    async fn 事業者は種別に合う役割で加わる(bench: Bench) {
        let (id, _, actor) = start(&bench).await;
        let (second, _) = society(&bench, 2).await;
        let provider = domain::organisation::NewOrganisation::named(
            domain::code::OrganisationKind::Provider,
            "架空ヘルスケア株式会社",
            "カクウヘルスケア",
            domain::code::Prefecture::from_code("13").unwrap(),
        );
        let provider = bench.store.register_organisation(&provider).await.unwrap();
        let version = get(&bench, id).await.version;
        let wrong = bench.store.invite_to_consortium(&actor, id, version, &member(provider)).await;
        assert!(matches!(wrong, Err(Refusal::NotEligible)), "a provider is no member: {wrong:?}");
        let new = NewPlace { role: ConsortiumRole::Provider, ..member(provider) };
        bench.store.invite_to_consortium(&actor, id, version, &new).await.unwrap();
        let staff = bench.staff(provider, OrgRole::Approver).await;
        step(&bench, &staff, id, provider, MembershipStep::Agree).await.unwrap();
        assert_eq!(state(&bench, id, provider).await, MembershipState::Agreed);
        assert_eq!(get(&bench, id).await.shares().unwrap().len(), 1, "only insurers pay");
        assert_eq!(bench.store.list_candidates().await.unwrap().len(), 2, "only insurers can be partners");
        assert!(bench.store.list_candidates().await.unwrap().iter().any(|(one, _)| one.organisation == second));
    }
}
