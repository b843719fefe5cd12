//! Changes the index. One writer per folder, owned by one thread; every change is one commit that carries its number,
//! so that after a crash the index says how far it got.

use std::cmp::Reverse;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use arc_swap::ArcSwap;
use domain::code::Visibility;
use domain::program::Listing;
use domain::value::ProgramId;
use serde::{Deserialize, Serialize};
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use crate::IndexError;
use crate::analysis::{Analyser, SynonymTable, Synonyms};
use crate::document;
use crate::place::{self, Place};
use crate::row::Row;
use crate::schema::{self, Fields};
use crate::search::Shared;
use crate::snapshot::{Rows, Snapshot};
use crate::stored::Stored;
use crate::vocabulary::Vocabularies;

/// Memory for documents that are not committed yet, in bytes.
const WRITER_BYTES: usize = 200_000_000;

/// So many listings of a rebuild are held as documents at a time.
const AT_ONCE: usize = 512;

/// A change of what can be found.
pub enum Change {
    /// The program is there, as in the listing.
    Put(Box<Listing>),
    /// The program is not there.
    Remove(ProgramId),
}

/// The only one who changes an index.
pub struct Writer {
    engine: IndexWriter,
    reader: IndexReader,
    rows: Rows,
    shared: Arc<Shared>,
    /// `None` in memory.
    place: Option<Place>,
}

/// What a commit carries.
#[derive(Serialize, Deserialize)]
struct Payload {
    applied: i64,
}

/// Opens or makes the index in a folder.
pub fn open(dir: &Path, analyser: Arc<Analyser>) -> Result<(Arc<Shared>, Writer), IndexError> {
    let place = Place::take(dir, analyser.version())?;
    let (schema, fields) = schema::build();
    let index = place.open(&schema)?;
    let (shared, writer) = match assemble(&index, fields, Arc::clone(&analyser)) {
        Err(error) if is_damage(&error) => {
            tracing::warn!(%error, "the index is built again");
            drop(index);
            assemble(&place.create(&schema)?, fields, analyser)?
        }
        other => other?,
    };
    if writer.applied() > 0 {
        place.remove_others();
    }
    Ok((
        shared,
        Writer {
            place: Some(place),
            ..writer
        },
    ))
}

/// Makes an empty index in memory.
pub fn in_memory(analyser: Arc<Analyser>) -> Result<(Arc<Shared>, Writer), IndexError> {
    let (schema, fields) = schema::build();
    let mut index = tantivy::Index::builder()
        .schema(schema)
        .settings(place::settings())
        .create_in_ram()?;
    index.set_tokenizers(schema::tokenizers());
    assemble(&index, fields, analyser)
}

/// Damage only shows when the rows are read; a full disk or a lock is no damage.
fn is_damage(error: &IndexError) -> bool {
    matches!(
        error,
        IndexError::Stored(_)
            | IndexError::Foreign
            | IndexError::Engine(TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_))
    )
}

fn assemble(
    index: &tantivy::Index,
    fields: Fields,
    analyser: Arc<Analyser>,
) -> Result<(Arc<Shared>, Writer), IndexError> {
    let engine: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(8);
    policy.set_del_docs_ratio_before_merge(0.2);
    engine.set_merge_policy(Box::new(policy));
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let applied = match index.load_metas()?.payload {
        Some(payload) => serde_json::from_str::<Payload>(&payload)?.applied,
        None => 0,
    };
    let rows = read_rows(&reader)?;
    let snapshot = Snapshot::new(reader.searcher(), fields, &rows, applied)?;
    let synonyms = Synonyms::of(&SynonymTable::built_in()?, &analyser, 1);
    let shared = Arc::new(Shared {
        synonyms: ArcSwap::from_pointee(synonyms),
        vocabularies: Vocabularies::default(),
        analyser,
        fields,
        snapshot: ArcSwap::from_pointee(snapshot),
    });
    Ok((
        Arc::clone(&shared),
        Writer {
            engine,
            reader,
            rows,
            shared,
            place: None,
        },
    ))
}

/// The facts of all programs, as stored.
fn read_rows(reader: &IndexReader) -> Result<Rows, IndexError> {
    let searcher = reader.searcher();
    let mut rows = Rows::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(1)?;
        for document in segment.doc_ids_alive() {
            let stored = Stored::read(&store, document)?.ok_or(IndexError::Foreign)?;
            let row = stored.row()?;
            rows.insert(Reverse(row.id.get()), Arc::new(row));
        }
    }
    Ok(rows)
}

fn some_made(
    listings: &[Listing],
    make: impl Fn(&Listing) -> Result<(TantivyDocument, Row), IndexError>,
) -> Result<Vec<(TantivyDocument, Row)>, IndexError> {
    listings.iter().map(make).collect()
}

