//! What a change request says: before and after, why, and where the cost moves, the whole new allocation.

use serde::{Deserialize, Serialize};

use super::ChangeKind;
use super::costs::{CostForm, CostPlan, check_costs};
use crate::call::Call;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::Row as _;
use crate::value::{Day, Yen};

form! {
    /// Raw head of a change request.
    pub struct ChangeForm;
    one {
        /// 変更の種類, code of [`ChangeKind`].
        kind,
        /// 変更前.
        before,
        /// 変更後.
        after,
        /// 理由.
        reason,
        /// The day from which it counts; the new last day of a period.
        on,
        /// 変更後の交付申請額, where it changes.
        yen,
        /// 寄附金その他の収入 after the change.
        income,
    }
    many {}
}

/// A change request as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDraft {
    /// The single fields.
    pub head: ChangeForm,
    /// The new allocation; read only where cost moves.
    pub costs: Vec<CostForm>,
}

/// A change request whose every field has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is to be changed.
    pub kind: ChangeKind,
    /// 変更前.
    pub before: String,
    /// 変更後.
    pub after: String,
    /// 理由.
    pub reason: String,
    /// The day from which it counts; the new last day of a period.
    pub on: Option<Day>,
    /// The amount asked for after the change, where it changes.
    pub yen: Option<Yen>,
    /// The allocation before and after, where cost moves.
    pub plans: Option<(CostPlan, CostPlan)>,
}

impl ChangeForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "before" | "after" | "reason" => Some(1_000),
            _ => None,
        }
    }
}

impl ChangeDraft {
    /// Takes a posted form.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let mut head = ChangeForm::default();
        head.replace(ChangeForm::FIELDS, pairs.clone());
        Self {
            head,
            costs: CostForm::rows(pairs, 40),
        }
    }

    /// Reads it. `plan` is the allocation in force, `decided` what was decided.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(&self, call: &Call, plan: &CostPlan, decided: Yen) -> Result<Change, Problems> {
        let limit = |field| ChangeForm::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.head.values(field));
        let kind = reader.required_choice("kind", ChangeKind::from_code);
        let [before, after] = ["before", "after"].map(|field| match kind {
            Some(ChangeKind::Content | ChangeKind::Members) => reader.required_lines(field, limit(field)),
            _ => reader.lines(field, limit(field)),
        });
        let reason = reader.required_lines("reason", limit("reason"));
        let on = match kind {
            Some(ChangeKind::Period | ChangeKind::Suspension | ChangeKind::Abolition) => {
                reader.required_day("on").map(Some)
            }
            _ => reader.day("on"),
        };
        let yen = match (kind, reader.money("yen")) {
            (Some(ChangeKind::Allocation | ChangeKind::Content | ChangeKind::Members), Some(Some(yen)))
                if yen <= Yen::ZERO || yen > decided =>
            {
                let max = decided.get();
                reader.refuse("yen", ProblemCode::OutOfRange { min: 1, max })
            }
            (Some(ChangeKind::Allocation | ChangeKind::Content | ChangeKind::Members), read) => {
                read.map(|yen| yen.filter(|yen| *yen != decided))
            }
            (_, read) => read.map(|_| None),
        };
        let income = reader.money("income").flatten();
        let plans = if kind == Some(ChangeKind::Allocation) {
            match check_costs(&self.costs, income, call) {
                Ok(after) if after == *plan => reader.refuse("kind", ProblemCode::Empty),
                Ok(after) => Some(Some((plan.clone(), after))),
                Err(found) => {
                    reader.problems.extend(found);
                    None
                }
            }
        } else {
            Some(None)
        };
        let clean = || {
            Some(Change {
                kind: kind?,
                before: before?,
                after: after?,
                reason: reason?,
                on: on?,
                yen: yen?,
                plans: plans?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

impl Change {
    /// Whether it needs approval under a call. Another amount always does.
    pub fn needs_approval(&self, call: &Call) -> bool {
        let moved = self.plans.as_ref().map(|(before, after)| before.differences(after));
        self.yen.is_some() || self.kind.needs_approval(&moved.unwrap_or_default(), &call.changes)
    }
}
