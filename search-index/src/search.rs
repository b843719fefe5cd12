//! Answers searches on the current generation. Never fails: what cannot be understood or read finds less, not an error.

use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::code::Visibility;
use domain::search::{Hit, SearchRequest, SearchResult, Sort, Span};
use domain::value::{Day, ProgramId};

use crate::analysis::Analyser;
use crate::highlight::{Marker, unmarked};
use crate::query::{self, Answer, Depth, Matches, Plan, Question};
use crate::schema::Fields;
use crate::snapshot::{Bits, Snapshot};
use crate::suggest::Suggestion;
use crate::writer::{self, Writer};
use crate::{IndexError, excerpt, spell};

/// With more hits than this, no other words are proposed.
const FEW_HITS: u32 = 3;

/// The searchable side of an index. Cloning is cheap; all clones see a change at once.
#[derive(Clone)]
pub struct Index {
    shared: Arc<Shared>,
}

/// What searching and writing share.
pub struct Shared {
    pub analyser: Arc<Analyser>,
    pub fields: Fields,
    pub snapshot: ArcSwap<Snapshot>,
}

/// The visible programs that match the words.
struct Found {
    answer: Arc<Answer>,
    visible: Bits,
}

impl Index {
    /// Opens the index in a folder, which holds a subfolder per version of the analysis; those of other versions are
    /// removed once this one has caught up. What is missing, damaged or foreign is replaced by an empty index, whose
    /// [`Self::applied`] is 0.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process writes to the folder.
    pub fn open(dir: &Path, analyser: Arc<Analyser>) -> Result<(Self, Writer), IndexError> {
        let (shared, writer) = writer::open(dir, analyser)?;
        Ok((Self { shared }, writer))
    }

    /// An empty index that is gone when it is dropped.
    ///
    /// # Errors
    /// Only when memory for the writer cannot be had.
    pub fn in_memory(analyser: Arc<Analyser>) -> Result<(Self, Writer), IndexError> {
        let (shared, writer) = writer::in_memory(analyser)?;
        Ok((Self { shared }, writer))
    }

    /// A page of hits with the counts beside the filters.
    pub fn search(&self, request: &SearchRequest, scope: Visibility, today: Day) -> SearchResult {
        let snapshot = self.shared.snapshot.load();
        let found = self.find(&snapshot, &request.q, request.any, scope);
        let groups = snapshot.groups(request, today);
        let visible = found.as_ref().map(|found| &found.visible);
        let programs = groups.apply(visible.unwrap_or_else(|| snapshot.visible(scope)));
        let total = programs.count();
        let facets = snapshot.count(request, &groups, visible, scope, today);

        let take = request.per.get() as usize;
        let skip = (request.page.get() as usize - 1) * take;
        let slots = order(&snapshot, request, found.as_ref(), &programs, skip, take, today);
        let hits = self.hits(&snapshot, &slots, found.as_ref());
        let suggestions = if total <= FEW_HITS && found.is_some() {
            self.propose(&snapshot, request, scope, total, today)
        } else {
            Vec::new()
        };
        SearchResult {
            total,
            hits,
            facets: Arc::unwrap_or_clone(facets),
            suggestions,
        }
    }

    /// Everything that matches, in order; for exports.
    pub fn list_ids(&self, request: &SearchRequest, scope: Visibility, today: Day) -> Vec<ProgramId> {
        let snapshot = self.shared.snapshot.load();
        let found = self.find(&snapshot, &request.q, request.any, scope);
        let visible = found
            .as_ref()
            .map_or_else(|| snapshot.visible(scope), |found| &found.visible);
        let programs = snapshot.groups(request, today).apply(visible);
        let slots = order(&snapshot, request, found.as_ref(), &programs, 0, usize::MAX, today);
        slots
            .into_iter()
            .filter_map(|slot| snapshot.rows.get(slot))
            .map(|row| row.id)
            .collect()
    }

    /// Names that begin with what has been typed, at most `limit`.
    pub fn suggest(&self, typed: &str, scope: Visibility, limit: usize) -> Vec<Suggestion> {
        let snapshot = self.shared.snapshot.load();
        snapshot.shelf(scope, &self.shared.analyser).suggest(typed, limit)
    }

    /// Number of the last change that can be found.
    pub fn applied(&self) -> i64 {
        self.shared.snapshot.load().applied
    }

    /// How many programs are in, of every visibility.
    pub fn len(&self) -> u32 {
        u32::try_from(self.shared.snapshot.load().rows.len()).unwrap_or(u32::MAX)
    }

    /// Whether no program is in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every program with its row version, newest first, for comparing with the database.
    pub fn versions(&self) -> Vec<(ProgramId, i64)> {
        self.shared
            .snapshot
            .load()
            .rows
            .iter()
            .map(|row| (row.id, row.version))
            .collect()
    }

