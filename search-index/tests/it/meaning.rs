//! What a query is understood to mean: synonyms that can be replaced, filters it names, words it may have meant, and
//! the numbers behind an order.

use domain::code::{Prefecture, Visibility};
use domain::search::{Facet, SearchRequest};
use search_index::{Change, Same, SynonymTable, Wider};

use super::fixture::{index_of, listing, marked, prefectures, proposed, search, titles, today, words};

#[test]
fn 同義語は動いたまま入れ替えられる() {
    let (index, _writer) = index_of([
        listing(1, "健康サロンの開設"),
        listing(2, "茶話会の集い"),
        listing(3, "禁煙外来"),
    ]);
    assert_eq!(titles(&index, "茶話会"), ["茶話会の集い"]);
    let mut table = SynonymTable::built_in().unwrap();
    table.same.push(Same {
        words: ["茶話会", "健康サロン"].map(str::to_owned).to_vec(),
    });
    table.same.retain(|group| !group.words.contains(&"卒煙".to_owned()));

    let changes = index.preview_synonyms(&table, Visibility::Public, today());
    let changed = |word: &str| changes.iter().find(|change| change.word == word).unwrap();
    assert_eq!((changed("茶話会").count_before, changed("茶話会").count_after), (1, 2));
    assert_eq!(changed("茶話会").after, ["健康サロン"]);
    assert_eq!((changed("卒煙").count_before, changed("卒煙").count_after), (1, 0));
    assert!(!changes.iter().any(|change| change.word == "特定健診"));
    assert_eq!(titles(&index, "茶話会"), ["茶話会の集い"], "a preview changes nothing");

    index.set_synonyms(&table);
    assert_eq!(titles(&index, "茶話会"), ["茶話会の集い", "健康サロンの開設"]);
    assert_eq!(titles(&index, "健康サロン").len(), 2);
    assert!(titles(&index, "卒煙").is_empty());
    assert_eq!(marked(&search(&index, "茶話会").hits[1].title), ["健康サロン"]);
    index.set_synonyms(&SynonymTable::built_in().unwrap());
    assert_eq!(titles(&index, "卒煙"), ["禁煙外来"]);
}

#[test]
fn 広い語は狭い語も見つけ逆はない() {
    let (index, _writer) = index_of([listing(1, "まごころ窓口"), listing(2, "相談コーナーの案内")]);
    index.set_synonyms(&SynonymTable {
        wider: vec![Wider {
            from: "相談コーナー".to_owned(),
            to: vec!["まごころ窓口".to_owned()],
        }],
        ..SynonymTable::default()
    });
    assert_eq!(titles(&index, "相談コーナー").len(), 2);
    assert_eq!(titles(&index, "まごころ窓口"), ["まごころ窓口"]);
}

#[test]
fn 語が名ざす条件を差し出す() {
    let (index, _writer) = index_of([listing(1, "禁煙外来")]);
    let offered = |request: &SearchRequest| -> Vec<(Facet, String, String)> {
        let offers = index.search(request, Visibility::Public, today()).offers;
        offers
            .into_iter()
            .map(|offer| (offer.facet, offer.value, offer.rest))
            .collect()
    };
    let expected = [
        (Facet::Pref, "13", "禁煙 令和7年度"),
        (Facet::Year, "2025", "東京 禁煙"),
    ];
    let owned = expected.map(|(facet, value, rest)| (facet, value.to_owned(), rest.to_owned()));
    assert_eq!(offered(&words("東京 禁煙 令和7年度")), owned);
    assert_eq!(offered(&words("募集中 関東"))[0].0, Facet::Status);
    assert_eq!(offered(&words("募集中 関東"))[1].0, Facet::Region);
    assert_eq!(offered(&words("きょうと"))[0].1, "26");
    assert_eq!(offered(&words("\"東京\" -大阪 禁煙")), []);
    assert_eq!(offered(&words("東京 禁煙").with(Facet::Pref, "13")), []);
}

