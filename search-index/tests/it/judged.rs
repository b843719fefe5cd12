//! The project's own relevance set: judged queries over the demo programs and a further collection. Prints nDCG@10 and
//! how much of what must and must not be found is; `cargo xtask bench relevance` shows it.

#![allow(clippy::print_stdout, reason = "what is measured is shown with --nocapture")]

use std::collections::BTreeMap;

use domain::code::{Mode, Prefecture, Purpose, Theme};
use domain::program::Listing;
use search_index::Index;
use serde::Deserialize;

use super::fixture::{index_of, listing, prefectures, proposed, search};

const SEEDS: [&str; 2] = [
    include_str!("../../../seeds/programs-1.toml"),
    include_str!("../../../seeds/programs-2.toml"),
];
const COLLECTION: &str = include_str!("../data/collection.toml");
const QUERIES: &str = include_str!("../data/queries.toml");

/// What must be reached, in hundredths.
const NDCG_FLOOR: f64 = 0.85;
const MUST_HIT_FLOOR: f64 = 0.92;
const PROPOSED_FLOOR: f64 = 0.9;

/// Gains of what was wanted and of what helps as well.
const BEST: f64 = 3.0;
const GOOD: f64 = 1.0;

/// A program as both kinds of files have it; what is not searched is left out.
#[derive(Deserialize)]
struct Program {
    id: Option<i64>,
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    purpose: String,
    #[serde(default, alias = "body")]
    content: String,
    #[serde(default)]
    problem: String,
    #[serde(default)]
    result: String,
    #[serde(default)]
    target_note: String,
    #[serde(default)]
    area_note: String,
    #[serde(default)]
    structure: String,
    #[serde(default)]
    provider: String,
    #[serde(default)]
    cost_note: String,
    cat: String,
    #[serde(default)]
    sub_cat: Vec<String>,
    #[serde(default)]
    theme: Vec<String>,
    #[serde(default)]
    pref: Vec<String>,
    #[serde(default)]
    mode: Vec<String>,
}

#[derive(Deserialize)]
struct Programs {
    program: Vec<Program>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgement {
    #[serde(default)]
    best: Vec<i64>,
    #[serde(default)]
    good: Vec<i64>,
    #[serde(default)]
    never: Vec<i64>,
    proposes: Option<String>,
}

#[derive(Deserialize)]
struct Queries {
    queries: BTreeMap<String, Judgement>,
}

impl Program {
    fn listing(self, id: i64) -> Listing {
        let mut listing = listing(id, &self.title);
        // The society of the fixture must not be found in every program.
        listing.lead.name = "事務局".to_owned();
        listing.lead.kana = "ジムキョク".to_owned();
        let program = &mut listing.content;
        program.contact.organisation = "事務局".to_owned();
        program.summary = self.summary;
        program.purpose = self.purpose;
        program.content = self.content;
        program.problem = self.problem;
        program.result = self.result;
        program.target_note = self.target_note;
        program.area_note = self.area_note;
        program.structure = self.structure;
        program.provider = self.provider;
        program.cost.note = self.cost_note;
        program.cat = Purpose::from_code(&self.cat).unwrap();
        program.sub_cats = self
            .sub_cat
            .iter()
            .filter_map(|code| Purpose::from_code(code))
            .collect();
        let theme = |name: &String| Theme::from_label(name).unwrap_or_else(|| panic!("no theme {name}"));
        program.themes = self.theme.iter().map(theme).collect();
        program.modes = self.mode.iter().filter_map(|code| Mode::from_code(code)).collect();
        let places: Vec<Prefecture> = self
            .pref
            .iter()
            .filter_map(|code| Prefecture::from_code(code))
            .collect();
        if !places.is_empty() {
            program.area = prefectures(&places);
        }
        listing
    }
}

fn corpus() -> Index {
    let read = |text: &str| toml::from_str::<Programs>(text).unwrap().program;
    let seeds = SEEDS.into_iter().flat_map(read).zip(1..);
    let more = read(COLLECTION).into_iter().map(|program| {
        let id = program.id.unwrap();
        (program, id)
    });
    let (index, writer) = index_of(seeds.chain(more).map(|(program, id)| program.listing(id)));
    drop(writer);
    index
}

/// How good an order is, against the best there could be.
fn ndcg(found: &[i64], judgement: &Judgement) -> f64 {
    let gain = |id: &i64| {
        if judgement.best.contains(id) {
            BEST
        } else if judgement.good.contains(id) {
            GOOD
        } else {
            0.0
        }
    };
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        (2_u32..)
            .zip(gains.take(10))
            .map(|(place, gain)| gain / f64::from(place).log2())
            .sum()
    };
    let ideal = [vec![BEST; judgement.best.len()], vec![GOOD; judgement.good.len()]].concat();
    discounted(&mut found.iter().map(gain)) / discounted(&mut ideal.into_iter())
}

#[test]
fn 判定集の成績は下限を下回らない() {
    let index = corpus();
    let queries = toml::from_str::<Queries>(QUERIES).unwrap().queries;
    assert!(queries.len() >= 150, "{}", queries.len());
    let (mut gains, mut ranked) = (0.0, 0);
    let (mut hits, mut wanted, mut wrong, mut unwanted) = (0, 0, Vec::new(), 0);
    let (mut right, mut slips) = (0, 0);
    let mut worst: Vec<(f64, String)> = Vec::new();
    for (query, judgement) in &queries {
        let result = search(&index, query);
        if let Some(meant) = &judgement.proposes {
            slips += 1;
            if proposed(&result).contains(&meant.as_str()) {
                right += 1;
            } else {
                println!("not proposed for {query}: {meant} but {:?}", result.suggestions);
            }
            continue;
        }
        let found: Vec<i64> = result.hits.iter().map(|hit| hit.id.get()).collect();
        let score = ndcg(&found, judgement);
        gains += score;
        ranked += 1;
        let first: Vec<i64> = found.iter().take(10).copied().collect();
        let missed: Vec<&i64> = judgement.best.iter().filter(|id| !first.contains(id)).collect();
        wanted += judgement.best.len();
        hits += judgement.best.len() - missed.len();
        unwanted += judgement.never.len();
        let found_wrong = judgement.never.iter().filter(|id| found.contains(id));
        wrong.extend(found_wrong.map(|id| format!("{query}: {id}")));
        if score < 0.8 {
            worst.push((score, format!("{query}: {first:?}, missed {missed:?}")));
        }
    }
    worst.sort_by(|left, right| left.0.total_cmp(&right.0));
    for (score, line) in &worst {
        println!("{score:.2} {line}");
    }
    let ndcg = gains / f64::from(ranked);
    let must_hit = hits as f64 / wanted as f64;
    let rate_proposed = f64::from(right) / f64::from(slips);
    println!("\n{ranked} judged queries, {slips} slips, {} programs", index.len());
    println!("nDCG@10 {ndcg:.3}");
    println!(
        "must hit, among the first ten: {hits} of {wanted} ({:.1} %)",
        must_hit * 100.0
    );
    println!(
        "must not hit, found all the same: {} of {unwanted} {wrong:?}",
        wrong.len()
    );
    println!("slips with the right proposal: {right} of {slips}");
    assert!(ndcg >= NDCG_FLOOR, "nDCG@10 {ndcg:.3}");
    assert!(must_hit >= MUST_HIT_FLOOR, "{must_hit:.3}");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(rate_proposed >= PROPOSED_FLOOR, "{rate_proposed}");
}
