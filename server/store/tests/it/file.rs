//! Files: attached, replaced, put in order and removed by those who may; contents shared, scanned, set apart and cleared
//! away.

use std::time::Duration;

use domain::code::OrgRole;
use domain::file::{FILE_BYTES, FileFault, FileKind, FileOwner, MOST_VERSIONS, ScanResult, ScanState};
use domain::permit::Actor;
use domain::value::ProgramId;
use store::{ContentPlace, NewFile, Refusal, Wanted, Way};

use crate::support::{Bench, form, on_both};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn new(name: &str, content: u8) -> NewFile {
    NewFile {
        name: name.into(),
        kind: FileKind::Pdf,
        bytes: 1_000,
        sha256: format!("{content:02x}").repeat(32),
    }
}

async fn draft(bench: &Bench) -> (Actor, ProgramId, FileOwner) {
    let (society, actor) = bench.lead().await;
    let id = bench.store.start_program(&actor, society, form("一")).await.unwrap();
    (actor, id, FileOwner::Program(id))
}

/// What the upload page does once the bytes are in the storage.
async fn bring(bench: &Bench, actor: &Actor, owner: FileOwner, file: &NewFile) -> Result<store::StoredFile, Refusal> {
    bench.store.want_content(&file.sha256, file.bytes).await?;
    let version = bench.store.attach_file(actor, owner, file).await?;
    Ok(bench.store.find_file_version(version).await?.unwrap().0)
}

