//! What one society can join now (INS-03): its facts held against every program. Made for each search and never kept,
//! because it belongs to one society. What a society runs itself it cannot join.

use domain::code::RecruitStatus;
use domain::participation::may_ask;
use domain::search::Reader;
use domain::value::Day;

use super::{Bits, Snapshot};

impl Snapshot {
    /// The programs that take requests and whose every condition the society is known to meet; none without a society.
    pub fn fitting(&self, reader: Reader, today: Day) -> Bits {
        let slots = self.rows.len();
        let Some(applicant) = reader.applicant else {
            return Bits::none(slots);
        };
        let asking = RecruitStatus::ALL.iter().filter(|status| may_ask(**status));
        let open = self.on(today).status.any_of(slots, asking.map(|status| status.index()));
        let mut fitting = Bits::none(slots);
        for slot in open.iter() {
            let is_own = || self.rows.get(slot).is_some_and(|row| Some(row.owner) == reader.own);
            let gate = self.columns.gates.get(slot);
            if gate.is_some_and(|gate| gate.lets_in(&applicant)) && !is_own() {
                fitting.insert(slot);
            }
        }
        fitting
    }
}