#[test]
fn 索引にある語から提案する() {
    let (index, _writer) = index_of([
        listing(1, "フィットネスクラブの共同利用"),
        listing(2, "陶芸教室"),
        listing(3, "フィットネスの日"),
    ]);
    assert_eq!(proposed(&search(&index, "フィットネヌ")), ["フィットネス"]);
    assert!(search(&index, "陶芸").suggestions.is_empty());
}

#[test]
fn 本文だけの語からも提案し十分に見つかれば提案しない() {
    let with = |id: i64, body: &str| {
        let mut listing = listing(id, &format!("事業その{id}"));
        listing.content.content = body.to_owned();
        listing
    };
    let bodies = [
        "クライミング体験をします。",
        "Snowboardの貸出しがあります。",
        "菖蒲湯の集いです。",
    ];
    let (index, mut writer) = index_of((1..).zip(bodies).map(|(id, body)| with(id, body)));
    assert_eq!(proposed(&search(&index, "クライミソグ")), ["クライミング"]);
    assert_eq!(proposed(&search(&index, "snowbord")), ["snowboard"]);
    let counted = search(&index, "クライミソグ").suggestions;
    assert_eq!(counted[0].count, 1);
    // Four programs with the slip itself are enough: nobody is told what to mean.
    let slips: Vec<Change> = (10..14)
        .map(|id| Change::Put(Box::new(with(id, "クライミソグという名の会です。"))))
        .collect();
    writer.apply(&slips, 2).unwrap();
    assert!(search(&index, "クライミソグ").suggestions.is_empty());
}

#[test]
fn 読みだけで見つかったとわかる() {
    let (index, _writer) = index_of([listing(1, "陶芸教室の日"), listing(2, "とうげいのつどい")]);
    let hits = search(&index, "とうげい").hits;
    let by_reading: Vec<(i64, bool)> = hits.iter().map(|hit| (hit.id.get(), hit.by_reading)).collect();
    assert!(
        by_reading.contains(&(1, true)) && by_reading.contains(&(2, false)),
        "{by_reading:?}"
    );
}

#[test]
fn 順位の理由を足すと得点になる() {
    let mut tokyo = listing(1, "禁煙と睡眠の会");
    tokyo.content.area = prefectures(&[Prefecture::Tokyo]);
    tokyo.content.summary = "東京で開く禁煙の会です。喫煙対策も話します。".to_owned();
    let (index, _writer) = index_of([tokyo, listing(2, "禁煙"), listing(3, "睡眠と健診")]);
    for (query, any) in [
        ("禁煙", false),
        ("禁煙 睡眠", false),
        ("禁煙 睡眠", true),
        ("東京 禁煙", false),
        ("きんえん", false),
    ] {
        let mut request = words(query);
        request.any = any;
        let hits = index.search(&request, Visibility::Public, today()).hits;
        assert!(!hits.is_empty(), "{query}");
        let mut last = f32::INFINITY;
        for hit in &hits {
            let why = index.explain(query, any, hit.id, today()).unwrap();
            let needs: f32 = why
                .needs
                .iter()
                .map(|need| need.text + need.title + need.prefecture)
                .sum();
            let sum = needs + why.all_in_title + why.same_title + why.recruiting + why.freshness;
            assert!((sum - why.score).abs() < 0.001, "{query}: {sum} {why:?}");
            assert!(why.score <= last, "{query}");
            assert!(
                any || why.needs.iter().all(|need| !need.ways.is_empty()),
                "{query}: {why:?}"
            );
            last = why.score;
        }
    }
    assert_eq!(titles(&index, "禁煙")[0], "禁煙", "the very title comes first");
    assert!(
        index
            .explain("睡眠", false, domain::value::ProgramId::new(2), today())
            .is_none()
    );
    assert!(
        index
            .explain("", false, domain::value::ProgramId::new(2), today())
            .is_none()
    );
}

#[test]
fn 募集中のものが同点なら先に来る() {
    let mut ended = listing(2, "体操の日");
    ended.ended = true;
    ended.updated_at = listing(1, "").updated_at;
    let (index, _writer) = index_of([listing(1, "体操の日"), ended]);
    let found: Vec<i64> = search(&index, "体操").hits.iter().map(|hit| hit.id.get()).collect();
    assert_eq!(found, [1, 2]);
}
