//! The postings of one segment as the search reads them: terms by field, lengths of documents, and the slot of each
//! document. Readers are opened once per generation, because opening one costs more than reading a short list.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, SegmentReader};

use crate::schema::{Fields, TEXT_FIELDS};

/// One segment.
pub struct Segment {
    /// The slot of each document; [`super::NO_SLOT`] for a deleted one.
    pub slots: Vec<u32>,
    fields: Vec<(Field, FieldPostings)>,
}

/// One field of a segment.
pub struct FieldPostings {
    inverted: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
}

impl Segment {
    /// Opens the text fields of a segment.
    pub fn open(reader: &SegmentReader, fields: Fields, slots: Vec<u32>) -> tantivy::Result<Self> {
        let mut opened = Vec::with_capacity(TEXT_FIELDS);
        for field in fields.texts() {
            let inverted = reader.inverted_index(field)?;
            let lengths = reader.get_fieldnorms_reader(field)?;
            opened.push((field, FieldPostings { inverted, lengths }));
        }
        Ok(Self { slots, fields: opened })
    }

    /// A text field.
    pub fn field(&self, field: Field) -> Option<&FieldPostings> {
        let mut fields = self.fields.iter();
        fields
            .find(|(opened, _)| *opened == field)
            .map(|(_, postings)| postings)
    }
}

impl FieldPostings {
    /// Where the postings of a term are; `None` when no document has it.
    pub fn find(&self, term: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.inverted.terms().get(term.as_bytes())?)
    }

    /// Documents with frequencies, block by block.
    pub fn blocks(&self, term: &TermInfo) -> tantivy::Result<BlockSegmentPostings> {
        Ok(self
            .inverted
            .read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?)
    }

    /// Documents with positions.
    pub fn positions(&self, term: &TermInfo) -> tantivy::Result<SegmentPostings> {
        Ok(self
            .inverted
            .read_postings_from_terminfo(term, IndexRecordOption::WithFreqsAndPositions)?)
    }

    /// The length of a document, as a code of [`FieldNormReader::id_to_fieldnorm`].
    pub fn length_code(&self, document: u32) -> u8 {
        self.lengths.fieldnorm_id(document)
    }

    /// Number of terms of all documents, deleted ones included.
    pub fn total_terms(&self) -> u64 {
        self.inverted.total_num_tokens()
    }

    /// The words of the field in order, each with how many documents have it.
    pub fn each_term(&self, mut hear: impl FnMut(&str, u32)) -> tantivy::Result<()> {
        let mut stream = self.inverted.terms().stream()?;
        while stream.advance() {
            if let Ok(term) = std::str::from_utf8(stream.key()) {
                hear(term, stream.value().doc_freq);
            }
        }
        Ok(())
    }
}
