//! `server bench search`: what a search costs, first and again, and what a change costs.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use domain::code::{Prefecture, Visibility};
use domain::program::Listing;
use domain::search::{Facet, Page, SearchRequest, Sort};
use domain::value::Day;
use search_index::{Analyser, Change, Index, Writer};

use super::scan::Scan;
use super::timing::{Times, head};
use super::{generate_listings, today};
use crate::cli::console::{remark, say};
use crate::config::Config;

/// Rounds over the queries of a kind.
const ROUNDS: usize = 30;

/// Changes of one program.
const CHANGES: usize = 20;

/// A kind of request: its name, its words, and its filters.
type Kind = (&'static str, &'static [&'static str], &'static [(Facet, &'static str)]);

/// What people ask, by kind.
const KINDS: &[Kind] = &[
    (
        "one word",
        &[
            "特定健診",
            "禁煙",
            "糖尿病",
            "ウォーキング",
            "オンライン",
            "歯周病",
            "保健師",
            "東京",
        ],
        &[],
    ),
    (
        "two words",
        &[
            "特定保健指導 オンライン",
            "受診勧奨 がん検診",
            "メンタルヘルス 相談",
            "運動 イベント",
        ],
        &[],
    ),
    (
        "phrase",
        &["\"特定保健指導\"", "\"健康保険組合\"", "\"受診勧奨\"", "\"共同で\""],
        &[],
    ),
    (
        "word and filters",
        &["特定健診", "禁煙", "糖尿病", "オンライン"],
        &[(Facet::Pref, "13"), (Facet::Status, "open")],
    ),
    (
        "reading in kana",
        &["とくていけんしん", "きんえん", "とうにょうびょう", "ほけんし"],
        &[],
    ),
    ("everything", &[""], &[]),
];

pub fn run(config: &Config, programs: u64) -> Result<()> {
    let today = today()?;
    let analyser = Arc::new(Analyser::load(&config.dictionary.value)?);
    remark(format_args!("Generating {programs} programs…"));
    let listings = generate_listings(programs)?;
    // A folder, since writing to a disk is part of what a change costs.
    let folder = tempfile::tempdir().context("a folder for the index")?;
    let (index, mut writer) = Index::open(folder.path(), analyser)?;
    remark("Building the index…");
    let started = Instant::now();
    writer.replace_all(listings.iter().cloned(), 1)?;
    let rebuilt = started.elapsed();
    say(format_args!(
        "{} programs, {} characters on average; rebuilt in {:.2} s\n",
        listings.len(),
        listings
            .iter()
            .map(|it| it.content.content.chars().count())
            .sum::<usize>()
            / listings.len(),
        rebuilt.as_secs_f64()
    ));
    measure_searches(&index, &Scan::new(&listings), today);
    measure_parts(&index, today);
    measure_changes(&mut writer, &listings)
}

/// Kind by kind: the index with nothing kept, the index with kept matches, and the scan, taking turns.
fn measure_searches(index: &Index, scan: &Scan<'_>, today: Day) {
    say(head("search: total, 20 marked hits, all counts"));
    let mut ratios = Vec::new();
    for (name, queries, filters) in KINDS {
        let (mut first, mut again, mut scanned) = (Times::default(), Times::default(), Times::default());
        for round in 0..ROUNDS {
            for words in *queries {
                let request = request(words, filters);
                index.forget_answers();
                first.take(|| index.search(&request, Visibility::Public, today));
                again.take(|| index.search(&request, Visibility::Public, today));
                // The scan takes long enough to be told after few rounds.
                if round < ROUNDS / 6 {
                    scanned.take(|| scan.search(&request, today));
                }
            }
        }
        say(first.line(name));
        say(again.line("  again"));
        say(scanned.line("  plain scan, 4 facets, unmarked"));
        ratios.push(format!("{name}: {:.0}", scanned.median() / first.median()));
    }
    say(format_args!("plain scan / first search: {}\n", ratios.join(", ")));
}

/// What follows a search, and what it is made of.
fn measure_parts(index: &Index, today: Day) {
    let (mut click, mut bare_click, mut marking, mut typed) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    let search = |request: &SearchRequest| index.search(request, Visibility::Public, today);
    let (_, queries, _) = KINDS[0];
    for words in queries {
        let request = request(words, &[]);
        search(&request);
        for prefecture in Prefecture::ALL {
            let clicked = request.with(Facet::Pref, prefecture.code());
            click.take(|| search(&clicked));
            // Beyond the last page there is nothing to mark.
            let bare = clicked.on_page(u32::from(u16::MAX));
            bare_click.take(|| search(&bare));
        }
        for _ in 0..ROUNDS {
            let started = Instant::now();
            search(&request);
            let whole = started.elapsed();
            let bare = request.on_page(u32::from(u16::MAX));
            let started = Instant::now();
            search(&bare);
            marking.note(whole.saturating_sub(started.elapsed()));
        }
    }
    index.suggest("と", Visibility::Public, 8);
    for _ in 0..ROUNDS {
        for prefix in ["と", "とくてい", "東京", "ｹﾝｼﾝ", "健"] {
            typed.take(|| index.suggest(prefix, Visibility::Public, 8));
        }
    }
    say(head("parts"));
    say(click.line("click on a filter, words known"));
    say(bare_click.line("  counts alone, without hits"));
    say(marking.line("reading and marking 20 hits"));
    say(typed.line("suggestion"));
}

fn measure_changes(writer: &mut Writer, listings: &[Listing]) -> Result<()> {
    let mut times = Times::default();
    for (number, listing) in (2..).zip(listings.iter().cycle().step_by(7).take(CHANGES)) {
        let change = [Change::Put(Box::new(listing.clone()))];
        times.take(|| writer.apply(&change, number))?;
    }
    say(times.line("change of one program, until findable"));
    Ok(())
}

fn request(words: &str, filters: &[(Facet, &str)]) -> SearchRequest {
    let plain = SearchRequest {
        q: words.to_owned(),
        sort: Some(if words.is_empty() { Sort::New } else { Sort::Relevance }),
        page: Page::default(),
        ..SearchRequest::default()
    };
    filters
        .iter()
        .fold(plain, |request, (facet, value)| request.with(*facet, value))
}
