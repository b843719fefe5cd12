//! Runs a plan: gives the set of matching programs with their scores. Need by need, each way of having it in turn: what
//! is cheap to find first, and positions of characters only where nothing cheap was found and all other needs are met.

use domain::value::Day;
use tantivy::schema::Field;

use crate::analysis::compound;
use crate::schema::Fields;
use crate::snapshot::{Bits, Snapshot};

use super::answer::Matches;
use super::need::{Need, Way};
use super::plan::Plan;
use super::postings::{Hear, Placed, Postings};

/// How much more a title counts.
const TITLE_BOOST: f32 = 2.0;

/// What a program in the prefecture that is asked for gains (a term counts some 2 to 8).
pub const PREFECTURE_BONUS: f32 = 3.0;

/// What a program gains that has several things asked for, all in its title.
pub const ALL_IN_TITLE_BONUS: f32 = 1.5;

/// What a program gains whose title is what was asked for, in whatever spelling.
pub const SAME_TITLE_BONUS: f32 = 6.0;

/// Finds what a plan asks for. An engine that fails finds nothing, and says so in the log.
pub fn run(plan: &Plan, snapshot: &Snapshot, fields: Fields, today: Day) -> Matches {
    match try_run(plan, snapshot, fields, today) {
        Ok(matches) => matches,
        Err(error) => {
            tracing::error!(%error, "the index could not be searched");
            Matches::unscored(Bits::none(snapshot.rows.len()))
        }
    }
}

fn try_run(plan: &Plan, snapshot: &Snapshot, fields: Fields, today: Day) -> tantivy::Result<Matches> {
    let search = Search::new(snapshot, fields);
    let mut found = match plan.wanted.as_slice() {
        [] => Scores::all(snapshot.rows.len()),
        groups if plan.any => search.any_of(groups)?,
        groups => search.all_of(&groups.iter().flatten().collect::<Vec<_>>())?,
    };
    for needs in &plan.excluded {
        let excluded = search.all_of(&needs.iter().collect::<Vec<_>>())?;
        found.programs.subtract(&excluded.programs);
    }
    if plan.wanted.is_empty() {
        return Ok(Matches::unscored(found.programs));
    }
    let mut in_all_titles: Option<Bits> = None;
    for need in plan.needs() {
        let in_title = search.add_titles(need, &mut found)?;
        match &mut in_all_titles {
            Some(all) => all.intersect(&in_title),
            None => in_all_titles = Some(in_title),
        }
        if let Some(there) = need.prefecture.and_then(|it| snapshot.in_prefecture(it)) {
            let mut gaining = found.programs.clone();
            gaining.intersect(there);
            gaining.iter().for_each(|slot| found.by_slot[slot] += PREFECTURE_BONUS);
        }
    }
    let is_several = plan.needs().nth(1).is_some();
    for slot in in_all_titles.iter().flat_map(Bits::iter) {
        if is_several {
            found.by_slot[slot] += ALL_IN_TITLE_BONUS;
        }
        if plan.is_title(snapshot, slot) {
            found.by_slot[slot] += SAME_TITLE_BONUS;
        }
    }
    let signals = snapshot.signals(today);
    let scores = found
        .programs
        .iter()
        .map(|slot| found.by_slot[slot] + signals[slot])
        .collect();
    let Scores {
        programs, mut by_sound, ..
    } = found;
    by_sound.intersect(&programs);
    Ok(Matches::new(programs, scores, by_sound))
}

impl Plan {
    /// Whether the title of a program is what was asked for.
    pub fn is_title(&self, snapshot: &Snapshot, slot: usize) -> bool {
        snapshot
            .rows
            .get(slot)
            .is_some_and(|row| !self.sound.is_empty() && row.title_sound == self.sound)
    }
}

/// Programs with a score for each slot; that of others means nothing.
pub struct Scores {
    pub programs: Bits,
    pub by_slot: Vec<f32>,
    /// Those that have something by their reading alone.
    pub by_sound: Bits,
}

impl Scores {
    fn none(slots: usize) -> Self {
        Self {
            programs: Bits::none(slots),
            by_slot: vec![0.0; slots],
            by_sound: Bits::none(slots),
        }
    }

    fn all(slots: usize) -> Self {
        Self {
            programs: Bits::all(slots),
            by_slot: Vec::new(),
            by_sound: Bits::none(slots),
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
        self.by_sound.unite(&other.by_sound);
    }
}

/// What a plan is run on.
pub struct Search<'a> {
    postings: Postings<'a>,
    fields: Fields,
    slots: usize,
}

