//! One generation of the index in memory: the searcher with everything that is counted, ordered or suggested beside
//! it. It never changes; a commit makes the next one, so hits and counts always belong together.

mod bits;
mod column;
mod count;
mod fitting;
mod order;
mod popcount;
mod segment;
pub mod signal;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::code::{
    CodeList, CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, RecruitStatus, Region,
    SizeBand, SubsidyUse, Theme, Visibility,
};
use domain::participation::Gate;
use domain::search::{DueWithin, FacetCounts, PostedWithin};
use domain::value::Day;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

use crate::IndexError;
use crate::analysis::Analyser;
use crate::query::{AnswerCache, Lengths, score};
use crate::row::{Row, mask};
use crate::schema::Fields;
use crate::stored::Stored;
use crate::suggest::Shelf;

pub use bits::Bits;
pub use segment::{FieldPostings, Segment};

use column::Column;
use order::Orders;

/// All programs that can be found, newest first.
pub type Rows = BTreeMap<Reverse<i64>, Arc<Row>>;

/// One generation. A slot is the position of a program among all, newest first.
pub struct Snapshot {
    /// Keeps the files of this generation from being collected.
    _searcher: Searcher,
    /// Number of the last change that is in.
    pub applied: i64,
    pub rows: Vec<Arc<Row>>,
    /// Where the stored texts of a slot are.
    addresses: Vec<DocAddress>,
    /// The stored documents of each segment.
    stores: Vec<StoreReader>,
    pub segments: Vec<Segment>,
    /// Per text field, what the length of a document takes from each further mention of a term.
    lengths: Vec<(Field, Box<Lengths>)>,
    columns: Columns,
    public: Bits,
    insurers: Bits,
    day: Mutex<Option<Arc<DayColumns>>>,
    orders: Orders,
    pub answers: AnswerCache,
    /// Counts of searches without words or filters.
    plain_counts: Mutex<Vec<(PlainKey, Arc<FacetCounts>)>>,
    /// What can be suggested to insurers and to the public.
    shelves: [OnceLock<Shelf>; 2],
}

/// Decompressed blocks of stored documents that a segment keeps: those of the hits people page through.
const KEPT_BLOCKS: usize = 2_048;

/// Stands for no slot.
pub const NO_SLOT: u32 = u32::MAX;

type PlainKey = (bool, bool, Day);

/// The filters that depend on nothing but the programs.
struct Columns {
    pref: Column,
    /// Regions of the prefectures a program names; 全国 is apart.
    region: Column,
    nationwide: Bits,
    cat: Column,
    theme: Column,
    size: Column,
    industry: Column,
    cost: Column,
    mode: Column,
    kind: Column,
    subsidy: Column,
    org: Column,
    /// Who can take part, by slot.
    gates: Vec<Gate>,
    /// Newest first.
    years: Vec<(i32, Bits)>,
}

/// What follows from the day.
struct DayColumns {
    day: Day,
    status: Column,
    due: Column,
    posted: Column,
    /// Slots by deadline.
    deadline: OnceLock<order::Order>,
    /// What the day adds to relevance.
    signals: OnceLock<Arc<[f32]>>,
}

