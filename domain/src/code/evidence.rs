//! The papers that prove an expense (証拠書類, domain table 8.7 F).

use super::code_list;

code_list! {
    /// A kind of evidence, in the order in which a purchase produces them.
    pub enum Evidence {
        Quote = "quote", "見積書", "Quote", ["見積"];
        Order = "order", "発注書", "Order", ["発注"];
        Contract = "contract", "契約書", "Contract", ["契約"];
        Delivery = "delivery", "納品書", "Delivery note", ["納品"];
        Inspection = "inspection", "検収書", "Acceptance", ["検収"];
        Invoice = "invoice", "請求書", "Invoice", ["請求"];
        Payment = "payment", "支払を証する書類", "Proof of payment", ["支払", "領収書"];
        Result = "result", "成果物", "Deliverable";
    }
}
