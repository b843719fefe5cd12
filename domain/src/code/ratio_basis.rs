//! What is counted for the share of small insurers (中小規模の比率の算定基礎, finding 6).

use super::code_list;

code_list! {
    /// The basis of the share of small insurers.
    pub enum RatioBasis {
        Insurers = "insurers", "組合数", "Number of insurers", ["保険者数"];
        Members = "members", "加入者数", "Number of members";
    }
}
