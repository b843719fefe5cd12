//! What a query has found, with everything a further look at it needs, kept for the clicks on filters that follow.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::search::{FilterOffer, SearchRequest, Span};
use domain::value::Day;

use crate::highlight::Marker;
use crate::snapshot::Bits;

use super::plan::{Depth, Plan};

/// Memory for kept answers of one generation, in bytes.
const KEPT_BYTES: usize = 64 << 20;

/// Most answers that are kept.
const KEPT: usize = 256;

/// So many of the best are put in order for the clicks that follow a query.
const BEST: usize = 2_048;

/// Texts of so many hits are kept with an answer; that much memory is reckoned for each of them.
const KEPT_HITS: usize = 200;
const HIT_BYTES: usize = 800;

/// What a plan matched, whoever may see it.
#[derive(Debug, Default)]
pub struct Matches {
    /// The slots.
    pub programs: Bits,
    /// Those that have something that was asked for by its reading alone.
    pub by_sound: Bits,
    /// Their scores in the order of slots; none when nothing was wanted, only excluded.
    scores: Vec<f32>,
    /// How many programs stand before each word of the set.
    ranks: Vec<u32>,
    was_ordered: AtomicBool,
    /// The best in order.
    best: OnceLock<Vec<u32>>,
}

impl Matches {
    /// Programs with their scores, in the order of slots.
    pub fn new(programs: Bits, scores: Vec<f32>, by_sound: Bits) -> Self {
        let mut before = 0;
        let words = programs.words().iter();
        let ranks = words
            .map(|word| {
                let rank = before;
                before += word.count_ones();
                rank
            })
            .collect();
        Self {
            scores,
            ranks,
            by_sound,
            programs,
            ..Self::default()
        }
    }

    /// Programs none of which is better than another.
    pub fn unscored(programs: Bits) -> Self {
        Self {
            programs,
            ..Self::default()
        }
    }

    /// The score of a program that matched.
    pub fn score(&self, slot: usize) -> f32 {
        let word = self.programs.words().get(slot / 64).copied().unwrap_or(0);
        let before = (word & ((1 << (slot % 64)) - 1)).count_ones();
        let rank = self.ranks.get(slot / 64).map_or(0, |rank| rank + before);
        self.scores.get(rank as usize).copied().unwrap_or(0.0)
    }

    /// A stretch of these of the programs, best first; of equals the newest. `total` is how many these are.
    pub fn pick(&self, programs: &Bits, total: usize, skip: usize, take: usize) -> Vec<usize> {
        let end = skip.saturating_add(take);
        // A first look mostly stays the only one; the order of the best pays from the second one on.
        if self.was_ordered.swap(true, Ordering::Relaxed) && end <= BEST {
            let best = self.best.get_or_init(|| self.select(&self.programs, BEST));
            let there = best
                .iter()
                .map(|slot| *slot as usize)
                .filter(|slot| programs.contains(*slot));
            let found: Vec<usize> = there.skip(skip).take(take).collect();
            if skip + found.len() == end.min(total) {
                return found;
            }
        }
        let best = self.select(programs, end.min(total));
        best.into_iter()
            .skip(skip)
            .take(take)
            .map(|slot| slot as usize)
            .collect()
    }

    /// The best so many in order. Only as many as can still be among them are held at any time.
    fn select(&self, programs: &Bits, most: usize) -> Vec<u32> {
        let most = most.max(1);
        let compare = |left: &(f32, u32), right: &(f32, u32)| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1));
        let mut best: Vec<(f32, u32)> = Vec::new();
        let mut least = f32::NEG_INFINITY;
        for slot in programs.iter() {
            let score = self.score(slot);
            // Later slots lose against equals.
            if score <= least {
                continue;
            }
            best.push((score, u32::try_from(slot).unwrap_or(u32::MAX)));
            if best.len() >= most.saturating_mul(2).max(64) {
                best.select_nth_unstable_by(most - 1, compare);
                best.truncate(most);
                least = best.last().map_or(least, |(score, _)| *score);
            }
        }
        best.sort_unstable_by(compare);
        best.truncate(most);
        best.into_iter().map(|(_, slot)| slot).collect()
    }
}

/// Title and piece of text of a hit.
pub type Shown = (Vec<Span>, Vec<Span>);

/// The answer to a query.
pub struct Answer {
    /// What was asked for.
    pub plan: Plan,
    /// What was found.
    pub matches: Matches,
    /// Marks it in texts; `None` when nothing was wanted, only excluded.
    pub marker: Option<Marker>,
    /// Filters that the words name, once somebody has asked, with these words: a sentence and its words apart may share
    /// an answer.
    offers: OnceLock<(String, Vec<FilterOffer>)>,
    /// Texts with marks, by slot.
    shown: Mutex<HashMap<usize, Arc<Shown>>>,
}

