//! Whether a listed program runs with the subsidy (補助金の利用). The subsidy applications themselves are elsewhere.

use super::code_list;

code_list! {
    /// How a program stands to the subsidy.
    pub enum SubsidyUse {
        None = "none", "なし", "None", ["無し", "利用しない"];
        Planned = "planned", "申請予定", "Application planned", ["予定", "申請中"];
        Adopted = "adopted", "採択", "Adopted", ["採択済み", "採択済"];
    }
}
