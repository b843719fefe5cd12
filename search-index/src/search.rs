//! Answers searches on the current generation. Never fails: what cannot be understood or read finds less, not an error.

use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::code::Visibility;
use domain::search::{Facet, Hit, Proposal, Reader, SearchRequest, SearchResult, Sort, Span};
use domain::value::{Day, ProgramId};

use crate::analysis::{Analyser, Synonyms};
use crate::explain::{self, Explanation};
use crate::highlight::{Marker, unmarked};
use crate::query::{self, Answer, Depth, Plan, Question, Shown, parse};
use crate::schema::Fields;
use crate::snapshot::{Bits, Snapshot};
use crate::suggest::Suggestion;
use crate::vocabulary::Vocabularies;
use crate::writer::{self, Writer};
use crate::{IndexError, excerpt, offer, sentence, spell};

/// With more hits than this, no other words are proposed.
const FEW_HITS: u32 = 3;

/// The searchable side of an index. Cloning is cheap; all clones see a change at once.
#[derive(Clone)]
pub struct Index {
    pub(crate) shared: Arc<Shared>,
}

/// What searching and writing share.
pub struct Shared {
    pub analyser: Arc<Analyser>,
    pub fields: Fields,
    pub snapshot: ArcSwap<Snapshot>,
    pub synonyms: ArcSwap<Synonyms>,
    pub vocabularies: Vocabularies,
}

/// The visible programs that match the words.
struct Found {
    answer: Arc<Answer>,
    visible: Bits,
    /// The words any of which was enough, when a sentence was taken apart.
    loosened: Vec<String>,
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
    pub fn search(&self, request: &SearchRequest, reader: impl Into<Reader>, today: Day) -> SearchResult {
        let reader = reader.into();
        let scope = reader.scope;
        let snapshot = self.shared.snapshot.load();
        let found = self.find(&snapshot, &request.q, request.any, scope, today);
        let groups = snapshot.groups(request, reader, today);
        let visible = found.as_ref().map(|found| &found.visible);
        let programs = groups.apply(visible.unwrap_or_else(|| snapshot.visible(scope)));
        let total = programs.count();
        let mut facets = Arc::unwrap_or_clone(snapshot.count(request, &groups, visible, scope, today));
        facets.set(Facet::Fit, snapshot.count_fit(&groups, visible, reader, today));

        let take = request.per.get() as usize;
        let skip = (request.page.get() as usize - 1) * take;
        let slots = order(&snapshot, request, found.as_ref(), &programs, skip, take, today);
        let hits = self.hits(&snapshot, &slots, found.as_ref());
        let loosened = found.as_ref().map(|found| found.loosened.clone()).unwrap_or_default();
        let suggestions = if (total <= FEW_HITS || !loosened.is_empty()) && found.is_some() {
            let literal = if loosened.is_empty() { total } else { 0 };
            self.propose(&snapshot, request, reader, literal, today)
        } else {
            Vec::new()
        };
        SearchResult {
            total,
            hits,
            facets,
            suggestions,
            // A sentence taken apart shares its answer with other sentences, and their words name other filters.
            offers: found
                .as_ref()
                .filter(|_| loosened.is_empty())
                .map_or_else(Vec::new, |found| {
                    let find = || offer::offers(&request.q, &self.shared.analyser);
                    found.answer.offers(request, find)
                }),
            loosened,
        }
    }

    /// Everything that matches as it was asked for, in order: a sentence is not taken apart. For those who are told what
    /// is new, and must not be told of what matches only roughly.
    pub fn list_literal_ids(&self, request: &SearchRequest, reader: impl Into<Reader>, today: Day) -> Vec<ProgramId> {
        let snapshot = self.shared.snapshot.load();
        let (slots, _) = self.literal(&snapshot, request, reader.into(), today, None);
        let rows = slots.into_iter().filter_map(|slot| snapshot.rows.get(slot));
        rows.map(|row| row.id).collect()
    }

    /// Those of these programs that match as it was asked for, in order, with marks.
    pub fn hits_among(
        &self,
        request: &SearchRequest,
        reader: impl Into<Reader>,
        today: Day,
        among: &[ProgramId],
    ) -> Vec<Hit> {
        let snapshot = self.shared.snapshot.load();
        let mut these = Bits::none(snapshot.rows.len());
        for id in among {
            // Newest first.
            if let Ok(slot) = snapshot.rows.binary_search_by(|row| id.cmp(&row.id)) {
                these.insert(slot);
            }
        }
        let (slots, found) = self.literal(&snapshot, request, reader.into(), today, Some(&these));
        self.hits(&snapshot, &slots, found.as_ref())
    }

    /// The slots that match literally, in order, perhaps only among some. The filters are asked first: mostly none of
    /// a few programs passes them, and then nobody has to look for the words.
    fn literal(
        &self,
        snapshot: &Snapshot,
        request: &SearchRequest,
        reader: Reader,
        today: Day,
        among: Option<&Bits>,
    ) -> (Vec<usize>, Option<Found>) {
        let scope = reader.scope;
        let groups = snapshot.groups(request, reader, today);
        let mut programs = groups.apply(snapshot.visible(scope));
        if let Some(among) = among {
            programs.intersect(among);
        }
        if programs.count() == 0 {
            return (Vec::new(), None);
        }
        let found = self.find_literal(snapshot, &request.q, request.any, scope, today);
        if let Some(found) = &found {
            programs.intersect(&found.visible);
        } else if !request.q.trim().is_empty() && parse(&request.q).is_empty() {
            // Words of which none can be looked for find everything on a page, and are no reason to write to anybody.
            return (Vec::new(), None);
        }
        let slots = order(snapshot, request, found.as_ref(), &programs, 0, usize::MAX, today);
        (slots, found)
    }

