//! Who in a society decides on taking part (意思決定機関, domain list 9.7).

use super::code_list;

code_list! {
    /// A body that can bind a society.
    pub enum DecisionBody {
        Assembly = "assembly", "組合会", "Assembly";
        Board = "board", "理事会", "Board";
        Chair = "chair", "理事長専決", "Chair alone", ["理事長"];
        Director = "director", "常務理事専決", "Managing director alone", ["常務理事", "常務専決"];
        Other = "other", "その他", "Other";
    }
}
