//! Text with gaps, compressed once and filled in many times. Each part is a deflate stream of its own that nothing before
//! it is needed for, and what goes into a gap is stored as it is, so that a fresh nonce costs no compression.

use std::io::{self, Write};

use axum::body::Bytes;
use crc32fast::Hasher;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The head of a gzip file without name and time.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// An empty last block.
const LAST: [u8; 2] = [3, 0];

/// Parts with a gap between each two of them.
pub struct Packed {
    parts: Vec<Part>,
}

struct Part {
    blocks: Vec<u8>,
    hash: Hasher,
    length: u32,
}

impl Packed {
    /// Compresses the parts.
    ///
    /// # Errors
    /// Never: memory does not fail.
    pub fn of(parts: &[Bytes]) -> io::Result<Self> {
        let parts = parts.iter().map(|part| {
            let mut encoder = DeflateEncoder::new(Vec::with_capacity(part.len() / 4), Compression::best());
            encoder.write_all(part)?;
            // Ends on a whole byte without ending the stream.
            encoder.flush()?;
            let mut hash = Hasher::new();
            hash.update(part);
            Ok(Part {
                blocks: encoder.get_ref().clone(),
                hash,
                length: u32::try_from(part.len()).unwrap_or(u32::MAX),
            })
        });
        Ok(Self {
            parts: parts.collect::<io::Result<_>>()?,
        })
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.blocks.len()).sum()
    }

    /// A gzip file of the parts with `filling` in each gap; `filling` is short.
    pub fn fill(&self, filling: &[u8]) -> Vec<u8> {
        let gap = stored(filling);
        let mut filling_hash = Hasher::new();
        filling_hash.update(filling);
        let mut out = Vec::with_capacity(self.bytes() + self.parts.len() * gap.len() + 32);
        out.extend_from_slice(&HEAD);
        let (mut hash, mut length) = (Hasher::new(), 0_u32);
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(&gap);
                hash.combine(&filling_hash);
                length = length.wrapping_add(u32::try_from(filling.len()).unwrap_or_default());
            }
            out.extend_from_slice(&part.blocks);
            hash.combine(&part.hash);
            length = length.wrapping_add(part.length);
        }
        out.extend_from_slice(&LAST);
        out.extend_from_slice(&hash.finalize().to_le_bytes());
        out.extend_from_slice(&length.to_le_bytes());
        out
    }
}

/// A block that is not compressed; it begins and ends on a whole byte.
fn stored(text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let mut block = vec![0];
    block.extend_from_slice(&length.to_le_bytes());
    block.extend_from_slice(&(!length).to_le_bytes());
    block.extend_from_slice(text.get(..usize::from(length)).unwrap_or_default());
    block
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn unpacked(file: &[u8]) -> String {
        let mut text = String::new();
        GzDecoder::new(file).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn 隙間を埋めた文を誰でも解凍できる() {
        let long = "共同事業の一覧<li>健診</li>".repeat(2000);
        let parts =
            ["<script nonce=\"", "\">a</script><script nonce=\"", &long, ""].map(|part| Bytes::from(part.to_owned()));
        let packed = Packed::of(&parts).unwrap();
        assert!(packed.bytes() < long.len() / 20, "{} bytes", packed.bytes());
        for filling in ["qZ3+/abcdefghijklmnop==", "0123456789abcdefABCDEF==", ""] {
            let expected = parts
                .iter()
                .map(|part| std::str::from_utf8(part).unwrap())
                .collect::<Vec<_>>()
                .join(filling);
            assert_eq!(unpacked(&packed.fill(filling.as_bytes())), expected);
        }
    }

    #[test]
    fn 隙間のない文と空の文() {
        for text in ["", "a", "文"] {
            let packed = Packed::of(&[Bytes::from(text)]).unwrap();
            assert_eq!(unpacked(&packed.fill(b"nonce")), text);
        }
    }
}
