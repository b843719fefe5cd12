//! Whatever is typed has an answer, every title is found in each of its spellings, and marks never cut a character.

use domain::normalise;
use domain::search::SearchRequest;
use proptest::prelude::*;
use proptest::sample::select;
use search_index::Index;

use super::fixture::{index_of, listing, search, text, today};
use domain::code::Visibility;

/// Words with their readings, as they stand in titles.
const WORDS: &[(&str, &str)] = &[
    ("特定健診", "とくていけんしん"),
    ("受診勧奨", "じゅしんかんしょう"),
    ("禁煙", "きんえん"),
    ("糖尿病", "とうにょうびょう"),
    ("歯周病", "ししゅうびょう"),
    ("睡眠", "すいみん"),
    ("腰痛", "ようつう"),
    ("保健師", "ほけんし"),
    ("ウォーキング", "うぉーきんぐ"),
    ("インフルエンザ", "いんふるえんざ"),
    ("被扶養者", "ひふようしゃ"),
    ("高血圧", "こうけつあつ"),
    ("医療費", "いりょうひ"),
    ("京都", "きょうと"),
];

fn narrow(hiragana: &str) -> String {
    const FULL: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー";
    const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ";
    const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    const PLAIN: &str = "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ";
    let mut narrow = String::new();
    for c in katakana(hiragana).chars() {
        if let Some(at) = FULL.chars().position(|full| full == c) {
            narrow.extend(HALF.chars().nth(at));
        } else if let Some(at) = VOICED.chars().position(|full| full == c) {
            narrow.extend(PLAIN.chars().nth(at));
            narrow.push('ﾞ');
        } else {
            narrow.push(c);
        }
    }
    narrow
}

fn katakana(hiragana: &str) -> String {
    let up = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap(),
        c => c,
    };
    hiragana.chars().map(up).collect()
}

/// Belongs to the character before it.
fn is_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}')
}

fn corpus() -> Index {
    let titles = [
        "東京都の特定健診",
        "健診の受診勧奨🎉",
        "①番の禁煙外来",
        "がん検診（大腸癌）",
        "ｳｫｰｷﾝｸﾞ大会",
    ];
    let (index, writer) = index_of(titles.iter().zip(1..).map(|(title, id)| {
        let mut listing = listing(id, title);
        listing.content.content = format!(
            "{}。\n髙齢者も👨‍👩‍👧も参加できます。か\u{3099}んを学ぶ。",
            titles.join("、")
        );
        listing
    }));
    drop(writer);
    index
}

#[test]
fn どんなバイト列にも答える() {
    let index = corpus();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(400));
    let piece = prop_oneof![
        "\\PC{0,20}",
        "[\"”“\\- 　*:()~^+|&!\\\\]{0,6}",
        select(vec![
            "特定",
            "健診",
            "がん",
            "ｶﾞﾝ",
            "1",
            "ー",
            "ゞ",
            "゛",
            "a",
            "か\u{3099}",
            "👨‍👩‍👧",
            "髙",
            "令和",
            "年度"
        ])
        .prop_map(str::to_owned),
        proptest::collection::vec(any::<u8>(), 0..30).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ];
    let query = proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let both = (query, any::<bool>());
    runner
        .run(&both, |(query, any)| {
            let request = SearchRequest {
                q: query.clone(),
                any,
                ..SearchRequest::default()
            };
            let result = index.search(&request, Visibility::Public, today());
            prop_assert!(result.total as usize >= result.hits.len());
            for hit in &result.hits {
                // Marks take texts apart; put together again nothing is missing or broken.
                prop_assert!(!text(&hit.title).is_empty());
                let is_broken = text(&hit.title).contains(char::REPLACEMENT_CHARACTER);
                prop_assert!(!is_broken);
                prop_assert!(hit.title.iter().all(|span| !span.text.is_empty()));
                let marks_begin_inside = hit
                    .title
                    .iter()
                    .chain(&hit.snippet)
                    .any(|span| span.text.starts_with(is_mark));
                prop_assert!(!marks_begin_inside, "{query}: {hit:?}");
            }
            index.suggest(&query, Visibility::Public, 8);
            index.explain(&query, any, domain::value::ProgramId::new(1), today());
            Ok(())
        })
        .unwrap();
}

#[test]
fn 題名の語は漢字でもかなでも半角でも見つかる() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(12));
    let titles = proptest::collection::vec(proptest::collection::vec(select(WORDS), 1..4), 3..8);
    runner
        .run(&titles, |titles| {
            let joined = |words: &[(&str, &str)]| words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("と");
            let (index, _writer) = index_of(titles.iter().zip(1..).map(|(words, id)| listing(id, &joined(words))));
            for (words, id) in titles.iter().zip(1_i64..) {
                for (word, reading) in words {
                    let spellings = [
                        (*word).to_owned(),
                        (*reading).to_owned(),
                        katakana(reading),
                        narrow(reading),
                    ];
                    for spelling in spellings {
                        let hits = search(&index, &spelling).hits;
                        let is_found = hits.iter().any(|hit| hit.id.get() == id);
                        prop_assert!(is_found, "{} by {spelling}", joined(words));
                        let again = normalise::fold(&spelling);
                        prop_assert!(search(&index, &again).total as usize == hits.len());
                    }
                }
            }
            Ok(())
        })
        .unwrap();
}

/// Words that are no terms of the domain, with their readings.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("琵琶湖", "びわこ"),
    ("陶芸", "とうげい"),
    ("登山", "とざん"),
    ("温泉", "おんせん"),
    ("阿蘇山", "あそさん"),
    ("Ｂ＆Ｂ盆踊り①", "ぼんおどり"),
    ("ﾊｲｷﾝｸﾞ", "はいきんぐ"),
];

#[test]
fn 読みだけで見つかったものにも印が付き文字は切れない() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(24));
    let some = || proptest::collection::vec(select(OTHER_WORDS), 1..4);
    let texts = proptest::collection::vec((some(), some(), "[🎉か\u{3099}髙、。①]{0,6}"), 2..6);
    let read = std::cell::Cell::new(0);
    runner
        .run(&texts, |texts| {
            let joined = |words: &[(&str, &str)], between: &str| {
                let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                words.join(&format!("と{between}、"))
            };
            let (index, _writer) = index_of(texts.iter().zip(1..).map(|((title, body, between), id)| {
                let mut listing = listing(id, &joined(title, between));
                listing.content.content = format!("{}{}", "前書きが続きます。".repeat(20), joined(body, between));
                listing
            }));
            for (_, reading) in OTHER_WORDS {
                for spelling in [(*reading).to_owned(), katakana(reading), narrow(reading)] {
                    for hit in search(&index, &spelling).hits.iter().filter(|hit| hit.by_reading) {
                        let (title, body, between) = &texts[usize::try_from(hit.id.get()).unwrap() - 1];
                        prop_assert_eq!(text(&hit.title), joined(title, between));
                        let snippet = text(&hit.snippet).replace('…', "");
                        let whole = format!("{}{}", "前書きが続きます。".repeat(20), joined(body, between));
                        prop_assert!(whole.contains(&snippet), "{}", snippet);
                        let marks: Vec<&str> = hit
                            .title
                            .iter()
                            .chain(&hit.snippet)
                            .filter(|span| span.marked)
                            .map(|span| span.text.as_str())
                            .collect();
                        read.set(read.get() + 1);
                        prop_assert!(!marks.is_empty(), "{}: {:?}", spelling, hit);
                        prop_assert!(marks.iter().all(|mark| !mark.starts_with(is_mark)), "{:?}", marks);
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(read.get() > 100, "only {} were found by reading", read.get());
}
