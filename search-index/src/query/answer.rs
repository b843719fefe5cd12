//! What a query has found, with everything a further look at it needs, kept for the clicks on filters that follow.

use std::sync::{Arc, Mutex, PoisonError};

use crate::highlight::Marker;
use crate::snapshot::Bits;

use super::plan::Depth;

/// Memory for kept answers of one generation, in bytes.
const KEPT_BYTES: usize = 64 << 20;

/// Most answers that are kept.
const KEPT: usize = 256;

/// What a plan matched, whoever may see it.
#[derive(Debug, Default)]
pub struct Matches {
    /// The slots.
    pub programs: Bits,
    /// Slots with scores; none when nothing was wanted, only excluded.
    pub scored: Vec<(u32, f32)>,
}

/// The answer to a query.
pub struct Answer {
    /// What was found.
    pub matches: Matches,
    /// Marks it in texts; `None` when nothing was wanted, only excluded.
    pub marker: Option<Marker>,
}

impl Answer {
    fn bytes(&self) -> usize {
        self.matches.programs.bytes() + self.matches.scored.len() * size_of::<(u32, f32)>()
    }
}

/// A query as typed, with whether one word is enough, and how hard to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub words: String,
    pub any: bool,
    pub depth: Depth,
}

/// `None` for a query without a word to look for.
type Kept = Option<Arc<Answer>>;

/// Kept answers, most recent last.
#[derive(Default)]
pub struct AnswerCache(Mutex<Vec<(Question, Kept)>>);

impl AnswerCache {
    /// The answer to a question, kept or found now.
    pub fn get_or_find(&self, question: Question, find: impl FnOnce() -> Option<Answer>) -> Kept {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(position) = kept.iter().rposition(|(known, _)| *known == question) {
            let hit = kept.remove(position);
            let answer = hit.1.clone();
            kept.push(hit);
            return answer;
        }
        drop(kept);
        let answer = find().map(Arc::new);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((question, answer.clone()));
        let size = |answer: &Kept| answer.as_ref().map_or(0, |answer| answer.bytes());
        let mut bytes: usize = kept.iter().map(|(_, answer)| size(answer)).sum();
        let mut surplus = 0;
        while bytes > KEPT_BYTES || kept.len() - surplus > KEPT {
            bytes -= size(&kept[surplus].1);
            surplus += 1;
        }
        kept.drain(..surplus);
        answer
    }
}