on_both! {
    async fn 添付して差し替えて外す(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        let first = bring(&bench, &actor, owner, &new("実施要領.pdf", 1)).await.unwrap();
        assert_eq!((first.current.number, first.current.name.as_str(), first.current.bytes), (1, "実施要領.pdf", 1_000));
        assert_eq!(first.current.scan, ScanState::Waiting);
        let user = actor.user().unwrap();
        assert_eq!(first.current.uploaded_by, Some((user.id, user.name.clone())));
        bring(&bench, &actor, owner, &new("体制図.pdf", 2)).await.unwrap();

        let next = new("実施要領 第2版.pdf", 3);
        bench.store.want_content(&next.sha256, next.bytes).await.unwrap();
        let stale = bench.store.replace_file(&actor, first.id, 2, &next).await;
        assert!(matches!(stale, Err(Refusal::Stale { current: 1 })), "{stale:?}");
        bench.store.replace_file(&actor, first.id, 1, &next).await.unwrap();
        let names = async || bench.store.list_files(owner).await.unwrap().into_iter().map(|file| file.current.name).collect::<Vec<_>>();
        assert_eq!(names().await, ["実施要領 第2版.pdf", "体制図.pdf"]);
        let versions = bench.store.list_file_versions(first.id).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);

        bench.store.move_file(&actor, first.id, Way::Down).await.unwrap();
        assert_eq!(names().await, ["体制図.pdf", "実施要領 第2版.pdf"]);
        bench.store.move_file(&actor, first.id, Way::Down).await.unwrap();
        bench.store.move_file(&actor, first.id, Way::Up).await.unwrap();
        assert_eq!(names().await, ["実施要領 第2版.pdf", "体制図.pdf"]);

        bench.store.remove_file(&actor, first.id).await.unwrap();
        assert_eq!(names().await, ["体制図.pdf"]);
        assert!(bench.store.find_file(first.id).await.unwrap().unwrap().removed_at.is_some());
        assert_eq!(bench.store.list_removed_files(owner).await.unwrap().len(), 1);
        assert_eq!(bench.store.list_file_versions(first.id).await.unwrap().len(), 2, "versions stay");
        assert!(matches!(bench.store.remove_file(&actor, first.id).await, Err(Refusal::NotFound)));
        assert!(matches!(bench.store.replace_file(&actor, first.id, 2, &next).await, Err(Refusal::NotFound)));
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 添付できる人を限る(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        let file = bring(&bench, &actor, owner, &new("資料.pdf", 1)).await.unwrap();
        let other = bench.society(2).await;
        let own = file.organisation;
        for (society, role, allowed) in [
            (own, OrgRole::Viewer, Some(false)),
            (own, OrgRole::Admin, Some(false)),
            (own, OrgRole::Editor, Some(true)),
            (other, OrgRole::Approver, None),
        ] {
            let person = bench.staff(society, role).await;
            let answer = bench.store.move_file(&person, file.id, Way::Up).await;
            match allowed {
                Some(true) => assert!(answer.is_ok(), "{answer:?}"),
                Some(false) => assert!(matches!(answer, Err(Refusal::Forbidden)), "{role:?} {answer:?}"),
                None => assert!(matches!(answer, Err(Refusal::NotFound)), "{answer:?}"),
            }
        }
        let visitor = bench.store.remove_file(&Actor::Anonymous, file.id).await;
        assert!(matches!(visitor, Err(Refusal::NotFound)), "{visitor:?}");
        let missing = bench.store.attach_file(&actor, FileOwner::Program(ProgramId::new(999)), &new("a.pdf", 1)).await;
        assert!(matches!(missing, Err(Refusal::NotFound)));
    }

    async fn 件数と合計と版の上限を守る(bench: Bench) {
        let (actor, id, owner) = draft(&bench).await;
        let mut first = None;
        for number in 1..=10_u8 {
            let file = bring(&bench, &actor, owner, &new(&format!("{number}.pdf"), number)).await.unwrap();
            first.get_or_insert(file.id);
        }
        let more = bring(&bench, &actor, owner, &new("11.pdf", 11)).await;
        assert!(matches!(more, Err(Refusal::File(FileFault::TooMany))), "{more:?}");
        let first = first.unwrap();
        for number in 1..MOST_VERSIONS {
            bench.store.replace_file(&actor, first, number, &new("1.pdf", 1)).await.unwrap();
        }
        let more = bench.store.replace_file(&actor, first, MOST_VERSIONS, &new("1.pdf", 1)).await;
        assert!(matches!(more, Err(Refusal::File(FileFault::TooManyVersions))), "{more:?}");

        let (society, _) = (bench.store.find_draft(id).await.unwrap().unwrap().owner.id, ());
        let next = bench.store.start_program(&actor, society, form("二")).await.unwrap();
        let next = FileOwner::Program(next);
        for number in 20..25_u8 {
            let large = NewFile { bytes: FILE_BYTES, ..new("大.pdf", number) };
            bring(&bench, &actor, next, &large).await.unwrap();
        }
        let more = bring(&bench, &actor, next, &new("小.pdf", 26)).await;
        assert!(matches!(more, Err(Refusal::File(FileFault::TotalTooLarge))), "{more:?}");
    }

    async fn 同時に添付しても上限を超えない(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        for number in 0..20_u8 {
            bench.store.want_content(&new("", number).sha256, 1_000).await.unwrap();
        }
        let tries = (0..20_u8).map(|number| {
            let (store, actor) = (bench.store.clone(), actor.clone());
            tokio::spawn(async move { store.attach_file(&actor, owner, &new("同時.pdf", number)).await })
        });
        let mut taken = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(_) => taken += 1,
                Err(Refusal::File(FileFault::TooMany)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(taken, 10);
        assert_eq!(bench.store.list_files(owner).await.unwrap().len(), 10);
    }

    async fn 内容を預けないうちは添付できない(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        let file = new("資料.pdf", 1);
        let early = bench.store.attach_file(&actor, owner, &file).await;
        assert!(matches!(early, Err(Refusal::NotNow)), "{early:?}");
        assert_eq!(bench.store.list_files(owner).await.unwrap(), []);
        assert_eq!(bench.store.want_content(&file.sha256, 1_000).await.unwrap(), Wanted::Missing);
        assert_eq!(bench.store.want_content(&file.sha256, 1_000).await.unwrap(), Wanted::Missing, "not stored yet");
        bench.store.attach_file(&actor, owner, &file).await.unwrap();
        assert_eq!(bench.store.want_content(&file.sha256, 1_000).await.unwrap(), Wanted::There);
        let known = bench.store.list_contents_after("", 10).await.unwrap();
        assert_eq!(known.iter().map(|known| known.place).collect::<Vec<_>>(), [ContentPlace::Stored]);
    }

    async fn 公開を終えた後も確認中でなければ添付できる(bench: Bench) {
        let (society, actor) = bench.lead().await;
        let id = bench.published(&actor, society, "一").await;
        bring(&bench, &actor, FileOwner::Program(id), &new("資料.pdf", 1)).await.unwrap();
        let version = bench.store.find_draft(id).await.unwrap().unwrap().version;
        bench.store.end_program(&actor, id, version).await.unwrap();
        bring(&bench, &actor, FileOwner::Program(id), &new("成果.pdf", 2)).await.unwrap();
        bench.execute("UPDATE program SET state = 'checking'").await.unwrap();
        let checked = bring(&bench, &actor, FileOwner::Program(id), &new("追加.pdf", 3)).await;
        assert!(matches!(checked, Err(Refusal::WrongState { .. })), "{checked:?}");
    }

    async fn 検査は一度に一つのサーバーが行う(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        let (clean, bad) = (new("良い.pdf", 1), new("悪い.pdf", 2));
        bench.store.want_content(&bad.sha256, 1_000).await.unwrap();
        assert!(bench.store.claim_scans(10, DAY).await.unwrap().is_empty(), "nothing is stored yet");
        let good_file = bring(&bench, &actor, owner, &clean).await.unwrap();
        let bad_file = bring(&bench, &actor, owner, &bad).await.unwrap();
        let second = bench.second_store().await;
        let minute = Duration::from_secs(60);
        let (ours, theirs) = (bench.store.claim_scans(1, minute).await.unwrap(), second.claim_scans(10, minute).await.unwrap());
        let mut all: Vec<_> = ours.iter().chain(&theirs).map(|due| (due.sha256.clone(), due.tries)).collect();
        all.sort();
        assert_eq!(all, [(clean.sha256.clone(), 1), (bad.sha256.clone(), 1)]);
        // The claim of a server that died comes back.
        bench.clock.advance_millis(60_000);
        assert_eq!(second.claim_scans(10, minute).await.unwrap().iter().map(|due| due.tries).collect::<Vec<_>>(), [2, 2]);

        bench.store.note_scan(&clean.sha256, ScanResult::Failed, "timeout", minute).await.unwrap();
        bench.store.note_scan(&bad.sha256, ScanResult::Infected, "Eicar-Test-Signature", minute).await.unwrap();
        let state = async |file: &store::StoredFile| bench.store.find_file(file.id).await.unwrap().unwrap().current.scan;
        assert_eq!((state(&good_file).await, state(&bad_file).await), (ScanState::Failed, ScanState::Infected));
        assert_eq!(bench.store.list_unquarantined().await.unwrap(), std::slice::from_ref(&bad.sha256));
        bench.store.note_quarantined(&bad.sha256).await.unwrap();
        assert!(bench.store.list_unquarantined().await.unwrap().is_empty());
        // Known to be bad: neither the same content again nor another verdict.
        let again = bring(&bench, &actor, owner, &NewFile { name: "別名.pdf".into(), ..bad.clone() }).await;
        assert!(matches!(again, Err(Refusal::File(FileFault::Infected))), "{again:?}");
        bench.store.note_scan(&bad.sha256, ScanResult::Clean, "", minute).await.unwrap();
        assert_eq!(state(&bad_file).await, ScanState::Infected);
        bench.clock.advance_millis(60_000);
        assert_eq!(bench.store.claim_scans(10, minute).await.unwrap().len(), 1, "only the one that failed is tried again");
        bench.store.note_scan(&clean.sha256, ScanResult::Clean, "", minute).await.unwrap();
        assert_eq!(state(&good_file).await, ScanState::Clean);
    }

    async fn 使われない内容だけを片付ける(bench: Bench) {
        let (actor, _, owner) = draft(&bench).await;
        let (kept, left) = (new("使う.pdf", 1), new("途中.pdf", 2));
        bring(&bench, &actor, owner, &kept).await.unwrap();
        bench.store.want_content(&left.sha256, 1_000).await.unwrap();
        assert!(bench.store.claim_unused_contents(DAY, 10).await.unwrap().is_empty(), "too young");
        bench.clock.advance_millis(i64::try_from(DAY.as_millis()).unwrap() + 1);
        assert_eq!(bench.store.claim_unused_contents(DAY, 10).await.unwrap(), std::slice::from_ref(&left.sha256));
        assert!(bench.store.claim_unused_contents(DAY, 10).await.unwrap().is_empty(), "claimed already");
        let wanted = bench.store.want_content(&left.sha256, 1_000).await;
        assert!(matches!(wanted, Err(Refusal::NotNow)), "it is just going away: {wanted:?}");
        bench.store.forget_content(&left.sha256).await.unwrap();
        assert_eq!(bench.store.want_content(&left.sha256, 1_000).await.unwrap(), Wanted::Missing);
        bench.store.forget_content(&kept.sha256).await.unwrap();
        assert_eq!(bench.store.list_contents_after("", 10).await.unwrap().len(), 2, "only what is being removed is forgotten");
    }

    async fn 以前の案件の資料を使い回せる(bench: Bench) {
        let (actor, first, owner) = draft(&bench).await;
        let society = bench.store.find_draft(first).await.unwrap().unwrap().owner.id;
        let file = bring(&bench, &actor, owner, &new("実施要領.pdf", 1)).await.unwrap();
        let second = bench.store.start_program(&actor, society, form("二")).await.unwrap();
        let second = FileOwner::Program(second);
        let offered = bench.store.list_reusable_files(society, second, 10).await.unwrap();
        assert_eq!(offered.iter().map(|one| (one.file.id, one.title.as_deref())).collect::<Vec<_>>(), [(file.id, Some("一"))]);
        assert!(bench.store.list_reusable_files(society, owner, 10).await.unwrap().is_empty(), "not what is there already");
        bench.store.reuse_file(&actor, file.id, second).await.unwrap();
        let copy = bench.store.list_files(second).await.unwrap().remove(0);
        assert_eq!((copy.current.name.as_str(), copy.current.sha256), ("実施要領.pdf", file.current.sha256));
        // Each goes its own way from here.
        bench.store.remove_file(&actor, file.id).await.unwrap();
        assert_eq!(bench.store.list_files(second).await.unwrap().len(), 1);
        assert!(matches!(bench.store.reuse_file(&actor, file.id, second).await, Err(Refusal::NotFound)));

        let other = bench.society(2).await;
        let stranger = bench.staff(other, OrgRole::Approver).await;
        let theirs = bench.store.start_program(&stranger, other, form("三")).await.unwrap();
        let taken = bench.store.reuse_file(&stranger, copy.id, FileOwner::Program(theirs)).await;
        assert!(matches!(taken, Err(Refusal::NotFound)), "{taken:?}");
    }
}
