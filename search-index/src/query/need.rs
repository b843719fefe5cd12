//! One thing that must be found, and all the ways in which a program can have it.

use domain::code::Prefecture;
use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::{NGRAM_END, NGRAM_START, compound};
use crate::schema::Fields;

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
    /// The need as a query for the engine; `None` when there is no way at all.
    pub fn query(&self, fields: Fields) -> Option<Box<dyn Query>> {
        let queries = self
            .ways
            .iter()
            .filter_map(|(way, weight)| Some(weigh(way.query(fields)?, *weight)));
        one_of(queries.collect())
    }

    /// The ways that are found by words, with their weights in them.
    pub fn plain_queries(&self, fields: Fields) -> impl Iterator<Item = Box<dyn Query>> {
        let ways = self.ways.iter().filter(|(way, _)| !way.is_laborious());
        ways.filter_map(move |(way, weight)| Some(weigh(way.query(fields)?, *weight)))
    }

    /// The ways that are found by characters in a row, with their weights beside them.
    pub fn laborious_queries(&self, fields: Fields) -> impl Iterator<Item = (Box<dyn Query>, f32)> {
        let ways = self.ways.iter().filter(|(way, _)| way.is_laborious());
        ways.filter_map(move |(way, weight)| Some((way.query(fields)?, *weight)))
    }

    /// Whether characters must be looked at.
    pub fn is_laborious(&self) -> bool {
        self.ways.iter().any(|(way, _)| way.is_laborious())
    }

    /// What makes a title count more.
    pub fn title_query(&self, fields: Fields, boost: f32) -> Option<Box<dyn Query>> {
        let queries = self.ways.iter().filter_map(|(way, weight)| match way {
            Way::Term(_) | Way::Words(_) => Some(weigh(way.words_query(fields.title)?, weight * boost)),
            Way::Spelled(_) | Way::Sounded(_) | Way::Kanji(_) => None,
        });
        one_of(queries.collect())
    }
}

impl Way {
    fn is_laborious(&self) -> bool {
        matches!(self, Self::Spelled(_) | Self::Sounded(_))
    }

    fn query(&self, fields: Fields) -> Option<Box<dyn Query>> {
        match self {
            Self::Term(_) | Self::Words(_) => self.words_query(fields.all),
            Self::Spelled(stretch) => characters(fields.exact, stretch),
            Self::Sounded(stretch) => characters(fields.yomi, stretch),
            Self::Kanji(kanji) => Some(term(fields.exact, kanji.encode_utf8(&mut [0; 4]))),
        }
    }

    fn words_query(&self, field: Field) -> Option<Box<dyn Query>> {
        match self {
            Self::Term(key) => Some(term(field, &compound(key))),
            Self::Words(words) => match words.as_slice() {
                [] => None,
                [word] => Some(term(field, word)),
                words => {
                    let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
                    Some(Box::new(PhraseQuery::new(terms)))
                }
            },
            Self::Spelled(_) | Self::Sounded(_) | Self::Kanji(_) => None,
        }
    }
}

/// Everything at once.
pub fn all_of(needs: &[Need], fields: Fields) -> BooleanQuery {
    let queries = needs.iter().filter_map(|need| need.query(fields));
    BooleanQuery::new(queries.map(|query| (Occur::Must, query)).collect())
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    ))
}

fn weigh(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    if weight == 1.0 {
        query
    } else {
        Box::new(BoostQuery::new(query, weight))
    }
}

fn one_of(mut queries: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    if queries.len() > 1 {
        return Some(Box::new(DisjunctionMaxQuery::new(queries)));
    }
    queries.pop()
}

/// Every second pair of characters is enough to find them all, given the last one.
fn characters(field: Field, stretch: &Stretch) -> Option<Box<dyn Query>> {
    let characters: Vec<char> = stretch.text.chars().collect();
    let (first, last) = (characters.first()?, characters.last()?);
    let end = characters.len() - 1;
    let mut terms: Vec<(usize, String)> = Vec::new();
    if stretch.at_start {
        terms.push((0, [NGRAM_START, *first].iter().collect()));
    }
    let mut pairs: Vec<usize> = (0..end).step_by(2).collect();
    if end > 0 && pairs.last() != Some(&(end - 1)) {
        pairs.push(end - 1);
    }
    terms.extend(
        pairs
            .into_iter()
            .map(|at| (at, characters[at..at + 2].iter().collect())),
    );
    if stretch.at_end {
        terms.push((end, [*last, NGRAM_END].iter().collect()));
    }
    match terms.as_slice() {
        [] => None,
        [(_, only)] => Some(term(field, only)),
        _ => {
            let terms = terms
                .into_iter()
                .map(|(at, text)| (at, Term::from_field_text(field, &text)))
                .collect();
            Some(Box::new(PhraseQuery::new_with_offset(terms)))
        }
    }
}
