//! Saved searches: what is stored of them comes back, and mail is due later than it was sent.

use domain::alert::{AlertState, AlertStep, Frequency, KnownPrograms};
use domain::value::{Instant, ProgramId};
use proptest::collection::btree_set;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #[test]
    fn 既知の事業は書いて読める(ids in btree_set(1..=i64::MAX, 0..60), more in btree_set(1..2_000_i64, 0..200)) {
        let all: Vec<ProgramId> = ids.iter().chain(&more).copied().map(ProgramId::new).collect();
        let known: KnownPrograms = all.iter().copied().collect();
        let read = KnownPrograms::decode(&known.encode()).unwrap();
        prop_assert_eq!(&read, &known);
        prop_assert_eq!(read.unknown_of(all), Vec::new());
        let missing = (1..=2_001_i64).find(|id| !ids.contains(id) && !more.contains(id));
        if let Some(id) = missing.map(ProgramId::new) {
            prop_assert_eq!(read.unknown_of([id]), vec![id]);
        }
    }

    #[test]
    fn 壊れた集合は読まない(text in "[ -~]{0,40}") {
        if let Some(read) = KnownPrograms::decode(&text) {
            prop_assert_eq!(KnownPrograms::decode(&read.encode()), Some(read));
        }
    }

    #[test]
    fn 次の通知は必ず後になる(millis in 1_700_000_000_000..4_000_000_000_000_i64, frequency in select(Frequency::ALL)) {
        let now = Instant::from_millis(millis);
        let next = frequency.next(now);
        prop_assert!(next > now);
        prop_assert!(now.millis_until(next) <= 7 * 86_400_000);
        prop_assert!(frequency.first(now) >= now && frequency.first(now) <= next);
    }

    #[test]
    fn 停止と再開をどう繰り返しても行き止まりがない(steps in proptest::collection::vec(select(AlertStep::ALL), 0..40)) {
        let mut state = AlertState::Started;
        for step in steps {
            state = state.next(step).unwrap_or(state);
            prop_assert!(AlertStep::ALL.iter().any(|step| state.next(*step).is_some()), "{:?}", state);
        }
    }
}
