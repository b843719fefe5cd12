//! What the engine keeps of a program besides its terms: the facts and the texts, as one value. Read without the engine's
//! own decoder, which takes bytes one at a time and would cost more than the whole search.

use tantivy::DocId;
use tantivy::directory::OwnedBytes;
use tantivy::store::StoreReader;

use crate::IndexError;
use crate::row::Row;

/// Stands at the very end, so that a change of the engine's layout is noticed.
const SEAL: [u8; 4] = *b"navi";

/// Lengths of excerpt and row, and the seal.
const TAIL: usize = 4 + 4 + SEAL.len();

/// One stored value.
pub struct Stored {
    bytes: OwnedBytes,
    excerpt: usize,
    row: usize,
}

/// The value to store. Both parts lie before their lengths: only the end of a stored document has a known place.
pub fn encode(excerpt: &[u8], row: &Row) -> Result<Vec<u8>, IndexError> {
    let row = serde_json::to_vec(row)?;
    let length = |part: &[u8]| u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes();
    Ok([excerpt, &row, &length(excerpt), &length(&row), &SEAL].concat())
}

impl Stored {
    /// Reads the value of a document; `None` when it is not one of ours.
    pub fn read(store: &StoreReader, document: DocId) -> Result<Option<Self>, IndexError> {
        Ok(Self::of(store.get_document_bytes(document)?))
    }

    /// The value is the last of its document.
    fn of(bytes: OwnedBytes) -> Option<Self> {
        let tail = bytes.get(bytes.len().checked_sub(TAIL)?..)?;
        let (lengths, seal) = tail.split_at(8);
        let (excerpt, row) = lengths.split_at(4);
        let length = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize);
        let (excerpt, row) = (length(excerpt)?, length(row)?);
        let is_whole = seal == SEAL && excerpt.checked_add(row)?.checked_add(TAIL)? <= bytes.len();
        is_whole.then_some(Self { bytes, excerpt, row })
    }

    /// The texts, as [`crate::excerpt`] writes them.
    pub fn excerpt(&self) -> &[u8] {
        let end = self.bytes.len() - TAIL - self.row;
        &self.bytes[end - self.excerpt..end]
    }

    /// The facts.
    pub fn row(&self) -> Result<Row, IndexError> {
        let end = self.bytes.len() - TAIL;
        Ok(serde_json::from_slice(&self.bytes[end - self.row..end])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 終わりから読む() {
        let value = [b"head".as_slice(), b"text", b"{}", &[4, 0, 0, 0], &[2, 0, 0, 0], &SEAL].concat();
        let stored = Stored::of(OwnedBytes::new(value)).unwrap();
        assert_eq!(stored.excerpt(), b"text");
        assert!(stored.row().is_err());
    }

    #[test]
    fn よそのものは読まない() {
        for foreign in [&b""[..], b"navi", b"\x09\0\0\0\0\0\0\0navi", b"\0\0\0\0\0\0\0\0Navi"] {
            assert!(Stored::of(OwnedBytes::new(foreign.to_vec())).is_none());
        }
    }
}
