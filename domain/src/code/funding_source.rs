//! Where the money for a cost comes from (財源, domain table 8.7 E).

use super::code_list;

code_list! {
    /// A source of money.
    pub enum FundingSource {
        Subsidy = "subsidy", "補助金", "Subsidy";
        Members = "members", "組合負担", "Shares of the societies", ["組合負担（按分）", "自己負担"];
        Employer = "employer", "事業主", "Employers";
        Other = "other", "その他収入", "Other income", ["寄附金", "その他"];
    }
}

impl FundingSource {
    /// Whether it is taken off the cost before the grant is worked out (寄附金その他の収入額).
    pub const fn is_income(self) -> bool {
        matches!(self, Self::Employer | Self::Other)
    }
}
