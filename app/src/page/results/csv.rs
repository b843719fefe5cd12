//! `/results/{year}/results.csv`: the adopted projects of a fiscal year as a table for spreadsheets, in UTF-8 or, with
//! `?encoding=shift_jis`, as older programs want it.

use axum::extract::{Path, State};
use axum::response::Response;
use store::CaseFigure;

use super::{adopted_in, call_title};
use crate::page::programs::csv::{CsvText, wants_cp932};
use crate::{Failure, Site, Visit};

/// Gives out the table.
///
/// # Errors
/// 404 for a year in which nothing was adopted.
pub async fn get(State(site): State<Site>, visit: Visit, Path(year): Path<String>) -> Result<Response, Failure> {
    let (year, figures) = adopted_in(&site, &year).await?;
    let text = visit.text().result;
    let mut table = CsvText::begin(wants_cp932(&visit.query));
    table.add(text.csv_columns.map(str::to_owned).to_vec())?;
    for figure in &figures {
        table.add(cells(&visit, figure))?;
    }
    let name = (text.year_title)(&year.name(visit.lang));
    Ok(table.hand_out(&visit, &name))
}

fn cells(visit: &Visit, figure: &CaseFigure) -> Vec<String> {
    let text = visit.text().result;
    let granted = figure.granted();
    let small = figure.societies.iter().filter(|society| society.is_small).count();
    let shown = |words: &str| {
        if figure.publication {
            words.to_owned()
        } else {
            text.withheld.to_owned()
        }
    };
    vec![
        figure.year.get().to_string(),
        call_title(visit, figure).to_owned(),
        figure.number.clone(),
        shown(&figure.title),
        shown(&figure.lead_name),
        figure.societies.len().to_string(),
        small.to_string(),
        granted.map(|(_, yen)| yen.get().to_string()).unwrap_or_default(),
        granted
            .map(|(outcome, _)| outcome.name(visit.lang).to_owned())
            .unwrap_or_default(),
    ]
}
