//! Whether an organisation still exists (状態, domain table 8.7 A).

use super::code_list;

code_list! {
    /// Where an organisation is in its life.
    pub enum OrganisationStatus {
        Active = "active", "活動中", "Active";
        Merged = "merged", "統合", "Merged";
        Dissolved = "dissolved", "解散", "Dissolved";
    }
}
