//! Joining a program: the whole way on both databases, what is refused, the last places under many hands, reminders.

use domain::Lang;
use domain::code::{DecisionBody, OrgRole};
use domain::file::{FileKind, FileOwner};
use domain::participation::{
    CleanAnswer, CleanConsent, CleanInquiry, CleanRequest, ParticipationState, ParticipationStep,
};
use domain::permit::Actor;
use domain::program::ProgramForm;
use domain::value::{Day, Email, OrganisationId, ParticipationId, ProgramId, Yen};
use store::{ChangeKind, NewFile, Refusal};

use crate::support::{Bench, NONE, form, on_both};

const WEEK: i64 = 7 * 24 * 60 * 60 * 1000;

pub fn request() -> CleanRequest {
    CleanRequest {
        department: "保健事業課".into(),
        name: "佐藤 花子".into(),
        tel: None,
        email: Email::parse("hoken@example.jp").unwrap(),
        people: Some(300),
        note: "よろしくお願いします。".into(),
    }
}

fn consent() -> CleanConsent {
    CleanConsent {
        body: DecisionBody::Board,
        decided_on: Day::from_iso("2026-04-01").unwrap(),
        approver: "山田 太郎".into(),
        cost_agreed: true,
        cost_yen: Some(Yen::new(120_000)),
        note: String::new(),
    }
}

fn answer(step: ParticipationStep) -> CleanAnswer {
    CleanAnswer {
        step,
        reason: if step.needs_reason() {
            "定員のため".into()
        } else {
            String::new()
        },
    }
}

/// A published program with `places` for others, its approver, and the id.
async fn program(bench: &Bench, places: Option<u32>) -> (Actor, ProgramId) {
    let (society, actor) = bench.lead().await;
    let typed = ProgramForm {
        capacity: places.map(|places| (places + 1).to_string()).unwrap_or_default(),
        ..form("ウォーキング大会")
    };
    let id = bench.store.start_program(&actor, society, typed).await.unwrap();
    bench.store.publish(&actor, id, 1, NONE).await.unwrap();
    (actor, id)
}

/// A society of this number with its approver.
async fn joiner(bench: &Bench, number: u32) -> (OrganisationId, Actor) {
    let society = bench.society(number).await;
    (society, bench.staff(society, OrgRole::Approver).await)
}

async fn version(bench: &Bench, id: ParticipationId) -> i64 {
    bench.store.find_participation(id).await.unwrap().unwrap().version
}

async fn state(bench: &Bench, id: ParticipationId) -> ParticipationState {
    bench.store.find_participation(id).await.unwrap().unwrap().state
}

async fn step(bench: &Bench, actor: &Actor, id: ParticipationId, step: ParticipationStep) -> Result<(), Refusal> {
    let seen = version(bench, id).await;
    bench.store.step_participation(actor, id, seen, &answer(step)).await
}

/// Takes a request as far as the organiser's confirmation.
async fn consented(bench: &Bench, organiser: &Actor, program: ProgramId, number: u32) -> ParticipationId {
    let (society, actor) = joiner(bench, number).await;
    let id = bench
        .store
        .request_participation(&actor, program, society, &request())
        .await
        .unwrap();
    step(bench, organiser, id, ParticipationStep::Offer).await.unwrap();
    let seen = version(bench, id).await;
    bench.store.consent_to_join(&actor, id, seen, &consent()).await.unwrap();
    id
}

on_both! {
    async fn 近い組合の参加は三組合から数だけがわかる(bench: Bench) {
        let (lead, program) = program(&bench, None).await;
        let (own, _) = joiner(&bench, 2).await;
        for number in 3..6 {
            let (society, approver) = joiner(&bench, number).await;
            let id = bench.store.request_participation(&approver, program, society, &request()).await.unwrap();
            step(&bench, &lead, id, ParticipationStep::Offer).await.unwrap();
            let seen = version(&bench, id).await;
            bench.store.consent_to_join(&approver, id, seen, &consent()).await.unwrap();
            step(&bench, &lead, id, ParticipationStep::Confirm).await.unwrap();
            let peers = bench.store.count_peers(program, own).await.unwrap();
            let joined = bench.store.list_joined_by_peers(own, 10).await.unwrap();
            if number < 5 {
                assert!(peers.is_empty() && joined.is_empty(), "{peers:?} {joined:?}");
            } else {
                assert!(peers.size == Some(3) || peers.industry == Some(3), "{peers:?}");
                assert_eq!(joined, [(program, 3)]);
                let theirs = bench.store.count_peers(program, society).await.unwrap();
                assert!(theirs.is_empty(), "itself is not counted: {theirs:?}");
                assert!(bench.store.list_joined_by_peers(society, 10).await.unwrap().is_empty());
            }
        }
        assert!(bench.store.count_peers(program, OrganisationId::new(9_999)).await.unwrap().is_empty());
    }
}