impl Snapshot {
    /// Puts the programs beside a searcher that holds exactly them.
    pub fn new(searcher: Searcher, fields: Fields, rows: &Rows, applied: i64) -> Result<Self, IndexError> {
        let slot_of: BTreeMap<u64, u32> = rows
            .keys()
            .zip(0..)
            .map(|(id, slot)| (crate::document::key(id.0), slot))
            .collect();
        let rows: Vec<Arc<Row>> = rows.values().cloned().collect();
        let mut addresses = vec![DocAddress::new(0, 0); rows.len()];
        let mut stores = Vec::with_capacity(searcher.segment_readers().len());
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let ids = reader.fast_fields().u64("id")?;
            let mut of_documents = vec![NO_SLOT; reader.max_doc() as usize];
            for document in reader.doc_ids_alive() {
                let slot = ids.first(document).and_then(|id| slot_of.get(&id)).copied();
                if let Some((slot, address)) = slot.and_then(|slot| Some((slot, addresses.get_mut(slot as usize)?))) {
                    of_documents[document as usize] = slot;
                    *address = DocAddress::new(segment, document);
                }
            }
            segments.push(Segment::open(reader, fields, of_documents)?);
            stores.push(reader.get_store_reader(KEPT_BLOCKS)?);
        }
        let mut public = Bits::none(rows.len());
        let mut insurers = Bits::none(rows.len());
        for (slot, row) in rows.iter().enumerate() {
            match row.visibility {
                Visibility::Public => {
                    public.insert(slot);
                    insurers.insert(slot);
                }
                Visibility::Insurers => insurers.insert(slot),
                Visibility::Participants => {}
            }
        }
        Ok(Self {
            columns: Columns::new(&rows),
            orders: Orders::default(),
            answers: AnswerCache::default(),
            day: Mutex::default(),
            plain_counts: Mutex::default(),
            shelves: [const { OnceLock::new() }; 2],
            _searcher: searcher,
            applied,
            rows,
            addresses,
            stores,
            lengths: fields.texts().map(|field| (field, lengths_of(&segments, field))).into(),
            segments,
            public,
            insurers,
        })
    }

    /// The programs somebody may find. Those for participants only are in no search.
    pub fn visible(&self, scope: Visibility) -> &Bits {
        if is_public(scope) { &self.public } else { &self.insurers }
    }

    /// The programs that run in a prefecture itself, not as part of 全国.
    pub fn in_prefecture(&self, prefecture: Prefecture) -> Option<&Bits> {
        self.columns.pref.with(prefecture.index())
    }

    /// Facts and texts of a program as stored.
    pub fn stored(&self, slot: usize) -> Result<Option<Stored>, IndexError> {
        let place = self.addresses.get(slot).copied();
        let store = place.and_then(|place| Some((self.stores.get(place.segment_ord as usize)?, place.doc_id)));
        store.map_or(Ok(None), |(store, document)| Stored::read(store, document))
    }

    /// What can be suggested; put in order when first asked for.
    pub fn shelf(&self, scope: Visibility, analyser: &Analyser) -> &Shelf {
        let shelf = &self.shelves[usize::from(is_public(scope))];
        shelf.get_or_init(|| Shelf::new(self, self.visible(scope), analyser))
    }

    /// What lengths of documents in a text field take from further mentions of a term, by length code.
    pub fn lengths(&self, field: Field) -> Option<&Lengths> {
        let mut lengths = self.lengths.iter();
        lengths
            .find(|(known, _)| *known == field)
            .map(|(_, lengths)| &**lengths)
    }

    /// Documents in the engine, deleted ones included, since numbers of postings include them too.
    pub fn documents(&self) -> usize {
        self.segments.iter().map(|segment| segment.slots.len()).sum()
    }

    /// What a day adds to the relevance of each program: a little for being open or new.
    pub fn signals(&self, today: Day) -> Arc<[f32]> {
        let day = self.on(today);
        let signals = day.signals.get_or_init(|| {
            let rows = self.rows.iter();
            rows.map(|row| signal::of(row, today)).collect()
        });
        Arc::clone(signals)
    }

    fn on(&self, today: Day) -> Arc<DayColumns> {
        let mut kept = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = kept.as_ref().filter(|columns| columns.day == today) {
            return Arc::clone(columns);
        }
        let is = |row: &Row, status: &RecruitStatus| row.window().is(*status, today);
        let status = Column::of(&self.rows, RecruitStatus::ALL.len(), |row| {
            mask(RecruitStatus::ALL.iter().copied().filter(|status| is(row, status)))
        });
        let columns = Arc::new(DayColumns {
            day: today,
            status,
            due: Column::of(&self.rows, DueWithin::ALL.len(), |row| row.due(today)),
            posted: Column::of(&self.rows, PostedWithin::ALL.len(), |row| row.posted(today)),
            deadline: OnceLock::new(),
            signals: OnceLock::new(),
        });
        *kept = Some(Arc::clone(&columns));
        columns
    }
}

/// Deleted documents count as well, as they do in the numbers of terms; a merge forgets both.
fn lengths_of(segments: &[Segment], field: Field) -> Box<Lengths> {
    let documents: usize = segments.iter().map(|segment| segment.slots.len()).sum();
    let opened = segments.iter().filter_map(|segment| segment.field(field));
    let terms: u64 = opened.map(FieldPostings::total_terms).sum();
    score::lengths((terms as f32 / documents.max(1) as f32).max(1.0))
}

/// Whether the scope is that of any visitor.
pub fn is_public(scope: Visibility) -> bool {
    scope == Visibility::Public
}

impl Columns {
    fn new(rows: &[Arc<Row>]) -> Self {
        fn column<T: CodeList>(rows: &[Arc<Row>], mask: impl Fn(&Row) -> u64) -> Column {
            Column::of(rows, T::ALL.len(), mask)
        }
        let regions: Vec<u64> = Region::ALL
            .iter()
            .map(|region| region.prefecture_set().bits())
            .collect();
        let meets = |prefectures: u64| {
            let met = regions
                .iter()
                .enumerate()
                .filter(|(_, region)| **region & prefectures != 0);
            met.fold(0, |mask, (position, _)| mask | 1 << position)
        };
        let mut nationwide = Bits::none(rows.len());
        let mut years: BTreeMap<Reverse<i32>, Bits> = BTreeMap::new();
        for (slot, row) in rows.iter().enumerate() {
            if row.nationwide {
                nationwide.insert(slot);
            }
            for year in row.years.0..=row.years.1 {
                years
                    .entry(Reverse(year))
                    .or_insert_with(|| Bits::none(rows.len()))
                    .insert(slot);
            }
        }
        Self {
            pref: column::<Prefecture>(rows, |row| row.prefectures),
            region: column::<Region>(rows, |row| meets(row.prefectures)),
            nationwide,
            cat: column::<Purpose>(rows, |row| row.cats),
            theme: column::<Theme>(rows, |row| row.themes),
            size: column::<SizeBand>(rows, |row| row.sizes),
            industry: column::<Industry>(rows, |row| row.industries),
            cost: column::<CostSharing>(rows, |row| row.cost),
            mode: column::<Mode>(rows, |row| row.modes),
            kind: column::<ListingKind>(rows, |row| mask([row.kind])),
            subsidy: column::<SubsidyUse>(rows, |row| row.subsidy),
            org: column::<InsurerKind>(rows, |row| mask([row.owner_kind])),
            gates: rows.iter().map(|row| row.gate).collect(),
            years: years.into_iter().map(|(year, bits)| (year.0, bits)).collect(),
        }
    }
}
