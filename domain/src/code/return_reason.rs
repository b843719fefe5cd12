//! Why something is sent back (差戻し理由, domain list 9.7).

use super::code_list;

code_list! {
    /// A reason for sending an application or a report back.
    pub enum ReturnReason {
        Missing = "missing", "記載漏れ", "Something is missing";
        Amounts = "amounts", "金額不一致", "Amounts do not agree";
        Evidence = "evidence", "証拠書類不足", "Evidence is missing";
        Ineligible = "ineligible", "対象外経費", "Cost that is not eligible";
        Requirement = "requirement", "要件未充足", "A requirement is not met";
        Form = "form", "様式誤り", "Wrong form";
        Other = "other", "その他", "Other";
    }
}