on_both! {
    async fn 申込みから確定まで両者が同じ経過を読む(bench: Bench) {
        let (organiser, program) = program(&bench, Some(5)).await;
        let id = consented(&bench, &organiser, program, 2).await;
        step(&bench, &organiser, id, ParticipationStep::Confirm).await.unwrap();
        let found = bench.store.find_participation(id).await.unwrap().unwrap();
        assert_eq!(found.state, ParticipationState::Confirmed);
        assert_eq!((found.request.clone(), found.consent.clone()), (request(), Some(consent())));
        let events = bench.store.list_participation_events(id).await.unwrap();
        let steps: Vec<_> = events.iter().filter_map(|event| event.step).collect();
        assert_eq!(steps, [
            ParticipationStep::Request,
            ParticipationStep::Offer,
            ParticipationStep::Consent,
            ParticipationStep::Confirm,
        ]);
        // Both sides' lists name the same row.
        assert_eq!(bench.store.list_participants(program).await.unwrap(), std::slice::from_ref(&found));
        assert_eq!(bench.store.list_participations_of(&[found.society.id]).await.unwrap(), [found]);
        // The listing counts it, and readers' search is told.
        let listing = bench.store.find_listing(program).await.unwrap().unwrap();
        assert_eq!((listing.content.joined, listing.content.places_left()), (Some(2), Some(4)));
        let changes = bench.store.list_changes(0, 10).await.unwrap();
        assert_eq!(changes.iter().filter(|row| row.kind == ChangeKind::Program(program)).count(), 2);
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 離脱すると枠が空き申し込み直せる(bench: Bench) {
        let (organiser, program) = program(&bench, Some(1)).await;
        let id = consented(&bench, &organiser, program, 2).await;
        step(&bench, &organiser, id, ParticipationStep::Confirm).await.unwrap();
        let (society, _) = (bench.store.find_participation(id).await.unwrap().unwrap().society.id, ());
        let actor = bench.staff(society, OrgRole::Editor).await;
        let again = bench.store.request_participation(&actor, program, society, &request()).await;
        assert!(matches!(again, Err(Refusal::NotNow)), "{again:?}");
        assert!(matches!(step(&bench, &actor, id, ParticipationStep::Leave).await, Err(Refusal::Forbidden)));
        let approver = bench.store.find_user(organiser.user().unwrap().id).await.unwrap();
        assert!(approver.is_some());
        step(&bench, &organiser, id, ParticipationStep::Remove).await.unwrap();
        let listing = bench.store.find_listing(program).await.unwrap().unwrap();
        assert_eq!(listing.content.joined, None);
        let again = bench.store.request_participation(&actor, program, society, &request()).await;
        assert!(matches!(again, Err(Refusal::NotNow)), "who was removed cannot ask again: {again:?}");
    }

    async fn 取り下げたあとは同じ行で申し込み直す(bench: Bench) {
        let (organiser, program) = program(&bench, None).await;
        let (society, actor) = joiner(&bench, 2).await;
        let id = bench.store.request_participation(&actor, program, society, &request()).await.unwrap();
        step(&bench, &actor, id, ParticipationStep::Withdraw).await.unwrap();
        bench.clock.advance_millis(1_000);
        let again = bench.store.request_participation(&actor, program, society, &request()).await.unwrap();
        assert_eq!(again, id);
        assert_eq!(state(&bench, id).await, ParticipationState::Requested);
        assert_eq!(bench.store.list_participation_events(id).await.unwrap().len(), 3);
        step(&bench, &organiser, id, ParticipationStep::Decline).await.unwrap();
    }

    async fn 権限と順序が合わない手順は断る(bench: Bench) {
        let (organiser, program) = program(&bench, None).await;
        let (society, approver) = joiner(&bench, 2).await;
        let viewer = bench.staff(society, OrgRole::Viewer).await;
        let asked = bench.store.request_participation(&viewer, program, society, &request()).await;
        assert!(matches!(asked, Err(Refusal::Forbidden)), "{asked:?}");
        let other = bench.store.request_participation(&organiser, program, society, &request()).await;
        assert!(matches!(other, Err(Refusal::Forbidden)), "{other:?}");
        let lead = organiser.user().unwrap().memberships[0].organisation;
        let own = bench.store.request_participation(&organiser, program, lead, &request()).await;
        assert!(matches!(own, Err(Refusal::NotNow)), "{own:?}");
        let id = bench.store.request_participation(&approver, program, society, &request()).await.unwrap();
        // Nobody confirms what was not decided, and nobody answers for the other side.
        assert!(matches!(step(&bench, &organiser, id, ParticipationStep::Confirm).await, Err(Refusal::NotNow)));
        assert!(matches!(step(&bench, &approver, id, ParticipationStep::Offer).await, Err(Refusal::Forbidden)));
        let (_, stranger) = joiner(&bench, 3).await;
        assert!(matches!(step(&bench, &stranger, id, ParticipationStep::Offer).await, Err(Refusal::NotFound)));
        step(&bench, &organiser, id, ParticipationStep::Offer).await.unwrap();
        let editor = bench.staff(society, OrgRole::Editor).await;
        let seen = version(&bench, id).await;
        let given = bench.store.consent_to_join(&editor, id, seen, &consent()).await;
        assert!(matches!(given, Err(Refusal::Forbidden)), "an editor cannot bind the society: {given:?}");
        let stale = bench.store.consent_to_join(&approver, id, seen - 1, &consent()).await;
        assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
        let silent = CleanAnswer { step: ParticipationStep::Decline, reason: String::new() };
        let declined = bench.store.step_participation(&organiser, id, seen, &silent).await;
        assert!(matches!(declined, Err(Refusal::Problems(_))), "{declined:?}");
        assert_eq!(state(&bench, id).await, ParticipationState::Offered);
    }

    async fn 条件に合わない組合と募集していない事業は断る(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let typed = ProgramForm { condition_max: "7999".into(), ..form("小規模組合向け") };
        let id = bench.store.start_program(&actor, society, typed).await.unwrap();
        bench.store.publish(&actor, id, 1, NONE).await.unwrap();
        // The sample society has 8,000 members.
        let (other, asker) = joiner(&bench, 2).await;
        let asked = bench.store.request_participation(&asker, id, other, &request()).await;
        assert!(matches!(asked, Err(Refusal::NotEligible)), "{asked:?}");
        let open = bench.published(&actor, society, "だれでも").await;
        bench.clock.advance_millis(90 * WEEK / 7);
        let late = bench.store.request_participation(&asker, open, other, &request()).await;
        assert!(matches!(late, Err(Refusal::NotNow)), "{late:?}");
    }

    async fn 五枠に五十件を同時に確定しても五件だけ確定する(bench: Bench) {
        let (organiser, program) = program(&bench, Some(5)).await;
        let mut waiting = Vec::new();
        for number in 2..52 {
            let id = consented(&bench, &organiser, program, number).await;
            waiting.push((id, version(&bench, id).await));
        }
        let rival = bench.second_store().await;
        let tasks: Vec<_> = waiting
            .iter()
            .enumerate()
            .map(|(turn, (id, seen))| {
                // Half of them through another process.
                let store = if turn % 2 == 0 { bench.store.clone() } else { rival.clone() };
                let (actor, id, seen) = (organiser.clone(), *id, *seen);
                tokio::spawn(async move {
                    store.step_participation(&actor, id, seen, &answer(ParticipationStep::Confirm)).await
                })
            })
            .collect();
        let mut confirmed = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => confirmed += 1,
                Err(Refusal::Full) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(confirmed, 5);
        let counts = bench.store.count_participations(program).await.unwrap();
        assert_eq!((counts.confirmed, counts.waiting), (5, 45));
        let listing = bench.store.find_listing(program).await.unwrap().unwrap();
        assert_eq!((listing.content.joined, listing.content.places_left()), (Some(6), Some(0)));
    }

    async fn まとめて確定すると申込み順に枠まで入る(bench: Bench) {
        let (organiser, program) = program(&bench, Some(2)).await;
        let mut seen = Vec::new();
        for number in 2..6 {
            bench.clock.advance_millis(1_000);
            let id = consented(&bench, &organiser, program, number).await;
            seen.push((id, version(&bench, id).await));
        }
        let order: Vec<_> = seen.iter().map(|(id, _)| *id).collect();
        seen.reverse();
        let confirm = answer(ParticipationStep::Confirm);
        let skipped = bench.store.answer_participations(&organiser, program, &seen, &confirm).await.unwrap();
        assert_eq!(skipped.iter().map(|one| one.id).collect::<Vec<_>>(), order[2..]);
        assert!(skipped.iter().all(|one| matches!(one.why, Refusal::Full)));
        for (place, id) in order.iter().enumerate() {
            let expected = if place < 2 { ParticipationState::Confirmed } else { ParticipationState::Consented };
            assert_eq!(state(&bench, *id).await, expected);
        }
        let foreign = bench.store.answer_participations(&organiser, ProgramId::new(99), &seen, &confirm).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
    }

    async fn 七日返事がないと一度だけ催促する(bench: Bench) {
        let (organiser, program) = program(&bench, None).await;
        let (society, actor) = joiner(&bench, 2).await;
        let id = bench.store.request_participation(&actor, program, society, &request()).await.unwrap();
        let rival = bench.second_store().await;
        bench.clock.advance_millis(WEEK - 1);
        assert_eq!(bench.store.remind_participations().await.unwrap(), 0);
        bench.clock.advance_millis(1);
        let both = tokio::join!(bench.store.remind_participations(), rival.remind_participations());
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1, "of two servers one reminds");
        assert_eq!(bench.store.remind_participations().await.unwrap(), 0);
        // A new turn has its own week.
        step(&bench, &organiser, id, ParticipationStep::Offer).await.unwrap();
        assert_eq!(bench.store.remind_participations().await.unwrap(), 0);
        bench.clock.advance_millis(WEEK);
        assert_eq!(bench.store.remind_participations().await.unwrap(), 1);
        let events = bench.store.list_participation_events(id).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.step.is_none()).count(), 2);
    }

    async fn 問合せには一度だけ回答できる(bench: Bench) {
        let (organiser, program) = program(&bench, None).await;
        let facts = CleanInquiry {
            name: "鈴木".into(),
            organisation: String::new(),
            email: Email::parse("suzuki@example.jp").unwrap(),
            text: "費用に含まれるものを教えてください。".into(),
        };
        let id = bench.store.send_inquiry(&Actor::Anonymous, program, &facts, Lang::Ja).await.unwrap();
        let found = bench.store.find_inquiry(id).await.unwrap().unwrap();
        assert_eq!((found.facts.clone(), found.answer.clone()), (facts, None));
        assert_eq!(found.reference(), format!("Q-2026-{:04}", id.get()));
        let (_, stranger) = joiner(&bench, 2).await;
        let foreign = bench.store.answer_inquiry(&stranger, id, "答え").await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        let empty = bench.store.answer_inquiry(&organiser, id, "　").await;
        assert!(matches!(empty, Err(Refusal::Problems(_))), "{empty:?}");
        bench.store.answer_inquiry(&organiser, id, "会場費を含みます。").await.unwrap();
        let again = bench.store.answer_inquiry(&organiser, id, "二度目").await;
        assert!(matches!(again, Err(Refusal::NotNow)), "{again:?}");
        let found = bench.store.list_inquiries(program).await.unwrap();
        assert_eq!(found[0].answer.as_ref().map(|answer| answer.text.as_str()), Some("会場費を含みます。"));
        assert_eq!(bench.store.count_open_inquiries(program).await.unwrap(), 0);
        // One mail thanks, one answers; the organiser gets a notice besides.
        let mails = bench.store.claim_mails(50, std::time::Duration::from_secs(60)).await.unwrap();
        let to_asker = mails.iter().filter(|mail| mail.to.as_str() == "suzuki@example.jp").count();
        assert_eq!(to_asker, 2);
        assert!(mails.len() > to_asker, "the organiser is told");
    }
}

