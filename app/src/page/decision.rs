//! The facts by which an insurer decides about a program, in words and in one order: rows of the comparison and of the
//! page for internal approval.

use domain::program::Listing;

use super::{card, label};
use crate::Visit;

/// A fact: what it is about, and what it says; empty when the program says nothing.
pub type DecisionFact = (&'static str, String);

/// All facts but the title and the long texts.
pub fn facts(visit: &Visit, listing: &Listing) -> Vec<DecisionFact> {
    let (lang, content) = (visit.lang, &listing.content);
    let (text, decide) = (visit.text().detail, visit.text().decide);
    let with_note = |words: String, note: &str| match note {
        "" => words,
        note if lang == domain::Lang::Ja => format!("{words}（{note}）"),
        note => format!("{words} ({note})"),
    };
    let span = |from: domain::value::Day, to: domain::value::Day| match lang {
        domain::Lang::Ja => format!("{}から{}まで", from.format(lang), to.format(lang)),
        domain::Lang::En => format!("{} to {}", from.format(lang), to.format(lang)),
    };
    let limits = label::limits(lang, content).unwrap_or_else(|| text.anyone.to_owned());
    vec![
        (decide.summary_status, listing.status(visit.today).name(lang).to_owned()),
        (
            text.deadline,
            content.recruit_to.map(|day| day.format(lang)).unwrap_or_default(),
        ),
        (text.period, span(content.period_from, content.period_to)),
        (text.conditions, with_note(limits, &content.limits.note)),
        (text.cost, with_note(label::cost(lang, content), &content.cost.note)),
        (
            text.area,
            with_note(label::area(lang, content.area), &content.area_note),
        ),
        (
            text.mode,
            label::list(lang, content.modes.iter().map(|mode| mode.name(lang))),
        ),
        (text.places, card::places(lang, listing).unwrap_or_default()),
        (
            text.target,
            label::list(lang, content.targets.iter().map(|target| target.name(lang))),
        ),
        (
            text.category,
            label::list(lang, content.cats().map(|cat| cat.name(lang))),
        ),
        (text.data, content.data_use.name(lang).to_owned()),
        (text.subsidy, content.subsidy.name(lang).to_owned()),
        (text.lead, listing.lead.name.clone()),
    ]
}
