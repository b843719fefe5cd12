//! Why a program stands where it stands: every number that went into its score, for those who look after the search.
//! The parts add up to the score by which results are ordered.

use domain::value::Day;

use crate::query::{ALL_IN_TITLE_BONUS, Answer, Need, PREFECTURE_BONUS, SAME_TITLE_BONUS, Search, Way};
use crate::schema::Fields;
use crate::snapshot::{Snapshot, signal};

/// The score of one program for one query.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The score by which the program is ordered.
    pub score: f32,
    /// Per thing asked for.
    pub needs: Vec<ExplainedNeed>,
    /// Added because several things asked for all stand in the title.
    pub all_in_title: f32,
    /// Added because the title is what was asked for.
    pub same_title: f32,
    /// Added because one can join, today or later.
    pub recruiting: f32,
    /// Added because the text is recent.
    pub freshness: f32,
}

/// What one thing asked for contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedNeed {
    /// The ways in which the program has it.
    pub ways: Vec<ExplainedWay>,
    /// From all texts: the best of the ways, not their sum.
    pub text: f32,
    /// More for the title.
    pub title: f32,
    /// More for the prefecture that was named.
    pub prefecture: f32,
}

/// One way in which the program has something.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedWay {
    /// `term`, `words`, `spelling`, `reading` or `kanji`.
    pub how: &'static str,
    /// What was found.
    pub what: String,
    /// How often.
    pub mentions: u32,
    /// What the way counts: 1 as typed, less for synonyms and readings.
    pub weight: f32,
    /// Its score before the weight.
    pub score: f32,
}

/// Explains a program of an answer; `None` when it is not in it, or when nothing was wanted.
pub fn of(answer: &Answer, snapshot: &Snapshot, fields: Fields, slot: usize, today: Day) -> Option<Explanation> {
    let row = snapshot.rows.get(slot)?;
    if answer.marker.is_none() || !answer.matches.programs.contains(slot) {
        return None;
    }
    match parts(answer, snapshot, fields, slot) {
        Ok((needs, is_all_in_title)) => Some(Explanation {
            score: answer.matches.score(slot),
            all_in_title: if is_all_in_title && needs.len() > 1 {
                ALL_IN_TITLE_BONUS
            } else {
                0.0
            },
            same_title: if is_all_in_title && answer.plan.is_title(snapshot, slot) {
                SAME_TITLE_BONUS
            } else {
                0.0
            },
            recruiting: signal::recruiting(row, today),
            freshness: signal::freshness(row, today),
            needs,
        }),
        Err(error) => {
            tracing::error!(%error, "the index could not be searched");
            None
        }
    }
}

fn parts(
    answer: &Answer,
    snapshot: &Snapshot,
    fields: Fields,
    slot: usize,
) -> tantivy::Result<(Vec<ExplainedNeed>, bool)> {
    let search = Search::new(snapshot, fields);
    let mut needs = Vec::new();
    let mut is_all_in_title = true;
    for group in &answer.plan.wanted {
        // Of several that would do, those not met count nothing.
        let is_met = search
            .all_of(&group.iter().collect::<Vec<_>>())?
            .programs
            .contains(slot);
        for need in group {
            let mut found = search.need(need, None)?;
            let text = if is_met && found.programs.contains(slot) {
                found.by_slot[slot]
            } else {
                0.0
            };
            found.programs.unite(&answer.matches.programs);
            found.by_slot[slot] = 0.0;
            let is_in_title = search.add_titles(need, &mut found)?.contains(slot);
            is_all_in_title &= is_in_title;
            let there = need.prefecture.and_then(|it| snapshot.in_prefecture(it));
            needs.push(ExplainedNeed {
                ways: ways(&search, need, slot)?,
                text,
                title: found.by_slot[slot],
                prefecture: if there.is_some_and(|there| there.contains(slot)) {
                    PREFECTURE_BONUS
                } else {
                    0.0
                },
            });
        }
    }
    Ok((needs, is_all_in_title))
}

fn ways(search: &Search<'_>, need: &Need, slot: usize) -> tantivy::Result<Vec<ExplainedWay>> {
    let mut explained = Vec::new();
    for (way, weight) in &need.ways {
        let mut best = None;
        search.each(
            way,
            search.field_of(way),
            &|other| other == slot,
            &mut |other, score, mentions| {
                if other == slot {
                    best = Some((score, mentions));
                }
            },
        )?;
        explained.extend(best.map(|(score, mentions)| explain(way, *weight, score, mentions)));
    }
    Ok(explained)
}

fn explain(way: &Way, weight: f32, score: f32, mentions: u32) -> ExplainedWay {
    ExplainedWay {
        how: way.code(),
        what: way.text(),
        mentions,
        weight,
        score,
    }
}
