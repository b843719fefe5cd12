//! One application in a batch: what is decided about it, as fields or as a row of a table.

use domain::Problems;
use domain::decision::{LineState, Outcome, Verdict, VerdictForm};
use domain::rows::row_field;
use leptos::prelude::*;
use store::{BatchLine, Candidacy};

use super::yen;
use crate::Visit;
use crate::component::{
    Chip, ChipLook, ChipTone, Choice, DateInput, Field, Icon, InputWidth, Select, TextArea, TextInput,
};
use crate::page::my::applications::state_chip;
use crate::text::decision as words;

/// The table of lines in a form.
const TABLE: &str = "line";

/// A line with its application.
pub(super) struct Shown<'a> {
    pub line: &'a BatchLine,
    pub case: Option<&'a Candidacy>,
}

impl Shown<'_> {
    pub fn title(&self) -> String {
        self.case.map(|case| case.title.clone()).unwrap_or_default()
    }

    pub fn number(&self) -> String {
        self.case.map(|case| case.number.clone()).unwrap_or_default()
    }

    pub fn lead(&self) -> String {
        self.case.map(|case| case.lead_name.clone()).unwrap_or_default()
    }
}

/// The fields of the line with this number.
pub(super) fn fields(
    visit: &Visit,
    shown: &Shown<'_>,
    number: usize,
    form: &VerdictForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let field = |name: &'static str, label: &'static str| {
        let full = row_field(TABLE, number, name);
        let error = problems
            .for_field(&full)
            .next()
            .map(|found| words::sentence(lang, found));
        Field::new(full, label).value(form.text(name)).error(error)
    };
    let outcomes = Outcome::ALL
        .iter()
        .map(|outcome| Choice::new(outcome.code(), outcome.name(lang)))
        .collect();
    let conditions = form
        .shown_conditions()
        .into_iter()
        .map(|(condition, due)| {
            view! {
                <TextInput lang field=field(condition, text.condition) />
                <DateInput lang field=field(due, text.due) />
            }
        })
        .collect_view();
    let standing = &shown.line.standing;
    let score = standing
        .score
        .map_or_else(|| text.no_score.to_owned(), |score| score.hundred());
    let asked = yen(visit, standing.asked);
    let about = format!(
        "{} {}　{} {}　{} {}　{} {}",
        shown.number(),
        shown.lead(),
        text.rank,
        standing.rank,
        text.score,
        score,
        text.asked,
        asked
    );
    view! {
        <fieldset class="kj-fieldset">
            <legend class="kj-section__subtitle">{format!("{number}. {}", shown.title())}</legend>
            <p class="kj-note">{about}</p>
            <Select lang field=field("outcome", text.outcome).required() choices=outcomes />
            <TextInput lang field=field("amount", text.amount) width=InputWidth::Medium />
            <TextArea
                lang
                field=field("reason", text.reason).hint(text.reason_hint)
                rows=2
                limit=Some(VerdictForm::REASON_CHARS)
            />
            {conditions}
            <TextInput lang field=field("number", text.own_number).hint(text.own_number_hint) />
        </fieldset>
    }
}

/// A row of the table of decisions.
pub(super) fn row(visit: &Visit, shown: &Shown<'_>, verdict: Option<&Verdict>) -> impl IntoView + use<> {
    let lang = visit.lang;
    let outcome = verdict.map(|verdict| outcome_chip(visit, verdict.outcome));
    let amount = verdict
        .filter(|verdict| verdict.outcome.is_adopted())
        .map(|verdict| yen(visit, verdict.amount));
    let conditions = verdict.map(|verdict| {
        let items = verdict.conditions.iter().map(|condition| {
            let words = format!("{}（{}）", condition.text, condition.due.format(lang));
            view! { <li>{words}</li> }
        });
        let items: Vec<_> = items.collect();
        (!items.is_empty()).then(|| view! { <ul class="kj-prose">{items}</ul> })
    });
    let reason = verdict.map(|verdict| view! { <p class="kj-pre">{verdict.reason.clone()}</p> });
    let number = verdict.map(|verdict| verdict.number.clone());
    let standing = &shown.line.standing;
    view! {
        <tr>
            <td data-number="">{standing.rank.to_string()}</td>
            <th scope="row">
                {shown.title()}
                <br />
                {shown.number()} " " {shown.lead()}
            </th>
            <td>{outcome} {state(visit, shown.line)}</td>
            <td data-number="">{standing.asked.to_string()}</td>
            <td data-number="">{amount}</td>
            <td>{reason} {conditions}</td>
            <td>{number}</td>
        </tr>
    }
}

/// The chip of an outcome.
pub(super) fn outcome_chip(visit: &Visit, outcome: Outcome) -> impl IntoView + use<> {
    let (tone, icon) = match outcome {
        Outcome::Adopt | Outcome::OnConditions => (ChipTone::Green, Icon::Check),
        Outcome::Waitlist => (ChipTone::Yellow, Icon::Hourglass),
        Outcome::Reject => (ChipTone::Gray, Icon::Dash),
    };
    let look = ChipLook::new(tone, icon, outcome.name(visit.lang));
    view! { <Chip look /> }
}

/// What became of a line that was not simply planned and released.
fn state(visit: &Visit, line: &BatchLine) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().decision);
    match (line.state, line.hindrance) {
        (LineState::Failed, Some(hindrance)) => {
            let words = (text.failed_line)(hindrance.name(lang));
            Some(view! { <p>{words} " " <Chip look=state_chip(hindrance, lang) /></p> }.into_any())
        }
        (LineState::Cancelled, _) => {
            let look = ChipLook::new(ChipTone::Gray, Icon::Cross, line.state.name(lang));
            let note = (text.note)(&line.note);
            Some(view! { " "<Chip look /> <p class="kj-pre">{note}</p> }.into_any())
        }
        _ => None,
    }
}
