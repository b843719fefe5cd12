//! Listings and an analyser for tests.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use domain::code::{CostSharing, DataUse, InsurerKind, ListingKind, Mode, Prefecture, Purpose, SubsidyUse, Visibility};
use domain::program::{Area, CleanProgram, Contact, Cost, Lead, Limits, Listing};
use domain::search::{SearchRequest, SearchResult, Span};
use domain::value::{Day, Email, Instant, InsurerNumber, OrganisationId, ProgramId};
use search_index::{Analyser, Index, Writer};

pub fn analyser() -> Arc<Analyser> {
    static ANALYSER: OnceLock<Arc<Analyser>> = OnceLock::new();
    Arc::clone(ANALYSER.get_or_init(|| Arc::new(Analyser::load(&dictionary()).unwrap())))
}

/// Where the build tool puts the dictionary, unless the environment says otherwise.
fn dictionary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/dictionary/ipadic-6.2.0");
    std::env::var_os("DICTIONARY_DIR").map_or(built, PathBuf::from)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn today() -> Day {
    day("2026-05-10")
}

/// A plain listing; tests change what they are about.
pub fn listing(id: i64, title: &str) -> Listing {
    Listing {
        id: ProgramId::new(id),
        version: 1,
        lead: Lead {
            id: OrganisationId::new(1),
            number: InsurerNumber::with_check_digit("0613001").unwrap(),
            name: "ひかり健康保険組合".to_owned(),
            kana: "ヒカリケンコウホケンクミアイ".to_owned(),
            kind: InsurerKind::Kenpo,
            pref: Prefecture::Tokyo,
        },
        content: program(title),
        published_at: Instant::from_millis(1_770_000_000_000 + id * 60_000),
        updated_at: Instant::from_millis(1_775_000_000_000 + id * 60_000),
        ended: false,
    }
}

fn program(title: &str) -> CleanProgram {
    CleanProgram {
        title: title.to_owned(),
        kind: ListingKind::Recruit,
        cat: Purpose::Sonota,
        sub_cats: Vec::new(),
        themes: Vec::new(),
        summary: String::new(),
        purpose: String::new(),
        content: String::new(),
        problem: String::new(),
        result: String::new(),
        targets: Vec::new(),
        target_note: String::new(),
        target_n: None,
        area: Area::Nationwide,
        area_note: String::new(),
        modes: vec![Mode::Onsite],
        period_from: day("2026-07-01"),
        period_to: day("2027-03-31"),
        cost: Cost {
            sharing: CostSharing::Free,
            yen: None,
            note: String::new(),
        },
        structure: String::new(),
        provider: String::new(),
        data_use: DataUse::None,
        data_note: String::new(),
        recruit_from: Some(day("2026-04-01")),
        recruit_to: Some(day("2026-06-30")),
        capacity: None,
        joined: None,
        limits: Limits::default(),
        contact: Contact {
            organisation: "ひかり健康保険組合".to_owned(),
            department: "事業課".to_owned(),
            tel: None,
            email: Email::parse("desk@hikari.example").unwrap(),
            hours: String::new(),
        },
        visibility: Visibility::Public,
        members_visibility: Visibility::Participants,
        subsidy: SubsidyUse::None,
        subsidy_note: String::new(),
    }
}

pub fn prefectures(codes: &[Prefecture]) -> Area {
    Area::Prefectures(codes.iter().copied().collect())
}

pub fn index_of(listings: impl IntoIterator<Item = Listing>) -> (Index, Writer) {
    let (index, mut writer) = Index::in_memory(analyser()).unwrap();
    writer.replace_all(listings.into_iter(), 1).unwrap();
    (index, writer)
}

pub fn words(q: &str) -> SearchRequest {
    SearchRequest {
        q: q.to_owned(),
        ..SearchRequest::default()
    }
}

pub fn search(index: &Index, q: &str) -> SearchResult {
    index.search(&words(q), Visibility::Public, today())
}

/// The other words that are proposed.
pub fn proposed(result: &SearchResult) -> Vec<&str> {
    result
        .suggestions
        .iter()
        .map(|proposal| proposal.words.as_str())
        .collect()
}

/// The titles found, in order.
pub fn titles(index: &Index, q: &str) -> Vec<String> {
    search(index, q).hits.iter().map(|hit| text(&hit.title)).collect()
}

pub fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

pub fn marked(spans: &[Span]) -> Vec<&str> {
    spans
        .iter()
        .filter(|span| span.marked)
        .map(|span| span.text.as_str())
        .collect()
}
