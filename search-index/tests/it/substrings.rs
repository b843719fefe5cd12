//! Every title is found by each of its parts between borders of words, and marks never change a text.

use std::collections::BTreeSet;

use super::fixture::{index_of, listing, search, text};

const TITLES: &[&str] = &[
    "東京都の総合健保組合による特定保健指導の共同実施と糖尿病性腎症重症化予防",
    "被扶養者向け巡回健診の集合契約",
    "若年層の朝食欠食をなくす食生活セミナー",
    "ICT面談を活用した特定保健指導",
    "ウォーキングイベント「春の10,000歩チャレンジ」",
    "禁煙外来費用の補助と受動喫煙対策",
    "データヘルス計画の共同評価と人材育成",
    "後発医薬品の使用促進通知（差額通知）",
    "がん検診の精密検査受診勧奨",
    "女性の健康セミナーとプレコンセプションケア",
    "インフルエンザ予防接種の共同委託",
    "メンタルヘルス相談窓口の共同設置",
    "40歳未満への保健指導モデル事業",
    "前期高齢者訪問健康相談",
    "歯周病予防オンライン教室",
    "慢性腎臓病（CKD）重症化予防プログラム",
    "職員研修：健診データの読み方",
    "近畿地方の健保組合による健康教室",
];

/// The kinds of characters: hiragana, katakana, digits, Latin, kanji, the rest.
fn kind(c: char) -> u8 {
    match c {
        'ぁ'..='ゖ' => 1,
        'ァ'..='ヺ' | 'ー' => 2,
        c if c.is_ascii_digit() => 3,
        c if c.is_ascii_alphabetic() => 4,
        c if c.is_alphanumeric() => 5,
        _ => 6,
    }
}

/// Borders between kinds of characters that every reader would call borders of words.
fn borders(title: &str) -> Vec<usize> {
    let mut borders = BTreeSet::from([0, title.len()]);
    let characters: Vec<(usize, char)> = title.char_indices().collect();
    for pair in characters.windows(2) {
        if kind(pair[0].1) != kind(pair[1].1) {
            borders.insert(pair[1].0);
        }
    }
    borders.into_iter().collect()
}

#[test]
fn どの題名もその部分で見つかる() {
    let (index, _writer) = index_of(TITLES.iter().zip(1..).map(|(title, id)| listing(id, title)));
    let mut tried = 0;
    let mut missed = Vec::new();
    for title in TITLES {
        let borders = borders(title);
        for (at, &start) in borders.iter().enumerate() {
            for &end in &borders[at + 1..] {
                let part = title[start..end].trim();
                // Punctuation is no word, and a particle alone is looked for nowhere.
                let letters = part.chars().filter(|c| c.is_alphanumeric()).count();
                let is_particle = part.chars().all(|c| matches!(c, 'ぁ'..='ゖ'));
                // Kana right after a kanji mostly belong to it: み方 is no word of 読み方.
                let starts_inside = part.starts_with(|c| kind(c) == 1) && title[..start].ends_with(|c| kind(c) == 5);
                if letters < 2 || is_particle || starts_inside {
                    continue;
                }
                tried += 1;
                let hits = search(&index, part).hits;
                if !hits.iter().any(|hit| text(&hit.title) == *title) {
                    missed.push(part.to_owned());
                }
            }
        }
    }
    assert!(tried > 150, "{tried}");
    assert!(missed.is_empty(), "{} of {tried}: {missed:?}", missed.len());
}

#[test]
fn 印をつけても題名は変わらない() {
    let (index, _writer) = index_of(TITLES.iter().zip(1..).map(|(title, id)| {
        let mut listing = listing(id, title);
        listing.content.content = TITLES.join("。\n");
        listing
    }));
    for query in [
        "健診",
        "保健指導",
        "ｹﾝｼﾝ",
        "歩",
        "10,000歩",
        "(CKD)",
        "ict",
        "の",
        "データ 健保",
    ] {
        for hit in search(&index, query).hits {
            assert_eq!(text(&hit.title), TITLES[usize::try_from(hit.id.get()).unwrap() - 1]);
            let snippet = text(&hit.snippet);
            assert!(TITLES.join("。\n").contains(snippet.trim_matches('…')), "{snippet}");
            assert!(snippet.chars().count() <= 102);
        }
    }
}