impl<'a> Search<'a> {
    /// A search of a generation.
    pub fn new(snapshot: &'a Snapshot, fields: Fields) -> Self {
        Self {
            postings: Postings { snapshot },
            fields,
            slots: snapshot.rows.len(),
        }
    }

    /// Programs that meet all needs, with the sum of the scores.
    pub fn all_of(&self, needs: &[&Need]) -> tantivy::Result<Scores> {
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
        Ok(met.unwrap_or_else(|| Scores::none(self.slots)))
    }

    /// Programs that meet all needs of a group, with the sum of the scores of all groups they meet.
    fn any_of(&self, groups: &[Vec<Need>]) -> tantivy::Result<Scores> {
        let mut met = Scores::none(self.slots);
        for needs in groups {
            let found = self.all_of(&needs.iter().collect::<Vec<_>>())?;
            met.programs.unite(&found.programs);
            met.add(&found);
        }
        Ok(met)
    }

    /// Programs that meet a need; `within` are those that matter.
    pub fn need(&self, need: &Need, within: Option<&Bits>) -> tantivy::Result<Scores> {
        let mut found = Scores::none(self.slots);
        let is_within = |slot: usize| within.is_none_or(|within| within.contains(slot));
        for (way, weight) in need.plain_ways() {
            self.each(way, self.field_of(way), &is_within, &mut |slot, score, _| {
                found.raise(slot, score * weight);
            })?;
        }
        let plain = found.programs.iter().map(|slot| found.by_slot[slot]);
        let lowest = plain.reduce(f32::min);
        for (way, weight) in need.laborious_ways() {
            // Looks only at those that are left, since every look costs.
            let known = found.programs.clone();
            let is_left = |slot: usize| !known.contains(slot) && is_within(slot);
            self.each(way, self.field_of(way), &is_left, &mut |slot, score, _| {
                if known.contains(slot) {
                    return;
                }
                // Less sure than the plain ways, so it counts less than any of them.
                found.raise(slot, lowest.unwrap_or(score) * weight);
                if matches!(way, Way::Sounded(_)) {
                    found.by_sound.insert(slot);
                }
            })?;
        }
        Ok(found)
    }

    /// Adds what titles count more, and tells whose title has the need.
    pub fn add_titles(&self, need: &Need, found: &mut Scores) -> tantivy::Result<Bits> {
        let mut in_title = Bits::none(self.slots);
        let mut best: Vec<f32> = Vec::new();
        for (way, weight) in need.plain_ways().filter(|(way, _)| !matches!(way, Way::Kanji(_))) {
            let programs = &found.programs;
            let is_found = |slot: usize| programs.contains(slot);
            self.each(way, self.fields.title, &is_found, &mut |slot, score, _| {
                if programs.contains(slot) {
                    if best.is_empty() {
                        best.resize(self.slots, 0.0);
                    }
                    in_title.insert(slot);
                    best[slot] = best[slot].max(score * weight * TITLE_BOOST);
                }
            })?;
        }
        in_title.iter().for_each(|slot| found.by_slot[slot] += best[slot]);
        Ok(in_title)
    }

    /// Hears of every program that has something in a way. `matters` may be asked or not.
    pub fn each(
        &self,
        way: &Way,
        field: Field,
        matters: &impl Fn(usize) -> bool,
        hear: &mut impl Hear,
    ) -> tantivy::Result<()> {
        let postings = &self.postings;
        match way {
            Way::Term(key) => postings.each_of_term(field, &compound(key), hear),
            Way::Words(words) => match words.as_slice() {
                [] => Ok(()),
                [word] => postings.each_of_term(field, word, hear),
                words => {
                    let row = (0..).zip(words).map(|(place, word)| Placed {
                        place,
                        term: word.clone(),
                    });
                    postings.each_of_row(field, &row.collect::<Vec<_>>(), matters, hear)
                }
            },
            Way::Kanji(kanji) => postings.each_of_term(field, kanji.encode_utf8(&mut [0; 4]), hear),
            Way::Spelled(stretch) | Way::Sounded(stretch) => postings.each_of_stretch(field, stretch, matters, hear),
        }
    }

    /// Where a way is looked for.
    pub fn field_of(&self, way: &Way) -> Field {
        match way {
            Way::Term(_) | Way::Words(_) => self.fields.all,
            Way::Spelled(_) | Way::Kanji(_) => self.fields.exact,
            Way::Sounded(_) => self.fields.yomi,
        }
    }
}
