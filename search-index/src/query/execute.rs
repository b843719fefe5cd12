//! Runs a plan: gives the set of matching programs with their scores. Need by need, each way of having it in turn: what
//! is cheap to find first, and positions of characters only where nothing cheap was found and all other needs are met.

use tantivy::query::{EnableScoring, Query};
use tantivy::{SeekDangerResult, TERMINATED};

use crate::schema::Fields;
use crate::snapshot::{Bits, NO_SLOT, Snapshot};

use super::answer::Matches;
use super::need::{Need, all_of};
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
    let search = Search { snapshot, fields };
    let mut found = match plan.wanted.as_slice() {
        [] => Scores {
            programs: Bits::all(snapshot.rows.len()),
            by_slot: Vec::new(),
        },
        groups if plan.any => search.any_of(groups)?,
        groups => search.all_of(&groups.iter().flatten().collect::<Vec<_>>())?,
    };
    for needs in &plan.excluded {
        found.programs.subtract(&search.excluded(needs)?);
    }
    if plan.wanted.is_empty() {
        return Ok(Matches {
            programs: found.programs,
            scored: Vec::new(),
        });
    }
    for need in plan.needs() {
        if let Some(query) = need.title_query(fields, TITLE_BOOST) {
            search.each(&*query, |slot, score| {
                if found.programs.contains(slot) {
                    found.by_slot[slot] += score;
                }
            })?;
        }
        if let Some(there) = need
            .prefecture
            .and_then(|prefecture| snapshot.in_prefecture(prefecture))
        {
            let mut gaining = found.programs.clone();
            gaining.intersect(there);
            gaining.iter().for_each(|slot| found.by_slot[slot] += PREFECTURE_BONUS);
        }
    }
    let scored = found.programs.iter();
    let scored = scored.filter_map(|slot| Some((u32::try_from(slot).ok()?, found.by_slot[slot])));
    Ok(Matches {
        scored: scored.collect(),
        programs: found.programs,
    })
}

/// Programs with a score for each slot; that of others means nothing.
struct Scores {
    programs: Bits,
    by_slot: Vec<f32>,
}

impl Scores {
    fn none(slots: usize) -> Self {
        Self {
            programs: Bits::none(slots),
            by_slot: vec![0.0; slots],
        }
    }

    /// The best of several ways counts.
    fn raise(&mut self, slot: usize, score: f32) {
        self.programs.insert(slot);
        self.by_slot[slot] = self.by_slot[slot].max(score);
    }

    fn add(&mut self, other: &Self) {
        other
            .programs
            .iter()
            .for_each(|slot| self.by_slot[slot] += other.by_slot[slot]);
    }
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    fields: Fields,
}

impl Search<'_> {
    /// Programs that meet all needs, with the sum of the scores.
    fn all_of(&self, needs: &[&Need]) -> tantivy::Result<Scores> {
        let mut needs = needs.to_vec();
        needs.sort_by_key(|need| need.is_laborious());
        let mut met: Option<Scores> = None;
        for need in needs {
            let found = self.need(need, met.as_ref().map(|met| &met.programs))?;
            match &mut met {
                Some(met) => {
                    met.programs.intersect(&found.programs);
                    met.add(&found);
                }
                None => met = Some(found),
            }
        }
        Ok(met.unwrap_or_else(|| Scores::none(self.snapshot.rows.len())))
    }

    /// Programs that meet all needs of a group, with the sum of the scores of all groups they meet.
    fn any_of(&self, groups: &[Vec<Need>]) -> tantivy::Result<Scores> {
        let mut met = Scores::none(self.snapshot.rows.len());
        for needs in groups {
            let found = self.all_of(&needs.iter().collect::<Vec<_>>())?;
            met.programs.unite(&found.programs);
            met.add(&found);
        }
        Ok(met)
    }

    /// Programs that meet a need; `within` are those that matter.
    fn need(&self, need: &Need, within: Option<&Bits>) -> tantivy::Result<Scores> {
        let mut found = Scores::none(self.snapshot.rows.len());
        for query in need.plain_queries(self.fields) {
            self.each(&*query, |slot, score| found.raise(slot, score))?;
        }
        let plain = found.programs.iter().map(|slot| found.by_slot[slot]);
        let lowest = plain.reduce(f32::min);
        for (query, weight) in need.laborious_queries(self.fields) {
            match lowest {
                // Nothing is known yet: all of them, each with its own score.
                None => self.each(&*query, |slot, score| found.raise(slot, score * weight))?,
                // Less sure than the plain ways, so it counts less than any of them.
                Some(lowest) => self.add_others(&*query, lowest * weight, within, &mut found)?,
            }
        }
        Ok(found)
    }

    /// Adds programs that are not found yet. Looks only at those that are left, since every look costs.
    fn add_others(
        &self,
        query: &dyn Query,
        score: f32,
        within: Option<&Bits>,
        found: &mut Scores,
    ) -> tantivy::Result<()> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.snapshot.searcher))?;
        for (segment, reader) in self.snapshot.searcher.segment_readers().iter().enumerate() {
            let mut scorer = weight.scorer(reader, 1.0)?;
            // The scorer begins at its first document; after that, none comes before `next`.
            let first = scorer.doc();
            let mut next = first;
            for (document, &slot) in (0..).zip(self.snapshot.slots(segment)) {
                if next == TERMINATED {
                    break;
                }
                let is_left = slot != NO_SLOT
                    && document >= next
                    && !found.programs.contains(slot as usize)
                    && within.is_none_or(|within| within.contains(slot as usize));
                if !is_left {
                    continue;
                }
                // This way of looking checks one document and never walks on to the next that matches.
                let looked_at = if document == first {
                    SeekDangerResult::Found
                } else {
                    scorer.seek_danger(document)
                };
                next = match looked_at {
                    SeekDangerResult::Found => {
                        found.raise(slot as usize, score);
                        document + 1
                    }
                    SeekDangerResult::SeekLowerBound(next) => next,
                };
            }
        }
        Ok(())
    }

    /// Programs that meet all needs and are not wanted.
    fn excluded(&self, needs: &[Need]) -> tantivy::Result<Bits> {
        let query = all_of(needs, self.fields);
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.snapshot.searcher))?;
        let mut excluded = Bits::none(self.snapshot.rows.len());
        for (segment, reader) in self.snapshot.searcher.segment_readers().iter().enumerate() {
            let slots = self.snapshot.slots(segment);
            weight.for_each_no_score(reader, &mut |documents| {
                for slot in documents.iter().filter_map(|document| slots.get(*document as usize)) {
                    excluded.insert(*slot as usize);
                }
            })?;
        }
        Ok(excluded)
    }

    /// Hears of every program a query finds.
    fn each(&self, query: &dyn Query, mut hear: impl FnMut(usize, f32)) -> tantivy::Result<()> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(&self.snapshot.searcher))?;
        for (segment, reader) in self.snapshot.searcher.segment_readers().iter().enumerate() {
            let slots = self.snapshot.slots(segment);
            // Postings also hold deleted documents: those have no slot.
            weight.for_each(reader, &mut |document, score| {
                if let Some(&slot) = slots.get(document as usize).filter(|slot| **slot != NO_SLOT) {
                    hear(slot as usize, score);
                }
            })?;
        }
        Ok(())
    }
}
