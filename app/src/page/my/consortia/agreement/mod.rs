//! `/my/consortia/{id}/agreement`: the draft of an agreement between the societies, what it still lacks, and the files.

pub mod docx;
pub mod pdf;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::consortium::Place;
use leptos::prelude::*;
use paper::Paper;

use super::printed::{Shape, buttons, gaps, hand_out, with_basis};
use super::{Inside, get_belonging, head, heading};
use crate::component::paper_view;
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Shows the draft.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let head = head(&visit, &inside, Some(visit.text().consortium_data.agreement));
    let paper = make(&site, &visit, &inside);
    let missing = missing(&visit, &inside);
    let (shown, has_fonts) = (visit.clone(), site.fonts.is_some());
    respond(&site, &visit, head, move || {
        view(&shown, &inside, &paper, missing.clone(), has_fonts)
    })
    .await
}

/// The draft as a file.
async fn file(site: &Site, visit: &Visit, id: &str, shape: Shape) -> Result<Response, Failure> {
    let inside = get_belonging(site, visit, id).await?;
    hand_out(site, visit, make(site, visit, &inside), shape).await
}

fn make(site: &Site, visit: &Visit, inside: &Inside) -> Paper {
    with_basis(site, visit, inside, paper::form::agreement)
}

/// What is missing, with where to fill it in.
fn missing(visit: &Visit, inside: &Inside) -> Vec<(String, String)> {
    let (text, whole) = (visit.text().consortium_data, &inside.whole);
    let here = inside.path();
    let snapshot = whole.snapshot(visit.today);
    let mut all = Vec::new();
    if whole.plan.data.is_person_level() && whole.flows.is_empty() {
        all.push((text.gap_sheet.to_owned(), format!("{here}/data-flow")));
    }
    if whole.shares().is_err() {
        let page = if inside.place().is_some_and(Place::is_present_insurer) {
            format!("{here}/shares")
        } else {
            here.clone()
        };
        all.push((text.gap_shares.to_owned(), page));
    }
    for insurer in snapshot.present() {
        if insurer.members.is_none() {
            all.push(((text.gap_members)(&insurer.name), here.clone()));
        }
        if insurer.agreed_on().is_none() {
            all.push(((text.gap_consent)(&insurer.name), format!("{here}/consent")));
        }
    }
    if !whole.state.is_frozen() {
        all.push((text.gap_fixed.to_owned(), here));
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
    let text = visit.text().consortium_data;
    let page = format!("{}/agreement", inside.path());
    view! {
        {heading(visit, inside, Some(text.agreement))}
        <p>{text.agreement_lead}</p>
        <p>{text.agreement_lawyer}</p>
        {gaps(visit, missing)}
        {buttons(visit, has_fonts, &page)}
        {paper_view(paper)}
    }
}
