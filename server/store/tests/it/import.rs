//! Imports: what is new is added, what is known is brought up to date, and a second time changes nothing.

use domain::program::{ListingState, ListingStep, ProgramForm};
use store::{ImportItem, ImportState, Imported, Refusal};

use crate::support::{form, on_both};

const STATES: [ImportState; 3] = [ImportState::Draft, ImportState::Published, ImportState::Closed];

on_both! {
    async fn 二度目の取込みは何も変えない(bench: Bench) {
        let society = bench.society(1).await;
        for (number, state) in STATES.into_iter().enumerate() {
            let typed = form(&format!("事業{number}"));
            let first = bench.store.import_program(society, &typed, state).await.unwrap();
            assert!(matches!(first, Imported::Added(_)));
            let last = bench.store.last_change().await.unwrap();
            let again = bench.store.import_program(society, &typed, state).await.unwrap();
            assert_eq!(again, Imported::Unchanged(first.id()), "{state:?}");
            assert_eq!(bench.store.last_change().await.unwrap(), last);
        }
        let states: Vec<_> = bench.store.list_programs_of(&[society]).await.unwrap().iter().map(|draft| draft.state).collect();
        assert_eq!(states, [ListingState::Closed, ListingState::Published, ListingState::Draft]);
    }

    async fn 内容が変われば更新する(bench: Bench) {
        let society = bench.society(1).await;
        let id = bench.store.import_program(society, &form("一"), ImportState::Published).await.unwrap().id();
        let changed = ProgramForm { summary: "変更した概要です。".into(), ..form("一") };
        let again = bench.store.import_program(society, &changed, ImportState::Published).await.unwrap();
        assert_eq!(again, Imported::Changed(id));
        assert_eq!(bench.store.find_listing(id).await.unwrap().unwrap().content.summary, "変更した概要です。");
        assert_eq!(bench.store.find_draft(id).await.unwrap().unwrap().form, changed);
        // Another spelling of the same content is no change.
        let spelled = ProgramForm { period_from: "2026.6.1".into(), ..changed.clone() };
        let again = bench.store.import_program(society, &spelled, ImportState::Published).await.unwrap();
        assert_eq!(again, Imported::Unchanged(id));
        let ended = bench.store.import_program(society, &changed, ImportState::Closed).await.unwrap();
        assert_eq!(ended, Imported::Changed(id));
        let reopened = bench.store.import_program(society, &changed, ImportState::Published).await;
        assert!(matches!(reopened, Err(Refusal::WrongState { state: ListingState::Closed })));
        let steps: Vec<_> = bench.store.list_events(id).await.unwrap().into_iter().map(|event| event.step).collect();
        let expected = [None, Some(ListingStep::Publish), Some(ListingStep::EditMinor), Some(ListingStep::End)];
        assert_eq!(steps, expected);
    }

    async fn 内容の変更と終了を一度に取り込む(bench: Bench) {
        let society = bench.society(1).await;
        let id = bench.store.import_program(society, &form("一"), ImportState::Published).await.unwrap().id();
        let changed = ProgramForm { summary: "変更した概要です。".into(), ..form("一") };
        bench.store.import_program(society, &changed, ImportState::Closed).await.unwrap();
        let listing = bench.store.find_listing(id).await.unwrap().unwrap();
        assert!(listing.ended);
        assert_eq!(listing.content.summary, "変更した概要です。");
    }

    async fn 取り込んだ下書きを後から公開として取り込む(bench: Bench) {
        let society = bench.society(1).await;
        let draft = bench.store.import_program(society, &form("一"), ImportState::Draft).await.unwrap();
        let published = bench.store.import_program(society, &form("一"), ImportState::Published).await.unwrap();
        assert_eq!(published, Imported::Changed(draft.id()));
        let draft_again = bench.store.import_program(society, &form("一"), ImportState::Draft).await.unwrap();
        assert_eq!(draft_again, Imported::Unchanged(draft.id()));
    }

    async fn 悪い行は他の行を妨げない(bench: Bench) {
        let society = bench.society(1).await;
        let item = |form, state| ImportItem { owner: society, form, state };
        let bad = ProgramForm { cat: "nonsense".into(), ..form("二") };
        let items = [
            item(form("一"), ImportState::Published),
            item(bad.clone(), ImportState::Published),
            item(bad, ImportState::Draft),
            item(form("一"), ImportState::Published),
            item(form("三"), ImportState::Closed),
        ];
        let results = bench.store.import_programs(&items).await.unwrap();
        assert!(matches!(results[0], Ok(Imported::Added(_))));
        assert!(matches!(&results[1], Err(Refusal::Problems(problems)) if problems.has_field("cat")));
        assert!(matches!(results[2], Ok(Imported::Added(_))), "a draft may be wrong");
        assert!(matches!(results[3], Ok(Imported::Unchanged(_))), "the same row twice in one file");
        assert!(matches!(results[4], Ok(Imported::Added(_))));
        assert_eq!(bench.store.list_changes(0, 10).await.unwrap().len(), 2);
        let again = bench.store.import_programs(&items).await.unwrap();
        assert!(again.iter().all(|result| matches!(result, Ok(Imported::Unchanged(_)) | Err(Refusal::Problems(_)))));
        assert_eq!(bench.store.list_programs_of(&[society]).await.unwrap().len(), 3);
        assert!(bench.store.check().await.unwrap().is_empty());
    }
}
