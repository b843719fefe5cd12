//! `/results` and below: what was adopted, by fiscal year (W7). Only released decisions; names only where publication was agreed
//! to.

pub mod csv;
pub mod list;
pub mod year;

use std::collections::{BTreeMap, HashSet};

use domain::value::{FiscalYear, OrganisationId, Yen};
use store::CaseFigure;

use crate::{Failure, Site, Visit};

/// Where the years are.
const LIST: &str = "/results";

/// Adopted projects by fiscal year.
async fn adopted(site: &Site) -> Result<BTreeMap<i32, Vec<CaseFigure>>, Failure> {
    let mut years: BTreeMap<i32, Vec<CaseFigure>> = BTreeMap::new();
    for figure in site.store.list_case_figures(None).await? {
        if figure.granted().is_some() {
            years.entry(figure.year.get()).or_default().push(figure);
        }
    }
    Ok(years)
}

/// The adopted projects of the year in an address.
async fn adopted_in(site: &Site, typed: &str) -> Result<(FiscalYear, Vec<CaseFigure>), Failure> {
    let is_plain = typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let year = typed.parse().ok().filter(|_| is_plain).and_then(FiscalYear::new);
    let year = year.ok_or(Failure::NotFound)?;
    let mut years = adopted(site).await?;
    let found = years.remove(&year.get()).ok_or(Failure::NotFound)?;
    Ok((year, found))
}

/// Figures of adopted projects.
struct Totals {
    projects: usize,
    societies: usize,
    small: usize,
    granted: Yen,
}

impl Totals {
    fn of(figures: &[CaseFigure]) -> Self {
        let all: HashSet<OrganisationId> = figures
            .iter()
            .flat_map(|figure| &figure.societies)
            .map(|society| society.id)
            .collect();
        let small: HashSet<OrganisationId> = figures
            .iter()
            .flat_map(|figure| &figure.societies)
            .filter(|society| society.is_small)
            .map(|society| society.id)
            .collect();
        let granted = figures.iter().filter_map(CaseFigure::granted).map(|(_, yen)| yen);
        Self {
            projects: figures.len(),
            societies: all.len(),
            small: small.len(),
            granted: Yen::checked_sum(granted).unwrap_or(Yen::ZERO),
        }
    }

    /// The share of small societies with one decimal, rounded half up; none without societies.
    fn small_share(&self) -> Option<String> {
        let tenths = (self.small * 2_000 + self.societies).checked_div(self.societies * 2)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// The page of a year.
fn year_path(year: FiscalYear) -> String {
    format!("{LIST}/{}", year.get())
}

/// The title of a call in the visitor's language.
fn call_title<'a>(visit: &Visit, figure: &'a CaseFigure) -> &'a str {
    match (visit.lang, figure.call_title.1.as_str()) {
        (domain::Lang::En, title) if !title.is_empty() => title,
        _ => &figure.call_title.0,
    }
}
