//! The peer of the index: a scan over all texts, folded beforehand and held in memory, with facets counted by hand. It
//! knows no words, synonyms or relevance and marks nothing, so it does less than the index for the same request.

use domain::code::{Prefecture, Purpose, RecruitStatus, Theme, Visibility};
use domain::normalise::{fold, fold_kana};
use domain::program::{Area, Listing};
use domain::search::SearchRequest;
use domain::value::Day;

/// Hits of a page.
const PAGE: usize = 20;

/// What a scan finds.
#[derive(Debug, Default)]
pub struct Found {
    /// Hits in all.
    pub total: u32,
    /// Positions of the first hits, newest first.
    pub page: Vec<usize>,
    /// 募集状況.
    pub statuses: Vec<u32>,
    /// 都道府県, each with 全国.
    pub prefectures: Vec<u32>,
    /// 目的.
    pub purposes: Vec<u32>,
    /// 健康課題.
    pub themes: Vec<u32>,
}

/// Listings with their folded texts, oldest first.
pub struct Scan<'a> {
    entries: Vec<(&'a Listing, String)>,
}

impl<'a> Scan<'a> {
    /// Prepares the texts of what everybody may see.
    pub fn new(listings: &'a [Listing]) -> Self {
        let public = listings
            .iter()
            .filter(|listing| listing.content.visibility == Visibility::Public);
        Self {
            entries: public.map(|listing| (listing, text_of(listing))).collect(),
        }
    }

    /// Answers the part of a request that the scan understands: words, prefectures, purposes.
    pub fn search(&self, request: &SearchRequest, today: Day) -> Found {
        let folded = fold_kana(&fold(&request.q.replace('"', " ")));
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut found = Found {
            statuses: vec![0; RecruitStatus::ALL.len()],
            prefectures: vec![0; Prefecture::ALL.len()],
            purposes: vec![0; Purpose::ALL.len()],
            themes: vec![0; Theme::ALL.len()],
            ..Found::default()
        };
        for (position, (listing, text)) in self.entries.iter().enumerate().rev() {
            if !words.iter().all(|word| text.contains(word)) {
                continue;
            }
            let content = &listing.content;
            let in_place = request.prefs.is_empty()
                || match content.area {
                    Area::Nationwide => true,
                    Area::Prefectures(set) => request.prefs.iter().any(|prefecture| set.contains(prefecture)),
                };
            let in_purpose = request.cats.is_empty() || content.cats().any(|cat| request.cats.contains(&cat));
            if in_purpose {
                match content.area {
                    Area::Nationwide => found.prefectures.iter_mut().for_each(|count| *count += 1),
                    Area::Prefectures(set) => set.iter().for_each(|it| found.prefectures[it.index()] += 1),
                }
            }
            if in_place {
                content.cats().for_each(|cat| found.purposes[cat.index()] += 1);
            }
            if !(in_place && in_purpose) {
                continue;
            }
            found.total += 1;
            if found.page.len() < PAGE {
                found.page.push(position);
            }
            content.themes.iter().for_each(|theme| found.themes[theme.index()] += 1);
            let window = listing.window();
            for status in RecruitStatus::ALL.iter().filter(|status| window.is(**status, today)) {
                found.statuses[status.index()] += 1;
            }
        }
        found
    }
}

fn text_of(listing: &Listing) -> String {
    let content = &listing.content;
    let texts = [
        &content.title,
        &content.summary,
        &content.purpose,
        &content.content,
        &content.problem,
        &content.result,
        &content.structure,
        &content.provider,
        &listing.lead.name,
    ];
    let text: Vec<&str> = texts.into_iter().map(String::as_str).collect();
    fold_kana(&fold(&text.join("\n")))
}