impl Writer {
    /// Applies changes as one commit with its number. When it returns, searches see them.
    ///
    /// # Errors
    /// Nothing has changed then.
    pub fn apply(&mut self, changes: &[Change], applied: i64) -> Result<(), IndexError> {
        let result = self.stage(changes).and_then(|rows| self.commit(rows, applied));
        self.undo_on_error(result)
    }

    /// Replaces everything as one commit with its number: until it returns, searches see what was there before.
    ///
    /// # Errors
    /// Nothing has changed then.
    pub fn replace_all(&mut self, listings: impl Iterator<Item = Listing>, applied: i64) -> Result<(), IndexError> {
        let result = self.stage_all(listings).and_then(|rows| self.commit(rows, applied));
        self.undo_on_error(result)
    }

    /// Number of the last change that is in.
    pub fn applied(&self) -> i64 {
        self.shared.snapshot.load().applied
    }

    fn stage(&self, changes: &[Change]) -> Result<Rows, IndexError> {
        let mut rows = self.rows.clone();
        for change in changes {
            let id = match change {
                Change::Put(listing) => listing.id,
                Change::Remove(id) => *id,
            };
            self.engine
                .delete_term(Term::from_field_u64(self.shared.fields.id, document::key(id.get())));
            match change {
                Change::Put(listing) => self.add(listing, &mut rows)?,
                Change::Remove(_) => {
                    rows.remove(&Reverse(id.get()));
                }
            }
        }
        Ok(rows)
    }

    /// Analysis is most of the work, and each listing is analysed for itself: all processors take part.
    fn stage_all(&self, listings: impl Iterator<Item = Listing>) -> Result<Rows, IndexError> {
        self.engine.delete_all_documents()?;
        let mut rows = Rows::new();
        let mut listings = listings.peekable();
        while listings.peek().is_some() {
            let some: Vec<Listing> = listings.by_ref().take(AT_ONCE).collect();
            for (document, row) in self.make_all(&some)? {
                let id = row.id.get();
                // A program that comes twice is there once, as it came last.
                if rows.insert(Reverse(id), Arc::new(row)).is_some() {
                    let key = document::key(id);
                    self.engine
                        .delete_term(Term::from_field_u64(self.shared.fields.id, key));
                }
                self.engine.add_document(document)?;
            }
        }
        Ok(rows)
    }

    /// The documents of listings, in their order.
    fn make_all(&self, listings: &[Listing]) -> Result<Vec<(TantivyDocument, Row)>, IndexError> {
        let Shared { analyser, fields, .. } = &*self.shared;
        let make = |listing: &Listing| document::make(listing, analyser, *fields);
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = listings.len().div_ceil(threads).max(1);
        if listings.len() <= share {
            return listings.iter().map(make).collect();
        }
        thread::scope(|scope| {
            let work = |some| scope.spawn(move || some_made(some, make));
            let shares: Vec<_> = listings.chunks(share).map(work).collect();
            let mut made = Vec::with_capacity(listings.len());
            for share in shares {
                match share.join() {
                    Ok(documents) => made.extend(documents?),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            Ok(made)
        })
    }

    fn add(&self, listing: &Listing, rows: &mut Rows) -> Result<(), IndexError> {
        let (document, row) = document::make(listing, &self.shared.analyser, self.shared.fields)?;
        self.engine.add_document(document)?;
        rows.insert(Reverse(row.id.get()), Arc::new(row));
        Ok(())
    }

    fn commit(&mut self, rows: Rows, applied: i64) -> Result<(), IndexError> {
        let payload = serde_json::to_string(&Payload { applied })?;
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        self.reader.reload()?;
        let snapshot = Snapshot::new(self.reader.searcher(), self.shared.fields, &rows, applied)?;
        let snapshot = Arc::new(snapshot);
        self.shared.snapshot.store(Arc::clone(&snapshot));
        self.rows = rows;
        // Searches already see the change; putting suggestions in order here spares the next person who types.
        for scope in [Visibility::Public, Visibility::Insurers] {
            snapshot.shelf(scope, &self.shared.analyser);
        }
        if let Some(place) = self.place.as_ref().filter(|_| applied > 0) {
            place.remove_others();
        }
        Ok(())
    }

    /// Half a change must not slip into the next commit.
    fn undo_on_error(&mut self, result: Result<(), IndexError>) -> Result<(), IndexError> {
        if result.is_err()
            && let Err(error) = self.engine.rollback()
        {
            tracing::error!(%error, "a failed change of the index could not be undone");
        }
        result
    }
}
