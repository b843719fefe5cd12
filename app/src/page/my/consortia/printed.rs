//! Documents of a consortium as PDF and DOCX, and the buttons that lead to them.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use leptos::prelude::*;
use paper::form::Basis;
use paper::{Paper, write_docx, write_pdf};

use super::Inside;
use crate::component::{Notice, NoticeTone};
use crate::page::programs::file_name;
use crate::{Failure, Site, Visit};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Which file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum Shape {
    /// For print.
    Pdf,
    /// For word processors.
    Docx,
}

/// Makes a paper of what a consortium has written down.
pub(super) fn with_basis<T>(site: &Site, visit: &Visit, inside: &Inside, make: impl FnOnce(&Basis<'_>) -> T) -> T {
    let whole = &inside.whole;
    let snapshot = whole.snapshot(visit.today);
    make(&Basis {
        plan: &whole.plan,
        snapshot: &snapshot,
        places: &whole.places,
        flows: &whole.flows,
        has_shares: whole.shares().is_ok(),
        made_at: site.now(),
    })
}

/// Hands a document out. Layout takes some milliseconds of work, which must not hold up other requests.
///
/// # Errors
/// 409 for a PDF while the server has no fonts; when the library refuses the document.
pub(in crate::page) async fn hand_out(
    site: &Site,
    visit: &Visit,
    paper: Paper,
    shape: Shape,
) -> Result<Response, Failure> {
    let title = paper.title.clone();
    let (kind, ending) = match shape {
        Shape::Pdf => ("application/pdf", "pdf"),
        Shape::Docx => (DOCX, "docx"),
    };
    let fonts = site.fonts.clone();
    if shape == Shape::Pdf && fonts.is_none() {
        return Err(Failure::NotNow);
    }
    let written = tokio::task::spawn_blocking(move || match (shape, fonts) {
        (Shape::Pdf, Some(fonts)) => write_pdf(&paper, &fonts),
        _ => write_docx(&paper),
    })
    .await
    .map_err(|error| Failure::fault(format!("writing a document: {error}")))?;
    let bytes = written.map_err(|error| Failure::fault(error.to_string()))?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, file_name(visit, &title, ending)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

/// The ways to both files; what is missing for a PDF is said.
pub(super) fn buttons(visit: &Visit, has_fonts: bool, page: &str) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let pdf = has_fonts.then(|| {
        let href = visit.href(&format!("{page}.pdf"));
        view! { <a class="kj-button" data-tone="primary" href=href>{text.pdf}</a> }
    });
    let none = (!has_fonts).then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.no_fonts>""</Notice> });
    view! {
        {none}
        <p class="kj-actions">
            {pdf}
            <a class="kj-button" data-tone="outline" href=visit.href(&format!("{page}.docx"))>{text.docx}</a>
        </p>
    }
    .into_any()
}

/// What is missing, each with the way to where it is filled in.
pub(super) fn gaps(visit: &Visit, gaps: Vec<(String, String)>) -> AnyView {
    let text = visit.text().consortium_data;
    if gaps.is_empty() {
        return view! { <p>{text.missing_none}</p> }.into_any();
    }
    let items = gaps
        .into_iter()
        .map(|(words, path)| view! { <li><a href=visit.href(&path)>{words}</a></li> })
        .collect_view();
    view! {
        <section class="kj-box" aria-labelledby="missing-title">
            <h2 class="kj-box__title" id="missing-title">{text.missing}</h2>
            <ul class="kj-prose">{items}</ul>
        </section>
    }
    .into_any()
}
