//! Another table of synonyms: put to use, or only looked at with what it would change. Indexed texts stay as they are,
//! since synonyms belong to the query (SRCH-12).

use std::collections::BTreeSet;

use domain::code::Visibility;
use domain::value::Day;

use crate::Index;
use crate::analysis::{SynonymTable, Synonyms};
use crate::query::{self, Depth, Plan};

/// What a changed table changes for one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymChange {
    /// The word, in comparable form.
    pub word: String,
    /// What answers to it now.
    pub before: Vec<String>,
    /// What would answer to it.
    pub after: Vec<String>,
    /// Visible programs it finds now.
    pub count_before: u32,
    /// Visible programs it would find.
    pub count_after: u32,
}

impl Index {
    /// Replaces synonyms and corrections for all searches from now on.
    pub fn set_synonyms(&self, table: &SynonymTable) {
        let shared = &self.shared;
        shared
            .synonyms
            .rcu(|old| Synonyms::of(table, &shared.analyser, old.number + 1));
        self.forget_answers();
    }

    /// What another table would change: each word that would find something else, with how many programs it finds
    /// now and would find then. Words that are looked for in the same ways are left out.
    pub fn preview_synonyms(&self, table: &SynonymTable, scope: Visibility, today: Day) -> Vec<SynonymChange> {
        let snapshot = self.shared.snapshot.load();
        let now = self.shared.synonyms.load();
        let then = Synonyms::of(table, &self.shared.analyser, 0);
        let words: BTreeSet<&String> = now.keys().chain(then.keys()).collect();
        let surfaces = |synonyms: &Synonyms, word: &str| -> Vec<String> {
            let others = synonyms.alternatives(word).iter();
            others.map(|other| other.surface.clone()).collect()
        };
        let count = |synonyms: &Synonyms, word: &str| {
            let plan = Plan::of(word, false, Depth::Typed, &self.shared.analyser, synonyms);
            let mut programs = query::run(&plan, &snapshot, self.shared.fields, today).programs;
            programs.intersect(snapshot.visible(scope));
            programs.count()
        };
        let changed = words.into_iter().filter_map(|word| {
            let (before, after) = (surfaces(&now, word), surfaces(&then, word));
            let is_same = before.len() == after.len() && before.iter().all(|other| after.contains(other));
            (!is_same).then(|| SynonymChange {
                count_before: count(&now, word),
                count_after: count(&then, word),
                word: word.clone(),
                before,
                after,
            })
        });
        changed.collect()
    }

    /// How many visible programs each of these queries finds now, and would find with another table.
    pub fn preview_queries(
        &self,
        table: &SynonymTable,
        queries: &[String],
        scope: Visibility,
        today: Day,
    ) -> Vec<(String, u32, u32)> {
        let snapshot = self.shared.snapshot.load();
        let now = self.shared.synonyms.load();
        let then = Synonyms::of(table, &self.shared.analyser, 0);
        let count = |synonyms: &Synonyms, words: &str| {
            let mut last = 0;
            for depth in Depth::ALL {
                let plan = Plan::of(words, false, depth, &self.shared.analyser, synonyms);
                let mut programs = query::run(&plan, &snapshot, self.shared.fields, today).programs;
                programs.intersect(snapshot.visible(scope));
                last = programs.count();
                if last > 0 {
                    break;
                }
            }
            last
        };
        let counted = queries
            .iter()
            .map(|words| (words.clone(), count(&now, words), count(&then, words)));
        counted.collect()
    }

    /// Counted up whenever synonyms are replaced, so that whoever keeps answers knows that they are old.
    pub fn synonyms_number(&self) -> u64 {
        self.shared.synonyms.load().number
    }
}
