//! Counts figures of applications into reports: pure, from rows to labelled numbers. Groups without anything are left out where
//! a list is long, and shown where their absence says something.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::Lang;
use domain::application::ApplicationState;
use domain::code::{Prefecture, Purpose, SizeBand};
use domain::value::{CallId, Day, Yen};
use store::CaseFigure;

use crate::Visit;
use crate::component::Bar;
use crate::text::report::ReportText;

/// Ends of the bands of processing days.
const DAYS: [i64; 3] = [30, 60, 90];

/// A chart with its table.
pub(super) struct Report {
    /// Its code in addresses and ids.
    pub code: &'static str,
    /// Id of its heading.
    pub title_id: &'static str,
    /// What it counts.
    pub title: &'static str,
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

/// All reports in their order.
pub(super) fn count(visit: &Visit, figures: &[CaseFigure], budgets: &HashMap<CallId, Yen>) -> Vec<Report> {
    let (lang, text) = (visit.lang, visit.text().report);
    let report = |code, title_id, title, bars| Report {
        code,
        title_id,
        title,
        bars,
    };
    vec![
        report("days", "days-title", text.days, days(lang, text, figures)),
        report("states", "states-title", text.states, states(lang, text, figures)),
        report(
            "processing",
            "processing-title",
            text.processing,
            processing(text, figures),
        ),
        report(
            "budgets",
            "budgets-title",
            text.budgets,
            money(lang, text, figures, budgets),
        ),
        report("small", "small-title", text.small, small(lang, text, figures)),
        report(
            "prefectures",
            "prefectures-title",
            text.prefectures,
            prefectures(lang, text, figures),
        ),
        report("bands", "bands-title", text.bands, bands(lang, text, figures)),
        report(
            "purposes",
            "purposes-title",
            text.purposes,
            purposes(lang, text, figures),
        ),
    ]
}

fn bar(label: impl Into<String>, value: usize, words: fn(u64) -> String) -> Bar {
    let value = u64::try_from(value).unwrap_or(u64::MAX);
    Bar {
        label: label.into(),
        value,
        words: words(value),
        is_second: false,
    }
}

fn days(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
    for figure in figures {
        *by_day.entry(figure.submitted_at.day_jst()).or_default() += 1;
    }
    by_day
        .into_iter()
        .map(|(day, count)| bar(day.short(lang), count, text.cases))
        .collect()
}

fn states(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    ApplicationState::ALL
        .iter()
        .map(|state| (state, figures.iter().filter(|figure| figure.state == *state).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| bar(state.name(lang), count, text.cases))
        .collect()
}

fn processing(text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let taken: Vec<Option<i64>> = figures
        .iter()
        .map(|figure| {
            let (_, _, at) = figure.decision?;
            Some(figure.submitted_at.day_jst().days_until(at.day_jst()))
        })
        .collect();
    let within = |from: i64, to: i64| {
        taken
            .iter()
            .flatten()
            .filter(|days| (from..=to).contains(*days))
            .count()
    };
    let [first, second, third] = DAYS;
    vec![
        bar((text.up_to)(first), within(i64::MIN, first), text.cases),
        bar((text.between)(first + 1, second), within(first + 1, second), text.cases),
        bar((text.between)(second + 1, third), within(second + 1, third), text.cases),
        bar((text.over)(third), within(third + 1, i64::MAX), text.cases),
        bar(
            text.waiting,
            taken.iter().filter(|days| days.is_none()).count(),
            text.cases,
        ),
    ]
}

/// Calls in the order in which they first appear, with their figures.
fn by_call(lang: Lang, figures: &[CaseFigure]) -> Vec<(CallId, &str, Vec<&CaseFigure>)> {
    let mut calls: Vec<(CallId, &str, Vec<&CaseFigure>)> = Vec::new();
    for figure in figures {
        match calls.iter_mut().find(|(id, ..)| *id == figure.call) {
            Some((.., all)) => all.push(figure),
            None => {
                let title = match (lang, figure.call_title.1.as_str()) {
                    (Lang::En, title) if !title.is_empty() => title,
                    _ => &figure.call_title.0,
                };
                calls.push((figure.call, title, vec![figure]));
            }
        }
    }
    calls
}

fn money(lang: Lang, text: &ReportText, figures: &[CaseFigure], budgets: &HashMap<CallId, Yen>) -> Vec<Bar> {
    let amount = |label: String, yen: Yen, is_second: bool| Bar {
        label,
        value: u64::try_from(yen.get()).unwrap_or(0),
        words: (text.yen)(&yen.to_string()),
        is_second,
    };
    let mut bars = Vec::new();
    for (id, title, all) in by_call(lang, figures) {
        if let Some(budget) = budgets.get(&id) {
            bars.push(amount((text.budget_of)(title), *budget, true));
        }
        let granted = all.iter().filter_map(|figure| figure.granted()).map(|(_, yen)| yen);
        let granted = Yen::checked_sum(granted).unwrap_or(Yen::ZERO);
        bars.push(amount((text.granted_of)(title), granted, false));
    }
    bars
}

fn small(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let share = |(_, title, all): (CallId, &str, Vec<&CaseFigure>)| {
        let societies = || all.iter().flat_map(|figure| &figure.societies);
        let whole: HashSet<_> = societies().map(|society| society.id).collect();
        let small: HashSet<_> = societies().filter(|it| it.is_small).map(|it| it.id).collect();
        let tenths = (small.len() * 2_000 + whole.len()).checked_div(whole.len() * 2)?;
        let words = format!("{}.{}", tenths / 10, tenths % 10);
        Some(Bar {
            label: title.to_owned(),
            value: u64::try_from(tenths).unwrap_or(0),
            words: (text.share)(&words, small.len(), whole.len()),
            is_second: false,
        })
    };
    by_call(lang, figures).into_iter().filter_map(share).collect()
}

fn prefectures(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let of = |prefecture: Option<Prefecture>| figures.iter().filter(|it| it.prefecture == prefecture).count();
    let mut bars: Vec<Bar> = Prefecture::ALL
        .iter()
        .map(|prefecture| (prefecture.name(lang), of(Some(*prefecture))))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| bar(name, count, text.cases))
        .collect();
    if of(None) > 0 {
        bars.push(bar(text.unknown, of(None), text.cases));
    }
    bars
}

/// Each society once, however many applications it takes part in.
fn bands(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let societies: BTreeMap<_, _> = figures
        .iter()
        .flat_map(|figure| &figure.societies)
        .map(|society| (society.id, society.members.map(SizeBand::of)))
        .collect();
    let of = |band: Option<SizeBand>| societies.values().filter(|it| **it == band).count();
    let mut bars: Vec<Bar> = SizeBand::ALL
        .iter()
        .map(|band| bar(band.name(lang), of(Some(*band)), text.societies))
        .collect();
    if of(None) > 0 {
        bars.push(bar(text.unknown, of(None), text.societies));
    }
    bars
}

fn purposes(lang: Lang, text: &ReportText, figures: &[CaseFigure]) -> Vec<Bar> {
    let of = |purpose: Option<Purpose>| figures.iter().filter(|it| it.purpose == purpose).count();
    let mut bars: Vec<Bar> = Purpose::ALL
        .iter()
        .map(|purpose| bar(purpose.name(lang), of(Some(*purpose)), text.cases))
        .collect();
    if of(None) > 0 {
        bars.push(bar(text.no_purpose, of(None), text.cases));
    }
    bars
}
