//! 交付申請 (法5条): the amount applied for, the period, the cost by cost item, and the society's own budget.

use serde::{Deserialize, Serialize};

use super::costs::{CostForm, CostPlan, check_costs};
use crate::call::Call;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::Row as _;
use crate::value::{Day, Yen};

/// Most cost items of a grant.
const MOST_ITEMS: usize = 40;

form! {
    /// Raw head of an application for a grant.
    pub struct GrantForm;
    one {
        /// 交付申請額.
        yen,
        /// 事業の開始日.
        period_from,
        /// 事業の完了予定日.
        period_to,
        /// 寄附金その他の収入.
        income,
        /// 歳入歳出予算の科目と金額.
        account,
        /// 応募からの変更点.
        note,
    }
    many {}
}

impl GrantForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "account" => Some(600),
            "note" => Some(1_200),
            _ => None,
        }
    }
}

/// An application for a grant as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantDraft {
    /// The single fields.
    pub head: GrantForm,
    /// A row for each cost item.
    pub costs: Vec<CostForm>,
}

/// An application for a grant whose every field has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanGrant {
    /// 交付申請額.
    pub yen: Yen,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// 歳入歳出予算.
    pub account: String,
    /// 応募からの変更点.
    pub note: String,
    /// 経費の配分.
    pub plan: CostPlan,
}

impl GrantDraft {
    /// What one begins with: the cost and the period of the application, the amount that was adopted.
    pub fn prefill(call: &Call, plan: &CostPlan, (from, to): (Day, Day), yen: Yen) -> Self {
        Self {
            head: GrantForm {
                yen: yen.to_string(),
                period_from: from.iso(),
                period_to: to.iso(),
                income: plan.income.to_string(),
                ..GrantForm::default()
            },
            costs: CostForm::table(call, plan),
        }
    }

    /// Takes a posted form.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let mut head = GrantForm::default();
        head.replace(GrantForm::FIELDS, pairs.clone());
        Self {
            head,
            costs: CostForm::rows(pairs, MOST_ITEMS),
        }
    }

    /// Reads it; `most` is the amount that was adopted.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(&self, call: &Call, most: Yen, cap: Option<Yen>) -> Result<CleanGrant, Problems> {
        let mut reader = Reader::new(|field| self.head.values(field));
        let yen = match reader.money("yen") {
            Some(None) => reader.refuse("yen", ProblemCode::Empty),
            read => read.flatten(),
        };
        let period = reader.period("period_from", "period_to");
        let income = reader.money("income").flatten();
        let account = reader.required_lines("account", GrantForm::limit("account").unwrap_or(u32::MAX));
        let note = reader.lines("note", GrantForm::limit("note").unwrap_or(u32::MAX));
        if let Some((from, to)) = period
            && !call.dates.cover(from, to)
        {
            let outside = ProblemCode::DateOutside {
                from: Some(call.dates.project_from),
                to: Some(call.dates.project_to),
            };
            let early = from < call.dates.project_from;
            reader.refuse::<()>(if early { "period_from" } else { "period_to" }, outside);
        }
        let plan = match check_costs(&self.costs, income, call) {
            Ok(plan) => Some(plan),
            Err(found) => {
                reader.problems.extend(found);
                None
            }
        };
        if let (Some(yen), Some(plan)) = (yen, &plan) {
            let worked = plan.work_out(call, cap).map_or(Yen::ZERO, |worked| worked.grant);
            let max = most.min(worked);
            if yen <= Yen::ZERO || yen > max {
                reader.refuse::<()>("yen", ProblemCode::OutOfRange { min: 1, max: max.get() });
            }
        }
        let clean = || {
            let (from, to) = period?;
            Some(CleanGrant {
                yen: yen?,
                from,
                to,
                account: account?,
                note: note?,
                plan: plan?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}
