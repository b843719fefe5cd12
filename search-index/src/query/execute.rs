//! Runs a plan: one pass over the postings gives the set of matching programs with their scores.

use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query};

use crate::schema::Fields;
use crate::snapshot::{Bits, NO_SLOT, Snapshot};

use super::answer::Matches;
use super::need::Need;
use super::plan::Plan;

/// How much more a title counts.
const TITLE_BOOST: f32 = 2.0;

/// What a program in the prefecture that is asked for gains (a term counts some 2 to 8).
const PREFECTURE_BONUS: f32 = 3.0;

/// Finds what a plan asks for. An engine that fails finds nothing, and says so in the log.
pub fn run(plan: &Plan, snapshot: &Snapshot, fields: Fields) -> Matches {
    match try_run(plan, snapshot, fields) {
        Ok(matches) => matches,
        Err(error) => {
            tracing::error!(%error, "the index could not be searched");
            Matches {
                programs: Bits::none(snapshot.rows.len()),
                scored: Vec::new(),
            }
        }
    }
}

fn try_run(plan: &Plan, snapshot: &Snapshot, fields: Fields) -> tantivy::Result<Matches> {
    let slots = snapshot.rows.len();
    let mut programs = Bits::none(slots);
    let mut scored = Vec::new();
    if plan.wanted.is_empty() {
        (0..slots).for_each(|slot| programs.insert(slot));
    } else {
        let query = wanted_query(plan, fields);
        let scoring = EnableScoring::enabled_from_searcher(&snapshot.searcher);
        let weight = query.weight(scoring)?;
        for (segment, reader) in snapshot.searcher.segment_readers().iter().enumerate() {
            let of_documents = snapshot.slots(segment);
            // Postings also hold deleted documents: those have no slot.
            weight.for_each(reader, &mut |document, score| {
                if let Some(&slot) = of_documents.get(document as usize).filter(|slot| **slot != NO_SLOT) {
                    programs.insert(slot as usize);
                    scored.push((slot, score));
                }
            })?;
        }
    }
    for needs in &plan.excluded {
        let query = all_of(needs, fields);
        let weight = query.weight(EnableScoring::disabled_from_searcher(&snapshot.searcher))?;
        let mut excluded = Bits::none(slots);
        for (segment, reader) in snapshot.searcher.segment_readers().iter().enumerate() {
            let of_documents = snapshot.slots(segment);
            weight.for_each_no_score(reader, &mut |documents| {
                for slot in documents
                    .iter()
                    .filter_map(|document| of_documents.get(*document as usize))
                {
                    excluded.insert(*slot as usize);
                }
            })?;
        }
        programs.subtract(&excluded);
    }
    for prefecture in plan.needs().filter_map(|need| need.prefecture) {
        let is_there = |slot: u32| {
            snapshot
                .rows
                .get(slot as usize)
                .is_some_and(|row| row.runs_in(prefecture))
        };
        scored
            .iter_mut()
            .filter(|(slot, _)| is_there(*slot))
            .for_each(|(_, score)| *score += PREFECTURE_BONUS);
    }
    Ok(Matches { programs, scored })
}

fn wanted_query(plan: &Plan, fields: Fields) -> BooleanQuery {
    let clause = if plan.any { Occur::Should } else { Occur::Must };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for needs in &plan.wanted {
        match needs.as_slice() {
            [need] => clauses.extend(need.query(fields).map(|query| (clause, query))),
            needs => clauses.push((clause, Box::new(all_of(needs, fields)))),
        }
    }
    let titles = plan.needs().filter_map(|need| need.title_query(fields, TITLE_BOOST));
    clauses.extend(titles.map(|query| (Occur::Should, query)));
    BooleanQuery::new(clauses)
}

fn all_of(needs: &[Need], fields: Fields) -> BooleanQuery {
    BooleanQuery::new(
        needs
            .iter()
            .filter_map(|need| Some((Occur::Must, need.query(fields)?)))
            .collect(),
    )
}
