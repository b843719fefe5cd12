//! Reads postings of all segments: single terms, terms in a row, and characters in a row. Knows positions and scores,
//! not what a query means.

use tantivy::postings::{Postings as _, SegmentPostings, TermInfo};
use tantivy::schema::Field;
use tantivy::{DocSet as _, TERMINATED};

use crate::analysis::{NGRAM_END, NGRAM_START};
use crate::snapshot::{NO_SLOT, Snapshot};

use super::need::Stretch;
use super::score;

/// What is heard of a program: its slot, its score, the number of mentions.
pub trait Hear: FnMut(usize, f32, u32) {}
impl<F: FnMut(usize, f32, u32)> Hear for F {}

/// A term with its place in a row.
pub struct Placed {
    pub place: u32,
    pub term: String,
}

/// A term as found in each segment.
struct Known {
    place: u32,
    infos: Vec<Option<TermInfo>>,
    /// Documents that have it, deleted ones included.
    documents: u32,
}

/// The postings of a snapshot.
#[derive(Clone, Copy)]
pub struct Postings<'a> {
    pub snapshot: &'a Snapshot,
}

impl Postings<'_> {
    fn know(&self, field: Field, term: &str, place: u32) -> tantivy::Result<Known> {
        let segments = self.snapshot.segments.iter();
        let infos = segments
            .map(|segment| segment.field(field).map_or(Ok(None), |field| field.find(term)))
            .collect::<tantivy::Result<Vec<_>>>()?;
        Ok(Known {
            place,
            documents: infos.iter().flatten().map(|info| info.doc_freq).sum(),
            infos,
        })
    }

    /// Every program with a term.
    pub fn each_of_term(&self, field: Field, term: &str, hear: &mut impl Hear) -> tantivy::Result<()> {
        self.each_known(field, &self.know(field, term, 0)?, hear)
    }

    fn each_known(&self, field: Field, known: &Known, hear: &mut impl Hear) -> tantivy::Result<()> {
        let Some(lengths) = self.snapshot.lengths(field) else {
            return Ok(());
        };
        let rarity = score::rarity(known.documents, self.snapshot.documents());
        for (segment, info) in self.snapshot.segments.iter().zip(&known.infos) {
            let (Some(info), Some(postings)) = (info, segment.field(field)) else {
                continue;
            };
            let mut blocks = postings.blocks(info)?;
            while !blocks.docs().is_empty() {
                for (&document, &mentions) in blocks.docs().iter().zip(blocks.freqs()) {
                    // Postings also hold deleted documents: those have no slot.
                    if let Some(&slot) = segment.slots.get(document as usize).filter(|slot| **slot != NO_SLOT) {
                        let length = lengths[usize::from(postings.length_code(document))];
                        hear(slot as usize, score::score(rarity, mentions, length), mentions);
                    }
                }
                blocks.advance();
            }
        }
        Ok(())
    }

    /// Every program that matters with terms in a row.
    pub fn each_of_row(
        &self,
        field: Field,
        row: &[Placed],
        matters: &impl Fn(usize) -> bool,
        hear: &mut impl Hear,
    ) -> tantivy::Result<()> {
        let mut known = Vec::with_capacity(row.len());
        for placed in row {
            let term = self.know(field, &placed.term, placed.place)?;
            if term.documents == 0 {
                return Ok(());
            }
            known.push(term);
        }
        self.each_known_row(field, known, matters, hear)
    }

    /// Every program that matters with characters in a row. Of all pairs of neighbours the rarest are looked for, as
    /// many as it takes to cover each character: a pair across two words is often in no text at all.
    pub fn each_of_stretch(
        &self,
        field: Field,
        stretch: &Stretch,
        matters: &impl Fn(usize) -> bool,
        hear: &mut impl Hear,
    ) -> tantivy::Result<()> {
        let characters: Vec<char> = stretch.text.chars().collect();
        let (Some(first), Some(last)) = (characters.first(), characters.last()) else {
            return Ok(());
        };
        let mut is_covered = vec![false; characters.len()];
        let mut chosen = Vec::new();
        let borders = [
            stretch.at_start.then_some((0, [NGRAM_START, *first])),
            stretch.at_end.then_some((characters.len() - 1, [*last, NGRAM_END])),
        ];
        for (at, pair) in borders.into_iter().flatten() {
            is_covered[at] = true;
            chosen.push(self.know(field, &String::from_iter(pair), place(at))?);
        }
        let mut pairs = Vec::with_capacity(characters.len());
        for (at, pair) in characters.windows(2).enumerate() {
            pairs.push((at, self.know(field, &pair.iter().collect::<String>(), place(at))?));
        }
        if chosen
            .iter()
            .chain(pairs.iter().map(|(_, pair)| pair))
            .any(|it| it.documents == 0)
        {
            return Ok(());
        }
        pairs.sort_by_key(|(_, pair)| pair.documents);
        for (at, pair) in pairs {
            if !(is_covered[at] && is_covered[at + 1]) {
                (is_covered[at], is_covered[at + 1]) = (true, true);
                chosen.push(pair);
            }
        }
        self.each_known_row(field, chosen, matters, hear)
    }

    fn each_known_row(
        &self,
        field: Field,
        mut known: Vec<Known>,
        matters: &impl Fn(usize) -> bool,
        hear: &mut impl Hear,
    ) -> tantivy::Result<()> {
        if let [only] = known.as_slice() {
            return self.each_known(field, only, hear);
        }
        let Some(lengths) = self.snapshot.lengths(field) else {
            return Ok(());
        };
        known.sort_by_key(|term| term.documents);
        let end = known.iter().map(|term| term.place).max().unwrap_or(0);
        let all = self.snapshot.documents();
        let rarity: f32 = known.iter().map(|term| score::rarity(term.documents, all)).sum();
        for (number, segment) in self.snapshot.segments.iter().enumerate() {
            let Some(postings) = segment.field(field) else { continue };
            let mut cursors = Vec::with_capacity(known.len());
            for term in &known {
                let Some(info) = term.infos.get(number).and_then(Option::as_ref) else {
                    break;
                };
                cursors.push((postings.positions(info)?, end - term.place));
            }
            if cursors.len() == known.len() {
                let matters = |document: u32| {
                    let slot = segment.slots.get(document as usize).copied();
                    slot.filter(|slot| *slot != NO_SLOT && matters(*slot as usize))
                };
                walk(&mut cursors, matters, |document, slot, mentions| {
                    let length = lengths[usize::from(postings.length_code(document))];
                    hear(slot as usize, score::score(rarity, mentions, length), mentions);
                });
            }
        }
        Ok(())
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Walks documents that have all terms, the rarest term first, and tells those that have them in a row.
fn walk(
    cursors: &mut [(SegmentPostings, u32)],
    matters: impl Fn(u32) -> Option<u32>,
    mut hear: impl FnMut(u32, u32, u32),
) {
    let Some(((lead, lead_shift), others)) = cursors.split_first_mut() else {
        return;
    };
    let (mut ends, mut next_ends) = (Vec::new(), Vec::new());
    let mut document = lead.doc();
    'documents: while document != TERMINATED {
        let Some(slot) = matters(document) else {
            document = lead.advance();
            continue;
        };
        for (other, _) in others.iter_mut() {
            if other.doc() < document {
                other.seek(document);
            }
            let reached = other.doc();
            if reached == TERMINATED {
                return;
            }
            if reached > document {
                document = lead.seek(reached);
                continue 'documents;
            }
        }
        lead.positions_with_offset(*lead_shift, &mut ends);
        for (other, shift) in others.iter_mut() {
            other.positions_with_offset(*shift, &mut next_ends);
            keep_common(&mut ends, &next_ends);
            if ends.is_empty() {
                break;
            }
        }
        if !ends.is_empty() {
            hear(document, slot, place(ends.len()));
        }
        document = lead.advance();
    }
}

/// Keeps of one ascending list what is in another.
fn keep_common(kept: &mut Vec<u32>, others: &[u32]) {
    let mut others = others.iter().copied().peekable();
    kept.retain(|&value| {
        while others.next_if(|&other| other < value).is_some() {}
        others.peek() == Some(&value)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 共通の位置だけが残る() {
        let mut kept = vec![1, 4, 7, 9, 20];
        keep_common(&mut kept, &[0, 4, 8, 9, 30]);
        assert_eq!(kept, [4, 9]);
        keep_common(&mut kept, &[]);
        assert!(kept.is_empty());
    }
}
