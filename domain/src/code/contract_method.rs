//! How a supplier is chosen (契約方法, domain list 9.7).

use super::code_list;

code_list! {
    /// A way of choosing who gets a contract.
    pub enum ContractMethod {
        OpenBid = "open-bid", "一般競争", "Open bidding", ["一般競争入札"];
        Proposals = "proposals", "企画競争", "Competing proposals", ["プロポーザル"];
        Quotes = "quotes", "相見積", "Compared quotes", ["見積合わせ", "相見積り"];
        Single = "single", "随意", "Single source", ["随意契約"];
    }
}

impl ContractMethod {
    /// Whether the choice must be justified in words.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Single)
    }
}