impl Answer {
    /// An answer of which nothing has been shown yet.
    pub fn new(plan: Plan, matches: Matches) -> Self {
        Self {
            marker: (!plan.wanted.is_empty()).then(|| Marker::of(&plan)),
            plan,
            matches,
            offers: OnceLock::new(),
            shown: Mutex::default(),
        }
    }

    /// The filters that the words name, kept or found now, without those that are chosen already.
    pub fn offers(&self, request: &SearchRequest, find: impl Fn() -> Vec<FilterOffer>) -> Vec<FilterOffer> {
        let (words, offers) = self.offers.get_or_init(|| (request.q.clone(), find()));
        let is_open = |offer: &FilterOffer| !request.has(offer.facet, &offer.value);
        if *words == request.q {
            offers.iter().filter(|offer| is_open(offer)).cloned().collect()
        } else {
            find().into_iter().filter(is_open).collect()
        }
    }

    /// The texts of a hit, kept or made now.
    pub fn shown(&self, slot: usize, make: impl FnOnce() -> Shown) -> Arc<Shown> {
        let lock = || self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&slot) {
            return Arc::clone(known);
        }
        let made = Arc::new(make());
        let mut shown = lock();
        if shown.len() >= KEPT_HITS {
            shown.clear();
        }
        shown.insert(slot, Arc::clone(&made));
        made
    }

    fn bytes(&self) -> usize {
        let matches = &self.matches;
        let sets = matches.programs.bytes() * 2 + matches.ranks.len() * 4;
        sets + matches.scores.len() * size_of::<f32>() + (BEST * 4) + KEPT_HITS * HIT_BYTES
    }
}

/// A query as typed, with everything its answer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub words: String,
    pub any: bool,
    pub depth: Depth,
    pub today: Day,
    /// Number of the table of synonyms.
    pub table: u64,
}

/// `None` for a query without a word to look for.
type Kept = Option<Arc<Answer>>;

/// Kept answers, each with the turn in which it was last asked for.
#[derive(Default)]
pub struct AnswerCache(Mutex<Answers>);

#[derive(Default)]
struct Answers {
    kept: HashMap<Question, (Kept, u64)>,
    turn: u64,
    bytes: usize,
}

impl AnswerCache {
    /// The answer to a question, kept or found now.
    pub fn get_or_find(&self, question: Question, find: impl FnOnce() -> Option<Answer>) -> Kept {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut answers = lock();
            answers.turn += 1;
            let turn = answers.turn;
            if let Some((answer, last)) = answers.kept.get_mut(&question) {
                *last = turn;
                return answer.clone();
            }
        }
        let answer = find().map(Arc::new);
        lock().keep(question, answer.clone());
        answer
    }

    /// Forgets everything.
    pub fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
    }
}

impl Answers {
    fn keep(&mut self, question: Question, answer: Kept) {
        let size = |answer: &Kept| answer.as_ref().map_or(0, |answer| answer.bytes());
        self.bytes += size(&answer);
        let turn = self.turn;
        if let Some((replaced, _)) = self.kept.insert(question, (answer, turn)) {
            self.bytes -= size(&replaced);
        }
        while self.bytes > KEPT_BYTES || self.kept.len() > KEPT {
            let oldest = self.kept.iter().min_by_key(|(_, (_, turn))| *turn);
            let Some(oldest) = oldest.map(|(question, _)| question.clone()) else {
                break;
            };
            if let Some((dropped, _)) = self.kept.remove(&oldest) {
                self.bytes -= size(&dropped);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 一度目も二度目も同じ順() {
        let mut programs = Bits::none(5_000);
        (0..5_000)
            .filter(|slot| slot % 3 == 0)
            .for_each(|slot| programs.insert(slot));
        let scores = programs.iter().map(|slot| (slot * 7 % 101) as f32).collect();
        let matches = Matches::new(programs.clone(), scores, Bits::none(5_000));
        let mut expected: Vec<usize> = programs.iter().collect();
        expected.sort_by_key(|slot| (std::cmp::Reverse(slot * 7 % 101), *slot));
        let total = expected.len();
        for (skip, take) in [(0, 20), (0, 20), (40, 50), (1_650, 50), (0, usize::MAX)] {
            let wanted: Vec<usize> = expected.iter().skip(skip).take(take).copied().collect();
            assert_eq!(matches.pick(&programs, total, skip, take), wanted, "{skip}");
        }
        let mut few = Bits::none(5_000);
        [3, 3_000, 4_998].into_iter().for_each(|slot| few.insert(slot));
        assert_eq!(matches.pick(&few, 3, 0, 20).len(), 3);
        assert!((matches.score(3_000) - (3_000 * 7 % 101) as f32).abs() < f32::EPSILON);
    }
}
