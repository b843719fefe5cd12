//! All submitted reviews of an application together (REVW-05). Who has not submitted is not asked to look here.

use domain::call::{Mark, ScoreSheet};
use domain::review::{CriterionView, Panel, Review};
use leptos::prelude::*;
use store::StoredReview;

use crate::Visit;
use crate::component::{Chip, ChipLook, ChipTone, Icon, Notice, NoticeTone};

/// The panel; `to_office` says whether notes for the office are shown.
pub(in crate::page::admin) fn view(
    visit: &Visit,
    sheet: &ScoreSheet,
    reviews: &[StoredReview],
    to_office: bool,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let counted: Vec<(&str, &Review)> = reviews
        .iter()
        .filter_map(|review| Some((review.name.as_str(), review.counted()?)))
        .collect();
    if counted.is_empty() {
        return view! {
            <section class="kj-section" aria-labelledby="panel-title">
                <h2 class="kj-section__title" id="panel-title">{text.panel}</h2>
                <p>{text.panel_none}</p>
            </section>
        }
        .into_any();
    }
    let all: Vec<Review> = counted.iter().map(|(_, review)| (*review).clone()).collect();
    let panel = Panel::of(sheet, &all);
    let score = panel.score.map(|score| (text.score)(&score.hundred()));
    let recommendations = panel
        .recommendations
        .iter()
        .map(|(kind, number)| view! { <li>{kind.name(lang)} " " {number.to_string()}</li> })
        .collect_view();
    let failed = panel
        .failed
        .then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.failed /> });
    let heads = counted
        .iter()
        .map(|(name, _)| view! { <th scope="col">{(*name).to_owned()}</th> })
        .collect_view();
    let rows = panel.criteria.iter().map(|found| row(visit, found)).collect_view();
    let spread = panel.is_spread().then(|| view! { <p>{text.spread_lead}</p> });
    let papers = counted
        .iter()
        .map(|(name, review)| paper(visit, sheet, name, review, to_office))
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="panel-title">{text.panel}</h2>
            {failed}
            <p>{score}</p>
            <ul class="kj-prose">{recommendations}</ul>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="panel-title">
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.criterion}</th>
                            {heads}
                            <th scope="col">{text.mean}</th>
                            <th scope="col">{text.spread}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {spread}
            {papers}
        </section>
    }
    .into_any()
}

fn row(visit: &Visit, found: &CriterionView<'_>) -> impl IntoView + use<> {
    let text = visit.text().review;
    let marks = found
        .marks
        .iter()
        .map(|mark| view! { <td data-number="">{shown(*mark)}</td> })
        .collect_view();
    let spread = found.is_spread.then(|| {
        let look = ChipLook::new(ChipTone::Orange, Icon::Alert, text.spread);
        view! { <Chip look /> }
    });
    view! {
        <tr>
            <th scope="row">{found.criterion.name.clone()}</th>
            {marks}
            <td data-number="">{found.mean()}</td>
            <td>{spread}</td>
        </tr>
    }
}

fn shown(mark: Mark) -> String {
    match mark {
        Mark::Given(mark) => mark.to_string(),
        Mark::NotApplicable => "－".to_owned(),
    }
}

/// The words of one review.
pub(super) fn paper(visit: &Visit, sheet: &ScoreSheet, name: &str, review: &Review, to_office: bool) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let reasons = sheet
        .criteria
        .iter()
        .zip(review.marks.iter().zip(&review.reasons))
        .map(|(criterion, (mark, reason))| {
            view! {
                <li>
                    {criterion.name.clone()} " " {shown(*mark)}
                    {(!reason.is_empty()).then(|| view! { <p class="kj-pre">{reason.clone()}</p> })}
                </li>
            }
        })
        .collect_view();
    let comment = |label: &'static str, words: &str| {
        (!words.is_empty()).then(|| {
            let words = words.to_owned();
            view! { <p>{label}</p><p class="kj-pre">{words}</p> }
        })
    };
    view! {
        <details class="kj-disclosure">
            <summary class="kj-disclosure__summary">
                {(text.of_reviewer)(name)} " " {review.recommendation.name(lang)}
            </summary>
            <ul class="kj-prose">{reasons}</ul>
            {comment(text.to_applicant, &review.to_applicant)}
            {to_office.then(|| comment(text.to_office, &review.to_office))}
        </details>
    }
    .into_any()
}
