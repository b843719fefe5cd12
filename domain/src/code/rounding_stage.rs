//! Where the fraction of a yen is cut when a rate is applied (端数処理の段階, `BUDG-03`).

use super::code_list;

code_list! {
    /// The stage at which a rate is applied and fractions of a yen are cut.
    pub enum RoundingStage {
        Item = "item", "費目ごと", "Per cost item", ["区分ごと", "経費区分ごと"];
        Total = "total", "合計", "On the total";
    }
}
