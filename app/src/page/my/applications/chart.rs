//! The schedule as a chart of months (月別ガント): a table in which every cell says in words whether the task runs, so that
//! it is read without colours. What cannot be read yet is left out.

use domain::plan::{Task, bar};
use domain::value::{Day, Month};
use leptos::prelude::*;

use crate::Visit;

/// Most months that are drawn.
const MOST_MONTHS: usize = 24;

/// The chart; nothing without tasks.
pub(super) fn view(visit: &Visit, tasks: &[Task], period: (Day, Day)) -> AnyView {
    let text = visit.text().application;
    let months = months(period);
    if tasks.is_empty() || months.is_empty() {
        return ().into_any();
    }
    let heads = months
        .iter()
        .map(|month| view! { <th scope="col">{month.to_string()}</th> })
        .collect_view();
    let rows = tasks
        .iter()
        .map(|task| {
            let (start, length) = bar(task, period).unwrap_or((0, 0));
            let cells = (0..months.len())
                .map(|at| {
                    let runs = at >= start && at < start + length;
                    view! { <td data-runs=runs.then_some("true")>{if runs { "●" } else { "" }}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{task.title.clone()}</th>
                    <td>{task.actor.clone()}</td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let actor = crate::text::application_field::column(visit.lang, domain::application::Table::Tasks, "actor").label;
    let title = crate::text::application_field::column(visit.lang, domain::application::Table::Tasks, "title").label;
    view! {
        <section class="kj-section">
            <h2 class="kj-section__subtitle" id="chart-title">{text.chart}</h2>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="chart-title">
                <table class="kj-table kj-months">
                    <thead>
                        <tr>
                            <th scope="col">{title}</th>
                            <th scope="col">{actor}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The months of a period, from the first to the last.
fn months(period: (Day, Day)) -> Vec<Month> {
    let last = Month::of(period.1);
    let mut month = Month::of(period.0);
    let mut months = Vec::new();
    while month <= last && months.len() < MOST_MONTHS {
        months.push(month);
        let Some(next) = month.last_day().plus_days(1) else {
            break;
        };
        month = Month::of(next);
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 年度の月は十二ある() {
        let day = |iso| Day::from_iso(iso).unwrap();
        let months = months((day("2026-04-15"), day("2027-03-31")));
        assert_eq!(
            (
                months.len(),
                months[0].to_string().as_str(),
                months[11].to_string().as_str()
            ),
            (12, "2026-04", "2027-03")
        );
    }
}
