//! What a query asks for: clauses as needs, with synonyms, readings and years spelled out. Says what to find, not how
//! the engine finds it.

use domain::Lang;
use domain::normalise;
use domain::value::FiscalYear;

use crate::analysis::{
    Alternative, Analyser, Class, Entry, Morpheme, Synonyms, Words, is_kana, is_kanji, to_key, to_sound,
};

use super::clause::{self, Clause};
use super::need::{Need, Stretch, Way};

const SYNONYM: f32 = 0.9;
const SPELLING: f32 = 0.8;
const SOUND: f32 = 0.7;
const KANJI: f32 = 0.5;

/// Shortest reading that is looked for.
const SOUND_CHARS: usize = 3;

/// How much may be done to find something. Each is tried only when the one before found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// As typed.
    Typed,
    /// A long run of words may stand apart.
    Apart,
    /// Parts of words, and mixed spellings by their reading.
    Parts,
}

impl Depth {
    /// In the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::Typed, Self::Apart, Self::Parts];
}

/// A query as needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Per clause, what must all be there.
    pub wanted: Vec<Vec<Need>>,
    /// Per excluded clause, what must not all be there.
    pub excluded: Vec<Vec<Need>>,
    /// One clause is enough.
    pub any: bool,
    /// The reading of everything wanted in a row.
    pub sound: String,
}

impl Plan {
    /// Reads a query.
    pub fn of(query: &str, any: bool, depth: Depth, analyser: &Analyser, synonyms: &Synonyms) -> Self {
        let mut plan = Self { any, ..Self::default() };
        for clause in clause::parse(query) {
            let words = analyser.words(&clause.text);
            // What is excluded is taken as typed: a guess must not hide anything.
            let depth = if clause.is_excluded { Depth::Typed } else { depth };
            let needs: Vec<Need> = words
                .runs()
                .flat_map(|run| {
                    Run {
                        analyser,
                        synonyms,
                        words: &words,
                        run,
                    }
                    .needs(&clause, depth)
                })
                .collect();
            match (needs.is_empty(), clause.is_excluded) {
                (true, _) => {}
                (false, true) => plan.excluded.push(needs),
                (false, false) => {
                    plan.wanted.push(needs);
                    plan.sound.push_str(&words.sound());
                }
            }
        }
        plan
    }

    /// Everything wanted.
    pub fn needs(&self) -> impl Iterator<Item = &Need> {
        self.wanted.iter().flatten()
    }
}

/// Words of a clause without punctuation between them.
struct Run<'a> {
    analyser: &'a Analyser,
    synonyms: &'a Synonyms,
    words: &'a Words,
    run: &'a [Morpheme],
}

impl<'a> Run<'a> {
    fn needs(&self, clause: &Clause, depth: Depth) -> Vec<Need> {
        let spelled = self.spelled();
        if clause.is_quoted {
            let stretch = if depth == Depth::Parts {
                part(spelled.clone())
            } else {
                Stretch::whole(spelled.clone())
            };
            return vec![Need {
                ways: vec![(Way::Spelled(stretch), 1.0)],
                marks: vec![spelled],
                ..Need::default()
            }];
        }
        if depth == Depth::Parts {
            return vec![self.in_parts(spelled)];
        }
        if is_kana(&spelled) {
            return vec![self.in_kana(spelled)];
        }
        let content: Vec<&Morpheme> = self.run.iter().filter(|word| word.class == Class::Content).collect();
        let key: String = content.iter().map(|word| &*word.key).collect();
        if let Some(entry) = self.analyser.lexicon().find(&key) {
            return vec![self.of_term(entry)];
        }
        let units = self.units(&content);
        let is_known = |unit: &Unit<'_, '_>| !matches!(unit, Unit::Other(_));
        let is_covered = units.len() > 1 && units.iter().all(is_known);
        if is_covered || depth == Depth::Apart {
            return units.into_iter().filter_map(|unit| self.of_unit(unit)).collect();
        }
        vec![self.as_typed(&content, spelled)]
    }

    /// The text of the run without spaces, in comparable form.
    fn spelled(&self) -> String {
        let texts = self.run.iter().filter(|word| word.class != Class::Space);
        texts.map(|word| self.words.spelled(word)).collect()
    }

