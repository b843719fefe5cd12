//! From text to terms: the one analysis that documents and queries share. Its version names everything it depends on,
//! so that an index made by another analysis is never asked.

mod folded;
mod lexicon;
mod morpheme;
mod synonym;
mod terms;
mod version;

use std::path::Path;

use crate::IndexError;

pub use folded::{Folded, to_key, to_sound};
pub use lexicon::{Entry, Lexicon, is_one_edit};
pub use morpheme::{Class, Morpheme, is_kana};
pub use synonym::{Alternative, Same, SynonymTable, Synonyms, Wider};
pub use terms::{NGRAM_END, NGRAM_START, Terms, compound, is_kanji};

use morpheme::Cutter;

/// Dictionary and tables for the analysis of Japanese text. Made once, shared by all that search or index.
pub struct Analyser {
    cutter: Cutter,
    lexicon: Lexicon,
    version: String,
}

/// A text cut into words.
pub struct Words {
    /// The folded text.
    pub folded: Folded,
    /// The folded text in the form in which terms are compared; offsets are those of the folded text.
    pub key: String,
    /// Its words, marks and spaces in order.
    pub morphemes: Vec<Morpheme>,
}

impl Analyser {
    /// Loads a compiled IPADIC folder and prepares the tables. Takes some 50 ms.
    ///
    /// # Errors
    /// [`IndexError::Dictionary`] when the folder is missing or of another format.
    pub fn load(dictionary: &Path) -> Result<Self, IndexError> {
        let cutter = Cutter::load(dictionary)?;
        let lexicon = Lexicon::new(&cutter)?;
        let version = version::of(dictionary)?;
        Ok(Self {
            cutter,
            lexicon,
            version,
        })
    }

    /// Names the analysis: 16 hexadecimal digits that change with the dictionary, the tables and the code.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Folds a text and cuts it into words.
    pub(crate) fn words(&self, text: &str) -> Words {
        let folded = Folded::of(text);
        let morphemes = self.cutter.cut(&folded.text);
        let key = to_key(&folded.text);
        Words { folded, key, morphemes }
    }

    /// The reading of a text, folded by sound; what has none stands as it is.
    pub(crate) fn sound(&self, text: &str) -> String {
        self.words(text).sound()
    }
}

impl Words {
    /// The readings of all words in a row, marks and spaces left out.
    pub fn sound(&self) -> String {
        let spoken = self
            .morphemes
            .iter()
            .filter(|word| matches!(word.class, Class::Content | Class::Function));
        spoken.map(|word| &*word.sound).collect()
    }

    /// The spelling of a word of this text, in comparable form.
    pub fn spelled(&self, word: &Morpheme) -> &str {
        self.key.get(word.start..word.end).unwrap_or("")
    }

    /// The stretches between marks, each with at least one word.
    pub fn runs(&self) -> impl Iterator<Item = &[Morpheme]> {
        self.morphemes.split(|word| word.class == Class::Mark).filter(|run| {
            run.iter()
                .any(|word| matches!(word.class, Class::Content | Class::Function))
        })
    }
}
