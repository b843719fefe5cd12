//! One thing that must be found, and all the ways in which a program can have it.

use domain::code::Prefecture;
/// One way to have something.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// A domain term, by its key.
    Term(String),
    /// Words in a row.
    Words(Vec<String>),
    /// Characters in a row, between borders of words where asked.
    Spelled(Stretch),
    /// A reading, between borders of words.
    Sounded(Stretch),
    /// One kanji, anywhere.
    Kanji(char),
}

/// Characters in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub text: String,
    /// Begins where a word begins.
    pub at_start: bool,
    /// Ends where a word ends.
    pub at_end: bool,
}

impl Stretch {
    /// A stretch of whole words.
    pub fn whole(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            at_start: true,
            at_end: true,
        }
    }
}

/// Something that must be found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Need {
    /// The ways with their weights.
    pub ways: Vec<(Way, f32)>,
    /// What to mark, in comparable form.
    pub marks: Vec<String>,
    /// What to mark where none of `marks` is.
    pub faint_marks: Vec<String>,
    /// The prefecture that is meant; programs there come first.
    pub prefecture: Option<Prefecture>,
}

impl Need {
    /// The ways that are found by terms, and cheap to look for.
    pub fn plain_ways(&self) -> impl Iterator<Item = (&Way, f32)> {
        let ways = self.ways.iter().filter(|(way, _)| !way.is_laborious());
        ways.map(|(way, weight)| (way, *weight))
    }

    /// The ways that are found by characters in a row.
    pub fn laborious_ways(&self) -> impl Iterator<Item = (&Way, f32)> {
        let ways = self.ways.iter().filter(|(way, _)| way.is_laborious());
        ways.map(|(way, weight)| (way, *weight))
    }

    /// Whether characters must be looked at.
    pub fn is_laborious(&self) -> bool {
        self.ways.iter().any(|(way, _)| way.is_laborious())
    }
}

impl Way {
    fn is_laborious(&self) -> bool {
        matches!(self, Self::Spelled(_) | Self::Sounded(_))
    }

    /// A name for it, for those who want to know why something was found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Term(_) => "term",
            Self::Words(_) => "words",
            Self::Spelled(_) => "spelling",
            Self::Sounded(_) => "reading",
            Self::Kanji(_) => "kanji",
        }
    }

    /// What is looked for.
    pub fn text(&self) -> String {
        match self {
            Self::Term(key) => key.clone(),
            Self::Words(words) => words.join(" "),
            Self::Spelled(stretch) | Self::Sounded(stretch) => stretch.text.clone(),
            Self::Kanji(kanji) => kanji.to_string(),
        }
    }
}