    /// The programs that match the words; `None` when there is no word to look for.
    fn find(&self, snapshot: &Snapshot, words: &str, any: bool, scope: Visibility) -> Option<Found> {
        if words.trim().is_empty() {
            return None;
        }
        let mut last = None;
        for depth in Depth::ALL {
            let question = Question {
                words: words.to_owned(),
                any,
                depth,
            };
            let answer = snapshot
                .answers
                .get_or_find(question, || self.answer(snapshot, words, any, depth))?;
            let mut visible = answer.matches.programs.clone();
            visible.intersect(snapshot.visible(scope));
            let is_enough = answer.marker.is_none() || visible.count() > 0;
            last = Some(Found { answer, visible });
            if is_enough {
                break;
            }
        }
        last
    }

    fn answer(&self, snapshot: &Snapshot, words: &str, any: bool, depth: Depth) -> Option<Answer> {
        let plan = Plan::of(words, any, depth, &self.shared.analyser);
        if plan.wanted.is_empty() && plan.excluded.is_empty() {
            return None;
        }
        Some(Answer {
            matches: query::run(&plan, snapshot, self.shared.fields),
            marker: (!plan.wanted.is_empty()).then(|| Marker::of(&plan)),
        })
    }

    fn hits(&self, snapshot: &Snapshot, slots: &[usize], found: Option<&Found>) -> Vec<Hit> {
        let marker = found.and_then(|found| found.answer.marker.as_ref());
        let rows = slots.iter().filter_map(|&slot| Some((slot, snapshot.rows.get(slot)?)));
        rows.map(|(slot, row)| {
            let marked = marker.and_then(|marker| mark(marker, snapshot, slot));
            let (title, snippet) = marked.unwrap_or_else(|| (unmarked(&row.title), Vec::new()));
            Hit {
                id: row.id,
                title,
                snippet,
            }
        })
        .collect()
    }

    /// Other words that find more under the same filters.
    fn propose(
        &self,
        snapshot: &Snapshot,
        request: &SearchRequest,
        scope: Visibility,
        total: u32,
        today: Day,
    ) -> Vec<String> {
        let groups = snapshot.groups(request, today);
        let proposals = spell::propose(&request.q, &self.shared.analyser)
            .into_iter()
            .filter_map(|words| {
                let found = self.find(snapshot, &words, request.any, scope)?;
                let count = groups.apply(&found.visible).count();
                (count > total).then_some((words, count))
            });
        let mut proposals: Vec<(String, u32)> = proposals.collect();
        // Stable: of equal counts the likelier slip stays first.
        proposals.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        proposals.into_iter().map(|(words, _)| words).collect()
    }
}

/// Title and piece of text with marks; `None` when the texts cannot be read.
fn mark(marker: &Marker, snapshot: &Snapshot, slot: usize) -> Option<(Vec<Span>, Vec<Span>)> {
    match snapshot.stored(slot) {
        Ok(stored) => {
            let stored = stored?;
            marker.mark(excerpt::parts(stored.excerpt()))
        }
        Err(error) => {
            tracing::error!(%error, "the texts of a hit could not be read");
            None
        }
    }
}

fn order(
    snapshot: &Snapshot,
    request: &SearchRequest,
    found: Option<&Found>,
    programs: &Bits,
    skip: usize,
    take: usize,
    today: Day,
) -> Vec<usize> {
    let total = programs.count() as usize;
    if skip >= total {
        return Vec::new();
    }
    match (request.order(), found) {
        (Sort::Relevance, Some(found)) if found.answer.marker.is_some() => {
            by_relevance(&found.answer.matches, programs, skip, take)
        }
        (sort, _) => snapshot.pick(sort, programs, total, skip, take, today),
    }
}

/// Best first; of equals the newest. Only as many as can still be on the page are held at any time.
fn by_relevance(matches: &Matches, programs: &Bits, skip: usize, take: usize) -> Vec<usize> {
    let compare = |left: &(u32, f32), right: &(u32, f32)| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0));
    let end = skip.saturating_add(take).clamp(1, matches.scored.len().max(1));
    let mut best: Vec<(u32, f32)> = Vec::with_capacity(end.saturating_mul(2).min(matches.scored.len()));
    let mut last = None;
    for hit in matches
        .scored
        .iter()
        .filter(|(slot, _)| programs.contains(*slot as usize))
    {
        if last.as_ref().is_some_and(|last| compare(hit, last).is_gt()) {
            continue;
        }
        best.push(*hit);
        if best.len() >= end * 2 {
            best.select_nth_unstable_by(end - 1, compare);
            best.truncate(end);
            last = best.last().copied();
        }
    }
    best.sort_unstable_by(compare);
    best.into_iter()
        .skip(skip)
        .take(take)
        .map(|(slot, _)| slot as usize)
        .collect()
}
