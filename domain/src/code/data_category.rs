//! What kind of data flows between partners (データ区分, domain list 9.7). The portal itself holds none of it.

use super::code_list;

code_list! {
    /// A category of data by how far persons can be told apart.
    pub enum DataCategory {
        None = "none", "なし", "None";
        Aggregate = "aggregate", "集計値", "Aggregates", ["統計"];
        Anonymised = "anonymised", "匿名加工情報", "Anonymised";
        Pseudonymised = "pseudonymised", "仮名加工情報", "Pseudonymised";
        Personal = "personal", "個人データ（ポータル外）", "Personal data (outside the portal)", ["個人データ"];
    }
}

impl DataCategory {
    /// Whether single persons stand behind single records, so that a legal basis and a contract are needed.
    pub const fn is_person_level(self) -> bool {
        matches!(self, Self::Pseudonymised | Self::Personal)
    }
}
