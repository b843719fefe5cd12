//! The fields of the index. Filters are not among them: they are counted on bit sets in memory, see the snapshot.

use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;
use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

use crate::analysis::Terms;

/// Steps between places that no phrase may cross.
const FAR: usize = 100;

const REPLAY: &str = "replay";

/// The fields by name.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The program's id; the key of a change.
    pub id: Field,
    /// Words of everything that can be searched.
    pub all: Field,
    /// Words of the title.
    pub title: Field,
    /// Readings, as pairs of characters.
    pub yomi: Field,
    /// Spelling, as pairs of characters.
    pub exact: Field,
    /// Facts for filters and orders, read when the index is opened, and texts to show pieces of, read for each hit. The
    /// only stored field.
    pub stored: Field,
}

/// How many fields hold terms of texts.
pub const TEXT_FIELDS: usize = 4;

impl Fields {
    /// The fields that hold terms of texts.
    pub fn texts(self) -> [Field; TEXT_FIELDS] {
        [self.all, self.title, self.yomi, self.exact]
    }
}

/// The schema and its fields.
pub fn build() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = |fieldnorms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(REPLAY)
                .set_fieldnorms(fieldnorms)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let fields = Fields {
        id: builder.add_u64_field("id", INDEXED | FAST),
        all: builder.add_text_field("all", terms(true)),
        title: builder.add_text_field("title", terms(true)),
        yomi: builder.add_text_field("yomi", terms(true)),
        exact: builder.add_text_field("exact", terms(true)),
        stored: builder.add_bytes_field("stored", BytesOptions::default() | STORED),
    };
    (builder.build(), fields)
}

/// The tokenizers. Texts use one only, which replays terms that were found before; the engine asks for its own even
/// where a field is a number.
pub fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(REPLAY, Replay);
    tokenizers
}

/// Reads what [`Terms`] wrote.
#[derive(Clone)]
struct Replay;

struct Replayed<'a> {
    rest: &'a str,
    place: usize,
    token: Token,
}

impl Tokenizer for Replay {
    type TokenStream<'a> = Replayed<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Replayed<'a> {
        Replayed {
            rest: text,
            place: 0,
            token: Token::default(),
        }
    }
}

impl TokenStream for Replayed<'_> {
    fn advance(&mut self) -> bool {
        let mut characters = self.rest.chars();
        while let Some(control) = characters.next() {
            let after = characters.as_str();
            let end = after.bytes().position(Terms::is_control).unwrap_or(after.len());
            let (term, rest) = after.split_at(end);
            characters = rest.chars();
            self.rest = rest;
            self.place += Terms::steps(control).unwrap_or(FAR);
            if !term.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(term);
                self.token.position = self.place;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書いた語がそのまま再生される() {
        let mut replay = Replay;
        let mut stream = replay.token_stream("\u{3}特定\u{1}§特定健診\u{2}健診\u{2}\u{2}率\u{3}次");
        let mut seen = Vec::new();
        stream.process(&mut |token| seen.push((token.text.clone(), token.position)));
        let expected = [
            ("特定", 100),
            ("§特定健診", 100),
            ("健診", 101),
            ("率", 103),
            ("次", 203),
        ];
        assert_eq!(seen, expected.map(|(text, place)| (text.to_owned(), place)));
    }
}
