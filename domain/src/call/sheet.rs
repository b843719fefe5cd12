//! The score sheet of a call (評価表, ux §8.2): criteria with weights and anchors in words, and the arithmetic of marks.
//! Weights are fixed before the call opens; who may score is not decided here.

use serde::{Deserialize, Serialize};

use crate::value::Rate;

/// One thing to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Short code, such as `E1`.
    pub code: String,
    /// Name.
    pub name: String,
    /// What the reviewer asks.
    pub question: String,
    /// Most points.
    pub weight: u32,
    /// What the marks 1 to 5 mean, in words.
    pub anchors: [String; 5],
    /// A mark below this fails the application whatever its other marks are.
    pub pass_from: Option<u8>,
}

/// How applications are judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// In the order of the sheet.
    pub criteria: Vec<Criterion>,
    /// Marks that need a rationale.
    pub explain: Vec<u8>,
    /// Fewest reviewers per application.
    pub min_reviewers: u32,
    /// Marks that differ by this much or more are flagged in the panel.
    pub spread: u8,
}

/// The highest mark.
pub const HIGHEST_MARK: u8 = 5;

/// What a reviewer gives for a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// 1 to 5.
    Given(u8),
    /// 該当なし; left out of all averages.
    NotApplicable,
}

/// The sum of somebody's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Weight × mark, added up.
    pub points: u64,
    /// The same with the highest mark everywhere a mark was given.
    pub most: u64,
    /// Whether a criterion with a floor was failed.
    pub failed: bool,
}

impl Scored {
    /// The share of the points that could be had; none when every criterion was not applicable.
    pub fn share(&self) -> Option<Rate> {
        let (points, most) = (u32::try_from(self.points).ok()?, u32::try_from(self.most).ok()?);
        Rate::new(points, most)
    }
}

impl ScoreSheet {
    /// All points.
    pub fn weight(&self) -> u32 {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }

    /// Whether a mark needs a rationale.
    pub fn must_explain(&self, mark: Mark) -> bool {
        matches!(mark, Mark::Given(mark) if self.explain.contains(&mark))
    }

    /// The sum of marks in the order of the criteria; `None` when there are not as many, or one is out of range.
    pub fn score(&self, marks: &[Mark]) -> Option<Scored> {
        if marks.len() != self.criteria.len() {
            return None;
        }
        let mut scored = Scored {
            points: 0,
            most: 0,
            failed: false,
        };
        for (criterion, mark) in self.criteria.iter().zip(marks) {
            let Mark::Given(mark) = *mark else { continue };
            if !(1..=HIGHEST_MARK).contains(&mark) {
                return None;
            }
            let weight = u64::from(criterion.weight);
            scored.points += weight * u64::from(mark);
            scored.most += weight * u64::from(HIGHEST_MARK);
            scored.failed |= criterion.pass_from.is_some_and(|floor| mark < floor);
        }
        Some(scored)
    }

    /// Whether the marks of several reviewers for one criterion lie so far apart that the panel should talk.
    pub fn is_spread(&self, marks: &[Mark]) -> bool {
        let given = || {
            marks.iter().filter_map(|mark| match mark {
                Mark::Given(mark) => Some(*mark),
                Mark::NotApplicable => None,
            })
        };
        match (given().min(), given().max()) {
            (Some(low), Some(high)) => high - low >= self.spread,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> ScoreSheet {
        let criterion = |weight, pass_from| Criterion {
            code: "E1".into(),
            name: "課題".into(),
            question: String::new(),
            weight,
            anchors: Default::default(),
            pass_from,
        };
        ScoreSheet {
            criteria: vec![criterion(20, None), criterion(5, Some(3))],
            explain: vec![1, 2, 5],
            min_reviewers: 3,
            spread: 2,
        }
    }

    #[test]
    fn 配点と評点から得点を出す() {
        let sheet = sheet();
        let scored = sheet.score(&[Mark::Given(4), Mark::Given(3)]).unwrap();
        assert_eq!((scored.points, scored.most, scored.failed), (95, 125, false));
        assert_eq!(scored.share(), Rate::new(19, 25));
        let without = sheet.score(&[Mark::NotApplicable, Mark::Given(2)]).unwrap();
        assert_eq!((without.points, without.most, without.failed), (10, 25, true));
        assert_eq!(sheet.score(&[Mark::NotApplicable; 2]).unwrap().share(), None);
        assert_eq!(sheet.score(&[Mark::Given(4)]), None);
        assert_eq!(sheet.score(&[Mark::Given(6), Mark::Given(3)]), None);
        assert_eq!(sheet.score(&[Mark::Given(0), Mark::Given(3)]), None);
    }

    #[test]
    fn ばらつきと理由の要否() {
        let sheet = sheet();
        assert!(sheet.is_spread(&[Mark::Given(2), Mark::NotApplicable, Mark::Given(4)]));
        assert!(!sheet.is_spread(&[Mark::Given(3), Mark::Given(4)]));
        assert!(!sheet.is_spread(&[Mark::NotApplicable]));
        assert!(sheet.must_explain(Mark::Given(5)) && !sheet.must_explain(Mark::Given(3)));
        assert_eq!(sheet.weight(), 25);
    }
}
