//! The days of a consortium in one list: its period, what is to be done, what was decided, the dates of calls.

use super::CleanConsortium;
use crate::value::Day;

/// What happens on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AgendaKind {
    /// 実施期間の開始.
    Begin,
    /// 実施期間の終了.
    End,
    /// 担当作業の期限.
    Assignment,
    /// 決定.
    Decision,
    /// 公募の受付開始.
    CallOpens,
    /// 公募の締切.
    CallCloses,
}

/// A day with what happens on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaEntry {
    /// When.
    pub day: Day,
    /// What kind of thing.
    pub kind: AgendaKind,
    /// Which one, in its own words.
    pub title: String,
    /// Tells it from others of its kind; stays the same when the day moves.
    pub key: i64,
}

/// All entries by day: those of the plan, and what else is known.
pub fn agenda(plan: &CleanConsortium, others: impl IntoIterator<Item = AgendaEntry>) -> Vec<AgendaEntry> {
    let own = |day, kind| AgendaEntry {
        day,
        kind,
        title: plan.name.clone(),
        key: 0,
    };
    let mut all = vec![own(plan.from, AgendaKind::Begin), own(plan.to, AgendaKind::End)];
    all.extend(others);
    all.sort_by(|a, b| (a.day, a.kind, &a.title, a.key).cmp(&(b.day, b.kind, &b.title, b.key)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{CostSharing, DataCategory};
    use crate::value::Yen;

    #[test]
    fn 予定は日付の順に並ぶ() {
        let day = |iso| Day::from_iso(iso).unwrap();
        let plan = CleanConsortium {
            name: "試験".into(),
            aim: String::new(),
            from: day("2027-04-01"),
            to: day("2028-03-31"),
            sharing: CostSharing::Free,
            cost: Yen::ZERO,
            data: DataCategory::None,
            data_note: String::new(),
            publication: false,
            open: false,
        };
        let entry = |iso, kind, key| AgendaEntry {
            day: day(iso),
            kind,
            title: "作業".into(),
            key,
        };
        let all = agenda(
            &plan,
            [
                entry("2027-04-01", AgendaKind::Assignment, 2),
                entry("2026-12-01", AgendaKind::CallCloses, 1),
            ],
        );
        let days: Vec<_> = all.iter().map(|entry| (entry.day.iso(), entry.kind)).collect();
        assert_eq!(
            days,
            [
                ("2026-12-01".to_owned(), AgendaKind::CallCloses),
                ("2027-04-01".to_owned(), AgendaKind::Begin),
                ("2027-04-01".to_owned(), AgendaKind::Assignment),
                ("2028-03-31".to_owned(), AgendaKind::End),
            ]
        );
    }
}
