//! What becomes of answers when a form gets a new version: each stays, moves to the question that replaces its own, or is
//! kept aside with the words of its question. None is ever lost, and one that was kept aside comes back with its question.

use serde::{Deserialize, Serialize};

use super::answer::shown;
use super::{Answers, Kept, Question, Questionnaire, Words};
use crate::normalise;

/// A published version of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counts from 1; 0 where a call asks nothing.
    pub number: u32,
    /// What it asks.
    pub form: Questionnaire,
}

/// Where an answer has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It still stands at its question.
    Stays,
    /// It stands at the question that replaces its own.
    Moved {
        /// Key of that question.
        to: String,
    },
    /// It is kept aside.
    Aside,
    /// It had been kept aside and stands at its question again.
    Back,
}

/// Answers that fit the new version, and where each has gone, by the key of its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The answers.
    pub answers: Answers,
    /// One entry per answer that there was.
    pub outcomes: Vec<(String, Outcome)>,
}

impl Migration {
    /// How many answers have gone where.
    pub fn count(&self, is: fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|(_, outcome)| is(outcome)).count()
    }
}

impl Answers {
    /// Answers to the `old` form as answers to the `new` one, whose version is `version`.
    pub fn migrate(&self, old: &Questionnaire, new: &Questionnaire, version: u32) -> Migration {
        let mut answers = Self::to(version);
        let mut outcomes = Vec::new();
        // Without a home: answers that have just lost their question first, then those that lost it long ago.
        let mut homeless = Vec::new();
        for (key, values) in &self.given {
            match new.question(key) {
                Some(question) if question.kind.shows(values) => {
                    answers.given.insert(key.clone(), values.clone());
                    outcomes.push((key.clone(), Outcome::Stays));
                }
                _ => homeless.push((kept(self.version, key, values, old.question(key)), false)),
            }
        }
        homeless.extend(self.aside.iter().map(|kept| (kept.clone(), true)));
        for question in new.questions() {
            if answers.given.contains_key(&question.key) {
                continue;
            }
            let mut wanted = std::iter::once(&question.key).chain(&question.replaces);
            let fits = |key: &String| {
                let is_it = |(kept, _): &(Kept, bool)| kept.key == *key && question.kind.shows(&kept.values);
                homeless.iter().position(is_it)
            };
            if let Some(position) = wanted.find_map(fits) {
                let (kept, _) = homeless.remove(position);
                let outcome = if kept.key == question.key {
                    Outcome::Back
                } else {
                    let to = question.key.clone();
                    Outcome::Moved { to }
                };
                outcomes.push((kept.key, outcome));
                answers.given.insert(question.key.clone(), kept.values);
            }
        }
        for (kept, was_aside) in homeless {
            if !was_aside {
                outcomes.push((kept.key.clone(), Outcome::Aside));
            }
            answers.aside.push(kept);
        }
        Migration { answers, outcomes }
    }

    /// The answers after all versions that came since theirs, one after the other, so that questions replaced twice are found.
    /// `versions` are in order and include the answers' own.
    pub fn follow(&self, versions: &[Version]) -> Self {
        let mut answers = self.clone();
        if let Some(last) = versions.last()
            && answers.version == 0
        {
            // Begun before the call asked anything.
            answers.version = last.number;
        }
        for pair in versions.windows(2) {
            if let [old, new] = pair
                && old.number == answers.version
            {
                answers = answers.migrate(&old.form, &new.form, new.number).answers;
            }
        }
        answers
    }
}

impl Answers {
    /// Takes what was typed on a page of an earlier version and has followed to this one: it stands where its question stands
    /// now, or is kept aside in the place of what was kept of that question. Nothing else changes.
    pub fn take_late(&mut self, typed: Self) {
        self.given.extend(typed.given);
        for kept in typed.aside {
            // A key may have been set aside in several versions, each time with another question's answer.
            self.aside
                .retain(|other| (&other.key, other.version) != (&kept.key, kept.version));
            self.aside.push(kept);
        }
    }
}

fn kept(version: u32, key: &str, values: &[String], question: Option<&Question>) -> Kept {
    Kept {
        key: key.to_owned(),
        version,
        label: question.map(|question| question.label.clone()).unwrap_or_default(),
        values: values.to_vec(),
        shown: match question {
            Some(question) => shown(question, values),
            None => values.iter().map(|value| Words::new(value, "")).collect(),
        },
    }
}

impl Kept {
    /// Whether there is anything to show.
    pub fn is_blank(&self) -> bool {
        self.values.iter().all(|value| normalise::single_line(value).is_empty())
    }
}
