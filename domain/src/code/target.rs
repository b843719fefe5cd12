//! Whom a joint program addresses (対象者).

use super::code_list;

code_list! {
    /// A group of people that a program addresses; a program may have several.
    pub enum Target {
        Insured = "insured", "被保険者", "Insured persons", ["本人", "従業員", "社員"];
        Dependants = "dependants", "被扶養者", "Dependants", ["家族", "扶養家族"];
        Employers = "employers", "事業主", "Employers", ["事業所", "企業"];
        Staff = "staff", "健保職員", "Staff of the societies", ["職員", "組合職員", "健保組合職員"];
    }
}
