//! 財産管理台帳 (法22条): things of value bought with the grant, which are not disposed of without approval before a day.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, Yen};

form! {
    /// Raw fields of a thing.
    pub struct AssetForm;
    one {
        /// 財産の名称.
        name,
        /// 取得日.
        acquired_on,
        /// 取得価格.
        price,
        /// 保管場所.
        place,
        /// 使用目的.
        purpose,
        /// 処分制限期間の末日.
        restricted_until,
    }
    many {}
}

/// A thing in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// 名称.
    pub name: String,
    /// 取得日.
    pub acquired_on: Day,
    /// 取得価格.
    pub price: Yen,
    /// 保管場所.
    pub place: String,
    /// 使用目的.
    pub purpose: String,
    /// The last day on which its disposal needs approval.
    pub restricted_until: Day,
}

impl Asset {
    /// Whether its disposal needs approval.
    pub fn is_restricted(&self, today: Day, asset_from: Yen) -> bool {
        self.price >= asset_from && today <= self.restricted_until
    }
}

impl AssetForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "name" | "place" => Some(100),
            "purpose" => Some(200),
            _ => None,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(&self, today: Day) -> Result<Asset, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let name = reader.required_line("name", limit("name"));
        let acquired_on = match reader.past_day("acquired_on", today) {
            Some(None) => reader.refuse("acquired_on", ProblemCode::Empty),
            read => read.flatten(),
        };
        let price = match reader.money("price") {
            Some(None) => reader.refuse("price", ProblemCode::Empty),
            read => read.flatten(),
        };
        let place = reader.required_line("place", limit("place"));
        let purpose = reader.required_line("purpose", limit("purpose"));
        let restricted_until = reader.required_day("restricted_until");
        if let (Some(acquired), Some(until)) = (acquired_on, restricted_until)
            && until < acquired
        {
            let other = crate::problem::Field::new("acquired_on");
            reader.refuse::<()>("restricted_until", ProblemCode::DateBefore { other });
        }
        let clean = || {
            Some(Asset {
                name: name?,
                acquired_on: acquired_on?,
                price: price?,
                place: place?,
                purpose: purpose?,
                restricted_until: restricted_until?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

code_list! {
    /// Where a thing is.
    pub enum AssetState {
        Used = "used", "使用中", "In use";
        Asked = "asked", "処分の承認申請中", "Disposal asked for";
        Approved = "approved", "処分済", "Disposed of";
    }
}

code_list! {
    /// What can happen to a thing.
    pub enum AssetStep {
        Ask = "ask", "処分の承認を申請する", "Ask to dispose of it";
        Approve = "approve", "処分を承認する", "Approve the disposal";
        Reject = "reject", "処分を承認しない", "Do not approve the disposal";
        Dispose = "dispose", "処分を記録する", "Record the disposal";
    }
}

impl AssetState {
    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: AssetStep) -> Option<Self> {
        Some(match (self, step) {
            (Self::Used, AssetStep::Ask) => Self::Asked,
            (Self::Asked, AssetStep::Approve) | (Self::Used, AssetStep::Dispose) => Self::Approved,
            (Self::Asked, AssetStep::Reject) => Self::Used,
            _ => return None,
        })
    }
}
