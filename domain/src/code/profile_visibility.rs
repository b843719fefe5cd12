//! Who may see the profile of an organisation (公開範囲, domain table 8.7 A). The permission table decides with these
//! values.

use super::code_list;

code_list! {
    /// The circle of people who may see a profile, widest first.
    pub enum ProfileVisibility {
        Public = "public", "公開", "Public", ["一般公開"];
        Insurers = "insurers", "保険者のみ", "Insurers only", ["保険者限定"];
        Private = "private", "非公開", "Not shown", ["組織内のみ"];
    }
}