    /// Splits words into the longest terms and what is left between them.
    fn units<'w>(&self, content: &[&'w Morpheme]) -> Vec<Unit<'a, 'w>> {
        let lexicon = self.analyser.lexicon();
        let mut units: Vec<Unit<'a, 'w>> = Vec::new();
        let mut at = 0;
        while let Some(word) = content.get(at) {
            let mut key = String::new();
            let mut longest = None;
            for (taken, word) in content[at..].iter().enumerate() {
                key.push_str(&word.key);
                let own = self.synonyms.start(&key);
                if lexicon.start(&key).is_none() && own.is_none() {
                    break;
                }
                if let Some(entry) = lexicon.find(&key) {
                    longest = Some((Unit::Term(entry), taken + 1));
                } else if own == Some(true) {
                    longest = Some((Unit::Own(content[at..=at + taken].to_vec()), taken + 1));
                }
            }
            if let Some((unit, taken)) = longest {
                units.push(unit);
                at += taken;
            } else {
                match units.last_mut() {
                    Some(Unit::Other(words)) => words.push(word),
                    _ => units.push(Unit::Other(vec![word])),
                }
                at += 1;
            }
        }
        units
    }

    fn of_unit(&self, unit: Unit<'_, '_>) -> Option<Need> {
        match unit {
            Unit::Term(entry) => Some(self.of_term(entry)),
            Unit::Own(words) => {
                let spelled = words.iter().map(|word| &*word.key).collect();
                Some(self.as_typed(&words, spelled))
            }
            Unit::Other(words) => {
                let spelled: String = words.iter().map(|word| &*word.key).collect();
                // A single character between terms, as in 東京都内の, says little.
                (spelled.chars().count() > 1).then(|| self.as_typed(&words, spelled))
            }
        }
    }

    /// A domain term with what answers to it.
    fn of_term(&self, entry: &Entry) -> Need {
        let lexicon = self.analyser.lexicon();
        let mut need = Need {
            prefecture: lexicon.prefecture(&entry.key),
            ..Need::default()
        };
        need.add_term(entry, 1.0);
        need.add_alternatives(self.synonyms.alternatives(&entry.key));
        need.add_kanji(&entry.key);
        need
    }

    /// Words in a row. The spelling finds them too where they are cut otherwise.
    fn as_typed(&self, content: &[&Morpheme], spelled: String) -> Need {
        let mut need = Need::default();
        if !content.is_empty() {
            need.ways.push((
                Way::Words(content.iter().map(|word| word.key.to_string()).collect()),
                1.0,
            ));
        }
        need.ways
            .push((Way::Spelled(Stretch::whole(spelled.clone())), SPELLING));
        let key: String = content.iter().map(|word| &*word.key).collect();
        need.add_alternatives(self.synonyms.alternatives(&key));
        for name in year_names(&spelled) {
            need.ways.push((Way::Spelled(Stretch::whole(name.clone())), 1.0));
            need.marks.push(name);
        }
        need.add_kanji(&spelled);
        let single = |word: &&&Morpheme| word.key.chars().count() > 1;
        need.faint_marks = content.iter().filter(single).map(|word| word.key.to_string()).collect();
        need.marks.push(spelled);
        need
    }

    /// Kana may be the reading of kanji, and is cut at random by the dictionary.
    fn in_kana(&self, spelled: String) -> Need {
        let lexicon = self.analyser.lexicon();
        let sound = to_sound(&spelled);
        let mut need = Need::default();
        for entry in lexicon.heard(&sound) {
            need.prefecture = need.prefecture.or_else(|| lexicon.prefecture(&entry.key));
            need.add_term(entry, 1.0);
            need.add_alternatives(self.synonyms.alternatives(&entry.key));
        }
        if let [word] = self.run {
            need.ways.push((Way::Words(vec![word.key.to_string()]), 1.0));
        }
        need.ways
            .push((Way::Spelled(Stretch::whole(spelled.clone())), SPELLING));
        if sound.chars().count() >= SOUND_CHARS {
            need.ways.push((Way::Sounded(Stretch::whole(sound)), SOUND));
        }
        need.marks.push(spelled);
        need
    }

    /// The last resort: a part of a word, or the reading of a mixed spelling.
    fn in_parts(&self, spelled: String) -> Need {
        let mut need = Need::default();
        if spelled.chars().any(|c| is_kana(c.encode_utf8(&mut [0; 4]))) {
            let sound: String = self.run.iter().map(|word| &*word.sound).collect();
            if sound.chars().count() >= SOUND_CHARS {
                need.ways.push((Way::Sounded(Stretch::whole(sound)), SOUND));
            }
        }
        need.add_kanji(&spelled);
        need.ways.push((Way::Spelled(part(spelled.clone())), SPELLING));
        need.marks.push(spelled);
        need
    }
}

enum Unit<'a, 'w> {
    Term(&'a Entry),
    /// A word of the synonyms that is no indexed term.
    Own(Vec<&'w Morpheme>),
    Other(Vec<&'w Morpheme>),
}

impl Need {
    fn add_term(&mut self, entry: &Entry, weight: f32) {
        let way = Way::Term(entry.key.clone());
        if !self.ways.iter().any(|(known, _)| *known == way) {
            self.ways.push((way, weight));
            self.marks.push(to_key(&entry.surface));
        }
    }

    fn add_alternatives(&mut self, alternatives: &[Alternative]) {
        for other in alternatives {
            let way = if other.is_term {
                Way::Term(other.key.clone())
            } else {
                Way::Words(other.words.clone())
            };
            if !self.ways.iter().any(|(known, _)| *known == way) {
                self.ways.push((way, SYNONYM));
                self.marks.push(to_key(&other.surface));
            }
        }
    }

    /// A kanji alone is found in any word.
    fn add_kanji(&mut self, spelled: &str) {
        let mut characters = spelled.chars();
        if let (Some(only), None) = (characters.next(), characters.next())
            && is_kanji(only)
        {
            self.ways.push((Way::Kanji(only), KANJI));
        }
    }
}

/// Part of a word. Two characters must at least begin a word: 京都 is not in 東京都.
fn part(text: String) -> Stretch {
    let at_start = text.chars().count() < 3;
    Stretch {
        text,
        at_start,
        at_end: false,
    }
}

/// The other names of a fiscal year: 令和7年度 is 2025年度.
fn year_names(spelled: &str) -> Vec<String> {
    let year: Option<FiscalYear> = spelled
        .ends_with("年度")
        .then(|| normalise::fiscal_year(spelled).ok())
        .flatten();
    let names = year.map(|year| [format!("{}年度", year.get()), to_key(&year.name(Lang::Ja))]);
    names.into_iter().flatten().filter(|name| name != spelled).collect()
}
