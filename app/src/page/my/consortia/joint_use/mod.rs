//! `/my/consortia/{id}/joint-use`: the notice of joint use as it would be posted, what it still lacks, and the files.

pub mod docx;
pub mod edit;
pub mod pdf;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::LegalBasis;
use domain::data_flow::JointUseForm;
use leptos::prelude::*;
use paper::Paper;

use super::printed::{Shape, buttons, gaps, hand_out, with_basis};
use super::{Inside, get_belonging, head, heading};
use crate::component::{Notice, NoticeTone, paper_view};
use crate::document::respond;
use crate::text::consortium_field::problem_sentence;
use crate::{Failure, Site, Visit};

/// Shows the notice.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let head = head(&visit, &inside, Some(visit.text().consortium_data.joint_use));
    let paper = make(&site, &visit, &inside);
    let missing = missing(&visit, &inside);
    let (shown, has_fonts) = (visit.clone(), site.fonts.is_some());
    respond(&site, &visit, head, move || {
        view(&shown, &inside, &paper, missing.clone(), has_fonts)
    })
    .await
}

/// The notice as a file.
async fn file(site: &Site, visit: &Visit, id: &str, shape: Shape) -> Result<Response, Failure> {
    let inside = get_belonging(site, visit, id).await?;
    hand_out(site, visit, make(site, visit, &inside), shape).await
}

/// What was typed, completed from the consortium.
fn completed(visit: &Visit, inside: &Inside) -> JointUseForm {
    let whole = &inside.whole;
    let draft = JointUseForm::draft(&whole.snapshot(visit.today), &whole.flows);
    whole.notice.completed(draft)
}

fn make(site: &Site, visit: &Visit, inside: &Inside) -> Paper {
    let notice = completed(visit, inside);
    with_basis(site, visit, inside, |basis| paper::form::joint_use(basis, &notice))
}

/// What is missing, with where to fill it in.
fn missing(visit: &Visit, inside: &Inside) -> Vec<(String, String)> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let here = inside.path();
    let mut all = Vec::new();
    let is_joint = |flow: &domain::data_flow::Flow| flow.basis == Some(LegalBasis::JointUse);
    if !inside.whole.flows.iter().any(is_joint) {
        all.push((text.gap_flows.to_owned(), format!("{here}/data-flow")));
    }
    if let Err(problems) = completed(visit, inside).check() {
        let where_to = if inside.leads(visit) {
            format!("{here}/joint-use/edit")
        } else {
            format!("{here}/messages")
        };
        // Items of data come from the sheet, which is asked for above.
        let lacking = problems.iter().filter(|found| found.field.as_str() != "items");
        let words: Vec<_> = lacking.map(|found| problem_sentence(lang, found)).collect();
        all.extend(words.into_iter().map(|words| (words, where_to.clone())));
    }
    all
}

fn view(
    visit: &Visit,
    inside: &Inside,
    paper: &Paper,
    missing: Vec<(String, String)>,
    has_fonts: bool,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let page = format!("{}/joint-use", inside.path());
    let done = (visit.query == "done").then(|| {
        let title = visit.text().consortium.done;
        view! { <Notice lang tone=NoticeTone::Success title announced=true>""</Notice> }
    });
    let edit = inside.leads(visit).then(|| {
        let href = visit.href(&format!("{page}/edit"));
        view! { <p><a href=href>{text.joint_use_edit}</a></p> }
    });
    let checked = completed(visit, inside).check().ok();
    let posting = checked.map(|notice| {
        let places = notice.posted.iter();
        let items = places.map(|place| view! { <li>{place.name(lang)}</li> }).collect_view();
        let more = (!notice.reaches_workplaces()).then(|| view! { <p>{text.joint_use_workplaces}</p> });
        view! {
            <h2 class="kj-section__title">{text.joint_use_where}</h2>
            <ul class="kj-prose">{items}</ul>
            {more}
        }
    });
    view! {
        {done}
        {heading(visit, inside, Some(text.joint_use))}
        <p>{text.joint_use_lead}</p>
        {edit}
        {gaps(visit, missing)}
        {posting}
        {buttons(visit, has_fonts, &page)}
        {(!text.shown_ja.is_empty()).then(|| view! { <p>{text.shown_ja}</p> })}
        {paper_view(paper)}
    }
}
