//! The review sheet as a form (REVW-01 to REVW-03): a fieldset for each criterion with what each mark means in words.

use domain::Problems;
use domain::call::{Criterion, HIGHEST_MARK, ScoreSheet};
use domain::review::{MarkForm, Recommendation, ReviewDraft, ReviewForm};
use domain::rows::row_field;
use leptos::prelude::*;

use crate::Visit;
use crate::component::{Choice, Field, Radios, TextArea};
use crate::text::review as words;

/// All fields, filled in as typed.
pub(super) fn fields(visit: &Visit, sheet: &ScoreSheet, draft: &ReviewDraft, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let rows = sheet
        .criteria
        .iter()
        .enumerate()
        .map(|(at, criterion)| {
            let typed = draft.marks.get(at).cloned().unwrap_or_default();
            row(visit, at + 1, criterion, &typed, problems)
        })
        .collect_view();
    let error = |name: &str| {
        let found = problems.for_field(name).next();
        found.map(|found| words::sentence(lang, found))
    };
    let choices = Recommendation::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.name(lang)))
        .collect();
    let recommendation = Field::new("recommendation", text.recommendation)
        .required()
        .value(draft.form.recommendation.clone())
        .error(error("recommendation"));
    let to_applicant = Field::new("to_applicant", text.to_applicant)
        .optional()
        .hint(text.to_applicant_hint)
        .value(draft.form.to_applicant.clone())
        .error(error("to_applicant"));
    let to_office = Field::new("to_office", text.to_office)
        .optional()
        .value(draft.form.to_office.clone())
        .error(error("to_office"));
    let limit = Some(ReviewForm::COMMENT_CHARS);
    view! {
        {rows}
        <Radios lang field=recommendation choices />
        <TextArea lang field=to_applicant limit=limit rows=5 />
        <TextArea lang field=to_office limit=limit rows=3 />
    }
    .into_any()
}

fn row(visit: &Visit, number: usize, criterion: &Criterion, typed: &MarkForm, problems: &Problems) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let name = |field: &str| row_field("mark", number, field);
    let error = |field: &str| {
        let found = problems.for_field(&name(field)).next();
        found.map(|found| words::sentence(lang, found))
    };
    let floor = criterion.pass_from.map(|mark| format!(" {}", (text.pass_from)(mark)));
    let label = format!(
        "{number}. {}（{}{}）",
        criterion.name,
        (text.weight)(criterion.weight),
        floor.unwrap_or_default()
    );
    let anchors = (1..=HIGHEST_MARK).zip(&criterion.anchors);
    let choices = anchors
        .map(|(mark, anchor)| Choice::new(mark.to_string(), format!("{mark} {anchor}")))
        .chain([Choice::new("na", text.not_applicable)])
        .collect();
    let mark = Field::new(name("mark"), label)
        .required()
        .hint(criterion.question.clone())
        .value(typed.mark.clone())
        .error(error("mark"));
    let reason = Field::new(name("reason"), format!("{number}. {}", text.reason))
        .value(typed.reason.clone())
        .error(error("reason"));
    view! {
        <Radios lang field=mark choices />
        <TextArea lang field=reason limit=Some(MarkForm::REASON_CHARS) rows=3 />
    }
    .into_any()
}
