//! On what ground data goes from one body to another (法的根拠, domain §7.3; Act on the Protection of Personal Information).

use super::code_list;

code_list! {
    /// A ground for handing data on.
    pub enum LegalBasis {
        Entrustment = "entrustment", "委託（法27条5項1号）", "Entrustment", ["委託"];
        JointUse = "joint-use", "共同利用（法27条5項3号）", "Joint use", ["共同利用"];
        Consent = "consent", "本人の同意", "Consent of the person", ["同意"];
        NotPersonal = "not-personal", "匿名加工・統計（個人データでない）", "Anonymised or statistical", ["匿名加工", "統計"];
    }
}
