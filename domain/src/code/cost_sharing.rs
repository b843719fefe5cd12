//! How the cost of a joint program is shared among the participants (費用負担方式, domain list 9.7). It computes no
//! amounts.

use super::code_list;

code_list! {
    /// How a participating insurer pays its share.
    pub enum CostSharing {
        Free = "free", "無料", "Free of charge", ["無償", "負担なし"];
        Equal = "equal", "均等割", "Equal shares", ["均等"];
        PerMember = "per-member", "加入者数割", "By number of members", ["加入者割", "人数割"];
        PerUse = "per-use", "利用実績割", "By actual use", ["実績割", "利用割", "従量"];
        Fixed = "fixed", "定額", "Fixed amount", ["固定額"];
        Negotiable = "negotiable", "応相談", "To be agreed", ["要相談", "相談"];
    }
}
