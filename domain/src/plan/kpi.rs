//! Figures by which a program is judged (評価指標): what is measured, where it stands, where it shall be and when.

use serde::{Deserialize, Serialize};

use crate::code::KpiLevel;
use crate::form::form;
use crate::lang::Lang;
use crate::normalise;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::rows::{Row as _, row};
use crate::value::{FiscalYear, Quantity};

/// Most figures of a plan.
pub const MOST_KPIS: usize = 40;

form! {
    /// Raw fields of a figure.
    pub struct KpiForm;
    one {
        /// Code of [`KpiLevel`].
        level,
        /// 指標名.
        name,
        /// 単位.
        unit,
        /// 現状値.
        baseline,
        /// 目標値.
        target,
        /// 目標年度.
        year,
        /// 測定方法.
        method,
    }
    many {}
}

row!(KpiForm, "kpi");

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kpi {
    /// On which level.
    pub level: KpiLevel,
    /// 指標名.
    pub name: String,
    /// 単位.
    pub unit: String,
    /// 現状値; none when it has not been measured yet.
    pub baseline: Option<Quantity>,
    /// 目標値.
    pub target: Option<Quantity>,
    /// 目標年度.
    pub year: Option<FiscalYear>,
    /// 測定方法.
    pub method: String,
}

impl Kpi {
    /// Whether it says from where to where and until when.
    pub const fn is_complete(&self) -> bool {
        self.baseline.is_some() && self.target.is_some() && self.year.is_some()
    }
}

/// V11: whether one complete figure is an outcome.
pub fn has_outcome(kpis: &[Kpi]) -> bool {
    kpis.iter()
        .any(|kpi| kpi.level == KpiLevel::Outcome && kpi.is_complete())
}

impl KpiForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "name" => Some(100),
            "unit" => Some(20),
            "method" => Some(200),
            _ => None,
        }
    }

    /// Reads a figure; `row` counts from 1. What is not measured yet may stay empty.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize) -> Result<Kpi, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let level = reader.required_choice("level", KpiLevel::from_code);
        let name = reader.required_line("name", limit("name"));
        let unit = reader.line("unit", limit("unit"));
        let baseline = reader.parsed("baseline", figure);
        let target = reader.parsed("target", figure);
        let year = reader.fiscal_year("year");
        let method = reader.line("method", limit("method"));
        let clean = || {
            Some(Kpi {
                level: level?,
                name: name?,
                unit: unit?,
                baseline: baseline?,
                target: target?,
                year: year?,
                method: method?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// The form that holds a figure, to be changed.
    pub fn of(kpi: &Kpi) -> Self {
        let shown = |figure: Option<Quantity>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        Self {
            level: kpi.level.code().to_owned(),
            name: kpi.name.clone(),
            unit: kpi.unit.clone(),
            baseline: shown(kpi.baseline),
            target: shown(kpi.target),
            year: kpi.year.map(|year| year.name(Lang::Ja)).unwrap_or_default(),
            method: kpi.method.clone(),
        }
    }
}

/// A number; a percent sign after it is the unit's business.
fn figure(typed: &str) -> Result<Quantity, crate::problem::ProblemCode> {
    let narrowed = normalise::narrow(typed);
    normalise::decimal(narrowed.trim().trim_end_matches('%'))
}
