//! What is asked, in the form every engine can be asked in.

/// One question: all words must be there, and a filter by prefecture and purpose may narrow them.
pub struct Query {
    pub words: &'static [&'static str],
    /// Position of the prefecture in its list.
    pub prefecture: Option<usize>,
    /// Position of the purpose in its list.
    pub purpose: Option<usize>,
}

const fn words(words: &'static [&'static str]) -> Query {
    Query {
        words,
        prefecture: None,
        purpose: None,
    }
}

const fn filtered(words: &'static [&'static str], prefecture: usize, purpose: usize) -> Query {
    Query {
        words,
        prefecture: Some(prefecture),
        purpose: Some(purpose),
    }
}

/// Single words, two words, long terms, words with filters, and no words at all.
pub const QUERIES: &[Query] = &[
    words(&["特定健診"]),
    words(&["受診勧奨"]),
    words(&["禁煙"]),
    words(&["糖尿病"]),
    words(&["歩数"]),
    words(&["睡眠"]),
    words(&["歯周病"]),
    words(&["保健師"]),
    words(&["減塩"]),
    words(&["腰痛"]),
    words(&["特定保健指導"]),
    words(&["データヘルス計画"]),
    words(&["被扶養者"]),
    words(&["インフルエンザ予防接種"]),
    words(&["後発医薬品"]),
    words(&["精密検査"]),
    words(&["栄養指導"]),
    words(&["相談窓口"]),
    words(&["産業医"]),
    words(&["結果の説明"]),
    words(&["健診", "被扶養者"]),
    words(&["面談", "オンライン"]),
    words(&["血圧", "受診"]),
    words(&["郵送", "検査"]),
    words(&["朝食", "若手"]),
    words(&["禁煙", "費用"]),
    words(&["糖尿病", "薬局"]),
    words(&["研修", "担当者"]),
    words(&["ウォーキング", "イベント"]),
    words(&["女性", "更年期"]),
    filtered(&["特定健診"], 12, 0),
    filtered(&["糖尿病"], 26, 4),
    filtered(&["禁煙"], 12, 3),
    filtered(&["面談"], 0, 0),
    filtered(&["健診", "結果"], 22, 1),
    filtered(&["睡眠"], 39, 2),
    filtered(&[], 12, 0),
    filtered(&[], 46, 3),
    words(&[]),
    words(&["重症化予防"]),
];