    /// Everything that matches, in order; for exports.
    pub fn list_ids(&self, request: &SearchRequest, reader: impl Into<Reader>, today: Day) -> Vec<ProgramId> {
        let reader = reader.into();
        let scope = reader.scope;
        let snapshot = self.shared.snapshot.load();
        let found = self.find(&snapshot, &request.q, request.any, scope, today);
        let visible = found
            .as_ref()
            .map_or_else(|| snapshot.visible(scope), |found| &found.visible);
        let programs = snapshot.groups(request, reader, today).apply(visible);
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

    /// Why a program stands where it stands among the results of these words; `None` when it is not among them.
    pub fn explain(&self, words: &str, any: bool, id: ProgramId, today: Day) -> Option<Explanation> {
        let snapshot = self.shared.snapshot.load();
        let slot = snapshot.rows.iter().position(|row| row.id == id)?;
        let found = self.find(&snapshot, words, any, Visibility::Insurers, today)?;
        explain::of(&found.answer, &snapshot, self.shared.fields, slot, today)
    }

    /// Forgets the answers that are kept for this generation, so that what a first question costs can be measured.
    pub fn forget_answers(&self) {
        self.shared.snapshot.load().answers.clear();
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

    /// The programs that match the words; `None` when there is no word to look for. A sentence that finds nothing is
    /// taken apart, and any of its words is enough.
    fn find(&self, snapshot: &Snapshot, words: &str, any: bool, scope: Visibility, today: Day) -> Option<Found> {
        let found = self.find_literal(snapshot, words, any, scope, today)?;
        if any || found.visible.count() > 0 {
            return Some(found);
        }
        let Some(sentence) = sentence::of(words, &self.shared.analyser) else {
            return Some(found);
        };
        match self.find_literal(snapshot, &sentence.query(), true, scope, today) {
            Some(loose) if loose.visible.count() > 0 => Some(Found {
                loosened: sentence.words,
                ..loose
            }),
            _ => Some(found),
        }
    }

    fn find_literal(
        &self,
        snapshot: &Snapshot,
        words: &str,
        any: bool,
        scope: Visibility,
        today: Day,
    ) -> Option<Found> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let mut last = None;
        for depth in Depth::ALL {
            let question = Question {
                words: words.to_owned(),
                any,
                depth,
                today,
                table: self.shared.synonyms.load().number,
            };
            let answer = snapshot
                .answers
                .get_or_find(question, || self.answer(snapshot, words, any, depth, today))?;
            let mut visible = answer.matches.programs.clone();
            visible.intersect(snapshot.visible(scope));
            let is_enough = answer.marker.is_none() || visible.count() > 0;
            last = Some(Found {
                answer,
                visible,
                loosened: Vec::new(),
            });
            if is_enough {
                break;
            }
        }
        last
    }

    fn answer(&self, snapshot: &Snapshot, words: &str, any: bool, depth: Depth, today: Day) -> Option<Answer> {
        let plan = Plan::of(words, any, depth, &self.shared.analyser, &self.shared.synonyms.load());
        if plan.wanted.is_empty() && plan.excluded.is_empty() {
            return None;
        }
        let matches = query::run(&plan, snapshot, self.shared.fields, today);
        Some(Answer::new(plan, matches))
    }

    fn hits(&self, snapshot: &Snapshot, slots: &[usize], found: Option<&Found>) -> Vec<Hit> {
        let answer = found.map(|found| &found.answer);
        let rows = slots.iter().filter_map(|&slot| Some((slot, snapshot.rows.get(slot)?)));
        rows.map(|(slot, row)| {
            let plain = || (unmarked(&row.title), Vec::new());
            let marked = answer.and_then(|answer| Some((answer, answer.marker.as_ref()?)));
            let shown = marked.map(|(answer, marker)| {
                answer.shown(slot, || {
                    let by_sound = answer.matches.by_sound.contains(slot);
                    mark(marker, snapshot, slot, by_sound).unwrap_or_else(plain)
                })
            });
            let (title, snippet) = shown.map_or_else(plain, |shown| Shown::clone(&shown));
            Hit {
                id: row.id,
                title,
                snippet,
                by_reading: answer.is_some_and(|answer| answer.matches.by_sound.contains(slot)),
            }
        })
        .collect()
    }

    /// Other words that find more under the same filters.
    fn propose(
        &self,
        snapshot: &Snapshot,
        request: &SearchRequest,
        reader: Reader,
        total: u32,
        today: Day,
    ) -> Vec<Proposal> {
        let groups = snapshot.groups(request, reader, today);
        let own = Vocabularies::get(&self.shared, snapshot);
        let proposals = spell::propose(&request.q, &self.shared.analyser, &self.shared.synonyms.load(), &own)
            .into_iter()
            .filter_map(|words| {
                let found = self.find_literal(snapshot, &words, request.any, reader.scope, today)?;
                let count = groups.apply(&found.visible).count();
                (count > total).then_some(Proposal { words, count })
            });
        let mut proposals: Vec<Proposal> = proposals.collect();
        // Stable: of equal counts the likelier slip stays first.
        proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.count));
        proposals
    }
}

/// Title and piece of text with marks; `None` when the texts cannot be read.
fn mark(marker: &Marker, snapshot: &Snapshot, slot: usize, by_sound: bool) -> Option<(Vec<Span>, Vec<Span>)> {
    match snapshot.stored(slot) {
        Ok(stored) => {
            let stored = stored?;
            marker.mark(excerpt::parts(stored.excerpt()), by_sound)
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
            found.answer.matches.pick(programs, total, skip, take)
        }
        (sort, _) => snapshot.pick(sort, programs, total, skip, take, today),
    }
}
