//! Suggestions while typing.

use domain::code::Visibility;
use search_index::SuggestionKind;

use super::fixture::{index_of, listing};

#[test]
fn 読みでも表記でも候補が出る() {
    let (index, _writer) = index_of([listing(1, "特定保健指導の共同実施"), listing(2, "ひざ痛予防教室")]);
    let texts = |typed: &str| -> Vec<String> {
        index
            .suggest(typed, Visibility::Public, 8)
            .into_iter()
            .map(|it| it.text)
            .collect()
    };
    for typed in ["と", "とう", "とうky", "ﾄｳｷｮｳ", "東", "東京"] {
        assert!(
            texts(typed).contains(&"東京都".to_owned()),
            "{typed}: {:?}",
            texts(typed)
        );
    }
    for typed in ["と", "とくてい", "とくていｋ", "特定", "トクテイケ"] {
        assert!(texts(typed).contains(&"特定健診・特定保健指導".to_owned()), "{typed}");
    }
    assert!(texts("とくていほ").contains(&"特定保健指導の共同実施".to_owned()));
    assert!(texts("ひか").contains(&"ひかり健康保険組合".to_owned()));
    assert!(texts("きょうと").contains(&"京都府".to_owned()));
    assert!(texts("").is_empty());
    assert!(texts("　").is_empty());
}

#[test]
fn 候補は種類ごとに並び重ならない() {
    let listings = (1..=30).map(|id| {
        listing(
            id,
            if id % 2 == 0 {
                "東京の健診"
            } else {
                "東京の運動"
            },
        )
    });
    let (index, _writer) = index_of(listings);
    let found = index.suggest("とう", Visibility::Public, 4);
    assert_eq!(found.len(), 4);
    assert!(found.windows(2).all(|pair| pair[0].kind <= pair[1].kind));
    assert_eq!(found[0].kind, SuggestionKind::Prefecture);
    assert_eq!(found[0].value, "13");
    assert_eq!(found.iter().filter(|it| it.text == "東京の健診").count(), 1);
    assert_eq!(index.suggest("とう", Visibility::Public, 0), []);
}
