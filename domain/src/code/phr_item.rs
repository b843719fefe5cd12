//! What a provider that handles people's health records (PHR) checks of itself, after the national guideline for private PHR
//! operators, in our own words (domain §7.3). Ticking an item is the provider's own statement; the portal verifies nothing.

use super::code_list;

code_list! {
    /// An item of the self-check.
    pub enum PhrItem {
        Purpose = "purpose", "利用目的を特定し、本人に分かりやすく示している", "Purposes are defined and explained to the person";
        Consent = "consent", "第三者に渡す前に、内容を示して本人の同意を得ている", "Consent is obtained before data go to third parties";
        Minimum = "minimum", "目的に必要な範囲を超えて情報を集めない", "No more data than the purpose needs";
        Withdrawal = "withdrawal", "同意の撤回、利用停止、消去の求めに応じている", "Consent can be withdrawn, use stopped, data erased";
        Rules = "rules", "安全管理の方針、規程、責任者を定めている", "Security policy, rules and a responsible person exist";
        Access = "access", "利用者と権限を管理し、操作の記録を残している", "Accounts and rights are managed, operations logged";
        Encryption = "encryption", "通信中と保存中のデータを暗号化している", "Data are encrypted in transit and at rest";
        Vulnerability = "vulnerability", "脆弱性への対応と第三者による点検を定期的に行っている", "Vulnerabilities are handled and tested by others regularly";
        Subcontractor = "subcontractor", "委託先と再委託先を契約に基づいて監督している", "Subcontractors are supervised under contracts";
        Incident = "incident", "漏えい等の報告と本人への通知の手順がある", "Incidents are reported and persons told by a set procedure";
        Portability = "portability", "本人が自分の情報を持ち出し、ほかで使える形にできる", "People can take their data along in a usable form";
        Ending = "ending", "事業の終了や契約の満了のときに、返却または消去して証明する", "At the end data are returned or erased, with proof";
    }
}
