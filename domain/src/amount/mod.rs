//! Grant money (domain §3.3): what a cost gives by the rules of a call, what all get when money is short, what is settled
//! and returned, and what is due on top. Whole yen in, whole yen out; between them fractions are exact, and each rule
//! says where they are cut. Nothing here knows a constant of a call.

mod exact;
mod grant;
mod interest;
mod prorata;
mod settlement;
mod tax;

pub use grant::{Costs, Limit, Worked, claim, work_out};
pub use interest::{Charge, Payment, Receipt, STATUTORY, late_charge, surcharge};
pub use prorata::{Allocated, allocate};
pub use settlement::{Outcome, Settlement, settle};
pub use tax::{TaxLine, TaxPurpose, TaxRate, TaxStatus, tax_return};
