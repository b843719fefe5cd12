//! How a call turns cost into a grant (配分方式, domain table 8.7 C). The arithmetic is [`crate::amount`]'s.

use super::code_list;

code_list! {
    /// The model by which a call allocates its money.
    pub enum Allocation {
        Fixed = "fixed", "定額（上限まで）", "Full cost up to the cap", ["定額", "上限定額"];
        Rate = "rate", "補助率", "A rate of the cost";
        ProRata = "pro-rata", "按分（交付率）", "Reduced by one grant rate for all", ["按分", "交付率"];
    }
}
