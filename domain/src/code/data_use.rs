//! What personal data a joint program handles (データの取扱い). Individual data never enters the portal; this list only
//! says whether the participants exchange it elsewhere.

use super::code_list;

code_list! {
    /// Which data the participants exchange.
    pub enum DataUse {
        None = "none", "なし", "None", ["無し", "取り扱わない"];
        Aggregate = "aggregate", "集計値のみ", "Aggregate figures only", ["集計値", "統計"];
        Personal = "personal", "個人単位（ポータル外）", "Individual data, outside this portal",
            ["個人単位", "個人データ", "個人データ（ポータル外）"];
    }
}
