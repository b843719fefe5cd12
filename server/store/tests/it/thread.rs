//! Conversations: who may write and read, who is told, who has read what.

use domain::code::OrgRole;
use domain::letter::Letter;
use domain::notice::Notice;
use domain::permit::Actor;
use domain::value::{OrganisationId, ProgramId};
use store::{NoticeFilter, Refusal};

use crate::organisation::secretariat;
use crate::support::{Bench, on_both};

/// A published program of the first society, and another society with its approver.
async fn two(bench: &Bench) -> (OrganisationId, Actor, ProgramId, OrganisationId, Actor) {
    let (lead, organiser) = bench.lead().await;
    let program = bench.published(&organiser, lead, "ウォーキング大会").await;
    let other = bench.society(2).await;
    let approver = bench.staff(other, OrgRole::Approver).await;
    (lead, organiser, program, other, approver)
}

on_both! {
    async fn 相手方の担当者に知らせメールには本文を載せない(bench: Bench) {
        let (_, organiser, program, other, approver) = two(&bench).await;
        let reader = organiser.user().unwrap();
        let thread = bench.store.write_to_organiser(&approver, program, other, " 人数は？ ").await.unwrap();
        assert_eq!(bench.store.count_unread(reader).await.unwrap(), 1);
        let lease = std::time::Duration::from_secs(900);
        let mails = bench.store.claim_mails(10, lease).await.unwrap();
        let told = mails.iter().find(|mail| matches!(mail.letter, Letter::Notice { .. })).unwrap();
        let Letter::Notice { notice, .. } = &told.letter else { panic!("{told:?}") };
        assert!(matches!(notice, Notice::MessageReceived { .. }));
        assert!(!format!("{told:?}").contains("人数"), "{told:?}");
        let line = bench.store.find_thread(thread, reader.id).await.unwrap().unwrap();
        assert_eq!((line.unread, line.program), (1, program));
        bench.store.note_thread_read(&organiser, thread).await.unwrap();
        bench.store.note_thread_read(&organiser, thread).await.unwrap();
        assert_eq!(bench.store.find_thread(thread, reader.id).await.unwrap().unwrap().unread, 0);
        assert_eq!(bench.store.count_unread(reader).await.unwrap(), 0, "the notice is read with it");
        bench.store.answer_thread(&organiser, thread, None, "百人です。").await.unwrap();
        let messages = bench.store.list_messages(thread).await.unwrap();
        assert_eq!(messages.iter().map(|one| one.body.as_str()).collect::<Vec<_>>(), ["人数は？", "百人です。"]);
        assert_eq!((messages[0].readers.len(), messages[1].readers.len()), (1, 0));
        // A second question goes into the same conversation.
        let again = bench.store.write_to_organiser(&approver, program, other, "いつ？").await.unwrap();
        assert_eq!(again, thread);
    }

    async fn 当事者でなければ事務局にも見えない(bench: Bench) {
        let (_, organiser, program, other, approver) = two(&bench).await;
        let thread = bench.store.write_to_organiser(&approver, program, other, "人数は？").await.unwrap();
        let third = bench.society(3).await;
        for outsider in [secretariat(&bench).await, bench.staff(third, OrgRole::Approver).await] {
            let refused = bench.store.answer_thread(&outsider, thread, None, "割り込み").await;
            assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
            let all = bench.store.list_notices(outsider.user().unwrap(), NoticeFilter::All, 1).await.unwrap();
            assert!(all.is_empty());
        }
        let viewer = bench.staff(other, OrgRole::Viewer).await;
        let refused = bench.store.answer_thread(&viewer, thread, None, "閲覧だけ").await;
        assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
        let refused = bench.store.write_to_organiser(&organiser, program, other, "なりすまし").await;
        assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
        let refused = bench.store.write_to_organiser(&approver, program, other, " \n ").await;
        assert!(matches!(refused, Err(Refusal::Problems(_))), "{refused:?}");
        assert_eq!(bench.store.list_messages(thread).await.unwrap().len(), 1);
    }

    async fn 一斉送信は申し込んだ組合にだけ一通ずつ届く(bench: Bench) {
        let (lead, organiser, program, other, approver) = two(&bench).await;
        let third = bench.society(3).await;
        bench.staff(third, OrgRole::Approver).await;
        let send = async |to: &[OrganisationId]| bench.store.write_to_societies(&organiser, program, to, "日程です。").await;
        assert!(matches!(send(&[other]).await, Err(Refusal::Problems(_))), "nobody has asked to join");
        let request = crate::participation::request();
        bench.store.request_participation(&approver, program, other, &request).await.unwrap();
        assert!(matches!(send(&[]).await, Err(Refusal::Problems(_))));
        assert!(matches!(send(&[other, third]).await, Err(Refusal::Problems(_))), "all or none");
        assert_eq!(send(&[other, other]).await.unwrap(), 1);
        let reader = approver.user().unwrap();
        let threads = bench.store.list_threads(&[other], reader.id).await.unwrap();
        assert_eq!((threads.len(), threads[0].unread, threads[0].organiser.0), (1, 1, lead));
        assert!(bench.store.list_threads(&[third], reader.id).await.unwrap().is_empty());
        let refused = bench.store.write_to_societies(&approver, program, &[other], "x").await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    }
}
