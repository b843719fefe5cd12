//! The part an organisation takes in a consortium (構成員の役割, domain list 9.3). What providers do in detail is told by
//! [`super::ProviderRole`].

use super::code_list;

code_list! {
    /// A part in a consortium.
    pub enum ConsortiumRole {
        Lead = "lead", "代表組合", "Lead society", ["主幹健保", "幹事組合"];
        Member = "member", "構成組合", "Member society", ["構成保険者", "参加組合"];
        Office = "office", "事務局", "Office";
        Provider = "provider", "ヘルスケア事業者", "Healthcare provider", ["事業者"];
        Cooperating = "cooperating", "協力機関", "Cooperating body";
        Observer = "observer", "オブザーバー", "Observer";
    }
}

impl ConsortiumRole {
    /// Whether it counts as one of the insurers of the consortium.
    pub const fn is_insurer(self) -> bool {
        matches!(self, Self::Lead | Self::Member)
    }
}
