//! How much a match counts: BM25 with its usual constants, written out so that an administrator can be told every
//! number that went into an order.

use tantivy::fieldnorm::FieldNormReader;

/// How soon further mentions count no more.
const SATURATION: f32 = 1.2;

/// How much a long text takes from a mention.
const LENGTH: f32 = 0.75;

/// By length code of a document.
pub type Lengths = [f32; 256];

/// What lengths take, for texts of this mean length.
pub fn lengths(mean: f32) -> Box<Lengths> {
    let mut lengths = Box::new([0.0; 256]);
    for (code, length) in (0..=u8::MAX).zip(lengths.iter_mut()) {
        let terms = FieldNormReader::id_to_fieldnorm(code) as f32;
        *length = SATURATION * (1.0 - LENGTH + LENGTH * terms / mean);
    }
    lengths
}

/// How telling it is that a document has something that so many of all documents have.
pub fn rarity(with: u32, all: usize) -> f32 {
    let (with, all) = (with as f32, all as f32);
    (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
}

/// The score of so many mentions in a document whose length takes this.
pub fn score(rarity: f32, mentions: u32, length: f32) -> f32 {
    let mentions = mentions as f32;
    rarity * (1.0 + SATURATION) * mentions / (mentions + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 珍しい語と短い文と多い言及は高い() {
        let lengths = lengths(100.0);
        let (short, long) = (lengths[10], lengths[60]);
        assert!(score(1.0, 1, short) > score(1.0, 1, long));
        assert!(score(1.0, 3, short) > score(1.0, 1, short));
        assert!(rarity(1, 1_000) > rarity(900, 1_000));
        assert!(rarity(1_000, 1_000) > 0.0);
    }
}
