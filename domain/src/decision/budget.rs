//! The money of a call (予算額) and what is promised of it. Going over it is possible only when the officer says so.

use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::Yen;

form! {
    /// The budget of a call, as typed.
    pub struct BudgetForm;
    one {
        /// 予算額.
        budget,
    }
    many {}
}

impl BudgetForm {
    /// Checks the amount.
    ///
    /// # Errors
    /// `Empty` or what the amount cannot be, on `budget`.
    pub fn check(&self) -> Result<Yen, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let yen = match reader.money("budget") {
            Some(Some(yen)) if yen > Yen::ZERO => Some(yen),
            Some(Some(_)) => reader.refuse("budget", ProblemCode::OutOfRange { min: 1, max: i64::MAX }),
            Some(None) => reader.refuse("budget", ProblemCode::Empty),
            None => None,
        };
        reader.problems.into_clean(yen)
    }
}

/// What a call has promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// 予算額.
    pub budget: Yen,
    /// Amounts of other batches that are proposed, approved or released.
    pub promised: Yen,
}

impl Commitment {
    /// What is left; negative when more was promised knowingly. `None` when the amounts do not fit.
    pub fn left(self) -> Option<Yen> {
        self.budget.checked_sub(self.promised)
    }

    /// Whether a sum can be promised on top: it fits, or the officer has confirmed that it does not.
    ///
    /// # Errors
    /// `OutOfRange` on `over_budget` with what is left.
    pub fn admit(self, sum: Yen, confirmed: bool) -> Result<(), Problems> {
        let left = self.left().unwrap_or(Yen::ZERO);
        if sum <= left || sum == Yen::ZERO || confirmed {
            return Ok(());
        }
        let max = left.get().max(0);
        Err(Problems::one("over_budget", ProblemCode::OutOfRange { min: 0, max }))
    }
}