on_both! {
    async fn 機関決定の資料は参加が確定するまで自組合だけが付けられる(bench: Bench) {
        let (organiser, program) = program(&bench, Some(3)).await;
        let id = consented(&bench, &organiser, program, 2).await;
        let owner = FileOwner::Consent(id);
        let society = bench.store.find_participation(id).await.unwrap().unwrap().society.id;
        assert_eq!(bench.store.find_file_keeper(owner).await.unwrap(), Some(society));
        let minutes = NewFile {
            name: "理事会議事録.pdf".into(),
            kind: FileKind::Pdf,
            bytes: 1_000,
            sha256: "ab".repeat(32),
        };
        bench.store.want_content(&minutes.sha256, minutes.bytes).await.unwrap();
        let refused = bench.store.attach_file(&organiser, owner, &minutes).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
        let editor = bench.staff(society, OrgRole::Editor).await;
        bench.store.attach_file(&editor, owner, &minutes).await.unwrap();
        step(&bench, &organiser, id, ParticipationStep::Confirm).await.unwrap();
        let file = bench.store.list_files(owner).await.unwrap().remove(0);
        let late = bench.store.remove_file(&editor, file.id).await;
        assert!(matches!(late, Err(Refusal::NotNow)), "evidence of what was confirmed stays: {late:?}");
    }
}
